"""The table of panel four: its measures at the baseline and at the year."""

from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.measures_table import MeasuresTable
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.progress import ends
from gcr_analysis.briefing.return_conditions.words import say

# A rise of so many percent tells less than the difference.
MULTIPLIED_PERCENT = 1000


class HomeTable(MeasuresTable[Home]):
    """Reads conditions on the same countries at both ends, and a large change as a difference."""

    def ends(self, id: str) -> tuple[Quantity, Quantity]:
        """Return a measure at the baseline and at the year; conditions on the same countries."""
        if not self.evidence.then(id).known:
            return super().ends(id)
        now, then = ends(self.evidence, id)
        return then, now

    def moved(self, then: Quantity, now: Quantity) -> Quantity:
        """Return the change in percent or points, or as a difference where the percentage is large."""
        change = super().moved(then, now)
        large = change.unit == "percent" and abs(change.value or MULTIPLIED_PERCENT) >= MULTIPLIED_PERCENT
        return difference(now, then) if large else change


def table(home: Home) -> Table:
    """Return the table of the note."""
    return HomeTable(home, say).table()
