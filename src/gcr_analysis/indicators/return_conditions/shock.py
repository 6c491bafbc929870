"""Returns in the years of COVID-19, against what the years before would have led one to expect.

The interval says whether these years were unusual, not why: travel was restricted, and conflicts began and
ended as in all years.
"""

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import EARLIEST, reached, row, year_column, years
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import solution
from gcr_analysis.methods.expectation import Expectation, Shock, expectation, recoveries, shock
from gcr_analysis.snapshot.questions import question

BASE = (2015, 2019)
SHOCK = (2020, 2021)
NOT_EVERY_YEAR = f"No returns reported in a year from {BASE[0]} to {SHOCK[1]}"


def returns_covid_shortfall(sets: RegionSets) -> Measured:
    """Returns expected for 2020 and 2021 from the five years before, less those that came.

    Negative where more returned than expected. The figure is the same in all later years.

    Examples
    --------
    >>> found = returns_covid_shortfall(RegionSets.of("world"))
    >>> [round(float(each[-1, 0]), -3) for each in (found.value, found.low, found.high)]
    [110000.0, -563000.0, 782000.0]
    """
    returned = sets.groups.known_total(solution("refugee_returns"))
    against = expectation(*(returned[row(first) : row(last) + 1] for first, last in (BASE, SHOCK)))
    value, low, high = (np.broadcast_to(each, returned.shape) for each in against[-3:])
    found = Measured(value, low=low, high=high, covered=year_column() >= SHOCK[1])
    return without_figure(found, np.isnan(value), NOT_EVERY_YEAR, status="not collected")


def returns_recovery_year(sets: RegionSets) -> Measured:
    """First year since 2020 in which returns were at or above the median of the five years before it.

    Examples
    --------
    >>> found = returns_recovery_year(RegionSets.of("world"))
    >>> found.at(2020), found.at(2025)
    (nan, 2021.0)
    """
    returned = sets.groups.known_total(solution("refugee_returns"))
    usual, back, until = recoveries(returned, EARLIEST, BASE, since=SHOCK[0])

    def words(year: int, place: int) -> str:
        last = until[year, place]
        return f"Held until {last:.0f}" if last < EARLIEST + year else ""

    found = Measured(back, covered=year_column() >= SHOCK[0], words=words)
    found = without_figure(found, np.isnan(back), "Not back yet", status="not collected")
    return without_figure(found, np.isnan(usual), NOT_EVERY_YEAR, status="not collected")


@question
def expected_returns(region: Region) -> Expectation:
    """Returns of 2020 and 2021 together against those of the five years before: `expectation`."""
    return returns_shock(region).against


def returns_shock(region: Region) -> Shock:
    """Returns year by year since the first base year, with expectation and recovery: `shock`.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> told = returns_shock(region("world"))
    >>> int(told.series[2021]), told.back.year
    (429234, 2021)
    """
    returned = solution("refugee_returns")
    series = pd.Series(RegionSets.of(region).groups.known_total(returned)[:, 0], years())
    return shock(series[reached(returned)[:, 0]].loc[BASE[0] :], BASE, SHOCK)
