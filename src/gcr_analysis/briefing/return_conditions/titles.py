"""Title, headline and lead: what the figures of return say first."""

from collections.abc import Iterator
from typing import Any

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.return_conditions.home import LOW_RATE_PERCENT, Home
from gcr_analysis.briefing.return_conditions.words import place, say
from gcr_analysis.briefing.sentences import Sentence

Offer = tuple[float, str, dict[str, Any]]

# How large a fact must be to become the title.
MANY_RETURNS = 10_000
SOME_RETURNS = 1_000
MANY_INSIDE = 100_000
ONE_ORIGIN_PERCENT = 40
FEW_HOSTS_PERCENT = 85
ONE_HOST_PERCENT = 60
IN_CONFLICT_PERCENT = 40
HIGH_RATE_PERCENT = 5
NEARLY_ALL_PERCENT = 99


def title(home: Home) -> Iterator[Finding]:
    """Offer titles; the heaviest is taken.

    In falling weight: nobody fled and nobody returned · no returns reported · for a region, most returns to
    countries in conflict · many returns, two in five of them to one country · for a country, returns from
    one host above all, or few across borders and many inside · a return rate of less than one percent ·
    fewer returns than people newly displaced · a rate of five percent or more · how many returned.
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
    if returns >= SOME_RETURNS and (displaced.value or 0) > returns and displaced.status != "partial":
        yield 6, "displaced", {"displaced": displaced}
    if rate.value is None or rate.status == "partial":
        return
    if rate.value >= HIGH_RATE_PERCENT and returns >= SOME_RETURNS:
        yield 5, "rate", {"rate": rate}
    elif rate.value < LOW_RATE_PERCENT:
        yield 6.5, "rate", {"rate": rate}
        inside = home.at("idp_returns")
        if home.is_country and (inside.value or 0) >= MANY_INSIDE and returns < SOME_RETURNS:
            yield 6.7, "inside", {"home_again": inside}


def _region_offers(home: Home) -> Iterator[Offer]:
    share = home.at("returns_in_conflict")
    if share.value is not None and share.value_year == home.year and share.value >= IN_CONFLICT_PERCENT:
        yield 8, "conflict", {"share": share}
    top = str(home.destinations["origin"].iloc[0])
    hosts = few_hosts(home, top)
    here = home.pairs[(home.pairs["origin"] == top) & (not hosts or home.pairs["asylum"].isin(hosts))]
    part = 100 * float(here["returns"].sum()) / float(home.pairs["returns"].sum())
    if part >= ONE_ORIGIN_PERCENT:
        share = home.percent(part, detail=" ".join([f"to {top}", *(f"from {iso3}" for iso3 in hosts)]))
        yield (
            7,
            "origin",
            {
                "share": share,
                "nearly_all": part >= NEARLY_ALL_PERCENT,
                "origin": place(top),
                "hosts": [place(iso3) for iso3 in hosts],
            },
        )


def _country_offers(home: Home) -> Iterator[Offer]:
    share = home.at("largest_host_share_of_returns")
    if share.value is not None and share.value >= ONE_HOST_PERCENT:
        host = home.hosts[home.hosts["asylum"] != "UNK"]["asylum"].iloc[0]
        yield 7, "host", {"share": share, "host": place(host)}


def few_hosts(home: Home, origin: str) -> list[str]:
    """Return the one or two hosts from which nearly all who returned to a country came, if there are."""
    pairs = home.pairs[home.pairs["origin"] == origin]
    shares = 100 * (pairs["returns"] / pairs["returns"].sum()).cumsum()
    enough = int((shares < FEW_HOSTS_PERCENT).sum()) + 1
    return [str(iso3) for iso3 in pairs["asylum"].head(enough)] if enough <= 2 else []


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
        kind = "none" if home.empty else ("from" if multiple else "change")
        names = ("headline_refugees", "headline_stay", f"headline_{kind}")
    return {part: say(name, **facts) for part, name in zip(("value", "label", "change"), names, strict=True)}


def lead(home: Home) -> tuple[Sentence, ...]:
    """Return the opening: who returned and from where, who returned inside, and who has not returned."""
    facts = home.common | {"returns": home.returns, "rate": home.at("return_rate"), "refugees": home.refugees}
    facts |= {"home_again": home.at("idp_returns"), "idps": home.at("idps")}
    said = []
    if home.returns.value:
        said += [say("lead_returns", **facts), _hosts(home)]
    else:
        said.append(say("lead_no_returns", **facts))
    if facts["home_again"].value:
        said.append(say("lead_inside", **facts))
    said.append(say("lead_stay", **facts))
    said.append(say("lead_view", **facts, plural=home.region.plural))
    return tuple(said)


def _hosts(home: Home) -> Sentence:
    """Name the hosts of four fifths of those who returned, three at most."""
    shares = home.hosts["share"]
    named = home.hosts.head(min(3, int((shares.cumsum() < 80).sum()) + 1))
    hosts = [
        say(
            "host_share",
            **home.common,
            name=from_place(iso3),
            share=home.percent(share, detail=f"from {iso3}"),
        )
        for iso3, share in zip(named["asylum"], named["share"], strict=True)
    ]
    if len(home.hosts) == 1:
        only = from_place(str(named["asylum"].iloc[0]))
        return say("lead_host_only", **home.common, returns=home.returns, host=only)
    return say("lead_hosts", hosts=hosts, more=len(home.hosts) > len(hosts))


def from_place(iso3: str) -> str:
    """Name a country of asylum that people returned from.

    >>> from_place("UNK"), from_place("PAK")
    ('unknown countries', 'Pakistan')
    """
    return "unknown countries" if iso3 == "UNK" else place(iso3)
