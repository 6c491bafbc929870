"""One measure that an analyst added to a note, and how its figures are written."""

from collections.abc import Sequence
from functools import partial

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.display import source_line
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework import Indicator, OwnSource
from gcr_analysis.snapshot import sources

HALF = 50  # percent

say = partial(sentence, "own")


def ids_on(source: OwnSource, panel: str) -> list[str]:
    """Return the measures of a source on a panel."""
    return [each.id for each in source.indicators if each.panel == panel]


class Line:
    """One own measure in a note: what is declared of it, and the measure that it stands beside."""

    def __init__(self, evidence: Evidence, source: OwnSource, id: str) -> None:
        self.evidence, self.source = evidence, source
        self.measure = source.measure(id)
        self.declared: Indicator = framework.indicators()[id]

    @property
    def main(self) -> str:
        """Id of the declared measure that it stands beside; empty where there is none."""
        return self.measure.of or self.measure.beside or ""

    @property
    def title(self) -> str:
        """Its title, without who made it where it is a declared measure's."""
        named = self.measure.title or not self.measure.of
        return self.declared.title if named else self.evidence.title(self.measure.of or "")

    @property
    def heading(self) -> str:
        """Its title with the number of the Compact's indicator, where it has one."""
        code = framework.indicators()[self.measure.of].gcr_code if self.measure.of else ""
        return say("with_code", title=self.title, code=code).text if code else self.title


def dated(figure: Quantity, year: int) -> str:
    """Write a figure, with its year where that is another than the note's."""
    if not figure.known:
        return figure.status
    if figure.value_year == year:
        return str(figure)
    return say("figure_of_year", figure=figure, year=figure.own_year).text


def ends(figure: Quantity) -> str:
    """Write the ends of a figure's band; nothing where it has none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = figure.ends
    return say("bounds", low=low, high=high).text


def cited(shown: tuple[Quantity, ...], lines: Sequence[Line]) -> str:
    """Return the line of sources of figures, and of the sources that an analyst added."""
    used = {name for each in shown for name in each.source.split("; ")} | {each.source.id for each in lines}
    return source_line(tuple(id for id in sources() if id in used))


def without_empty(table: pd.DataFrame) -> pd.DataFrame:
    """Leave out columns in which no row has anything."""
    return table.loc[:, (table != "").any()]


def falls_short(value: float | None, declared: Indicator) -> bool:
    """Whether fewer than half have what all should, or more than half what nobody should."""
    if value is None or declared.unit != "percent" or declared.direction == "neutral":
        return False
    return value < HALF if declared.direction == "up" else value > HALF
