"""Title, headline and lead: what the region's figures say first."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.words import place, say
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.indicators.arrays import since

Offer = tuple[float, str, dict[str, Any]]

# How large a fact must be to become the title.
ONE_YEAR_PERCENT = 15
MANY_REFUGEES = 1000
PER_INHABITANTS = 20
PROTRACTED_PERCENT = 60
LARGE_HOST_PERCENT = 50
MULTIPLIED = 10
# Breaks smaller than this share of the region's refugees are told in no sentence.
SMALLEST_TOLD = 0.02


def title(burden: Burden) -> Iterator[Finding]:
    """Offer titles; the heaviest is taken.

    In falling weight: nobody hosted · a change of 15 percent or more in one year · for the world and for a
    region with most of its refugees in high-income countries, who hosts by income · ten times as many as at
    the baseline · for a country, 20 or more refugees per thousand inhabitants · 60 percent or more in
    protracted situations · one or two hosts with half of all refugees · the change since the baseline.
    """
    facts = burden.common | {"refugees": burden.refugees, "then": burden.then("refugees_hosted")}
    offers = [(10.0, "none", {})] if burden.empty else [*_changes(burden), *_weights(burden), *_hosts(burden)]
    for weight, name, more in offers:
        yield Finding("title", weight, say(f"title_{name}", **facts, **more))


def _changes(burden: Burden) -> Iterator[Offer]:
    now, then = burden.refugees, burden.then("refugees_hosted")
    before = burden.at("refugees_hosted", burden.year - 1)
    last = relative(now, before)
    if abs(last.value or 0) >= ONE_YEAR_PERCENT and (before.value or 0) >= MANY_REFUGEES:
        broken = bool(burden.breaks("refugees", SMALLEST_TOLD, burden.year - 1))
        yield 9, "one_year", {"change": last, "broken": broken}
    if not then.value:
        yield 2, "first", {}
    elif (now.value or 0) >= MULTIPLIED * then.value:
        yield 6.5, "multiplied", {}
    else:
        yield 1, "change", {"change": relative(now, then)}


def _weights(burden: Burden) -> Iterator[Offer]:
    share = burden.at("share_hosted_in_low_and_middle_income")
    if burden.is_world:
        yield 8, "low_middle", {"share": share, "least": burden.at("share_hosted_in_least_developed")}
    elif not burden.is_country and share.value is not None and share.value < 50:
        high = replace(share, value=100 - share.value, detail="in high-income countries")
        yield 7, "high_income", {"share": high}
    here, world = (burden.at("refugees_per_1000_inhabitants", of=of) for of in (None, "world"))
    if burden.is_country and here.value and world.value and here.value >= PER_INHABITANTS:
        times = replace(here, value=here.value / world.value, unit="times", detail="over that of the world")
        yield 6, "per_inhabitants", {"here": here, "times": times}
    protracted = burden.at("protracted_share")
    if (protracted.value or 0) >= PROTRACTED_PERCENT:
        yield 5, "protracted", {"share": protracted}


def _hosts(burden: Burden) -> Iterator[Offer]:
    if burden.is_country or len(burden.hosts) < 3:
        return
    (first, second), shares = map(place, burden.hosts["asylum"].head(2)), burden.hosts["share"].head(2)
    if shares.iloc[0] >= LARGE_HOST_PERCENT:
        share = burden.percent(shares.iloc[0], detail=f"in {first}")
        yield 4, "largest_host", {"host": first, "share": share}
    elif shares.sum() >= LARGE_HOST_PERCENT:
        share = burden.percent(shares.sum(), detail=f"in {first} and {second}")
        yield 3, "two_hosts", {"first": first, "second": second, "share": share}


def headline(burden: Burden) -> dict[str, Sentence]:
    """Return the headline figure, what it is, and how it changed."""
    now, then = burden.refugees, burden.then("refugees_hosted")
    last = difference(now, burden.at("refugees_hosted", burden.year - 1))
    percent = relative(now, then)
    if burden.empty:
        kind = "gone" if then.value else "none"
    else:
        kind = "from" if is_multiple(percent) else "change"
    facts = burden.common | {"refugees": now, "then": then, "last": last, "change": difference(now, then)}
    facts["alone"] = burden.since("mandate_refugees_hosted") if burden.more_are_counted else ""
    facts["start"] = given(since("population", "oip"), "year")
    facts |= {"percent": percent, "noun": "refugee" if now.value == 1 else "refugees"}
    names = {"value": "headline_value", "label": "headline_label", "change": f"headline_{kind}"}
    return {part: say(name, **facts) for part, name in names.items()}


def is_multiple(percent: Quantity) -> bool:
    """Whether a rise is so many times the start, or from nothing, that percent would tell a reader little."""
    return percent.value is None or percent.value >= 100 * (MULTIPLIED - 1)


def lead(burden: Burden) -> tuple[Sentence, ...]:
    """Return the opening: who is counted, their share and weight, where they come from, who waits."""
    mandate, seekers = burden.at("mandate_refugees_hosted"), burden.at("asylum_seekers_hosted")
    here, share = burden.at("refugees_per_1000_inhabitants"), burden.at("share_of_world_refugees")
    facts = burden.common | {"refugees": burden.refugees, "mandate": mandate, "others": burden.others}
    facts |= {"here": here, "share": share, "seekers": seekers}
    said = []
    if burden.empty:
        said.append(say("lead_none", **facts))
    else:
        kind = "mandate" if not burden.others.value else ("mixed" if mandate.value else "others")
        weight = "world" if burden.is_world else ("share" if here.known else "share_only")
        said += [say(f"lead_{kind}", **facts), say(f"lead_{weight}", **facts), _origins(burden)]
    if seekers.value:
        said.append(say("lead_seekers", **facts))
    return tuple(said)


def _origins(burden: Burden) -> Sentence:
    """Name the origins of four fifths of the refugees, three at most."""
    shares = burden.origins["share"]
    named = burden.origins.head(min(3, int((shares.cumsum() < 80).sum()) + 1))
    origins = [
        say("origin_share", name=place(iso3), share=burden.percent(share, detail=f"from {iso3}"))
        for iso3, share in zip(named["origin"], named["share"], strict=True)
    ]
    if len(burden.origins) == 1:
        return say("lead_origin_only", origin=place(named["origin"].iloc[0]))
    return say("lead_origin_nearly" if shares.iloc[0] >= 95 else "lead_origins", origins=origins)
