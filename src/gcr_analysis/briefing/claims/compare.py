"""How a claim about a change is made of the comparison of two years."""

from dataclasses import replace
from math import isclose, isnan
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing.claims.change import FLOWS, Change
from gcr_analysis.briefing.claims.claim import UnfoundedError
from gcr_analysis.briefing.claims.made_by import MadeBy, made_by
from gcr_analysis.briefing.evidence import Evidence, difference
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.framework.languages import spoken, word
from gcr_analysis.geography import Region
from gcr_analysis.geography import region as region_of
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.comparisons import compared
from gcr_analysis.indicators.withholding import threshold

WITHOUT_DIFFERENCE = ("people", "difference")
"""Grounds without which both figures are given, and neither a difference nor a percentage."""


def change(evidence: Evidence, id: str, since: int | None = None, *, of: str = "") -> Change:
    """Claim the change of a measure.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a measure.
    since
        The earlier year; the note's baseline year when None. Across a break the comparison starts after it.
    of
        Another region or a country; the note's region when empty.

    Raises
    ------
    UnfoundedError
        When a ground of a change fails for which there is no other wording.

    Examples
    --------
    >>> fell = change(Evidence("third-country-solutions", "world", 2025, 2016), "resettlement_arrivals", 2024)
    >>> str(fell.end), str(fell.percent.size), str(fell.decisive), str(fell.part), str(fell.end_without)
    ('81,766', '57\\xa0%', 'the United States of America', '88\\xa0%', '70,253')
    """
    base = evidence.baseline_year if since is None else since
    [row] = compared(id, of or evidence.region, evidence.year, base)
    fails = [each for each in row["fails"].split("; ") if each]
    bars = [each for each in fails if each not in WITHOUT_DIFFERENCE]
    if bars:
        raise UnfoundedError("change", bars[0], row["reason"])
    if isnan(row["change"]):
        raise UnfoundedError("change", "both-ends", row["reason"])
    made = _of_row(evidence, row, (*fails, *(each for each in row["hedges"].split("; ") if each)), of)
    moved = abs(row["change"]) >= threshold(framework.indicators()[id], row["start"])
    if row["diverges"] and moved and not made.is_still and (place := _unnamed(row, of or evidence.region)):
        raise UnfoundedError("change", "one-place", f"The count behind it moved by {place} above all")
    return made


def _unnamed(rate: dict[str, Any], where: str | Region) -> str:
    """Return who made the change of the count behind a rate, where the change of the rate names others."""
    [count] = compared(rate["numerator"], where, rate["compared_to"], rate["compared_from"])
    region = region_of(where) if isinstance(where, str) else where
    told, made = ({row["decisive"], made_by(row, region).second} - {""} for row in (rate, count))
    left = made - told if "one-place" in count["hedges"].split("; ") else set()
    return ", ".join(sorted(left))


