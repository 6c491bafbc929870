"""Refugee response plans: what each is for, and the names under which sources have it."""

from functools import cache
from typing import Literal

from pydantic import Field

from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import read_yaml

FILE = "response_plans.yaml"


class ResponsePlan(Declaration):
    """A refugee response plan of one situation, through all years."""

    id: str
    title: str = Field(description="The people it is for, as a sentence names them")
    origin: str | None = Field(None, description="ISO3 of the country they are from; missing when several")
    people: Literal["refugees", "refugees and migrants", "migrants"]
    named: tuple[str, ...] = Field(description="Parts of the names that sources give it")


@cache
def response_plans() -> dict[str, ResponsePlan]:
    """Every declared plan by its id.

    >>> response_plans()["rohingya"].origin
    'MMR'
    """
    return {
        id: fitting(ResponsePlan, {"id": id, **entry}, f"{FILE}: {id}")
        for id, entry in read_yaml(FILE)["plans"].items()
    }


@cache
def no_refugee_plans() -> tuple[str, ...]:
    """Parts of the names of regional plans that are not for refugees.

    >>> "Ebola" in no_refugee_plans()
    True
    """
    return tuple(read_yaml(FILE)["others"])
