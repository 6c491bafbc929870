"""The table of panel four: its measures at the baseline and at the year."""

from dataclasses import replace

from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.measures_table import MeasuresTable
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.words import say
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.conditions import VALUES, matched_ends

# A rise of so many percent tells less than the difference.
MULTIPLIED_PERCENT = 1000


class ReturnTable(MeasuresTable[ReturnEvidence]):
    """Reads conditions on the same countries at both ends, and a large change as a difference."""

    def ends(self, id: str) -> tuple[Quantity, Quantity]:
        """Return a measure at the baseline and at the year; conditions on the same countries."""
        now, then = self.evidence.at(id), self.evidence.then(id)
        if id not in VALUES or not then.known:
            return super().ends(id)
        both = RegionSets.of(self.evidence.region)
        read = matched_ends(id, both, self.evidence.baseline_year, self.evidence.year)
        first, last = (
            replace(
                figure,
                value=float(read.value[end, 0]),
                value_year=int(read.value_year[end, 0]),
                coverage=float(read.coverage[end, 0]),
                detail="countries with figures at both ends",
            )
            for end, figure in enumerate((then, now))
        )
        return first, last

    def change(self, then: Quantity, now: Quantity) -> str:
        """Return the change; nothing for a condition whose figures come from two editions."""
        crossed = now.indicator in VALUES and then.known and now.known and self._breaks(then, now)
        return "" if crossed else super().change(then, now)

    def _breaks(self, then: Quantity, now: Quantity) -> bool:
        years = (then.value_year or self.evidence.baseline_year, now.value_year or self.evidence.year)
        return bool(breaks_for(self.evidence.region, now.indicator, years))

    def moved(self, then: Quantity, now: Quantity) -> Quantity:
        """Return the change in percent or points, or as a difference where the percentage is large."""
        change = super().moved(then, now)
        large = change.unit == "percent" and abs(change.value or MULTIPLIED_PERCENT) >= MULTIPLIED_PERCENT
        return difference(now, then) if large else change


def table(evidence: ReturnEvidence) -> Table:
    """Return the table of the note."""
    return ReturnTable(evidence, say).table()
