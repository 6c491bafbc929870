"""Areas in need of support: who waits for a place, which places are gone, which figures are missing."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import NO_COUNTRY, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.titles import SUBMITTED_TIMES, needed
from gcr_analysis.briefing.third_country_solutions.words import FEW, say
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.third_country_solutions.access import published_needs
from gcr_analysis.indicators.third_country_solutions.places import projected_needs

NAMED = 3
SAID_PERCENT = 10
FEW_THROUGH_PATHWAYS = 0.25  # of departures on resettlement
GCR = ("gcr_3_1_1", "gcr_3_1_2", "gcr_3_2_1")


def support(solutions: Solutions) -> Iterator[Finding]:
    """Tell where support is asked for.

    Needs that are published for the year to come · origins whose needs were met least · destinations that
    took refugees at the baseline and take none, or far fewer, now · for a host, where its refugees come from
    and how far resettlement reaches them, and the way from submission to departure · complementary pathways ·
    indicators without a figure.
    """
    rules = (_needs, _least_met, _places, _hosted, _processing, _pathways, _figures)
    found = [finding for rule in rules for finding in rule(solutions)]
    yield from found
    if not found:
        yield Finding("support", 1, say("support_nothing", **solutions.common))


def _needs(solutions: Solutions) -> Iterator[Finding]:
    next_year = solutions.year + 1
    origins, hosts = (projected_needs(solutions.region, next_year, by=by) for by in ("origin", "asylum"))
    facts = solutions.common | {"next_year": given(next_year, "year")}
    if solutions.is_world:
        yield from _needs_of_the_world(solutions, origins, hosts, facts)
        return
    if solutions.view == "destination":
        yield from _needs_of_all(solutions, facts)
    if len(origins):
        if solutions.region.is_country:
            needs = needed(solutions, float(origins.sum()), detail="by country of origin")
            yield Finding("support", 10, say("support_needs_origin", **facts, needs=needs))
        else:
            names = _needed(solutions, origins, "origin")
            yield Finding("support", 10, say("support_needs_origins", **facts, origins=names))
    if len(hosts):
        weight = 10.5 if solutions.view == "host" else 9.5
        if solutions.region.is_country:
            needs = needed(solutions, float(hosts.sum()), detail="by country of asylum")
            facts |= {"needs": needs, "departed": solutions.departed, "own_year": solutions.departed.own_year}
            yield Finding("support", weight, say("support_needs_host", **facts))
        else:
            names = _needed(solutions, hosts, "asylum")
            yield Finding("support", weight, say("support_needs_hosts", **facts, hosts=names))


def _needs_of_all(solutions: Solutions, facts: dict[str, Any]) -> Iterator[Finding]:
    """Set the world's needs beside what a destination took."""
    total = published_needs("world")["world"].get(solutions.year + 1)
    if total is not None:
        needs = needed(solutions, float(total), of="world")
        text = say("support_world_needs", **facts, needs=needs, came=solutions.arrived)
        yield Finding("support", 10, text)


def _needs_of_the_world(
    solutions: Solutions, origins: pd.Series, hosts: pd.Series, facts: dict[str, Any]
) -> Iterator[Finding]:
    total = published_needs("world")["world"].get(solutions.year + 1)
    if total is None or origins.empty or hosts.empty:
        return
    facts["needs"] = needed(solutions, float(total))
    facts["origins"] = _needed(solutions, origins.head(NAMED), "origin")
    facts["hosts"] = _needed(solutions, hosts.head(NAMED), "asylum")
    yield Finding("support", 10, say("support_needs_world", **facts))


def _needed(solutions: Solutions, needs: pd.Series, side: str) -> list[Sentence]:
    return [
        say(
            "place_needs",
            name=place(str(iso3)),
            needs=needed(solutions, float(value), of=str(iso3), detail=f"by country of {side}"),
        )
        for iso3, value in needs.items()
    ]


def _least_met(solutions: Solutions) -> Iterator[Finding]:
    """Name the origins whose published needs were met least."""
    if solutions.region.is_country or solutions.view in ("destination", "host"):
        return
    shares = {
        iso3: solutions.at("arrivals_share_of_needs", of=str(iso3))
        for iso3 in projected_needs(solutions.region, solutions.year, by="origin").index
    }
    known = sorted((q.value, iso3) for iso3, q in shares.items() if q.value is not None)
    if len(known) < 2:
        return
    least = [(iso3, shares[iso3]) for _, iso3 in known[:NAMED]]
    origins = [say("place_share", name=place(str(iso3)), share=share) for iso3, share in least]
    yield Finding("support", 8, say("support_least_met", **solutions.common, origins=origins))


