"""Contributions by donor and operation: how much hangs on one donor, and where which donor gave less.

Amounts are those given to operations in countries, in whole years. What a donor gives to UNHCR as a whole or
to a region is in no country. Until 2019 more and more of it was filed by country, so a donor's amounts of
earlier years are smaller than what it gave. Where money is filed under another office or a region from one
year to the next, a fall is one of filing: the table tells what is on record, and no cause.
"""

from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import by_country, codes, frozen, places, row, years
from gcr_analysis.indicators.host_country_burden.contributions import (
    contributions_of_whole_years,
    recorded_so_far,
)
from gcr_analysis.indicators.host_country_burden.money import money
from gcr_analysis.indicators.measured import Measured, both, without_figure
from gcr_analysis.indicators.prices import factor
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot.questions import question

NOTHING_GIVEN = "Nothing was given to operations there"


@cache
def donors() -> tuple[str, ...]:
    """Everybody who gave to an operation in a whole year, sorted.

    >>> "Germany" in donors()
    True
    """
    rows = contributions_of_whole_years().dropna(subset=["country"])
    return tuple(sorted(rows["donor"].astype("str").unique()))


@cache
def whole() -> tuple[int, ...]:
    """Whole years of contributions, in order.

    >>> whole()[0], whole()[-1]
    (2016, 2024)
    """
    return tuple(sorted(contributions_of_whole_years()["year"].unique().tolist()))


@cache
def by_donor() -> Array:
    """Contributions by whole year, donor and country of operation, in dollars of each year.

    Returns
    -------
    array of float, shape (whole years, donors, countries)
        Zero where a donor has no contribution on record.

    Examples
    --------
    >>> germany, uganda = donors().index("Germany"), codes().index("UGA")
    >>> float(by_donor()[whole().index(2024), germany, uganda].round(-5))
    2900000.0
    """
    rows = contributions_of_whole_years().dropna(subset=["country"])
    at = np.array([whole().index(year) for year in rows["year"].tolist()], dtype=np.intp)
    place = {name: n for n, name in enumerate(donors())}
    donor = np.array([place[name] for name in rows["donor"].astype("str")], dtype=np.intp)
    given = np.zeros((len(whole()), len(donors()), len(codes())))
    np.add.at(given, (at, donor, places(rows["country"])), rows["usd"].to_numpy("float64"))
    return frozen(given)


def largest_donor_share(sets: RegionSets) -> Measured:
    """Percent of the year's contributions to operations in a region that its largest donor gave.

    The reason names the donor. The share describes: it is neither progress nor the opposite.

    Examples
    --------
    >>> found = largest_donor_share(RegionSets.of("world"))
    >>> round(found.at(2024)), found.words(row(2024), 0)
    (54, 'United States of America')
    """
    given, total = _in_region(sets)
    largest = given.argmax(axis=1)
    share = _on_the_axis(over(given.max(axis=1), np.where(total > 0, total, np.nan)) * 100)
    found = _of_operations(share, sets)
    named = {row(year): at for at, year in enumerate(whole())}

    def words(year: int, place: int) -> str:
        return donors()[largest[named[year], place]] if total[named[year], place] > 0 else ""

    known = ~np.isnan(share)
    return found.saying(both(lambda y, s: words(y, s) if known[y, s] else "", found.words))


def contributions_without_largest_donor(sets: RegionSets) -> Measured:
    """Contributions to operations in a region without the donor that gave most over all whole years.

    In constant US dollars; the reason names the donor.

    Examples
    --------
    >>> found = contributions_without_largest_donor(RegionSets.of("world"))
    >>> round(found.at(2024) / 1e9, 2), found.words(row(2024), 0)
    (1.65, 'Without United States of America')
    """
    given, total = _in_region(sets)
    largest = (given * factor()[_rows(), :, None]).sum(axis=0).argmax(axis=0)
    rest = total - np.take_along_axis(given, largest[None, None, :], axis=1)[:, 0]
    value = _on_the_axis(np.where(total > 0, rest, np.nan)) * factor()
    found = _of_operations(value, sets)
    known = ~np.isnan(value)
    return found.saying(
        both(lambda y, s: f"Without {donors()[largest[s]]}" if known[y, s] else "", found.words)
    )


@question
def largest_falls(region: Region, since: int, until: int, most: int = 10) -> pd.DataFrame:
    """Where contributions to operations in a region fell most between two whole years, by donor and country.

    Parameters
    ----------
    region
        The region as host.
    since, until
        Two whole years, one before the other.
    most
        So many rows at most.

    Returns
    -------
    DataFrame
        A row a donor and country of operation, the largest fall first: ``donor``, ``country`` (ISO3),
        ``before`` and ``after`` (the two years' contributions in constant US dollars), ``change`` (their
        difference), ``share`` (percent of all falls of the region) and ``recorded`` (what is on record since
        the last whole year, in US dollars of that time: at least so much, and no end of a change).

    Raises
    ------
    GcrError
        When a year is not whole, or *since* is not before *until*.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> largest_falls(region("TUR"), 2023, 2024, most=1)[["donor", "country"]].values.tolist()
    [['Germany', 'TUR']]
    """
    for year in (since, until):
        if year not in whole():
            raise GcrError(
                f"{year} is no whole year of contributions: give years from {whole()[0]} to {whole()[-1]}"
            )
    if since >= until:
        raise GcrError(f"{since} is not before {until}: give an earlier year first")
    members = RegionSets([region]).groups[0]
    before, after = (
        by_donor()[whole().index(year)][:, members] * factor()[row(year)] for year in (since, until)
    )
    donor, member = np.nonzero(after < before)
    table = pd.DataFrame(
        {
            "donor": [donors()[each] for each in donor],
            "country": [codes()[members[each]] for each in member],
            "before": before[donor, member],
            "after": after[donor, member],
        }
    )
    table["change"] = table["after"] - table["before"]
    table["share"] = 100 * table["change"] / table["change"].sum()
    table = table.sort_values(["change", "donor", "country"], kind="stable").head(most)
    recorded = recorded_so_far().groupby(["donor", "country"], observed=True)["usd"].sum()
    found = recorded.reindex(pd.MultiIndex.from_frame(table[["donor", "country"]]))
    return table.assign(recorded=found.to_numpy()).reset_index(drop=True)


def _in_region(sets: RegionSets) -> tuple[Array, Array]:
    """Contributions by whole year, donor and region set, and those of all donors together.

    One year at a time, since all at once is large. The total adds countries, so that it is the same sum for
    every number of sets.
    """
    by_year = np.stack([sets.groups.total(year) for year in by_donor()])
    return by_year, sets.groups.total(by_donor().sum(axis=1))


def _rows() -> list[int]:
    """Places of the whole years on the axis of years."""
    return [row(year) for year in whole()]


def _on_the_axis(values: Array) -> Array:
    """Put figures of whole years on the axis of all years."""
    every_year = np.full((len(years()), values.shape[1]), np.nan)
    every_year[_rows()] = values
    return every_year


def _of_operations(value: Array, sets: RegionSets) -> Measured:
    """Figures of contributions to operations, with the countries that they cover."""
    rows = contributions_of_whole_years()
    found = money(value, rows, sets)
    some = sets.groups.any(~np.isnan(by_country(rows, "country", "usd")))
    return without_figure(found, np.isnan(value) & some, NOTHING_GIVEN, "not collected")
