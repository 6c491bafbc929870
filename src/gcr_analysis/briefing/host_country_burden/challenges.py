"""Challenges: what weighs on the region's hosts, whichever way it moved."""

from collections.abc import Iterator
from dataclasses import replace

from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.progress import regress
from gcr_analysis.briefing.host_country_burden.titles import LARGEST_HOST_PERCENT, _about
from gcr_analysis.briefing.host_country_burden.words import (
    THRESHOLD_OF_SITUATION,
    common,
    persons,
    place,
    say,
)
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence

TIMES_THE_WORLD = 2
LONG_BACKLOG_YEARS = 1
MANY_SEEKERS = 1000
MANY_DISPLACED_PERCENT = 5


def challenges(burden: Burden) -> Iterator[Finding]:
    """Tell of what weighs on hosts; where nothing does, say that.

    Protracted situations · hosting beyond the region's share of capacity at every weighting · twice as many
    refugees per inhabitant as the world · half of all refugees in one host · the least developed countries'
    part · a backlog of a year or more · new displacement of five percent of the stock or more · directed
    measures that went back.
    """
    found = [
        *_protracted(burden),
        *_capacity(burden),
        *_hosts(burden),
        *_asylum(burden),
        *_spending(burden),
        *regress(burden),
    ]
    yield from found
    if not found:
        name = "none_hosted" if burden.empty else "nothing"
        yield Finding("challenges", 1, say(f"challenge_{name}", **common(burden)))


def _protracted(burden: Burden) -> Iterator[Finding]:
    people, share = burden.at("protracted_refugees"), burden.at("protracted_share")
    facts = common(burden) | {"threshold": THRESHOLD_OF_SITUATION, "persons": people, "share": share}
    if people.value:
        number = burden.at("protracted_situations")
        text = say("challenge_protracted", **facts, situations=number)
        largest = say("challenge_protracted_largest", **facts, number=number, situations=_largest(burden))
        yield Finding("challenges", 10, _joined(text, largest))
    everywhere = burden.at("protracted_refugees_all_hosts")
    if not people.value and everywhere.value:
        of_all = Quantity(
            value=everywhere.value / burden.hosts["refugees"].sum() * 100, unit="percent", **_about(burden)
        )
        of_all = replace(of_all, indicator=everywhere.indicator, detail="share of all refugees")
        text = say("challenge_protracted_all_hosts", **(facts | {"persons": everywhere, "share": of_all}))
        yield Finding("challenges", 8, text)


def _joined(*sentences: Sentence) -> Sentence:
    text = " ".join(sentence.text for sentence in sentences)
    return Sentence(sentences[0].id, text, tuple(q for sentence in sentences for q in sentence.quantities))


def _largest(burden: Burden) -> list[Sentence]:
    rows = burden.situations.head(3).itertuples()
    return [
        say(
            "situation_here" if burden.region.is_country else "situation",
            origin=place(row.origin),
            asylum=place(row.asylum),
            refugees=persons(burden, row.refugees, of=row.asylum, detail=f"from {row.origin}"),
            since=given(row.since, "year"),
        )
        for row in rows
    ]


def _capacity(burden: Burden) -> Iterator[Finding]:
    ratio = burden.at("responsibility_ratio")
    facts = common(burden)
    if ratio.known and (ratio.low or 0) > 1:
        ends = {
            end: replace(ratio, value=getattr(ratio, end), low=None, high=None, detail=end)
            for end in ("low", "high")
        }
        late = {"late": ratio.value_year != burden.year, "own_year": ratio.own_year}
        yield Finding("challenges", 9, say("challenge_responsibility", **facts, **late, **ends, ratio=ratio))
    here, world = (
        burden.at("refugees_per_1000_inhabitants"),
        burden.at("refugees_per_1000_inhabitants", of="world"),
    )
    if (here.value or 0) >= TIMES_THE_WORLD * (world.value or 0):
        yield Finding("challenges", 7, say("challenge_inhabitants", **facts, here=here, world=world))


def _hosts(burden: Burden) -> Iterator[Finding]:
    facts = common(burden)
    if len(burden.hosts) > 2 and burden.hosts["share"].iloc[0] >= LARGEST_HOST_PERCENT:
        share = Quantity(value=float(burden.hosts["share"].iloc[0]), unit="percent", **_about(burden))
        share = replace(share, detail=burden.hosts["asylum"].iloc[0])
        host = place(burden.hosts["asylum"].iloc[0])
        yield Finding("challenges", 6, say("challenge_largest_host", **facts, host=host, share=share))
    least, then = (
        burden.at("share_hosted_in_least_developed", year) for year in (None, burden.baseline_year)
    )
    if not burden.region.is_country and (least.value or 0) >= 20:
        change = difference(least, then) if then.known else ""
        yield Finding("challenges", 5, say("challenge_least_developed", **facts, share=least, change=change))


def _asylum(burden: Burden) -> Iterator[Finding]:
    facts = common(burden)
    backlog, seekers = burden.at("asylum_backlog_years"), burden.at("asylum_seekers_hosted")
    if (backlog.value or 0) >= LONG_BACKLOG_YEARS and (seekers.value or 0) >= MANY_SEEKERS:
        partial = {"partial": backlog.status == "partial", "reason": backlog.reason}
        text = say("challenge_backlog", **facts, **partial, seekers=seekers, backlog=backlog)
        yield Finding("challenges", 4.5, text)
    people = burden.at("new_displacement")
    if people.value and people.value >= MANY_DISPLACED_PERCENT / 100 * float(burden.hosts["refugees"].sum()):
        partial = {
            "partial": people.status == "partial",
            "reason": people.reason,
            "whole": burden.region.id == "world",
        }
        yield Finding("challenges", 3.5, say("challenge_displaced", **facts, **partial, people=people))


def _spending(burden: Burden) -> Iterator[Finding]:
    now, then = burden.at("unhcr_spending_per_person"), burden.then("unhcr_spending_per_person")
    if now.value and then.value and now.value < 0.8 * then.value:
        years = {"now_year": now.own_year, "then_year": then.own_year}
        yield Finding(
            "challenges", 2, say("challenge_spending", **common(burden), **years, now=now, then=then)
        )
