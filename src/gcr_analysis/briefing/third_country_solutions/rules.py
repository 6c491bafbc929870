"""Rules of panel three that need more than the facts of a measure: needs, recovery, who reports, gaps."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Level, Order, UnfoundedError
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.place import place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.rules import context, said
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.words import PANEL
from gcr_analysis.framework import thresholds
from gcr_analysis.geography import no_countries
from gcr_analysis.indicators.comparisons.grounds import TELLING
from gcr_analysis.indicators.third_country_solutions.access import published_needs
from gcr_analysis.indicators.third_country_solutions.destinations import gaps
from gcr_analysis.indicators.third_country_solutions.flows import reports_from
from gcr_analysis.indicators.third_country_solutions.pace import counted
from gcr_analysis.indicators.third_country_solutions.places import LEAST_SHOWN, projected_needs
from gcr_analysis.indicators.third_country_solutions.shock import BEFORE, SHOCK, held_until

_said = partial(said, PANEL)
NAMED = 3
SAID_PERCENT = 10  # of the refugees hosted: a smaller group's resettlement says little about the host
GOAL = "resettled_by_2028"


def rules(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Find needs, the goal in departures, recovery, origins hosted, hosts that report anew, gaps."""
    yield from _next_needs(solutions)
    if not solutions.empty:
        for rule in (_needs, _least_met, _goal, _recovery, _hosted, _pathways):
            yield from rule(solutions)
        for rule in (_both, _new_hosts, _in_country, _from_home, _gaps):
            yield from rule(solutions)


