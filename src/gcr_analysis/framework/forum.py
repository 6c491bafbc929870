"""The Global Refugee Forums and the published figures on their pledges."""

from functools import cache
from typing import Literal

from pydantic import Field

from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import read_yaml

MONTH = r"^\d{4}-\d{2}$"
Stage = Literal["made", "in planning", "in progress", "fulfilled", "fulfilled or in progress"]


class PledgeCount(Declaration):
    """A published figure on pledges, and the month at which it counts."""

    figure: str = Field(description="Id of a row of the table published_values")
    date: str = Field(pattern=MONTH)
    stage: Stage
    of: Literal["pledges", "updates"] | None = Field(None, description="Of what a share is")


class Forum(Declaration):
    """A Global Refugee Forum."""

    id: str
    title: str
    date: str = Field(pattern=MONTH)
    ahead: bool = Field(False, description="It is still to come")
    counts: tuple[PledgeCount, ...] = ()


@cache
def forums() -> dict[str, Forum]:
    """Every Forum by id, in order.

    >>> forums()["forum-2027"].date
    '2027-12'
    """
    declared = {
        name: fitting(Forum, {"id": name, **entry}, f"forums.yaml: {name}")
        for name, entry in read_yaml("forums.yaml").items()
    }
    return dict(sorted(declared.items(), key=lambda pair: pair[1].date))
