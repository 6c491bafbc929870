"""The table of a note: the measures that its panel declares rows for, at the baseline and at the year."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Generic, TypeVar

import pandas as pd

from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import Evidence, moved
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, sentence
from gcr_analysis.framework import Indicator, indicators, panels, rows_of, units
from gcr_analysis.snapshot import sources

E = TypeVar("E", bound=Evidence)

WHOLE = 0.9
"""Coverage from which on a figure is complete enough to stand without it."""


def words(name: str, /, **values: Any) -> str:
    """Return a text that the tables of all panels share."""
    return sentence("note", name, **values).text


def shown(evidence: Evidence) -> list[str]:
    """Return the ids of the measures that the table of a region's note shows, in its order.

    Left out are those that are not for its kind of region or do not apply to it, and those that the panel
    leaves out: without a figure, or of a group in which nobody is counted.

    Examples
    --------
    >>> shown(Evidence("host-country-burden", "COL", 2025, 2016))[5:8]
    ['responsibility_ratio', 'protracted_refugees', 'protracted_situations']
    """
    return [measure.id for measure in rows_of(evidence.panel) if _is_shown(evidence, measure)]


def _is_shown(evidence: Evidence, measure: Indicator) -> bool:
    row, table, kind = measure.row, panels()[evidence.panel].table, evidence.region.kind
    if row is None or (row.only_for and kind not in row.only_for) or kind in row.not_for:
        return False
    now = evidence.at(measure.id)
    if row.always:
        return True
    if now.status == "not applicable" or ((table.only_known or row.only_known) and not now.known):
        return False
    count = table.only_where.get(row.group, measure.id)
    return count == measure.id or bool(evidence.at(count).value or evidence.then(count).value)


class MeasuresTable(Generic[E]):
    """Makes the table of a region's note.

    A row has the measure, its figures at the baseline and at the year, the change between them, and how both
    are to be read. A panel says in its own class what it tells in another way.

    Parameters
    ----------
    evidence
        The figures of the region.
    say
        Fills a sentence of the panel: its title is ``table_title``.
    """

    progress_of_unknown = True
    """Whether a measure without a figure has its progress status in the last column."""

    def __init__(self, evidence: E, say: Callable[..., Sentence]) -> None:
        self.evidence, self.say = evidence, say

    def table(self) -> Table:
        """Return the table."""
        ids = shown(self.evidence)
        title = self.say("table_title", **self.evidence.common)
        quantities = [quantity for quantity in self.quantities(ids) if quantity.known]
        used = {name for quantity in quantities for name in quantity.source.split("; ")}
        return Table(
            id="measures",
            title=title.text,
            source=source_line(tuple(id for id in sources() if id in used)),
            data=pd.DataFrame([self.row(id) for id in ids], columns=self.headings()),
            quantities=(*title.quantities, *quantities),
        )

    def headings(self) -> list[str]:
        """Return the heads of the columns."""
        years = (str(self.evidence.baseline_year), str(self.evidence.year))
        return [words("column_measure"), *years, words("column_change"), words("column_reading")]

    def quantities(self, ids: Iterable[str]) -> list[Quantity]:
        """Return the numbers in the cells, in the order of reading."""
        return [quantity for id in ids for quantity in self.ends(id)]

    def row(self, id: str) -> list[str]:
        """Return the cells of a measure."""
        then, now = self.ends(id)
        return [self.title(id), self.cell(then), self.cell(now), self.change(then, now), self.reading(now)]

    def ends(self, id: str) -> tuple[Quantity, Quantity]:
        """Return a measure at the baseline and at the year."""
        return self.evidence.then(id), self.evidence.at(id)

    def title(self, id: str) -> str:
        """Return the name of a measure, with its code in the Global Compact."""
        title, code = self.evidence.title(id), indicators()[id].gcr_code
        return words("measure_with_code", title=title, code=code) if code else title

    def cell(self, figure: Quantity) -> str:
        """Return a figure with its interval; its status where there is none."""
        if not figure.known:
            return figure.status
        behind = units()[figure.unit].in_table
        text = f"{figure} {behind}" if behind else str(figure)
        if figure.is_least:
            return words("at_least", figure=text)
        if not self.has_width(figure):
            return text
        low, high = figure.ends
        return words("with_interval", figure=text, low=low, high=high)

    def has_width(self, figure: Quantity) -> bool:
        """Return whether a figure has an interval to show."""
        return figure.low is not None and figure.high is not None and figure.low != figure.high

    def change(self, then: Quantity, now: Quantity) -> str:
        """Return the change between two whole figures of one kind; nothing where none is to be read."""
        row = indicators()[now.indicator].row
        told = row is not None and row.change and units()[now.unit].changes_by != "nothing"
        if not told or now.status != then.status or now.status == "partial":
            return ""
        if now.value_year == then.value_year:
            return ""
        change = self.moved(then, now)
        return self.written(change, now) if change.known else ""

    def moved(self, then: Quantity, now: Quantity) -> Quantity:
        """Return the change from one figure to the other, as the unit declares it."""
        return moved(now, then)

    def written(self, change: Quantity, now: Quantity) -> str:
        """Return a change as the table tells it, with percentage points as points."""
        return replace(change, unit="points").signed if change.unit == "percentage points" else change.signed

    def reading(self, now: Quantity) -> str:
        """Return the status of a figure, its own year where that is another, its coverage and its verdict."""
        parts = [now.status]
        if now.known and now.value_year != self.evidence.year:
            parts.append(words("year_of_figure", year=now.own_year))
        if now.known and now.coverage is not None and now.coverage < WHOLE:
            parts.append(words("covered", share=now.covered))
        if now.known or self.progress_of_unknown:
            parts.append(self.verdict(now.indicator))
        return "; ".join(part for part in parts if part)

    def verdict(self, id: str) -> str:
        """Return the progress status of a measure, and since when where that is not the baseline year."""
        status, first = self.progress(id), self.evidence.compared_from(id)
        if first == self.evidence.baseline_year:
            return status
        return words("status_since", status=status, year=given(first, "year"))

    def progress(self, id: str) -> str:
        """Return the progress status of a measure; nothing for one without a direction."""
        judged = self.evidence.progress
        return str(judged.loc[id, "progress"]) if id in judged.index else ""
