"""Arrivals of 2020 and 2021 against the years before, and when they came back.

The interval says what is usual after five such years, not why two years were not. Pandemic and policy fell
together: the largest destination had cut its admissions before, which both widens the interval and lowers the
expectation, so the same is told without it.
"""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.arrays import EARLIEST, row, year_column
from gcr_analysis.indicators.arrays import years as axis_years
from gcr_analysis.indicators.measured import Measured, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.destinations import (
    arrivals_without_largest,
    largest_destinations,
)
from gcr_analysis.indicators.third_country_solutions.flows import (
    Side,
    arrivals,
    by_destination,
    since_first_year,
)
from gcr_analysis.methods.expectation import Shock, expectation, recoveries, recovery, shock
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot.questions import question

BEFORE = (2015, 2019)
SHOCK = (2020, 2021)
NONE_BEFORE = f"No arrivals in {BEFORE[0]} to {BEFORE[1]}"
LEAST_BEFORE = 100  # arrivals a year before, on average: fewer are no series to expect anything of
FEW_BEFORE = f"Fewer than {LEAST_BEFORE} arrivals a year in {BEFORE[0]} to {BEFORE[1]}"
NOT_BACK = "Not back by then"


def shortfall(side: Side, without_largest: bool, sets: RegionSets) -> Measured:
    """Arrivals of a region that 2020 and 2021 fell short of what 2015 to 2019 let one expect.

    With its interval; a negative shortfall is more than expected. It is the same whenever it is asked for,
    from the last year of the shock on. With or without the destination that took most arrivals since 2000.

    >>> found = covid_shortfall(RegionSets.of("world"))
    >>> [round(float(each[row(2025), 0]), -3) for each in (found.value, found.low, found.high)]
    [141000.0, -8000.0, 290000.0]
    """
    came = _series(sets, side, without_largest)
    against = expectation(*(came[row(first) : row(last) + 1] for first, last in (BEFORE, SHOCK)))
    value, low, high = (
        np.tile(each, (len(came), 1))
        for each in (against.shortfall, against.shortfall_low, against.shortfall_high)
    )
    usual = said(~against.beyond, "Within what is usual after such years")
    found = Measured(value, covered=year_column() >= SHOCK[1], low=low, high=high, words=usual)
    return _told(found, came, sets, side, without_largest)


covid_shortfall = partial(shortfall, "destination", False)
covid_shortfall_without_largest_destination = partial(shortfall, "destination", True)
covid_shortfall_from_origin = partial(shortfall, "origin", False)
covid_shortfall_from_origin_without_largest_destination = partial(shortfall, "origin", True)


def recovered(side: Side, without_largest: bool, sets: RegionSets) -> Measured:
    """First year from 2020 on with as many arrivals of a region as the median of 2015 to 2019.

    The reason says until when that held. No later year is looked at than the one asked for.

    >>> found = recovery_year(RegionSets.of("world"))
    >>> [found.at(year) for year in (2021, 2024, 2025)], found.words(row(2025), 0)
    ([nan, 2022.0, 2022.0], 'Held until 2024')
    """
    came = _series(sets, side, without_largest)
    _, value, until = recoveries(came, EARLIEST, BEFORE, since=SHOCK[0])

    def words(year: int, place: int) -> str:
        last = until[year, place]
        return f"Held until {last:.0f}" if last < EARLIEST + year else ""

    found = Measured(value, covered=year_column() >= SHOCK[0], words=words)
    found = without_figure(found, np.isnan(value), NOT_BACK, "not collected")
    return _told(found, came, sets, side, without_largest)


recovery_year = partial(recovered, "destination", False)
recovery_year_without_largest_destination = partial(recovered, "destination", True)
recovery_year_from_origin = partial(recovered, "origin", False)


def arrivals_shock(region: Region) -> Shock | None:
    """Arrivals in a region year by year since the first year before, with expectation and recovery: `shock`.

    None where they were fewer than `LEAST_BEFORE` a year before.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> told = arrivals_shock(region("world"))
    >>> int(told.series[2021]), told.back.year, told.back.until
    (57436, 2022, 2024)
    """
    came = since_first_year(arrivals("destination"))[list(region.countries)].sum(axis=1).loc[BEFORE[0] :]
    return None if came.loc[slice(*BEFORE)].mean() < LEAST_BEFORE else shock(came, BEFORE, SHOCK)


@question
def held_until(region: Region, year: int, side: Side, without_largest: bool = False) -> int | None:
    """Last year of the run at or above the median of the years before; None where it never came back.

    >>> from gcr_analysis.geography import region
    >>> held_until(region("world"), 2025, "destination")
    2024
    """
    one = RegionSets([region])
    came = arrivals_without_largest(one, side) if without_largest else by_destination(one, side).sum(axis=1)
    series = pd.Series(came[:, 0], list(axis_years()))
    return recovery(series.loc[:year], BEFORE, SHOCK[0]).until


def _series(sets: RegionSets, side: Side, without_largest: bool) -> Array:
    """Arrivals of each region, with or without its largest destination: shape (years, sets)."""
    return arrivals_without_largest(sets, side) if without_largest else sets.groups.total(arrivals(side))


def _told(found: Measured, came: Array, sets: RegionSets, side: Side, without_largest: bool) -> Measured:
    """Name the destination that is left out, and take away what rests on few arrivals."""
    before = came[row(BEFORE[0]) : row(BEFORE[1]) + 1]
    few, nobody = before.mean(axis=0) < LEAST_BEFORE, before.sum(axis=0) == 0
    found = without_figure(found, few, lambda year, place: NONE_BEFORE if nobody[place] else FEW_BEFORE)
    if not without_largest:
        return found
    largest = largest_destinations(sets, side)

    def left_out(year: int, place: int) -> str:
        if np.isnan(found.value[year, place]) or not largest[place]:
            return ""
        return f"Without {country_in_sentence(largest[place])}"

    return found.saying(both(left_out, found.words, between=". "))
