"""Region sets without some of their members: the same measure is asked for them again."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import codes
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Flags


def without(region: Region, left_out: Sequence[str]) -> Region:
    """Return a region without some countries.

    >>> from gcr_analysis.geography import region
    >>> without(region("ssar"), ["IRN"]).countries
    ('AFG', 'PAK')
    """
    kept = tuple(code for code in region.countries if code not in set(left_out))
    if kept == region.countries:
        return region
    return replace(region, id=f"{region.id} without {' '.join(left_out)}", countries=kept)


@lru_cache(64)
def one_by_one(sets: RegionSets) -> tuple[RegionSets, np.ndarray, np.ndarray]:
    """Return every set of several members without each of them.

    Returns
    -------
    RegionSets, array of int, array of int
        The smaller sets; for each the place of the set that it comes from, and the place on the axis of
        countries of the member that it lacks.

    Examples
    --------
    >>> smaller, owner, member = one_by_one(RegionSets.of("ssar", "LBN"))
    >>> [region.countries for region in smaller], owner.tolist(), [codes()[m] for m in member]
    ([('IRN', 'PAK'), ('AFG', 'PAK'), ('AFG', 'IRN')], [0, 0, 0], ['AFG', 'IRN', 'PAK'])
    """
    found, owner, member = [], [], []
    place = {code: n for n, code in enumerate(codes())}
    for n, region in enumerate(sets):
        for code in region.countries if len(region.countries) > 1 else ():
            found.append(without(region, [code]))
            owner.append(n)
            member.append(place[code])
    return RegionSets(found), np.array(owner, dtype=np.intp), np.array(member, dtype=np.intp)


def only_members(sets: RegionSets, kept: Flags, but: Flags) -> RegionSets:
    """Return the sets with those members alone that are flagged on the axis of countries.

    Sets that *but* flags, of shape (sets,), stay as they are.
    """
    dropped = {code for code, stays in zip(codes(), kept, strict=True) if not stays}
    if not dropped:
        return sets
    return RegionSets(
        [
            region if whole else without(region, [c for c in region.countries if c in dropped])
            for region, whole in zip(sets, but.tolist(), strict=True)
        ]
    )
