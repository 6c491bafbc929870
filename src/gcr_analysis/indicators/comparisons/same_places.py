"""Both ends of a comparison on the places that have a figure at both."""

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import region
from gcr_analysis.indicators import own
from gcr_analysis.indicators.arrays import (
    FIRST_YEAR,
    codes,
    population,
    refugees_from,
    row,
    stock,
    stock_by_pair,
)
from gcr_analysis.indicators.comparisons.pairs import PairCounts, pair_counts
from gcr_analysis.indicators.comparisons.subsets import only_members
from gcr_analysis.indicators.ends import Ends, ends_of
from gcr_analysis.indicators.measures import figures, matched_function
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags

SILENT = "It counts in cases, or reports nothing, in one of the two years"


@dataclass(frozen=True)
class SamePlaces:
    """Both ends of a change, and which part of the region they rest on.

    Attributes
    ----------
    ends : Ends
        Figures of the two years: arrays of shape (2, sets).
    share : array, shape (sets,)
        Smaller share (0 to 1) of the measure's base, at either end, in the places with a figure at both.
    places : array, shape (sets,)
        Members with a figure at both ends.
    dropped : array of bool, shape (codes,)
        Places that leave both ends.
    sets : RegionSets
        The sets that the ends are of.
    """

    ends: Ends
    share: Array
    places: Array
    dropped: Flags
    sets: RegionSets


def same_places(declared: Indicator, sets: RegionSets, first: int, last: int) -> SamePlaces:
    """Return the figures of two years on the places that have one in both.

    A measure that declares how it is matched is read in that way, at the weights of one year. Of a count by
    pairs, hosts leave that count in another unit in one of the years; a pair without a row has none on
    record, which is no missing figure. Of any other ratio or mean, members leave that have no figure of
    their own in one of the years.

    Parameters
    ----------
    declared
        The measure.
    sets
        The region sets.
    first, last
        The earlier and the later year.

    Examples
    --------
    >>> found = same_places(
    ...     framework.indicators()["new_displacement"], RegionSets.of("world"), 2024, 2025
    ... )
    >>> [codes()[n] for n in np.flatnonzero(found.dropped)][-1]
    'USA'
    >>> (found.ends.value[:, 0] / 1e6).round(2).tolist()
    [4.81, 4.54]
    """
    nobody = np.zeros(len(codes()), dtype=bool)
    if declared.matched or declared.own:
        if declared.matched:
            ends = matched_function(declared.id)(declared.id, sets, first, last)
        else:
            ends = own.matched_ends(declared, sets, figures(declared.id, sets), first, last)
        return SamePlaces(ends, ends.coverage.min(axis=0), np.full(len(sets), np.nan), nobody, sets)
    ends = ends_of(figures(declared.id, sets), (first, last))
    counts = pair_counts(declared.id)
    if counts is not None:
        dropped = counts.dropped(first, last)
        ends = _without_hosts(ends, counts, sets, dropped, (first, last))
        hosts = counts.reporting(first, last)
        if counts.host_is_own:
            share, _ = _share(declared, sets, hosts, (first, last))
        else:
            share = _share_of_hosts(sets, hosts, (first, last))
        alone = of_countries(declared.id)
        both = alone[first - FIRST_YEAR] & alone[last - FIRST_YEAR] if alone is not None else ~nobody
        places = sets.groups.count(both & ~dropped if counts.host_is_own else both)
        return SamePlaces(ends, share, places, dropped, sets)
    known = _reporting(declared.id)
    if known is None:
        alone = of_countries(declared.id)
        places = np.full(len(sets), np.nan)
        if alone is not None:
            places = sets.groups.count(alone[first - FIRST_YEAR] & alone[last - FIRST_YEAR])
        return SamePlaces(ends, ends.coverage.min(axis=0), places, nobody, sets)
    both = known[first - FIRST_YEAR] & known[last - FIRST_YEAR]
    quoted = np.asarray((ends.status == "published").any(axis=0))  # one source, and no sum of countries
    here = only_members(sets, both, but=quoted)
    if here is not sets:
        ends = ends_of(figures(declared.id, here), (first, last))
    share, places = _share(declared, sets, both, (first, last))
    share = np.where(quoted, 1.0, np.fmin(share, ends.coverage.min(axis=0)))
    return SamePlaces(ends, share, np.where(quoted, np.nan, places), ~both, here)