def _of_row(evidence: Evidence, row: dict[str, Any], beside: tuple[str, ...], of: str) -> Change:
    id, place = row["indicator"], of or None
    seen = {year: evidence.at(id, year, of=place) for year in (row["compared_from"], row["compared_to"])}

    def end(name: str, year: int) -> Quantity:
        whole, value = seen[year], row[name]
        if whole.value is not None and isclose(value, whole.value):
            return whole
        detail = "places with a figure in both years" if name in ("start", "end") else f"without {decisive}"
        value = None if isnan(value) else float(value)
        return replace(whole, value=value, low=None, high=None, value_year=year, detail=detail, bound="")

    def flow(name: str) -> Quantity:
        value = None if isnan(row[name]) else float(row[name])
        return replace(seen[row["compared_to"]], value=value, low=None, high=None, detail=f"recorded {name}")

    named = "one-place" in beside and row["decisive"] and not isnan(row["end_without"])
    decisive = Place.of(row["decisive"]) if named else None
    first, last = (end(name, year) for name, year in zip(("start", "end"), seen, strict=True))
    without = [end(f"{name}_without", year) for name, year in zip(("start", "end"), seen, strict=True)]
    by = difference(last, first)
    unstated = any(ground in beside for ground in WITHOUT_DIFFERENCE)
    none = replace(by, value=None)
    made = made_by(row, region_of(of) if of else evidence.region) if decisive else MadeBy()
    beyond = [
        replace(whole, value=value, low=None, high=None, detail=f"without {made.second}")
        for whole, value in zip(seen.values(), made.without_second, strict=True)
    ]
    large = "flows" in beside and abs(row["residual"]) >= framework.claims().thresholds.least_people
    numerator = row["numerator"] if row["diverges"] else ""
    made_of = [evidence.at(numerator, year, of=place) if numerator else none for year in seen]
    since = f"change since {row['compared_from']}"
    turned = "turn" in beside and _before(last, row).written != last.written
    nowhere = [
        replace(whole, value=value, low=None, high=None, detail="people without a recorded country")
        for whole, value in zip(seen.values(), (row["unrecorded_start"], row["unrecorded_end"]), strict=True)
    ]
    return Change(
        beside=beside,
        start=first,
        end=last,
        by=none if unstated else by,
        percent=replace(
            by, unit="percent", value=None if isnan(row["percent"]) or unstated else row["percent"]
        ),
        decisive=decisive,
        role=row["role"] if decisive else "",
        start_without=without[0] if decisive else none,
        end_without=without[1] if decisive else none,
        part=replace(by, unit="percent", value=made.part, detail=f"part of {decisive}"),
        by_decisive=replace(by, value=made.by, detail=f"{row['role']} {row['decisive']}; {since}"),
        second=Place.of(made.second) if made.second else None,
        second_role=made.second_role,
        second_part=replace(by, unit="percent", value=made.second_part, detail=f"part of {made.second}"),
        by_second=replace(by, value=made.by_second, detail=f"made by {made.second}"),
        second_start=beyond[0],
        second_end=beyond[1],
        against=Place.of(made.against) if made.against else None,
        by_against=replace(by, value=made.by_against, detail=f"{row['role']} {made.against}; {since}"),
        numerator=numerator,
        numerator_start=made_of[0],
        numerator_end=made_of[1],
        last=_of_last_year(by, row) if turned else none,
        before=_before(last, row) if turned else none,
        unrecorded_start=nowhere[0] if "recorded" in beside else none,
        unrecorded_end=nowhere[1] if "recorded" in beside else none,
        residual=replace(by, value=row["residual"], detail="residual") if large else none,
        **{name: flow(name) for name in FLOWS},
        broken=_broken(evidence, row, of) if "later" in beside else "",
        same_places=first.detail.startswith("places") or last.detail.startswith("places"),
        covered=replace(
            by, unit="percent", value=_percent(row["share"]), detail="share in the places compared"
        ),
        of_hosts=_of_hosts(row["indicator"]),
    )


def _before(last: Quantity, row: dict[str, Any]) -> Quantity:
    """The figure of the year before the later end, on the same places."""
    year, value = row["compared_to"] - 1, row["end"] - row["last_year_change"]
    return replace(last, value=value, low=None, high=None, value_year=year, detail="the year before")


def _of_last_year(by: Quantity, row: dict[str, Any]) -> Quantity:
    """The change of the last year, beside the one since an earlier year."""
    since = by.detail.replace(str(row["compared_from"]), str(row["compared_to"] - 1))
    return replace(by, value=row["last_year_change"], detail=since)


def _percent(share: float) -> float | None:
    return None if isnan(share) else 100 * share


def _of_hosts(id: str) -> bool:
    declared = framework.indicators()[id]
    panel = framework.panels()[declared.panel]
    return declared.base == "hosted" or (declared.base is None and panel.reads_region_as == "host")


def _broken(evidence: Evidence, row: dict[str, Any], of: str) -> str:
    """What changed in the counting between the two years, in words."""
    region = region_of(of) if of else evidence.region
    smallest = framework.claims().thresholds.smallest_break
    found = breaks_for(region, row["indicator"], (row["compared_from"], row["compared_to"]), smallest)
    later = [each for each in found if each.between[1] > row["compared_from"]]
    told = (f"{word('breaks', each.id, each.text)} ({each.between[1]})" for each in later)
    return spoken().marks.semicolon.join(dict.fromkeys(told))
