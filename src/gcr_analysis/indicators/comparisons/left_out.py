"""Both ends of a change with every single member or counterpart left out."""

from dataclasses import dataclass

import numpy as np

from gcr_analysis.framework import Indicator
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.comparisons.pairs import PairCounts, pair_counts, pairs_behind
from gcr_analysis.indicators.comparisons.same_places import SamePlaces, of_countries, same_places
from gcr_analysis.indicators.comparisons.subsets import one_by_one
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array

FEW = 32  # region sets of which only those members are left out that have a figure: others change nothing


@dataclass(frozen=True)
class LeftOut:
    """What remains of both ends without each place: flat arrays, one cell a set and place.

    Attributes
    ----------
    owner : array of int, shape (cells,)
        Place of the set.
    code : array of int, shape (cells,)
        Place of what is left out on the axis of countries.
    role : array of str, shape (cells,)
        What it is: ``member``, or the column of a counterpart, such as ``origin``.
    value : array, shape (2, cells)
        Both ends without it.
    """

    owner: np.ndarray
    code: np.ndarray
    role: np.ndarray
    value: Array


def left_out(declared: Indicator, sets: RegionSets, read: SamePlaces, years: tuple[int, int]) -> LeftOut:
    """Leave out each member of sets that have several, and each counterpart.

    Parameters
    ----------
    declared
        The measure.
    sets
        The region sets.
    read
        Both ends on the same places.
    years
        The two years.

    Notes
    -----
    The jackknife (Tukey 1958) read place by place: a change whose sign one place decides is that place's.
    """
    parts = [_members(declared, sets, read, years), _counterparts(declared, sets, read, years)]
    some = [part for part in parts if part is not None]
    if not some:
        none = np.empty(0, dtype=np.intp)
        return LeftOut(none, none, np.empty(0, dtype=str), np.empty((2, 0)))
    return LeftOut(
        np.concatenate([part.owner for part in some]),
        np.concatenate([part.code for part in some]),
        np.concatenate([part.role for part in some]),
        np.concatenate([part.value for part in some], axis=1),
    )


def _members(
    declared: Indicator, sets: RegionSets, read: SamePlaces, years: tuple[int, int]
) -> LeftOut | None:
    smaller, owner, member = one_by_one(sets)
    if (declared.compute is None and not declared.own) or not len(owner):
        return None
    counts = pair_counts(declared.id)
    if (
        counts is None
        and len(sets) <= FEW
        and (known := of_countries(declared.id, or_silent=True)) is not None
    ):
        some = (known[years[0] - FIRST_YEAR] | known[years[1] - FIRST_YEAR])[member]
        smaller, owner, member = smaller.only(some), owner[some], member[some]
    if counts is not None:
        own = np.stack([counts.at(year, read.dropped).sum(axis=1) for year in years])
        some = own[:, member].any(axis=0)
        owner, member = owner[some], member[some]
        value = read.ends.value[:, owner] - own[:, member]
    else:
        rest = same_places(declared, smaller, *years).ends
        same = (rest.value_year == read.ends.value_year[:, owner]).all(axis=0)
        value = np.where(same | np.isnan(rest.value), rest.value, np.nan)
        if declared.additive:  # of a sum, nothing remains where nobody else has a figure
            value = np.where(np.isnan(value), 0.0, value)
        published = (read.ends.status == "published").any(axis=0)
        value = np.where(published[owner], np.nan, value)
    return LeftOut(owner, member, np.full(len(owner), "member"), value)


def _counterparts(
    declared: Indicator, sets: RegionSets, read: SamePlaces, years: tuple[int, int]
) -> LeftOut | None:
    behind = pairs_behind(declared)
    if behind is None:
        return None
    if declared.pairs is None and behind.other != "destination" and "economy" not in declared.tables:
        return None  # who is left out would leave the denominator too, which is not by pair
    counts = pair_counts(declared.id if declared.pairs else declared.numerator or "")
    assert counts is not None
    each = _by_counterpart(counts, sets, read, years)
    other, owner = np.nonzero(each.any(axis=0))
    parts = each[:, other, owner]
    if declared.pairs is None:  # a rate: what remains of its numerator, over the same denominator
        whole = each.sum(axis=1)[:, owner]
        with np.errstate(divide="ignore", invalid="ignore"):
            value = read.ends.value[:, owner] * (1 - parts / whole)
    else:
        value = read.ends.value[:, owner] - parts
    return LeftOut(owner, other, np.full(len(owner), behind.other), value)


def _by_counterpart(counts: PairCounts, sets: RegionSets, read: SamePlaces, years: tuple[int, int]) -> Array:
    """Counts of each set by counterpart at both ends: shape (2, counterparts, sets)."""
    none = np.zeros_like(counts.other_unit[0])
    dropped = read.dropped if len(read.dropped) == len(none) else none
    return np.stack([sets.groups.total(np.ascontiguousarray(counts.at(year, dropped).T)) for year in years])