def _share_of_hosts(sets: RegionSets, hosts: Flags, years: tuple[int, int]) -> Array:
    """Smaller share of the refugees from each set who are in some hosts, of both years."""
    if hosts.all():
        return np.ones(len(sets))
    stocks = stock_by_pair()[[row(year) for year in years]]
    part, whole = (sets.groups.total(each.sum(axis=2)) for each in (stocks * hosts, stocks))
    return np.where(whole > 0, over(part, whole), 1.0).min(axis=0)


def _without_hosts(
    ends: Ends, counts: PairCounts, sets: RegionSets, dropped: Flags, years: tuple[int, int]
) -> Ends:
    """Take hosts out of both ends of those sets whose sum they are in."""
    if not dropped.any():
        return ends
    cut = np.stack([counts.persons[year - FIRST_YEAR] - counts.at(year, dropped) for year in years])
    inside = dropped if counts.host_is_own else np.asarray(cut.any(axis=(0, 2)))
    affected = sets.groups.any(inside)
    totals = np.stack([sets.groups.total(counts.at(year, dropped).sum(axis=1)) for year in years])
    nobody_left = ~sets.groups.any(~dropped) if counts.host_is_own else np.zeros(len(sets), dtype=bool)
    totals = np.where(np.isnan(ends.value) | nobody_left, np.nan, totals)
    status = np.where(np.isnan(totals) | ~affected, ends.status, "computed")
    return Ends(
        value=np.where(affected, totals, ends.value),
        value_year=ends.value_year,
        status=status,
        coverage=ends.coverage,
        words=lambda end, place: (
            SILENT if nobody_left[place] else "" if affected[place] else ends.words(end, place)
        ),
    )


@cache
def _reporting(id: str) -> Flags | None:
    """Whether each country has a figure of its own in each year; None where countries have none apart.

    Of a sum, or of a ratio of flows, a country without a row has none on record, and that is no gap.
    """
    declared = framework.indicators()[id]
    none_on_record = declared.additive or declared.absent == "none"
    if none_on_record or declared.compute is None or declared.min_members > 1 or declared.only_for:
        return None
    found = figures(id, _countries())
    return found.known | (found.status == "not applicable")


@cache
def of_countries(id: str, *, or_silent: bool = False) -> Flags | None:
    """Whether each country has a figure in each year: shape (years since `FIRST_YEAR`, codes).

    Or, if *or_silent*, is one about which the measure says nothing, but which may weigh in a region's figure.
    None for a measure that says nothing about any single country, or is one for the world alone.
    """
    declared = framework.indicators()[id]
    if declared.compute is None or declared.min_members > 1 or declared.only_for or declared.matched:
        return None
    found = figures(id, _countries())
    return found.known | ((found.status == "not applicable") & or_silent)


@cache
def _countries() -> RegionSets:
    """Every code of the axis of countries as a region set of its own."""
    world = region("world")
    return RegionSets(
        [replace(world, id=code, title=code, kind="country", countries=(code,)) for code in codes()]
    )


def base_of(declared: Indicator) -> Array:
    """Return what each country weighs when it is asked how much of a region has a figure.

    Refugees hosted for what hosts report, refugees from there for what is about countries of origin, or
    what the measure declares: shape (years, countries).
    """
    panel = framework.panels()[declared.panel]
    base = declared.base or ("from there" if panel.reads_region_as == "origin" else "hosted")
    if base == "population":
        return population()
    return refugees_from() if base == "from there" else stock("refugees")


def _share(declared: Indicator, sets: RegionSets, kept: Flags, years: tuple[int, int]) -> tuple[Array, Array]:
    weights = np.nan_to_num(base_of(declared)[[row(year) for year in years]], nan=0.0)
    whole, part = sets.groups.total(weights), sets.groups.total(weights * kept)
    share = np.where(whole > 0, over(part, whole), 1.0).min(axis=0)
    return share, sets.groups.count(kept)
