"""The table of panel two: each measure with what it rests on, what it could be, and how it changed."""

from collections.abc import Iterable
from dataclasses import replace

from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import moved
from gcr_analysis.briefing.measures_table import MeasuresTable, words
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.self_reliance.reliance import Match, Reliance
from gcr_analysis.briefing.self_reliance.words import say
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.progress import INSUFFICIENT


class RelianceTable(MeasuresTable[Reliance]):
    """Has the figure of the year alone, with its coverage and bounds, and the change on the same hosts."""

    def headings(self) -> list[str]:
        """Return the heads of the columns."""
        own = [say(f"column_{name}").text for name in ("figure", "covered", "bounds")]
        return [words("column_measure"), *own, words("column_change"), words("column_reading")]

    def quantities(self, ids: Iterable[str]) -> list[Quantity]:
        """Return all figures, then all changes."""
        changes = [change for id in ids if (change := self.changed(id))]
        return [*(self.evidence.at(id) for id in ids), *changes]

    def row(self, id: str) -> list[str]:
        """Return the cells of a measure."""
        figure = self.evidence.at(id)
        told = [self._rests_on(figure), self._bounds(figure), self._since(id)]
        return [self.title(id), self.cell(figure), *told, self.reading(figure)]

    def cell(self, figure: Quantity) -> str:
        """Return a figure with its own year where that is another; its status where there is none."""
        if not figure.known:
            return figure.status
        if figure.value_year == self.evidence.year:
            return str(figure)
        return say("figure_of_year", figure=figure, year=figure.own_year).text

    def changed(self, id: str) -> Quantity | None:
        """Return the change that may be read: on the same hosts, or between two whole figures of one kind."""
        row = indicators()[id].row
        if row is None or not row.change:
            return None
        if indicators()[id].matched:
            match = self._match(id)
            return match.change if match else None
        now, then = self.evidence.at(id), self.evidence.then(id)
        whole = now.known and then.known and now.status == then.status == "computed"
        if not whole or now.value_year == then.value_year or self.progress(id) == INSUFFICIENT:
            return None
        return moved(now, then)

    def reading(self, now: Quantity) -> str:
        """Return the status of a figure and its progress status."""
        if not now.known:
            return say("no_figure").text
        return "; ".join(part for part in (now.status, self.progress(now.indicator)) if part)

    def _match(self, id: str) -> Match | None:
        return self.evidence.match(id) if indicators()[id].matched else None

    def _rests_on(self, figure: Quantity) -> str:
        whole = self.evidence.is_country and figure.coverage == 1
        if not figure.known or figure.status == "published" or whole:
            return ""
        return str(self.evidence.covered(figure))

    def _bounds(self, figure: Quantity) -> str:
        if figure.low is None or figure.high is None or figure.low == figure.high:
            return ""
        low, high = (replace(figure, value=end) for end in (figure.low, figure.high))
        return say("bounds", low=low, high=high).text

    def _since(self, id: str) -> str:
        change = self.changed(id)
        if change is None or not change.known:
            return ""
        match = self._match(id)
        since = match.start.own_year if match else self.evidence.years["baseline"]
        told = words("unchanged") if change.value == 0 else change.signed.replace("percentage ", "")
        hosts = match.hosts if match and not self.evidence.is_country else None
        return say("change_since", moved=told, since=since, hosts=hosts).text


def table(reliance: Reliance) -> Table:
    """Return the table of the note."""
    return RelianceTable(reliance, say).table()
