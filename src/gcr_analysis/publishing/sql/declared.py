"""How each measure is made again from the tables: the declarations under `measures/`, by its id."""

from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import Field, model_validator

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import indicators
from gcr_analysis.framework.fitting import fitting, mapping
from gcr_analysis.framework.models import Declaration

HERE = files("gcr_analysis.publishing.sql")
OWN = "Its source is one of the user's own, and no table under data/"


class Written(Declaration):
    """One measure: the shape of its query, a query of its own, or why it has none."""

    shape: str = Field(
        "", description="A file of the folder `shapes`, for queries that several measures share"
    )
    query: str = ""
    why_no_sql: str = ""
    report: str = Field("", description="A table of reports, which carry on figures of earlier years")
    given: dict[str, Any] = Field({}, description="All else that is declared, for the query")

    @model_validator(mode="after")
    def _is_one_of_three(self) -> "Written":
        if sum(map(bool, (self.shape, self.query, self.why_no_sql))) != 1:
            raise ValueError("declare one of shape, query and why_no_sql")
        return self


@cache
def declared() -> dict[str, Written]:
    """Every declaration, by the id of its measure.

    Raises
    ------
    GcrError
        When a declaration does not fit, or a measure is declared twice.

    Examples
    --------
    >>> declared()["refugees_hosted"].shape
    'stock'
    """
    found: dict[str, Written] = {}
    for file in sorted(HERE.joinpath("measures").iterdir(), key=lambda file: file.name):
        for id, entry in mapping(file.read_bytes(), file.name, "ids of measures").items():
            if id in found:
                raise GcrError(f"{file.name} declares {id}, which is declared already: take one out")
            own = {name: value for name, value in entry.items() if name in Written.model_fields}
            given = {name: value for name, value in entry.items() if name not in own}
            found[id] = fitting(Written, {**own, "given": given}, f"{file.name}: {id}")
    return found


def written(id: str) -> Written:
    """Return the declaration of one measure.

    Raises
    ------
    UnknownNameError
        When there is no such measure.
    GcrError
        When nobody has declared its query.

    Examples
    --------
    >>> written("gcr_1_2_2").why_no_sql
    'No source used here counts them'
    """
    if id not in indicators():
        raise UnknownNameError("indicator", id, indicators())
    if indicators()[id].own:
        return fitting(Written, {"why_no_sql": OWN}, id)
    if id not in declared():
        raise GcrError(f"measure {id} has no query and no reason: declare it under publishing/sql/measures")
    return declared()[id]
