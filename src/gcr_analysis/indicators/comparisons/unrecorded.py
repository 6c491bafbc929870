"""People whose country nobody recorded: how many stand behind a change, and what they may hide."""

from dataclasses import dataclass

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators.arrays import codes
from gcr_analysis.indicators.comparisons.pairs import PairCounts, pair_counts, pairs_behind
from gcr_analysis.indicators.comparisons.same_places import SamePlaces
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array, Flags


@dataclass(frozen=True)
class Unrecorded:
    """People without a recorded country behind the change of each set.

    Attributes
    ----------
    people : array, shape (2, sets)
        Those of the set whose country on the other side of the pairs nobody recorded, at both ends; missing
        for a measure that is not counted by pairs.
    large : array of bool, shape (sets,)
        Whether they moved by so much of the change that no change by origin or destination can be read.
    hidden : array, shape (sets,)
        Of sets that are origins: as many as may have been recorded under no origin at one end only, since in
        one host those from the set fell while those without an origin rose, or the reverse.
    hides : array of bool, shape (sets,)
        Whether that is a large part of the change.
    """

    people: Array
    large: Flags
    hidden: Array
    hides: Flags


def unrecorded(declared: Indicator, sets: RegionSets, read: SamePlaces, years: tuple[int, int]) -> Unrecorded:
    """Count the people without a recorded country behind a change.

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

    Examples
    --------
    >>> from gcr_analysis.indicators.comparisons import compare
    >>> [row] = compare("asylum_seekers_hosted", "USA", 2025, 2024).to_dict("records")
    >>> row["unrecorded_end"] > 100 * row["unrecorded_start"]
    True
    """
    count = len(sets)
    none = Unrecorded(
        np.full((2, count), np.nan), np.zeros(count, bool), np.zeros(count), np.zeros(count, bool)
    )
    behind = pairs_behind(declared)
    counts = pair_counts(declared.id if declared.pairs else declared.numerator or "") if behind else None
    if behind is None or counts is None or not count:
        return none
    nowhere = np.isin(codes(), NO_PLACE)
    first, last = (_kept(counts, year, read) for year in years)
    change = sets.groups.total((last - first).sum(axis=1))
    people = np.stack([sets.groups.total(each[:, nowhere].sum(axis=1)) for each in (first, last)])
    hidden = none.hidden
    if behind.own == "origin":
        hidden = _hidden(sets, last - first, np.sign(change), nowhere)
    return Unrecorded(people, _is_large(people[1] - people[0], change), hidden, _is_large(hidden, change))


def _kept(counts: PairCounts, year: int, read: SamePlaces) -> Array:
    none = np.zeros_like(counts.other_unit[0])
    return counts.at(year, read.dropped if len(read.dropped) == len(none) else none)


def _hidden(sets: RegionSets, moved: Array, way: Array, nowhere: Flags) -> Array:
    """As many of each set's people as moved in a host against those whose origin nobody recorded there."""
    here = sets.groups.total(np.ascontiguousarray(moved.T)) * way  # a row a counterpart
    without = moved[nowhere].sum(axis=0)[:, None] * way
    swapped = np.minimum(np.maximum(here, 0), np.maximum(-without, 0)).sum(axis=0)
    itself = sets.groups.any(nowhere)
    return np.where(itself, 0.0, swapped)


def _is_large(moved: Array, change: Array) -> Flags:
    rule = framework.claims().thresholds
    size = np.abs(moved)
    return (size >= rule.least_people) & (size >= rule.unrecorded_share * np.abs(change))
