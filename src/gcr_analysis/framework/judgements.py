"""The ledger of figures that somebody has judged: which leave a change, and why."""

from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import read_yaml


class Judgement(Declaration):
    """One figure of a table that was judged, or several that are judged together.

    It holds as long as the table has the figure as it stood: once the source mends it, it counts again.
    """

    id: str
    table: str
    column: str = "value"
    where: dict[str, str] = Field(description="Cells of the figure's row by column, the year left out")
    place: str | None = Field(
        None, description="The column in `where` with the country whose change is read; none for several rows"
    )
    year: int
    figure: float = Field(description="The figure as it stood when it was judged; the sum of several")
    kind: Literal["copied", "method", "impossible", "doubled", "shared", "stands"] = Field(
        description="copied from the year before · counted in another way · cannot be true · "
        "stands in several rows · shared evenly among places · stands as it is"
    )
    reason: str
    effect: str = Field(description="What it does to a change, or that no measure rests on it")
    judged: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="Day of the judgement")

    @model_validator(mode="after")
    def _place_is_given(self) -> "Judgement":
        if self.place is not None and self.place not in self.where:
            raise ValueError(f"place names {self.place}, which is no column of where")
        return self

    @property
    def country(self) -> str:
        """ISO3 of the place; empty for figures of several places."""
        return "" if self.place is None else self.where[self.place]


@cache
def ledger() -> tuple[Judgement, ...]:
    """Every figure that was judged.

    >>> {entry.kind for entry in ledger() if entry.country == "ETH"}
    {'copied'}
    """
    return tuple(
        fitting(Judgement, {"id": name, **entry}, f"ledger.yaml: {name}")
        for name, entry in read_yaml("ledger.yaml").items()
    )
