"""Residuals: the part of a change in a stock of refugees that no recorded flow accounts for.

For a region as host, for a region as origin and for every pair of countries, and for each year::

    change of the stock = recorded flows in - recorded flows out + residual

Flows in are people counted as a group and people given protection by a decision; flows out are returns,
naturalisations and, by origin, arrivals on resettlement. A residual holds births, deaths, flows that nobody
reported and people who are counted in another way. It is not a break: only a dated document declares one
(`framework/breaks.yaml`).
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import numpy as np

from gcr_analysis.errors import GcrError
from gcr_analysis.indicators.arrays import (
    EARLIEST,
    FIRST_YEAR,
    by_country,
    covered_years,
    frozen,
    previous,
    reached,
    row,
    since,
    year_column,
)
from gcr_analysis.indicators.measured import Measured, said
from gcr_analysis.indicators.pair_flows import (
    ARRIVALS,
    DEPARTURES,
    FLOWS,
    NOT_BY_HOST,
    STOCK,
    in_persons,
    residual,
)
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import latest_year, load

Side: TypeAlias = Literal["asylum", "origin"]


@dataclass(frozen=True)
class Explained:
    """Change of a stock of refugees between two year-ends, and the flows recorded in the years between.

    Arrays of shape (sets,), in persons. A flow is missing where nobody reported any, or where its table does
    not cover every year; in `residual` and `recorded`, a flow that nobody reported adds nothing.

    Attributes
    ----------
    since
        The year-end at which each comparison starts: the first year asked for, or the first one at which
        other people in need of international protection (OIP) are counted, where the set has any then and the
        first year is an earlier one. The flows are those of the years after it.
    stock_first, stock_last
        Refugees and OIP at the end of `since` and of the last year.
    arrivals
        People newly counted as a group (group recognition, refugee-like situations, OIP) and people who were
        recognised or given complementary protection by a decision, counted in persons. Applications are not
        in it, since an application makes nobody a refugee, and those decided on would be counted twice.
        Decisions counted in cases are left out. People who arrive on resettlement are not in it either.
    returns
        Refugees who returned: by origin to the region, by asylum from it.
    resettled
        Refugees from the region who arrived in another country on resettlement. Missing by asylum: the table
        does not say which country of asylum they left.
    naturalised
        Refugees who became citizens of their country of asylum, as far as countries report them.
    residual
        What is left: ``stock_last - stock_first - arrivals + returns + resettled + naturalised``. It is
        negative where the stock fell by more, or rose by less, than the recorded flows account for.
    recorded
        All recorded flows, in and out, added up.
    """

    since: Array
    stock_first: Array
    stock_last: Array
    arrivals: Array
    returns: Array
    resettled: Array
    naturalised: Array
    residual: Array
    recorded: Array


def explained(sets: RegionSets, side: Side, first: int, last: int) -> Explained:
    """Set the change of a stock of refugees beside the flows recorded in the years after *first*, to *last*.

    Parameters
    ----------
    sets
        The region sets.
    side
        Whether people are in the region (``"asylum"``) or come from it (``"origin"``).
    first, last
        The two years at whose ends the stock is compared.

    Returns
    -------
    Explained
        Arrays of shape (sets,), in persons.

    Raises
    ------
    GcrError
        When the years do not follow each other, or lie outside those that the flows cover.

    Examples
    --------
    >>> found = explained(RegionSets.of("AFG", "SYR"), "origin", 2024, 2025)
    >>> found.returns.tolist(), found.residual.round(-3).tolist()
    ([1947183.0, 1341148.0], [-313000.0, 183000.0])
    """
    if not FIRST_YEAR - 1 <= first < last <= latest_year():
        raise GcrError(
            f"no flows between the end of {first} and the end of {last}: give two different years from "
            f"{FIRST_YEAR - 1} to {latest_year()}, the earlier one first"
        )
    start = _like_for_like(sets, side, first, last)
    inside = (year_column() > start) & (year_column() <= last)
    flow = {name: _summed(sets.groups.known_total(flows(name, side)), inside) for name in FLOWS}
    arrivals = _added(*(flow[name] for name in ARRIVALS))
    returns, resettled, naturalised = (flow[name] for name in DEPARTURES)
    stock = sets.groups.total(people(side))
    before, after = stock[start.astype(int) - EARLIEST, np.arange(len(sets))], stock[row(last)]
    covered = inside.any(axis=0) & np.logical_and.reduce(
        [(_covered(name) | ~inside).all(axis=0) for name in FLOWS]
    )
    came = np.nan_to_num(arrivals, nan=0.0)
    left = sum(np.nan_to_num(each, nan=0.0) for each in (returns, resettled, naturalised))
    return Explained(
        since=start,
        stock_first=before,
        stock_last=after,
        arrivals=arrivals,
        returns=returns,
        resettled=resettled,
        naturalised=naturalised,
        residual=np.where(covered, after - before - came + left, np.nan),
        recorded=np.where(covered, came + left, np.nan),
    )


def yearly(sets: RegionSets, side: Side) -> dict[str, Array]:
    """Stock at both ends of each year, the flows of the year and the residual.

    A flow that nobody reported counts as none.

    Parameters
    ----------
    sets
        The region sets.
    side
        Whether people are in the region (``"asylum"``) or come from it (``"origin"``).

    Returns
    -------
    dict of array, shape (years, sets)
        ``start``, the flows by their names in `FLOWS`, ``end`` and ``residual``, in persons.

    Examples
    --------
    >>> parts = yearly(RegionSets.of("IRN"), "asylum")
    >>> {name: float(part[row(2025), 0]) for name, part in parts.items() if part[row(2025), 0]}
    {'start': 3489257.0, 'refugee_returns': 1386970.0, 'end': 1650014.0, 'residual': -452273.0}
    """
    end = sets.groups.known_total(people(side))
    parts = {"start": previous(end)} | {name: sets.groups.total(flows(name, side)) for name in FLOWS}
    parts["end"] = end
    return parts | {"residual": residual(parts)}


def unaccounted_for(sets: RegionSets, side: Side, nobody: str) -> Measured:
    """Residual of each year: positive when more people are in the stock than the flows explain.

    Parameters
    ----------
    sets
        The region sets.
    side
        Whether people are in the region or come from it.
    nobody
        Why there is no figure where there is neither a stock nor a flow in the year.
    """
    parts = yearly(sets, side)
    empty = (parts["start"] == 0) & (parts["end"] == 0) & (parts["residual"] == 0)
    return Measured(
        np.where(empty, np.nan, parts["residual"]),
        covered=reached(parts["start"]),
        words=said(empty, nobody),
    )


@cache
def people(side: Side) -> Array:
    """Refugees and OIP in each country of asylum, or from each country of origin, at the end of each year.

    >>> [int(people(side)[row(2022)].sum()) for side in ("asylum", "origin")]
    [34646534, 34646534]
    """
    rows = load("population", ["year", side, *STOCK])
    counted = covered_years(rows, since("population", STOCK[0]))
    return frozen(np.where(counted, np.nan_to_num(by_country(rows, side, STOCK), nan=0.0), np.nan))


@cache
def flows(name: str, side: Side) -> Array:
    """A flow of `FLOWS` by year and country of asylum or of origin, in persons.

    Returns
    -------
    array of float, shape (years, countries)
        Missing where nobody reported any; missing as a whole for resettlement by country of asylum.

    Examples
    --------
    >>> float(np.nansum(flows("refugee_returns", "asylum")[row(2025)]))
    4362272.0
    """
    if side == "asylum" and name == NOT_BY_HOST:
        return frozen(np.full_like(people(side), np.nan))
    table, columns = FLOWS[name]
    return by_country(in_persons(table), side, columns)


def _like_for_like(sets: RegionSets, side: Side, first: int, last: int) -> Array:
    """First year-end at which the stock of each set is counted as it is at the end of *last*."""
    begins = since("population", "oip")
    if not first < begins <= last:
        return np.full(len(sets), float(first))
    rows = load("population", ["year", side, "oip"])
    counted = np.nan_to_num(by_country(rows[rows["year"] == begins], side, "oip")[row(begins)], nan=0.0)
    return np.where(sets.groups.total(counted) > 0, float(begins), float(first))


@cache
def _covered(name: str) -> Flags:
    """Years that the table of a flow covers: shape (years, 1)."""
    return covered_years(load(FLOWS[name][0]))


def _summed(flow: Array, inside: Flags) -> Array:
    """Add up a flow of each set over its years; missing where no year has a figure."""
    known = inside & ~np.isnan(flow)
    return np.where(known.any(axis=0), np.where(known, flow, 0.0).sum(axis=0), np.nan)


def _added(one: Array, other: Array) -> Array:
    """Add two flows, of which one may be missing."""
    both = np.nan_to_num(one, nan=0.0) + np.nan_to_num(other, nan=0.0)
    return np.where(np.isnan(one) & np.isnan(other), np.nan, both)
