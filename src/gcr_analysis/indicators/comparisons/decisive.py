"""The decisive place of a change: the one without which the change shrinks most."""

import numpy as np

from gcr_analysis.framework import Indicator
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators.arrays import FIRST_YEAR, codes
from gcr_analysis.indicators.comparisons.left_out import LeftOut
from gcr_analysis.indicators.comparisons.same_places import SamePlaces
from gcr_analysis.indicators.comparisons.subsets import without
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures
from gcr_analysis.methods.types import Array, Flags

PEOPLE = ("persons", "deaths")  # units that count people


def decided(
    declared: Indicator,
    sets: RegionSets,
    read: SamePlaces,
    parts: LeftOut,
    *,
    usable: Flags,
    members_only: Flags,
) -> dict[str, np.ndarray]:
    """Find the place without which each change shrinks most.

    People without a recorded country are from no place, and in the sets of *members_only*, where they moved
    by a large part of the change, no other country is named for its counterparts.
    """
    count = len(sets)
    found: dict[str, np.ndarray] = {
        "decisive": np.full(count, "", dtype="<U32"),
        "role": np.full(count, "", dtype="<U32"),
        "without": np.full((2, count), np.nan),
        "turning": np.zeros(count),
        "tried": np.zeros(count),
        "remaining": np.full(count, np.nan),
    }
    whole = read.ends.value[1] - read.ends.value[0]
    rest = parts.value[1] - parts.value[0]
    sign = np.sign(whole)[parts.owner]
    effect = sign * (whole[parts.owner] - rest)
    alone = np.isnan(rest) & (parts.role == "member") & usable[parts.owner]
    if declared.min_members > 1 or declared.own:
        alone[:] = False
    nowhere = np.isin(codes(), NO_PLACE)[parts.code]
    by_country = (parts.role == "member") | ~members_only[parts.owner]
    good = ~np.isnan(effect) & usable[parts.owner] & ~nowhere & by_country
    owner, code, role = parts.owner[good], parts.code[good], parts.role[good]
    value, effect = parts.value[:, good], effect[good]
    found["tried"] = np.bincount(owner, minlength=count).astype(float)
    turned = np.sign(value[1] - value[0]) != sign[good]
    found["turning"] = np.bincount(owner, weights=turned, minlength=count)
    order = np.lexsort((code, -effect, owner))
    each, at = np.unique(owner[order], return_index=True)
    best = order[at]
    moved = effect[best] > 0
    each, best = each[moved], best[moved]
    found["decisive"][each] = np.array(codes())[code[best]] if len(best) else ""
    found["role"][each] = role[best]
    found["without"][:, each] = value[:, best]
    found["remaining"][each] = _remaining(declared, sets, each, found, read.ends.value_year)
    published = (read.ends.status == "published").any(axis=0)
    for place, member in zip(parts.owner[alone].tolist(), parts.code[alone].tolist(), strict=True):
        if not published[place]:  # nothing remains where no other member has figures at both ends
            found["decisive"][place], found["role"][place] = codes()[member], "member"
            found["without"][:, place], found["remaining"][place] = np.nan, 0.0
    return found


def _remaining(
    declared: Indicator, sets: RegionSets, each: np.ndarray, found: dict[str, np.ndarray], years: np.ndarray
) -> Array:
    """Fewest people behind either end once the decisive place is left out."""
    if declared.unit in PEOPLE:
        return found["without"][:, each].min(axis=0)
    if declared.rests_on is None:
        return np.full(len(each), np.inf)
    regions = [
        without(sets.regions[place], [str(found["decisive"][place])])
        if found["role"][place] == "member"
        else sets.regions[place]
        for place in each.tolist()
    ]
    return at_years(figures(declared.rests_on, RegionSets(regions)), years[:, each]).min(axis=0)


def at_years(found: Figures, years: np.ndarray) -> Array:
    """Return the figures of one year a set and row: shape of *years*."""
    return np.take_along_axis(found.value, np.clip(years, FIRST_YEAR, None) - FIRST_YEAR, axis=0)
