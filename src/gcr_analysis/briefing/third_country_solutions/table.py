"""The table of panel three: its measures at the baseline and at the year, in each view of the region."""

from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.measures_table import MeasuresTable
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.progress import INSUFFICIENT


class SolutionsTable(MeasuresTable[SolutionsEvidence]):
    """Tells the change of what hosts report on those with figures at both ends."""

    def change(self, then: Quantity, now: Quantity) -> str:
        """Return the change between two figures, of a measure that declares it on the same hosts."""
        if not indicators()[now.indicator].matched:
            return super().change(then, now)
        if self.progress(now.indicator) in ("", INSUFFICIENT):
            return ""
        last, first = self.evidence.matched(now.indicator)
        facts = {"change": difference(last, first), "start_year": first.own_year}
        return say("change_matched", **facts, several=not self.evidence.is_country).text


def table(solutions: SolutionsEvidence) -> Table:
    """Return the table of the note."""
    return SolutionsTable(solutions, say).table()
