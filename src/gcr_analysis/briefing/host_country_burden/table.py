"""The table of panel one: its measures at the baseline and at the year."""

from dataclasses import replace

from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.titles import is_multiple
from gcr_analysis.briefing.host_country_burden.words import say
from gcr_analysis.briefing.measures_table import MeasuresTable, words
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.indicators.progress import INSUFFICIENT


class BurdenTable(MeasuresTable[Burden]):
    """Tells no change of which the data say too little, and a large one as a multiple."""

    progress_of_unknown = False

    def has_width(self, figure: Quantity) -> bool:
        """Return whether a figure has an interval whose ends read as two."""
        low, high = figure.ends
        return super().has_width(figure) and str(low) != str(high)

    def change(self, then: Quantity, now: Quantity) -> str:
        """Return the change between two figures; nothing where the data are insufficient to judge it."""
        return "" if self.progress(now.indicator) == INSUFFICIENT else super().change(then, now)

    def written(self, change: Quantity, now: Quantity) -> str:
        """Return a change in percent or points, as a multiple, or as none."""
        if change.value == 0:
            return words("unchanged")
        if change.unit == "percent" and change.value is not None and is_multiple(change):
            return say("multiplied", times=replace(now, value=1 + change.value / 100, unit="times")).text
        return super().written(change, now)


def table(burden: Burden) -> Table:
    """Return the table of the note."""
    return BurdenTable(burden, say).table()
