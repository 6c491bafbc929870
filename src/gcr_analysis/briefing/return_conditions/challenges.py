"""Challenges: what those who return find, how many cannot return, and who is still fleeing."""

from collections.abc import Iterator

from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.conditions import name_of
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.progress import regress
from gcr_analysis.briefing.return_conditions.titles import (
    MANY_RETURNS,
    NEARLY_ALL_PERCENT,
    SOME_RETURNS,
    few_hosts,
)
from gcr_analysis.briefing.return_conditions.words import NO_COUNTRY, place, say
from gcr_analysis.briefing.sentences import Sentence, joined
from gcr_analysis.indicators.return_conditions.shock import SHOCK, expected_returns

MOST_NAMED = 4
MANY_IDPS = 1000
CONFLICT_PERCENT = 10


def challenges(home: Home) -> Iterator[Finding]:
    """Report what stands against return in safety and dignity; where nothing does, say that.

    Where most returned, and which conditions there are among the worst of the world · deaths where people
    return, and the share who returned to conflict · fewer returns than people newly displaced · hardly any
    returns · people displaced inside their country · directed measures that went back · fewer returns in the
    years of COVID-19 than the years before would have led one to expect, where the interval says so.
    """
    rules = (_returned, _violence, _displaced, _few, _inside, _shock, regress)
    found = [finding for rule in rules for finding in rule(home)]
    yield from found
    if not found:
        name = "nobody" if home.empty else "nothing"
        yield Finding("challenges", 1, say(f"challenge_{name}", **home.common))


def _returned(home: Home) -> Iterator[Finding]:
    """Tell where most returned to, and what the conditions there are."""
    known = home.destinations[~home.destinations["origin"].isin(NO_COUNTRY)]
    if known.empty or float(known["returns"].iloc[0]) < SOME_RETURNS:
        return
    top = str(known["origin"].iloc[0])
    people = home.people(float(known["returns"].iloc[0]), of=top)
    share = home.percent(
        100 * float(known["returns"].iloc[0]) / float(home.returns.value or 1), detail=f"to {top}"
    )
    facts = home.common | {"people": people, "share": share, "origin": place(top)}
    facts["nearly_all"] = (share.value or 0) >= NEARLY_ALL_PERCENT
    facts |= {"hosts": [place(iso3) for iso3 in few_hosts(home, top)], "only": len(home.destinations) == 1}
    parts = [say("challenge_returned", **facts)]
    worst = home.worst(top)
    if len(worst):
        names = [name_of(str(id)) for id in worst["condition"].head(MOST_NAMED)]
        number = given(len(worst), "conditions")
        facts |= {"names": names, "number": number, "more": len(worst) > len(names)}
        parts.append(say("challenge_worst", **facts))
    parts.append(say("challenge_unsafe" if len(worst) else "challenge_unknown", **facts))
    if home.is_country:
        parts = parts[1:]
    weight = 10 if float(people.value or 0) >= MANY_RETURNS else 6.2
    yield Finding("challenges", weight, joined(*parts))


def _violence(home: Home) -> Iterator[Finding]:
    year = home.violence_year
    facts = home.common | {"war_year": given(year, "year"), "late": year != home.year}
    if home.is_country:
        killed = home.deaths(home.region.id)
        rate = home.at("conflict_deaths_per_100000", year)
        if home.region.id in home.in_conflict.index or (rate.value or 0) >= facts["high_rate"].value:
            joint = home.region.id in ("ISR", "PSE")
            text = say("challenge_deaths", **facts, killed=killed, rate=rate, joint=joint)
            yield Finding("challenges", 9, text)
        return
    share, by_rate = (home.at(id, year) for id in ("returns_in_conflict", "returns_in_conflict_by_rate"))
    if max(share.value or 0, by_rate.value or 0) >= CONFLICT_PERCENT:
        facts |= {"share": share, "by_rate": by_rate, "then": home.then("returns_in_conflict")}
        facts["returns"] = home.at("refugee_returns", year)
        yield Finding("challenges", 9, say("challenge_conflict", **facts))
    at_war = [iso3 for iso3 in home.in_conflict.index if iso3 in home.places and iso3 != "PSE"]
    if at_war:
        named = [say("war_row", name=place(iso3), killed=home.deaths(iso3)) for iso3 in at_war[:MOST_NAMED]]
        facts |= {"wars": given(len(at_war), "countries"), "places": given(len(home.places), "countries")}
        facts |= {"rows": named, "more": len(at_war) > len(named)}
        facts["all"] = len(home.places) == len(home.origins[~home.origins["origin"].isin(NO_COUNTRY)])
        yield Finding("challenges", 7, say("challenge_wars", **facts))


def _displaced(home: Home) -> Iterator[Finding]:
    ratio, people = home.at("returns_to_new_displacement"), home.at("new_displacement_from_origin")
    if ratio.value is not None and ratio.value < 100 and (home.returns.value or 0) >= SOME_RETURNS:
        facts = home.common | {"ratio": ratio, "people": people, "partial": people.status == "partial"}
        before = home.at("new_displacement_from_origin", home.year - 1)
        comparable = before.known and not facts["partial"] and before.status != "partial"
        facts |= {"least": people.is_bound, "before": before if comparable else None}
        yield Finding("challenges", 8, say("challenge_displaced", **facts))


def _few(home: Home) -> Iterator[Finding]:
    rate = home.at("return_rate")
    if not home.refugees.value:
        return
    facts = home.common | {"rate": rate, "returns": home.returns, "refugees": home.refugees}
    facts |= {
        "seekers": home.at("asylum_seekers_from_origin"),
        "people": home.at("new_displacement_from_origin"),
    }
    facts |= {"partial": facts["people"].status == "partial", "least": facts["people"].is_bound}
    if not home.returns.value:
        yield Finding("challenges", 8.5, say("challenge_none", **facts))
    elif home.hardly_any:
        yield Finding("challenges", 8.5, say("challenge_few", **facts))


def _inside(home: Home) -> Iterator[Finding]:
    people, then = home.at("idps"), home.then("idps")
    if (people.value or 0) >= MANY_IDPS:
        facts = home.common | {"people": people, "change": _change(people, then), "then": then}
        facts["home_again"] = home.at("idp_returns")
        yield Finding("challenges", 6, say("challenge_inside", **facts))


def _change(now: Quantity, then: Quantity) -> Quantity | None:
    change = relative(now, then)
    return change if change.known and abs(change.value or 0) < 900 else None


def _shock(home: Home) -> Iterator[Finding]:
    against = expected_returns(home.region)
    if home.year >= SHOCK[1] and against.beyond and against.shortfall > 0:
        shortfall, back = home.at("returns_covid_shortfall"), home.at("returns_recovery_year")
        yield Finding("challenges", 3, _shortfall(home, shortfall, back))


def _shortfall(home: Home, shortfall: Quantity, back: Quantity) -> Sentence:
    low, high = shortfall.ends
    facts = {"shortfall": shortfall, "low": low, "high": high, "back": back}
    facts |= {"first": given(SHOCK[0], "year"), "last": given(SHOCK[1], "year")}
    return say("challenge_shock", **home.common, **facts)
