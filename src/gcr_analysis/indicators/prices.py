"""Money over time: amounts of each year in the prices of one year.

The year is declared with the unit (``prices_of`` in `framework/units.yaml`): the last one whose contributions
are complete. Dollars are brought to it with consumer prices in the United States, whatever the country in
which they are spent, since that is the currency in which donors and UNHCR report.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from gcr_analysis import framework
from gcr_analysis.indicators.arrays import by_year, frozen, row
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question


@question
@cache
def prices_of() -> int:
    """Year whose prices constant amounts are in.

    >>> prices_of()
    2024
    """
    [year] = {unit.prices_of for unit in framework.units().values() if unit.prices_of}
    return year


@cache
def factor() -> Array:
    """What a dollar of each year is worth in dollars of `prices_of`: shape (years, 1).

    Missing for a year without a price index.

    Examples
    --------
    >>> [round(float(factor()[row(year), 0]), 3) for year in (2016, 2024)]
    [1.307, 1.0]
    """
    index = by_year(load("consumer_prices"), "index")
    return frozen((index[row(prices_of())] / index)[:, None])


def in_constant_dollars(found: Measured) -> Measured:
    """Turn amounts of each year into amounts in the prices of one year.

    Parameters
    ----------
    found
        Amounts in current US dollars, of shape (years, sets).

    Returns
    -------
    Measured
        The same with value and bounds in US dollars of `prices_of`; missing where the index is.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import years
    >>> spent = in_constant_dollars(Measured(np.full((len(years()), 1), 100.0)))
    >>> round(spent.at(2016), 1), spent.at(2024)
    (130.7, 100.0)
    """
    low, high = (None if bound is None else bound * factor() for bound in (found.low, found.high))
    index = np.broadcast_to(~np.isnan(factor()), found.value.shape)
    covered = index if found.covered is None else found.covered & index
    return replace(found, value=found.value * factor(), low=low, high=high, covered=covered)