def _needs(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Set arrivals beside the needs that were projected for the year."""
    try:
        needs = replace(claims.level(solutions, "resettlement_needs", partial=True), kind="quotation")
        share = claims.level(solutions, "arrivals_share_of_needs", partial=True)
    except UnfoundedError:
        return
    if solutions.view == "destination" or needs.late:
        return
    origins = projected_needs(solutions.region, solutions.year, by="origin").index
    came = solutions.part(share.figure, share.number * needs.number / 100, "persons", detail="arrivals")
    facts = context(solutions) | {"needs": needs, "share": share, "covered": needs.covered}
    facts["came"] = solutions.claimed(came, "sum")
    facts["several"] = given(len(origins), "origins") if len(origins) > 1 else None
    facts |= {"origins": [] if solutions.is_world else [place(str(iso3)) for iso3 in origins]}
    facts["partial"] = (
        needs.covered.number < thresholds()["nearly_complete"].value and not solutions.is_country
    )
    yield Finding("challenges", 3 if solutions.view == "host" else 10, _said("needs", **facts))
    yield Finding("limits", 3, _said("projections"))


def _next_needs(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Say who is projected to need resettlement in the year to come."""
    year = solutions.year + 1
    facts: dict[str, Any] = {
        "next_year": given(year, "year"),
        "arrived": solutions.claimed(solutions.arrived),
    }
    facts |= context(solutions)
    total = published_needs("world")["world"].dropna().get(year)
    facts["total"] = None if total is None else solutions.projected(float(total))
    facts["everywhere"] = claims.level(solutions, "resettlement_arrivals", of="world")
    for by in ("origin", "asylum"):
        needs = projected_needs(solutions.region, year, by=by)
        facts[by] = [_place_needs(solutions, str(iso3), value, by) for iso3, value in needs.items()][:NAMED]
    known = facts["asylum"] or facts["origin"]
    facts["source"] = known[0].claims[0] if known else None
    facts["claims"] = [_first(facts[by]) for by in ("origin", "asylum") if len(facts[by]) > 1]
    whole = solutions.is_world or solutions.view == "destination"
    name = "next_needs_world" if whole and facts["total"] else "next_needs" if known else "next_needs_none"
    weight = 10 if name != "next_needs_none" else 0 if solutions.empty else 0.5
    yield Finding("support", weight, _said(name, **facts))


def _first(places: list[Sentence], *, lowest: bool = False) -> Order:
    """The order in which sentences name places, each with a figure."""
    levels = [next(each for each in named.claims if isinstance(each, Level)) for named in places]
    return claims.order(
        [each.figure.region for each in levels], [each.figure for each in levels], lowest=lowest
    )


def _place_needs(solutions: SolutionsEvidence, iso3: str, value: float, by: str) -> Sentence:
    needs = solutions.projected(value, by, iso3)
    return _said("place_needs", name=place(iso3), needs=needs, here=solutions.is_country)


def _least_met(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Name the origins for whose published needs arrivals were least."""
    if solutions.is_country or solutions.view in ("destination", "host"):
        return
    codes = [str(iso3) for iso3 in projected_needs(solutions.region, solutions.year, by="origin").index]
    shares = [claims.level(solutions, "arrivals_share_of_needs", of=iso3) for iso3 in codes]
    if len(shares) < 3:
        return
    least = sorted(zip([share.number for share in shares], codes, shares, strict=True))[:NAMED]
    origins = [_said("place_share", name=place(iso3), share=share) for _, iso3, share in least]
    facts = context(solutions) | {"origins": origins, "number": given(len(shares), "origins")}
    needs = [claims.level(solutions, "resettlement_needs", of=iso3, partial=True) for _, iso3, _ in least]
    facts["claims"] = [_first(origins, lowest=True), *(replace(each, kind="quotation") for each in needs)]
    yield Finding("support", 8, _said("least_met", **facts))


def _goal(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Set the pace to the goal of resettlement beside the last year, in arrivals and in departures."""
    if not solutions.is_world:
        return
    goal = framework.targets()[GOAL]
    latest, total = solutions.arrived, counted(GOAL, solutions.year)
    facts: dict[str, Any] = {"needed_departures": None, "departed": None}
    facts |= {"goal": given(goal.value / 1e6, "millions"), "by": given(goal.by, "year")}
    facts |= {"since": given(goal.since, "year")} | context(solutions)
    counts = solutions.part(latest, total, detail=f"since {goal.since}")
    facts |= {"latest": solutions.claimed(latest), "counted": solutions.claimed(counts, "sum")}
    try:
        facts["needed"] = claims.level(solutions, "pace_to_target")
    except UnfoundedError:
        return
    with suppress(UnfoundedError):
        facts["departed"] = claims.level(solutions, "gcr_3_1_1")
        facts["needed_departures"] = claims.level(solutions, "pace_to_target_departures")
    paces = [("latest", "needed"), ("departed", "needed_departures")]
    pairs = [(facts[last], facts[needed]) for last, needed in paces]
    behind = [last.number < needed.number for last, needed in pairs if last and needed]
    text = _said("goal", **facts, behind=behind[0])
    yield Finding("challenges" if any(behind) else "progress", 8.5, text)


def _recovery(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Say from when to when arrivals were at or above the median of the years before the pandemic.

    Nothing comes back that is not known to have been lost: a shortfall within chance has no recovery.
    """
    if solutions.view == "host" or solutions.year <= SHOCK[1] or not _fell_short(solutions):
        return
    usual = float(solutions.by_destination.sum(axis=1).loc[slice(*BEFORE)].median())
    if usual < thresholds()["few_people"].value:
        return
    until = held_until(solutions.region, solutions.year, solutions.side)
    facts = context(solutions) | {"until": given(until or 0, "year"), "back": None}
    median = solutions.part(solutions.arrived, usual, detail="median of the years before")
    facts["usual"] = solutions.claimed(median)
    if until is not None:
        side = "_from_origin" if solutions.is_read_as_origin else ""
        facts["back"] = claims.level(solutions, f"recovery_year{side}")
    held, above = until == solutions.year, solutions.arrived.number >= usual
    text = _said("recovery", **facts, held=held, again=above and not held)
    held = held or above
    yield Finding("limits" if held else "challenges", 5.7 if held else 6, text)


def _fell_short(solutions: SolutionsEvidence) -> bool:
    """Whether fewer arrived in the years of the pandemic than chance explains."""
    side = "_from_origin" if solutions.is_read_as_origin else ""
    with suppress(UnfoundedError):
        short = claims.expectation(solutions, f"covid_shortfall{side}")
        return short.beyond and short.fewer
    return False


def _pathways(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Say how many left through complementary pathways, without figures that repeat the year before."""
    least = {name: thresholds()[name].value for name in ("few_people", "few_through_pathways")}
    whole, left = (solutions.at(id) for id in ("pathway_departures", "resettlement_departures"))
    if solutions.view not in ("origin", "host") or whole.status == "partial" or not whole.known:
        return
    year = whole.value_year or solutions.year
    wide = reports_from(solutions.region.countries, "complementary_pathways")
    now, before = (wide.loc[at] if at in wide.index else wide.sum() * 0 for at in (year, year - 1))
    same = now[(now == before) & (now >= TELLING)].sort_values(ascending=False, kind="stable")
    other = solutions.part(whole, whole.number - float(same.sum()), detail="without repeated figures")
    if other.number < max(least["few_people"], least["few_through_pathways"] * (left.value or 0)):
        return
    facts = context(solutions) | {"repeats": [place(str(iso3)) for iso3 in same.index[:NAMED]]}
    facts |= {"other": solutions.claimed(other if len(same) else whole), "moved": None}
    first = claims.if_founded(claims.level, solutions, "pathway_departures", int(wide.index[0]))
    leapt = first and other.number >= thresholds()["leap"].value * max(first.number, 1)
    facts["leapt"] = first if leapt else None
    with suppress(UnfoundedError):
        facts["moved"] = claims.change(solutions, "pathway_departures", year - 1)
    yield Finding("lead", 5.5, _said("lead_pathways_host", **facts))


def _hosted(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Name the largest origin of the refugees in a host, and how its refugees are resettled anywhere."""
    unseen = solutions.is_country and solutions.view == "origin" and not solutions.departed.known
    many = solutions.at("refugees_hosted").number >= LEAST_SHOWN
    if solutions.view != "host" and not (unseen and many):
        return
    try:
        origins = claims.counterparts(solutions, "refugees_hosted", most=2)
    except UnfoundedError:
        return
    iso3 = origins.largest.place.code
    if iso3 in no_countries() or origins.largest.share.number < SAID_PERCENT:
        return
    facts = context(solutions) | {"origins": origins, "reached": [], "moved": None}
    for each in origins.places:
        with suppress(UnfoundedError):
            here = claims.level(solutions, "arrivals_per_1000_refugees", of=each.place.code)
            facts["reached"].append(_said("hosted_reached", here=here, place=each.place))
    with suppress(UnfoundedError):
        moved = claims.change(solutions, "resettlement_from_origin", solutions.year - 1, of=iso3)
        facts["moved"] = None if moved.is_still else moved
    facts["late"] = late = solutions.host_year < solutions.year
    yield Finding("lead", 6.5, _said("hosted", **facts))
    if late and not facts["moved"]:
        yield from _before_fall(solutions)


def _before_fall(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Say that arrivals fell in the world after the latest departures."""
    with suppress(UnfoundedError):
        fell = claims.change(solutions, "resettlement_arrivals", solutions.year - 1, of="world")
        if fell.number <= -thresholds()["large_change"].value:
            text = _said("before_fall", **context(solutions), world=fell)
            yield Finding("lead", 6.4, text)


def _both(solutions: SolutionsEvidence) -> Iterator[Finding]:
    departed = solutions.departed
    if solutions.is_world and departed.known:
        came = solutions.at("resettlement_arrivals", departed.value_year)
        departed = claims.level(solutions, departed.indicator)
        facts = {"came": solutions.claimed(came), "departed": departed}
        yield Finding("limits", 9, _said("both", **facts))


def _new_hosts(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Name hosts with a figure now and none in the year before, where they move the total."""
    year, wide = solutions.host_year, reports_from(solutions.region.countries, "resettlement_departures")
    total = solutions.at("resettlement_departures")
    if solutions.is_country or not total.value or year - 1 not in wide.index or year not in wide.index:
        return
    fresh = wide.loc[year][wide.loc[year - 1].isna()].dropna().sort_values(ascending=False, kind="stable")
    least = max(thresholds()["fresh_part"].value / 100 * total.value, thresholds()["few_people"].value)
    if fresh.sum() < least:
        return
    some = fresh[fresh > 0]
    facts = context(solutions) | {"then_year": given(year - 1, "year")}
    facts |= {"names": [place(str(iso3)) for iso3 in some.index[:NAMED]], "more": len(some) > NAMED}
    anew = solutions.part(total, float(fresh.sum()), detail="hosts that report anew")
    facts |= {"total": solutions.claimed(total, "sum"), "fresh": solutions.claimed(anew, "sum")}
    yield Finding("limits", 7.5, _said("new_hosts", **facts))


def _in_country(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Report departures of people who are neither refugees nor asylum-seekers where they depart.

    Where they are many of all, that stands at the top.
    """
    year, members = solutions.host_year, solutions.region.countries
    wide = reports_from(members, "resettlement_departures", "others_of_concern")
    total = solutions.at("resettlement_departures")
    here = wide.loc[year].dropna() if year in wide.index else wide.sum().head(0)
    here = here[here > 0].sort_values(ascending=False, kind="stable")
    if total.known and here.sum() >= thresholds()["few_people"].value:
        people = solutions.part(total, float(here.sum()), detail="others of concern")
        facts = context(solutions) | {"people": solutions.claimed(people, "sum")}
        facts |= {"names": [place(str(iso3)) for iso3 in here.index[:NAMED]], "more": len(here) > NAMED}
        many = here.sum() >= thresholds()["low_rate"].value * total.number and solutions.view == "host"
        yield Finding(*(("lead", 9.9) if many else ("limits", 5.6)), _said("in_country", **facts))


def _from_home(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Name origins with nearly as many arrivals in a year as there are refugees from there."""
    rows = solutions.origins if solutions.view != "host" else solutions.origins.head(0)
    least = {name: thresholds()[name].value for name in ("people_from_home", "as_many_as_refugees")}
    rows = rows[~rows["iso3"].isin(no_countries()) & (rows["arrivals"] >= least["people_from_home"])]
    rows = rows[rows["arrivals"] >= least["as_many_as_refugees"] * rows["refugees"]].head(NAMED)
    told = []
    for iso3, refugees in zip(rows["iso3"].astype(str), rows["refugees"], strict=True):
        came = solutions.at("resettlement_from_origin", of=iso3)
        known = solutions.part(came, float(refugees), detail="refugees at the start of the year")
        facts = {"came": solutions.claimed(came), "refugees": solutions.claimed(known)}
        told.append(_said("origin_from_home", name=place(iso3), **facts))
    if told:
        yield Finding("limits", 5.5, _said("from_home", **context(solutions), origins=told))


def _gaps(solutions: SolutionsEvidence) -> Iterator[Finding]:
    """Name destinations that reported none between two years with many, since the baseline."""
    found = gaps(solutions.region).loc[solutions.baseline_year : solutions.year]
    found = found[found.any(axis=1)]
    if solutions.is_read_as_origin or found.empty:
        return
    told = [
        _said("gap", names=[place(str(code)) for code in found.columns[there]], year=given(int(y), "year"))
        for y, there in zip(found.index, found.to_numpy(), strict=True)
    ]
    facts = context(solutions) | {"gaps": told}
    facts["before"] = given(solutions.year - 1, "year") if solutions.year - 1 in found.index else None
    yield Finding("limits", 3.5, _said("gaps", **facts))