def _places(solutions: Solutions) -> Iterator[Finding]:
    """Name destinations that took many at the baseline and none, or far fewer, now."""
    first = solutions.by_destination.loc[solutions.baseline_year]
    last = solutions.by_destination.loc[solutions.year]
    if solutions.view == "host" or (solutions.region.is_country and solutions.side == "destination"):
        return
    gone = first[(first >= FEW) & (last == 0)].sort_values(ascending=False, kind="stable")
    fewer = (first - last)[(first >= FEW) & (last > 0) & (last < first / 2)]
    facts = solutions.common | {"few": given(FEW, "persons")}
    if len(fewer):
        largest = fewer.sort_values(ascending=False, kind="stable").index[:NAMED]
        facts["names"] = [
            say(
                "place_fewer",
                name=place(str(iso3)),
                now=solutions.took(str(iso3)),
                then=solutions.took(str(iso3), solutions.baseline_year),
            )
            for iso3 in largest
        ]
        yield Finding("support", 7, say("support_places_fewer", **facts))
    elif len(gone):
        names = [place(str(iso3)) for iso3 in gone.index[:NAMED]]
        facts |= {"gone": given(len(gone), "countries"), "names": names, "more": len(gone) > len(names)}
        yield Finding("support", 7, say("support_places", **facts))


def _hosted(solutions: Solutions) -> Iterator[Finding]:
    """Name the origins of most refugees in a host, and how far resettlement reaches refugees from there."""
    if solutions.view != "host":
        return
    rows = solutions.hosted[~solutions.hosted["iso3"].isin(NO_COUNTRY)]
    rows = rows[(rows["share"] >= SAID_PERCENT) & rows["per_1000"].notna()].head(NAMED)
    if rows.empty:
        return
    codes = [str(iso3) for iso3 in rows["iso3"]]
    here = [solutions.at("arrivals_per_1000_refugees", of=iso3) for iso3 in codes]
    origins = [say("reached", name=place(iso3), here=reach) for iso3, reach in zip(codes, here, strict=True)]
    facts = {"names": [place(iso3) for iso3 in codes], "here": here[0], "origins": origins}
    text = say("support_hosted", **solutions.common, **facts, single=len(codes) == 1)
    yield Finding("support", 7.5, text)


def _processing(solutions: Solutions) -> Iterator[Finding]:
    sent, left = solutions.at("resettlement_submissions"), solutions.at("resettlement_departures")
    days = solutions.at("days_to_departure")
    ahead = (sent.value or 0) >= SUBMITTED_TIMES * (left.value or 0)
    if solutions.view != "host" or not ahead or not solutions.large(left):
        return
    facts = {"sent": sent, "departed": left, "own_year": sent.own_year}
    facts |= {"days": days, "days_year": days.own_year}
    yield Finding("support", 5, say("support_processing", **solutions.common, **facts))


def _pathways(solutions: Solutions) -> Iterator[Finding]:
    left = solutions.at("pathway_departures")
    few = (left.value or 0) < FEW_THROUGH_PATHWAYS * (solutions.departed.value or 0)
    if solutions.view == "destination" or solutions.is_world or not left.known or not few:
        return
    name = "support_pathways" if left.value else "support_pathways_none"
    text = say(name, **solutions.common, departed=left, own_year=left.own_year)
    yield Finding("support", 4, text)


def _figures(solutions: Solutions) -> Iterator[Finding]:
    """Name the indicators without a figure, those with one reason together."""
    by_reason: dict[str, list[Sentence]] = {}
    for id in GCR:
        if not (figure := solutions.at(id)).known:
            name = say("named_code", title=uncapital(solutions.title(id)), code=indicators()[id].gcr_code)
            by_reason.setdefault(figure.reason, []).append(name)
    if not by_reason:
        return
    groups = [say("without_figure", names=names, reason=reason) for reason, names in by_reason.items()]
    codes = given(sum(len(names) for names in by_reason.values()), "indicators")
    yield Finding("support", 1, say("support_figures", **solutions.common, codes=codes, groups=groups))
