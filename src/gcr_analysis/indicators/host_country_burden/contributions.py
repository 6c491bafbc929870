"""What UNHCR receives: for the operations in a region's countries, and in all.

A year is whole once its spending is published too. What is recorded of a later year stands as a `partial`
level; changes are read from whole years in constant prices, in the measures ``*_constant``.
"""

from functools import cache, lru_cache

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import (
    by_country,
    by_year,
    codes,
    frozen,
    places,
    year_column,
    year_places,
    years,
)
from gcr_analysis.indicators.host_country_burden.money import money, of_the_world
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.prices import in_constant_dollars
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load, table_years, vintages

EUROPEAN_UNION = "European Union"


@cache
def contributions_of_whole_years() -> pd.DataFrame:
    """Rows of the years that are whole: those with spending."""
    rows = load("unhcr_contributions")
    return rows[rows["year"] <= table_years("unhcr_expenditure")[1]]


def recorded_so_far() -> pd.DataFrame:
    """Rows of what is on record after the last whole year."""
    rows = load("unhcr_contributions")
    return rows[rows["year"] > table_years("unhcr_expenditure")[1]]


def unhcr_contributions(sets: RegionSets) -> Measured:
    """Contributions to UNHCR's operations in a region's countries, in current US dollars.

    What is given to UNHCR as a whole or to a region of its own is in no country, and that share changes from
    year to year. A year is whole once its spending is published too; a later one is `partial`.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> found = unhcr_contributions(RegionSets.of("LBN"))
    >>> [(round(found.at(year) / 1e6, 1), str(found.status[row(year), 0])) for year in (2024, 2025)]
    [(260.9, ''), (218.5, 'partial')]
    """
    recorded = sets.groups.known_total(by_country(load("unhcr_contributions"), "country", "usd"))
    return _with_recorded(whole_years(sets), recorded)


def unhcr_contributions_constant(sets: RegionSets) -> Measured:
    """The same of whole years, in constant US dollars.

    Examples
    --------
    >>> found = unhcr_contributions_constant(RegionSets.of("LBN"))
    >>> [round(found.at(year) / 1e6, 1) for year in (2023, 2024, 2025)]
    [238.5, 260.9, nan]
    """
    return in_constant_dollars(whole_years(sets))


@lru_cache(64)
def whole_years(sets: RegionSets) -> Measured:
    """Contributions to operations in a region's countries in whole years, in current US dollars.

    Examples
    --------
    >>> round(whole_years(RegionSets.of("LBN")).at(2024) / 1e6, 1)
    260.9
    """
    rows = contributions_of_whole_years()
    return money(sets.groups.known_total(by_country(rows, "country", "usd")), rows, sets)


def all_contributions(sets: RegionSets) -> Measured:
    """All contributions to UNHCR, unearmarked and regional ones too, in current US dollars. For the world.

    Examples
    --------
    >>> [round(all_contributions(RegionSets.of("world")).at(year) / 1e9, 2) for year in (2022, 2024, 2025)]
    [5.85, 4.88, 4.6]
    """
    recorded = by_year(load("unhcr_contributions"), "usd")[:, None]
    return _with_recorded(
        of_the_world(by_year(contributions_of_whole_years(), "usd"), sets), recorded * sets.is_world
    )


def all_contributions_constant(sets: RegionSets) -> Measured:
    """The same of whole years, in constant US dollars.

    Examples
    --------
    >>> found = all_contributions_constant(RegionSets.of("world"))
    >>> [round(found.at(year) / 1e9, 2) for year in (2022, 2024)]
    [6.27, 4.88]
    """
    return in_constant_dollars(of_the_world(by_year(contributions_of_whole_years(), "usd"), sets))


def unhcr_donors(sets: RegionSets) -> Measured:
    """Number of states, the European Union counted as one, that gave to UNHCR's operations in a region.

    Examples
    --------
    >>> [unhcr_donors(RegionSets.of("UGA")).at(year) for year in (2023, 2024)]
    [13.0, 15.0]
    """
    number = sets.groups.any(_gave()).sum(axis=1).astype(float)
    return money(np.where(number > 0, number, np.nan), contributions_of_whole_years(), sets)


@cache
def _gave() -> Flags:
    """Which state gave to which country in which year: shape (years, donors, countries)."""
    rows = contributions_of_whole_years()
    rows = rows[(rows["donor_type"] == "government") | (rows["donor"] == EUROPEAN_UNION)]
    donor, donors = pd.factorize(rows["donor"].astype("str"))
    at, country = year_places(rows["year"]), places(rows["country"])
    inside = (at >= 0) & (country >= 0)
    gave = np.zeros((len(years()), len(donors), len(codes())), dtype=bool)
    gave[at[inside], donor[inside], country[inside]] = True
    return frozen(gave)


def _with_recorded(whole: Measured, recorded: Array) -> Measured:
    """Let what is recorded so far stand, as `partial`, for years after the last whole one."""
    now, last = year_column(), table_years("unhcr_contributions")[1]
    later = (now > table_years("unhcr_expenditure")[1]) & (now <= last)
    some = later & ~np.isnan(recorded)
    found = Measured(
        np.where(later, recorded, whole.value),
        covered=later if whole.covered is None else whole.covered | later,
        coverage=whole.coverage,
        status=np.where(some, "partial", whole.status),
        words=lambda year, place: _at_least() if some[year, place] else whole.words(year, place),
    )
    return without_figure(found, later & ~some, lambda *_: f"Nothing recorded {_by()}", "not collected")


def _at_least() -> str:
    return f"At least, recorded {_by()}: the year is incomplete"


def _by() -> str:
    """Date of the records, as a reason tells it."""
    vintage = pd.Period(vintages("unhcr-funding", ["unhcr_contributions"]))
    return f"by {vintage:%B %Y}" if vintage.freqstr == "M" else f"by {vintage}"
