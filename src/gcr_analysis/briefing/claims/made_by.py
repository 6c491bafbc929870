"""Who made a change: the decisive place, one on the other side of the pairs, one that moved against it."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework.claim_models import Thresholds
from gcr_analysis.geography import NO_PLACE, Region
from gcr_analysis.indicators.comparisons import movers

RETURNS = "refugee_returns"
"""A flow out of its countries of asylum, whose people are there no more."""


@dataclass(frozen=True)
class MadeBy:
    """Who made a change beside its decisive place; empty where parts do not add up.

    What the decisive place adds is empty where another moved as far against it, or too few people moved.
    """

    part: float | None = None
    by: float | None = None
    against: str = ""
    by_against: float | None = None
    second: str = ""
    second_role: str = ""
    second_part: float | None = None
    by_second: float | None = None
    without_second: tuple[float | None, float | None] = (None, None)


def made_by(row: dict[str, Any], region: Region) -> MadeBy:
    """Find what the decisive place, the other side of the pairs and those against the change add to it."""
    declared = framework.indicators()[row["indicator"]]
    if declared.pairs is None and not declared.additive:
        return MadeBy()
    table = movers(row["indicator"], region, row["compared_to"], row["compared_from"])
    table = table[~table["place"].isin(NO_PLACE)]
    sides = {str(role): side.set_index("place") for role, side in table.groupby("role", sort=False)}
    own = sides.pop(row["role"], None)
    if own is None or row["decisive"] not in own.index:
        return MadeBy()
    barred = "recorded" in row["hedges"].split("; ")
    found = [
        _second(str(role), side)
        for role, side in sides.items()
        if (role == "member" or not barred) and side["share"].max() >= _least_share(role, region)
    ]
    made = found[0] if found else MadeBy()
    by, share = (float(own.loc[row["decisive"], name]) for name in ("contribution", "share"))
    if not _is_mixed(own):
        return replace(made, part=_within(share), by=by)
    most = own.loc[own["share"].idxmin()]
    if abs(most["contribution"]) >= abs(by) or not _is_told(own.loc[row["decisive"]], row):
        return made
    if -most["share"] < 100 * _rule().opposite_share or not _is_told(most, row):
        return replace(made, by=by)
    return replace(made, by=by, against=str(most.name), by_against=float(most["contribution"]))


def _least_share(role: str, region: Region) -> float:
    """Return how much of a change a place has to make to be named, in percent: of few members any."""
    rule = _rule()
    few = role == "member" and 1 < len(region.countries) < rule.few_members
    return 1.0 if few else 100 * rule.decisive_share


def _is_told(place: pd.Series, row: dict[str, Any]) -> bool:
    """Whether what a place adds is a change that can be stated: of people, enough of them."""
    if row["unit"] != "persons":
        return True
    ends = (row["start"] - place["start_without"], row["end"] - place["end_without"])
    return min(abs(place["contribution"]), max(ends)) >= _rule().least_people


def _second(role: str, side: pd.DataFrame) -> MadeBy:
    """The place of another side that made half of a change."""
    most = side.loc[side["share"].idxmax()]
    return MadeBy(
        second=str(most.name),
        second_role=role,
        second_part=None if _is_mixed(side) else _within(float(most["share"])),
        by_second=float(most["contribution"]),
        without_second=(float(most["start_without"]), float(most["end_without"])),
    )


def _is_mixed(side: pd.DataFrame) -> bool:
    """Whether so many moved against the change that no place has a part of it."""
    return -side["share"].clip(upper=0).sum() > 100 * _rule().opposite_share


def _rule() -> Thresholds:
    return framework.claims().thresholds


def _within(share: float) -> float:
    """A part of a whole in percent: a little against the change leaves one at no more than all of it."""
    return min(share, 100.0)


def other_side(id: str) -> str:
    """Name the side of a measure's pairs on which its region is not; empty for one that has none."""
    pairs = framework.indicators()[id].pairs
    return "" if pairs is None else pairs.other


def side_of(id: str, role: str) -> str:
    """Return what a place is to a measure's count: a member of a region that people come from is an origin.

    >>> side_of("resettlement_from_origin", "member"), side_of("resettlement_arrivals", "member")
    ('origin', 'member')
    >>> side_of("refugee_returns", "asylum"), side_of("refugees_from_origin", "asylum")
    ('left', 'asylum')
    """
    if role == "asylum" and id == RETURNS:
        return "left"
    return "origin" if role == "member" and _own(id) == "origin" else role


def _own(id: str) -> str:
    pairs = framework.indicators()[id].pairs
    return "" if pairs is None else pairs.own


def side_name(id: str, role: str) -> str:
    """Name the side of the pairs on which a place stands, for "by origin"."""
    side = _own(id) if role == "member" else role
    return {"asylum": "host", "": "country"}.get(side, side)
