"""Comparisons of two years, with the grounds on which a change may be told.

A change of a figure says something about the world only where both ends count the same thing in the same
places, where it is larger than what later releases and rounding may move, and where it is not the doing of
one place. `comparison` computes these grounds for any measure, region sets and pair of years at once;
`compare` returns them as a table; `grounds_of_change` says what each ground asks; `movers` lists the places
that made a change.
"""

from gcr_analysis.indicators.comparisons.comparison import comparison
from gcr_analysis.indicators.comparisons.found import Comparison
from gcr_analysis.indicators.comparisons.grounds_of_change import grounds_of_change
from gcr_analysis.indicators.comparisons.rows import COLUMNS, compare, compared, movers

__all__ = ["COLUMNS", "Comparison", "compare", "compared", "comparison", "grounds_of_change", "movers"]
