"""Title, headline and lead: what the figures of return say first."""

from collections.abc import Iterator
from typing import Any

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.words import place, say
from gcr_analysis.briefing.sentences import Sentence

Offer = tuple[float, str, dict[str, Any]]

# How large a fact must be to become the title.
MANY_RETURNS = 10_000
SOME_RETURNS = 1_000
ONE_ORIGIN_PERCENT = 40
FEW_HOSTS_PERCENT = 85
ONE_HOST_PERCENT = 60
IN_CONFLICT_PERCENT = 40
HIGH_RATE_PERCENT = 5
LOW_RATE_PERCENT = 1


def title(home: Home) -> Iterator[Finding]:
    """Offer titles; the heaviest is taken.

    In falling weight: nobody fled and nobody returned · no returns reported · for a region, most returns to
    countries in conflict · many returns, two in five of them to one country · for a country, returns from one
    host above all · fewer returns than people newly displaced · a return rate of five percent or more · one
    of less than one percent · how many returned.
    """
    facts = home.common | {"returns": home.returns, "refugees": home.refugees}
    for weight, name, more in _offers(home):
        yield Finding("title", weight, say(f"title_{name}", **facts, **more))


def _offers(home: Home) -> Iterator[Offer]:
    returns = home.returns.value
    if not returns:
        yield (10, "none", {}) if home.empty else (9, "no_returns", {})
        return
    yield 1, "returns", {}
    if returns >= MANY_RETURNS:
        yield from _country_offers(home) if home.is_country else _region_offers(home)
    rate, displaced = home.at("return_rate"), home.at("new_displacement_from_origin")
    if returns >= SOME_RETURNS and displaced.value and displaced.value > returns:
        yield 6, "displaced", {"displaced": displaced, "partial": displaced.status == "partial"}
    if rate.value is not None and rate.value >= HIGH_RATE_PERCENT and returns >= SOME_RETURNS:
        yield 5, "rate", {"rate": rate}
    elif rate.value is not None and rate.value < LOW_RATE_PERCENT:
        yield 6.5, "rate", {"rate": rate}


def _region_offers(home: Home) -> Iterator[Offer]:
    share = home.at("returns_in_conflict")
    if share.value is not None and share.value_year == home.year and share.value >= IN_CONFLICT_PERCENT:
        yield 8, "conflict", {"share": share}
    top = home.destinations.iloc[0]
    part = 100 * float(top["returns"]) / float(home.destinations["returns"].sum())
    if part >= ONE_ORIGIN_PERCENT:
        facts = {"share": home.percent(part, detail=f"to {top['origin']}"), "origin": place(top["origin"])}
        yield 7, "origin", facts | {"hosts": few_hosts(home, str(top["origin"]))}


def _country_offers(home: Home) -> Iterator[Offer]:
    share = home.at("largest_host_share_of_returns")
    if share.value is not None and share.value >= ONE_HOST_PERCENT:
        host = home.hosts[home.hosts["asylum"] != "UNK"]["asylum"].iloc[0]
        yield 7, "host", {"share": share, "host": place(host)}


def few_hosts(home: Home, origin: str) -> list[str]:
    """Name the one or two countries from which nearly all who returned to one country came, if there are."""
    pairs = home.pairs[home.pairs["origin"] == origin]
    shares = 100 * (pairs["returns"] / pairs["returns"].sum()).cumsum()
    enough = int((shares < FEW_HOSTS_PERCENT).sum()) + 1
    return [place(str(iso3)) for iso3 in pairs["asylum"].head(enough)] if enough <= 2 else []


def headline(home: Home) -> dict[str, Sentence]:
    """Return the headline figure, what it is, and how it changed."""
    before, since = home.at("refugee_returns", home.year - 1), home.at("returns_since_baseline")
    facts = home.common | {"returns": home.returns, "refugees": home.refugees, "earlier": before}
    facts |= {"since": since, "change": home.since("refugees_from_origin")}
    facts["percent"] = relative(home.refugees, home.then("refugees_from_origin"))
    facts["then"] = home.then("refugees_from_origin")
    facts["last"] = difference(home.refugees, home.at("refugees_from_origin", home.year - 1))
    if home.returns.value:
        names = ("headline_returns", "headline_returned", "headline_before")
    else:
        multiple = not facts["then"].value or (facts["percent"].value or 0) >= 900
        names = ("headline_refugees", "headline_stay", "headline_from" if multiple else "headline_change")
    return {part: say(name, **facts) for part, name in zip(("value", "label", "change"), names, strict=True)}


def lead(home: Home) -> tuple[Sentence, ...]:
    """Return the opening: who returned and from where, who returned inside, and who has not returned."""
    facts = home.common | {"returns": home.returns, "rate": home.at("return_rate"), "refugees": home.refugees}
    facts |= {"inside": home.at("idp_returns"), "idps": home.at("idps")}
    said = []
    if home.returns.value:
        said += [say("lead_returns", **facts), _hosts(home)]
    else:
        said.append(say("lead_no_returns", **facts))
    if facts["inside"].value:
        said.append(say("lead_inside", **facts))
    said.append(say("lead_stay", **facts))
    return tuple(said)


def _hosts(home: Home) -> Sentence:
    """Name the hosts of four fifths of those who returned, three at most."""
    shares = home.hosts["share"]
    named = home.hosts.head(min(3, int((shares.cumsum() < 80).sum()) + 1))
    hosts = [
        say("host_share", name=from_place(iso3), share=home.percent(share, detail=f"from {iso3}"))
        for iso3, share in zip(named["asylum"], named["share"], strict=True)
    ]
    if len(home.hosts) == 1:
        return say("lead_host_only", host=from_place(str(named["asylum"].iloc[0])))
    return say("lead_hosts", hosts=hosts)


def from_place(iso3: str) -> str:
    """Name a country of asylum that people returned from.

    >>> from_place("UNK"), from_place("PAK")
    ('unknown countries', 'Pakistan')
    """
    return "unknown countries" if iso3 == "UNK" else place(iso3)
