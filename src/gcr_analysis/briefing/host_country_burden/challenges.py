"""Challenges: what weighs on the region's hosts, whichever way it moved."""

from collections.abc import Iterator
from dataclasses import replace

from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.progress import regress
from gcr_analysis.briefing.host_country_burden.titles import LARGE_HOST_PERCENT
from gcr_analysis.briefing.host_country_burden.words import (
    THRESHOLD_OF_SITUATION,
    YEARS_OF_SITUATION,
    place,
    say,
)
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import Sentence, joined
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.status import LEAST_COVERAGE

# A ratio that reads as more than one with one decimal.
BEYOND_ITS_SHARE = 1.05
TIMES_THE_WORLD = 2
LEAST_DEVELOPED_PERCENT = 20
LONG_BACKLOG_YEARS = 2
MANY_SEEKERS = 1000
DISPLACED_PERCENT = 5
SPENDING_FELL_PERCENT = 20


def challenges(burden: Burden) -> Iterator[Finding]:
    """Report what weighs on hosts; where nothing does, say that.

    Protracted situations · hosting beyond the region's share of capacity at every weighting · twice as many
    refugees per inhabitant as the world · half of all refugees in one host · a fifth or more in the least
    developed countries · a backlog of a year or more · new displacement of five percent of the stock or
    more · UNHCR's spending per person down by a fifth · directed measures that went back.
    """
    rules = (_protracted, _capacity, _hosts, _asylum, _spending, regress)
    found = [finding for rule in rules for finding in rule(burden)]
    yield from found
    if not found:
        name = "none_hosted" if burden.empty else "nothing"
        yield Finding("challenges", 1, say(f"challenge_{name}", **burden.common))


def _protracted(burden: Burden) -> Iterator[Finding]:
    people, everywhere = burden.at("protracted_refugees"), burden.at("protracted_refugees_all_hosts")
    facts = burden.common | {"threshold": THRESHOLD_OF_SITUATION, "years": YEARS_OF_SITUATION}
    if people.value:
        facts |= {"persons": people, "share": burden.at("protracted_share")}
        facts |= {"number": burden.at("protracted_situations"), "situations": _largest(burden)}
        parts = ("challenge_protracted", "challenge_protracted_largest")
        yield Finding("challenges", 10, joined(*(say(part, **facts) for part in parts)))
    elif everywhere.value:
        share = 100 * everywhere.value / float(burden.hosts["refugees"].sum())
        of_all = replace(everywhere, value=share, unit="percent", detail="share of all refugees")
        facts |= {"persons": everywhere, "share": of_all}
        yield Finding("challenges", 8, say("challenge_protracted_all_hosts", **facts))


def _largest(burden: Burden) -> list[Sentence]:
    largest = burden.situations.head(3)
    columns = (largest[name] for name in ("origin", "asylum", "refugees", "since"))
    return [
        say(
            "situation_here" if burden.is_country else "situation",
            origin=place(origin),
            asylum=place(asylum),
            refugees=burden.people(refugees, of=asylum, detail=f"from {origin}"),
            since=given(int(since), "year"),
        )
        for origin, asylum, refugees, since in zip(*columns, strict=True)
    ]


def _capacity(burden: Burden) -> Iterator[Finding]:
    ratio = burden.at("responsibility_ratio")
    if (ratio.low or 0) >= BEYOND_ITS_SHARE:
        low, high = ratio.ends
        facts = burden.common | {"ratio": ratio, "low": low, "high": high, "own_year": ratio.own_year}
        facts |= {"late": ratio.value_year != burden.year, "wide": str(low) != str(high)}
        yield Finding("challenges", 9, say("challenge_responsibility", **facts))
    here, world = (burden.at("refugees_per_1000_inhabitants", of=of) for of in (None, "world"))
    if (here.value or 0) >= TIMES_THE_WORLD * (world.value or 0):
        yield Finding("challenges", 7, say("challenge_inhabitants", **burden.common, here=here, world=world))


def _hosts(burden: Burden) -> Iterator[Finding]:
    if burden.is_country:
        return
    if len(burden.hosts) > 2 and burden.hosts["share"].iloc[0] >= LARGE_HOST_PERCENT:
        host = place(burden.hosts["asylum"].iloc[0])
        share = burden.percent(burden.hosts["share"].iloc[0], detail=f"in {host}")
        yield Finding("challenges", 6, say("challenge_largest_host", **burden.common, host=host, share=share))
    least, then = burden.at("share_hosted_in_least_developed"), burden.then("share_hosted_in_least_developed")
    if (least.value or 0) >= LEAST_DEVELOPED_PERCENT:
        facts = burden.common | {"share": least, "change": difference(least, then)}
        yield Finding("challenges", 5, say("challenge_least_developed", **facts))


def _asylum(burden: Burden) -> Iterator[Finding]:
    backlog, seekers = burden.at("asylum_backlog_years"), burden.at("asylum_seekers_hosted")
    if has_long_backlog(burden):
        facts = burden.common | {"seekers": seekers, "backlog": backlog}
        facts["most"] = backlog.is_bound
        yield Finding("challenges", 4.5, say("challenge_backlog", **facts))
    people = burden.at("new_displacement")
    if people.value and 100 * people.value >= DISPLACED_PERCENT * float(burden.hosts["refugees"].sum()):
        facts = burden.common | {"people": people, "partial": people.status == "partial"}
        facts["least"] = people.is_bound
        yield Finding("challenges", 3.5, say("challenge_displaced", **facts, whole=burden.is_world))


def has_long_backlog(burden: Burden) -> bool:
    """Whether many wait for a decision, and governments hold years of cases of most of them."""
    backlog, seekers = burden.at("asylum_backlog_years"), burden.at("asylum_seekers_hosted")
    covers_most = (backlog.coverage or 0) >= LEAST_COVERAGE
    return covers_most and (backlog.value or 0) >= LONG_BACKLOG_YEARS and (seekers.value or 0) >= MANY_SEEKERS


def _spending(burden: Burden) -> Iterator[Finding]:
    now, then = (pick("unhcr_spending_per_person_constant") for pick in (burden.at, burden.then))
    if burden.at("gcr_1_1_1").status == "not applicable" or not now.value or not then.value:
        return
    if now.value <= (1 - SPENDING_FELL_PERCENT / 100) * then.value:
        years = {"now_year": now.own_year, "then_year": then.own_year, "prices": given(prices_of(), "year")}
        text = say("challenge_spending", **burden.common, **years, now=now, then=then)
        yield Finding("challenges", 2, text)
