"""A change of a measure between two years and what it rests on, for many region sets at once."""

from dataclasses import fields, replace
from functools import cache

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Break, Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.comparisons.decisive import PEOPLE, at_years, decided
from gcr_analysis.indicators.comparisons.found import Comparison
from gcr_analysis.indicators.comparisons.left_out import LeftOut, left_out
from gcr_analysis.indicators.comparisons.pairs import pair_counts
from gcr_analysis.indicators.comparisons.same_places import SamePlaces, same_places
from gcr_analysis.indicators.comparisons.unrecorded import Unrecorded, unrecorded
from gcr_analysis.indicators.measured import Texts
from gcr_analysis.indicators.measures import figures, remembered, why_not_applicable
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import bands_of
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import latest_year

KEPT = 256
"""Comparisons that are remembered: verdicts, rules and the table of a note ask for the same ones."""


@remembered(KEPT)
def comparison(
    id: str, sets: RegionSets, baseline_year: int, year: int, *, leave_out: bool = True
) -> Comparison:
    """Compare a measure between two years in each region set, with the grounds of the change.

    Parameters
    ----------
    id
        Id of a measure.
    sets
        The region sets.
    baseline_year, year
        The years to compare, the baseline first.
    leave_out
        Whether to leave out each member and counterpart in turn.

    Examples
    --------
    >>> found = comparison("resettlement_arrivals", RegionSets.of("world"), 2024, 2025)
    >>> int(found.change[0]), str(found.decisive[0]), str(found.role[0]), found.without[:, 0].tolist()
    (-106993, 'USA', 'member', [83228.0, 70253.0])
    """
    declared = framework.indicators()[id]
    shape = _empty(len(sets), baseline_year, year)
    if not declared.compute and not declared.own:
        return shape
    applies = np.array([not why_not_applicable(declared, region) for region in sets], dtype=bool)
    if not applies.any():
        return shape
    first, last, crossed = _span(declared, sets, baseline_year, year)
    for span in sorted({*zip(first[applies].tolist(), last[applies].tolist(), strict=True)}):
        chosen = applies & (first == span[0]) & (last == span[1])
        part = _compared(id, sets.only(chosen), span)
        if leave_out:
            part = replace(part, **_decided(id, sets.only(chosen), span))
        for field in fields(Comparison):
            whole, some = getattr(shape, field.name), getattr(part, field.name)
            if isinstance(whole, np.ndarray):
                whole[..., chosen] = some
        shape = replace(shape, words=_put(shape.words, chosen, part.words))
    return replace(shape, crossed=crossed)


def _put(all_: tuple[str, ...], chosen: Flags, some: tuple[str, ...]) -> tuple[str, ...]:
    found = list(all_)
    for place, words in zip(np.flatnonzero(chosen).tolist(), some, strict=True):
        found[place] = words
    return tuple(found)


def _empty(count: int, baseline_year: int, year: int) -> Comparison:
    def none(*rows: int) -> Array:
        return np.full((*rows, count), np.nan)

    def texts(*rows: int) -> Texts:
        return np.full((*rows, count), "", dtype="<U32")

    return Comparison(
        baseline_year,
        year,
        compared_from=np.full(count, baseline_year),
        compared_to=np.full(count, year),
        value=none(2),
        status=texts(2),
        **{name: none() for name in ("share", "places", "low", "high", "before", "remaining")},
        decisive=texts(),
        role=texts(),
        without=none(2),
        turning=np.zeros(count),
        tried=np.zeros(count),
        numerator=none(2),
        people=none(2),
        one_bound=np.zeros(count, dtype=bool),
        unrecorded=none(2),
        by_country_unread=np.zeros(count, dtype=bool),
        hidden=np.zeros(count),
        hides=np.zeros(count, dtype=bool),
        crossed=((),) * count,
        words=("",) * count,
    )


def _span(
    declared: Indicator, sets: RegionSets, baseline_year: int, year: int
) -> tuple[np.ndarray, np.ndarray, tuple[tuple[Break, ...], ...]]:
    """Choose the two years: after the last break, and both with a figure of their own where there is one."""
    crossed = tuple(
        tuple(b for b in _breaks(declared.id, region) if baseline_year < b.between[1] <= year)
        for region in sets
    )
    first = np.array(
        [
            max([baseline_year, *(b.between[1] for b in found if b.id in _large(declared.id, region))])
            for region, found in zip(sets, crossed, strict=True)
        ]
    )
    last = np.full(len(sets), year)
    if declared.matched or declared.own:
        return first, last, crossed
    found = figures(declared.id, sets)
    own = found.known & (found.value_year == np.arange(FIRST_YEAR, latest_year() + 1)[:, None])
    at = np.arange(len(own))[:, None] + FIRST_YEAR
    before = own & (at <= year)
    last = np.where(before.any(axis=0), np.where(before, at, 0).max(axis=0), year)
    last = np.where(found.known[year - FIRST_YEAR], last, year)
    begins = own & (at >= first)
    first = np.where(begins.any(axis=0), np.where(begins, at, 9999).min(axis=0), first)
    return first, last, crossed


@cache
def _breaks(id: str, region: Region) -> tuple[Break, ...]:
    """Breaks that are named: not small ones, nor those of hosts that leave both ends."""
    smallest = framework.claims().thresholds.smallest_break
    declared = framework.indicators()[id]
    found = breaks_for(region, id, (FIRST_YEAR, latest_year()), smallest)
    return tuple(b for b in found if not (declared.pairs and declared.pairs.cases and b.kind == "unit"))


