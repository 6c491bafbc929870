"""Areas in need of support: where people return, what they lack, and who waits meanwhile."""

from collections.abc import Iterator

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.titles import SOME_RETURNS
from gcr_analysis.briefing.return_conditions.words import NO_COUNTRY, place, say
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import indicators

GCR = ("gcr_4_1_1", "gcr_4_1_2", "gcr_4_2_1", "gcr_4_2_2")
MOST_NAMED = 4
DOCUMENTS_PERCENT = 90
HUNGRY_PERCENT = 20


def support(home: Home) -> Iterator[Finding]:
    """Name the areas that need support.

    The countries to which most returned, with their worst conditions · people who returned inside their
    country · documents of returnees, where UNHCR's operations report that some have none · food, where a
    fifth or more of people is undernourished · hosts of those who hardly return · indicators without a
    figure.
    """
    for rule in (_returnees, _inside, _documents, _food, _hosts, _figures):
        yield from rule(home)


def _returnees(home: Home) -> Iterator[Finding]:
    known = home.destinations[~home.destinations["origin"].isin(NO_COUNTRY)]
    known = known[known["returns"].astype(float) >= SOME_RETURNS]
    if known.empty:
        return
    if home.is_country:
        facts = home.common | {"returns": home.returns, "home_again": home.at("idp_returns")}
        facts |= {"worst": _worst(home, home.region.id)}
        yield Finding("support", 9, say("support_returnees_country", **facts))
        return
    named = known.head(MOST_NAMED)
    rows = [
        say(
            "returnee_row",
            name=place(str(iso3)),
            people=home.people(float(n), of=str(iso3)),
            worst=_worst(home, str(iso3)),
        )
        for iso3, n in zip(named["origin"], named["returns"], strict=True)
    ]
    facts = home.common | {"rows": rows, "only": len(known) == 1, "count": given(len(known), "countries")}
    facts["some"] = given(SOME_RETURNS, "persons")
    yield Finding("support", 9, say("support_returnees", **facts, more=len(known) > len(rows)))


def _worst(home: Home, iso3: str) -> object:
    return given(len(home.worst(iso3)), "conditions")


def _inside(home: Home) -> Iterator[Finding]:
    people = home.at("idp_returns")
    if not home.is_country and (people.value or 0) >= SOME_RETURNS:
        yield Finding("support", 6, say("support_inside", **home.common, people=people))


def _documents(home: Home) -> Iterator[Finding]:
    now = home.at("gcr_4_2_2")
    if now.value is None or now.value >= DOCUMENTS_PERCENT:
        return
    facts = home.common | {"now": now, "now_year": now.own_year, "low": None, "high": None}
    facts["partial"] = not home.is_country and (now.coverage or 0) < 1
    facts["covered"] = home.percent(100 * (now.coverage or 0), detail="in the countries that report")
    yield Finding("support", 7, say("support_documents", **facts))


def _food(home: Home) -> Iterator[Finding]:
    now = home.at("undernourishment")
    if (now.value or 0) >= HUNGRY_PERCENT:
        yield Finding("support", 5, say("support_food", **home.common, now=now, now_year=now.own_year))


def _hosts(home: Home) -> Iterator[Finding]:
    """Name the hosts that most refugees from the region stay in, where hardly any return."""
    hardly = not home.returns.value or home.hardly_any
    if not hardly or not home.refugees.value or home.stays.empty:
        return
    named = home.stays.head(3)
    rows = [
        say("stay_row", name=place(str(iso3)), people=home.stock(value, detail=f"in {iso3}"))
        for iso3, value in zip(named["asylum"], named["refugees"], strict=True)
    ]
    facts = home.common | {"rows": rows, "only": len(home.stays) == 1}
    yield Finding("support", 8, say("support_hosts", **facts))


def _figures(home: Home) -> Iterator[Finding]:
    """Name the indicators without a figure, those with one reason together."""
    by_reason: dict[str, list[Sentence]] = {}
    for id in GCR:
        if not (figure := home.at(id)).known:
            name = say("named_code", title=uncapital(home.title(id)), code=indicators()[id].gcr_code)
            by_reason.setdefault(figure.reason, []).append(name)
    groups = [say("without_figure", names=names, reason=reason) for reason, names in by_reason.items()]
    codes = given(sum(len(names) for names in by_reason.values()), "indicators")
    yield Finding("support", 1, say("support_figures", **home.common, codes=codes, groups=groups))
