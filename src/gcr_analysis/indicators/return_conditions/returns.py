"""Returns of refugees and of internally displaced people, and where refugees returned from.

A return is what the country that people left or the one that they reached reported, whatever the
circumstances: the figures do not say how free a return was, or how safe. None reported is no figure, since
the source writes none and not reported alike.
"""

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import codes, row, year_column
from gcr_analysis.indicators.measured import Measured, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import (
    idp_returns as returned_idps,
)
from gcr_analysis.indicators.return_conditions.origins import returns_by_pair, solution
from gcr_analysis.indicators.return_conditions.outflow import cases_among, new_displacement_from_origin
from gcr_analysis.indicators.return_conditions.wording import NO_RETURNS
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot.questions import question

MIN_BASE = 1000  # people who could have returned: fewer make no rate
UNKNOWN = "UNK"


def refugee_returns(sets: RegionSets) -> Measured:
    """GCR 4.2.1: refugees who returned to the region in each year, from wherever they were.

    Examples
    --------
    >>> returned = refugee_returns(RegionSets.of("world"))
    >>> returned.at(2022), returned.at(2025)
    (999261.0, 4362272.0)
    """
    return _reported(sets.groups.known_total(solution("refugee_returns")))


def idp_returns(sets: RegionSets) -> Measured:
    """Internally displaced people who returned home in the region in each year.

    Examples
    --------
    >>> idp_returns(RegionSets.of("COD")).at(2025)
    3582665.0
    """
    return _reported(sets.groups.known_total(returned_idps()))


def returns_since_baseline(sets: RegionSets, baseline_year: int) -> Measured:
    """Refugees who returned to the region in all years after the baseline year, to the year itself.

    Examples
    --------
    >>> returns_since_baseline(RegionSets.of("world"), baseline_year=2023).at(2025)
    5978093.0
    """
    early = year_column() <= baseline_year
    yearly = sets.groups.total(solution("refugee_returns"))
    so_far = np.where(early, 0.0, yearly).cumsum(axis=0)
    found = _reported(np.where(so_far > 0, so_far, np.nan))
    return without_figure(found, early, f"Not after the baseline year {baseline_year}")


def returns_to_new_displacement(sets: RegionSets) -> Measured:
    """Refugees who returned to the region for every hundred people newly displaced from it.

    No figure where fewer than `MIN_BASE` were displaced.

    Examples
    --------
    >>> round(returns_to_new_displacement(RegionSets.of("SDN")).at(2025), 1)
    65.9
    """
    new, returned = new_displacement_from_origin(sets), refugee_returns(sets)
    out = np.nan_to_num(new.value, nan=0.0)
    value = over(returned.value, out) * 100
    has_figure = ~np.isnan(value)
    _, told = cases_among(sets, "At most")
    words = both(said(has_figure, told), said(~has_figure, returned.words))
    found = Measured(value, status=np.where(has_figure, new.status, ""), words=words)
    return without_figure(found, out < MIN_BASE, f"Fewer than {MIN_BASE:,} people newly displaced")


def returns_by_host(sets: RegionSets) -> Measured:
    """Number of countries of asylum from which refugees returned to the region in each year.

    `hosts_of_return` lists them.

    Examples
    --------
    >>> returns_by_host(RegionSets.of("AFG")).at(2025)
    8.0
    """
    hosts = (_by_host(sets) > 0)[:, np.array(codes()) != UNKNOWN].sum(axis=1).astype(float)
    return _reported(np.where(hosts > 0, hosts, np.nan))


def largest_host_share_of_returns(sets: RegionSets) -> Measured:
    """Percent of the returns to the region that came from the country from which most did.

    Examples
    --------
    >>> round(largest_host_share_of_returns(RegionSets.of("AFG")).at(2025), 1)
    71.2
    """
    hosts = _by_host(sets)
    largest = hosts[:, np.array(codes()) != UNKNOWN].max(axis=1)
    return _reported(over(largest, hosts.sum(axis=1)) * 100)


@question
def hosts_of_return(region: Region, year: int) -> pd.DataFrame:
    """Countries from which refugees returned to the region in a year, the most first.

    Returns
    -------
    DataFrame
        ``asylum`` (ISO3, ``UNK`` unknown), ``name``, ``returns`` (persons) and ``share`` (percent).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> hosts_of_return(region("AFG"), 2025)[["asylum", "returns"]].head(2).values.tolist()
    [['IRN', 1386970], ['PAK', 558359]]
    """
    persons = pd.Series(_by_pair(region, year).sum(axis=0), codes())
    some = persons[persons > 0].sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"returns": some.astype("int64"), "share": some / some.sum() * 100})
    table = table.rename_axis("asylum").reset_index()
    table.insert(1, "name", table["asylum"].map(country_name))
    return table


@question
def pairs_of_return(region: Region, year: int) -> pd.DataFrame:
    """Pairs of origin and asylum between which refugees returned to the region in a year, the most first.

    Returns
    -------
    DataFrame
        ``origin``, ``asylum`` (ISO3), ``origin_name``, ``asylum_name`` and ``returns`` (persons).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> pairs_of_return(region("igad"), 2025)[["origin", "asylum", "returns"]].head(2).values.tolist()
    [['SDN', 'EGY', 405666], ['SDN', 'SSD', 208735]]
    """
    pairs = pd.DataFrame(_by_pair(region, year), region.countries, codes())
    persons = pairs.rename_axis(index="origin", columns="asylum").stack().sort_index()
    persons = persons[persons > 0].sort_values(ascending=False, kind="stable")
    table = persons.astype("int64").rename("returns").reset_index()
    for side in ("origin", "asylum"):
        table[f"{side}_name"] = table[side].map(country_name)
    return table[["origin", "asylum", "origin_name", "asylum_name", "returns"]]


def _by_pair(region: Region, year: int) -> Array:
    """Persons who returned to the region in a year: shape (its countries, countries of asylum)."""
    return returns_by_pair()[row(year), RegionSets.of(region).groups[0]]


def _by_host(sets: RegionSets) -> Array:
    """Persons who returned to each region: shape (years, countries of asylum, sets)."""
    return sets.groups.total(np.moveaxis(returns_by_pair(), 1, 2))


def _reported(value: Array) -> Measured:
    return Measured(value, words=said(np.isnan(value), NO_RETURNS))