@cache
def _large(id: str, region: Region) -> frozenset[str]:
    """Breaks after which a comparison starts: large ones, and those of unknown size."""
    largest = framework.claims().thresholds.largest_break
    return frozenset(b.id for b in breaks_for(region, id, (FIRST_YEAR, latest_year()), largest))


@remembered(KEPT)
def ends(id: str, sets: RegionSets, span: tuple[int, int]) -> SamePlaces:
    """Return both ends on the same places: see `same_places`."""
    return same_places(framework.indicators()[id], sets, *span)


@remembered(KEPT)
def rest(id: str, sets: RegionSets, span: tuple[int, int]) -> LeftOut:
    """Return both ends without each place: see `left_out`."""
    return left_out(framework.indicators()[id], sets, ends(id, sets, span), span)


@remembered(KEPT)
def nobody_knows(id: str, sets: RegionSets, span: tuple[int, int]) -> Unrecorded:
    """Return the people whose origin or destination nobody recorded: see `unrecorded`."""
    return unrecorded(framework.indicators()[id], sets, ends(id, sets, span), span)


@remembered(KEPT)
def _decided(id: str, sets: RegionSets, span: tuple[int, int]) -> dict[str, Array]:
    """Which place decides a change, and what remains without it: by attribute of `Comparison`."""
    read = ends(id, sets, span)
    years = read.ends.value_year
    usable = ~np.isnan(read.ends.value).any(axis=0) & (years[0] < years[1])
    if not usable.any():
        return {}
    large = nobody_knows(id, sets, span).large
    parts = rest(id, sets, span)
    return decided(framework.indicators()[id], sets, read, parts, usable=usable, members_only=large)


@remembered(KEPT)
def _compared(id: str, sets: RegionSets, span: tuple[int, int]) -> Comparison:
    """Compare the same two years in all sets, and leave no place out."""
    declared, read = framework.indicators()[id], ends(id, sets, span)
    years = read.ends.value_year
    shape = _empty(len(sets), *span)
    low, high = bands_of(declared, sets, read.ends.value, years)
    nowhere = nobody_knows(id, sets, span)
    numerator = np.full((2, len(sets)), np.nan)
    if declared.numerator:
        numerator = at_years(figures(declared.numerator, read.sets), years)
    return replace(
        shape,
        compared_from=years[0],
        compared_to=years[1],
        value=read.ends.value,
        status=read.ends.status,
        share=read.share,
        places=read.places,
        low=low[1] - high[0],
        high=high[1] - low[0],
        numerator=numerator,
        people=_people(declared, sets, read.ends.value, years),
        one_bound=_one_bound(declared, sets, years),
        unrecorded=nowhere.people,
        by_country_unread=nowhere.large,
        hidden=nowhere.hidden,
        hides=nowhere.hides,
        before=_before(declared, sets, read, years),
        words=tuple(read.ends.words(1, place) for place in range(len(sets))),
    )


def _people(declared: Indicator, sets: RegionSets, value: Array, years: np.ndarray) -> Array:
    if declared.unit in PEOPLE:
        return value
    if declared.rests_on is not None:
        return at_years(figures(declared.rests_on, sets), years)
    made_of = framework.indicators().get(declared.numerator or "")
    if made_of is not None and made_of.unit in PEOPLE:
        return np.tile(np.fmax(*at_years(figures(made_of.id, sets), years)), (2, 1))
    return np.full(value.shape, np.inf)


def _one_bound(declared: Indicator, sets: RegionSets, years: np.ndarray) -> Flags:
    found = figures(declared.id, sets)
    at = np.clip(years, FIRST_YEAR, None) - FIRST_YEAR
    low, high = (np.isnan(np.take_along_axis(bound, at, axis=0)) for bound in (found.low, found.high))
    return np.asarray((low != high).any(axis=0))


def _before(declared: Indicator, sets: RegionSets, read: SamePlaces, years: np.ndarray) -> Array:
    """Return the figure of the year before the later end, as far as it counts the same places."""
    found = figures(declared.id, read.sets)
    alone = np.array([len(region.countries) == 1 for region in sets], dtype=bool)  # the same place each year
    previous = np.maximum(years[1:] - 1, FIRST_YEAR)
    own = np.take_along_axis(found.value_year, previous - FIRST_YEAR, axis=0) == previous
    before = np.where(own, at_years(found, previous), np.nan)[0]
    if declared.matched or declared.own:
        return np.where(alone & (not declared.own), before, np.nan)
    counts = pair_counts(declared.id)
    if counts is None or not len(sets):
        return before
    year = int(previous[0, 0])
    unfit = read.dropped | counts.other_unit[year - FIRST_YEAR]
    other_side = np.asarray(counts.persons[year - FIRST_YEAR][:, unfit].any(axis=1))
    here = unfit if counts.host_is_own else other_side
    if not here.any():
        return before
    total = sets.groups.total(counts.at(year, read.dropped).sum(axis=1))
    other = counts.other_unit[year - FIRST_YEAR] & ~read.dropped
    gone = sets.groups.any(other) if counts.host_is_own else np.full(len(sets), bool(other.any()))
    return np.where(gone, np.nan, np.where(sets.groups.any(here) & ~np.isnan(before), total, before))
