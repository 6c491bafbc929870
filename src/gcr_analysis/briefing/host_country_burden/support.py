"""Areas in need of support: where, by whom, and which figures themselves."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.asked import hosts_in_plans, hosts_that_ask
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.challenges import BEYOND_ITS_SHARE, has_long_backlog
from gcr_analysis.briefing.host_country_burden.progress import judged
from gcr_analysis.briefing.host_country_burden.words import place, say
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import Sentence, joined, uncapital
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.host_country_burden.plans import recorded_by
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.published import first_year

LARGEST = 10
NAMED = 5
FELL_PERCENT = 5
LEAST_DOLLARS = 1  # for each refugee hosted: with less, UNHCR is not who pays
NATIONAL_GAP_POINTS = 20
GCR = ("gcr_1_1_1", "gcr_1_1_2", "gcr_1_2_1", "gcr_1_2_2")


def support(burden: Burden) -> Iterator[Finding]:
    """Tell where support is asked for.

    Hosts beyond their share of capacity at every weighting · hosts of protracted situations · money for
    UNHCR's operations there, where these pay for much, what refugee response plans lack, and how little of
    UNHCR's spending goes through national actors where nothing else was said of these · asylum systems with a
    backlog · indicators without a figure, which every region has.
    """
    for rule in (_hosts, _protracted, _money, _national, _asylum, _figures):
        yield from rule(burden)


def _hosts(burden: Burden) -> Iterator[Finding]:
    largest = burden.hosts.head(LARGEST)
    heavy = largest[largest["responsibility_low"] >= BEYOND_ITS_SHARE].sort_values(
        "responsibility_low", ascending=False
    )
    if burden.is_country or len(largest) < 2 or heavy.empty:
        return
    hosts = [_heavy(burden, iso3) for iso3 in heavy["asylum"].head(3)]
    facts = burden.common | {"hosts": hosts, "more": len(heavy) > len(hosts)}
    facts |= {"asked": given(len(largest), "countries"), "heavy": given(len(heavy), "countries")}
    facts["largest"] = len(burden.hosts) > len(largest)
    yield Finding("support", 9, say("support_hosts", **facts))


def _heavy(burden: Burden, iso3: str) -> Sentence:
    low, high = burden.at("responsibility_ratio", of=iso3).ends
    return say("heavy_host", name=place(iso3), low=low, high=high)


def _protracted(burden: Burden) -> Iterator[Finding]:
    if burden.situations.empty:
        return
    side = "origin" if burden.is_country else "asylum"
    people = burden.situations.groupby(side)["refugees"].sum().sort_values(ascending=False, kind="stable")
    names = [place(str(iso3)) for iso3 in people.index[:NAMED]]
    facts = burden.common | {"names": names, "hosts": burden.at("protracted_hosts")}
    kind = "country" if burden.is_country else "region"
    yield Finding("support", 8, say(f"support_protracted_{kind}", **facts, more=len(people) > len(names)))


def _money(burden: Burden) -> Iterator[Finding]:
    """Report contributions to UNHCR, then what refugee response plans asked for and received."""
    found, plans = list(_contributions(burden)), list(_plans(burden))
    if found and plans:
        first, second = found[0], plans[0]
        found = [Finding("support", first.weight, joined(first.sentence, second.sentence))]
    yield from found or plans


def _plans(burden: Burden) -> Iterator[Finding]:
    required, funded = burden.at("plan_requirements"), burden.at("plan_funding")
    if not required.known or not funded.known or required.value_year is None:
        return
    hosts = hosts_in_plans(burden, required.value_year)
    missing = (required.value or 0) - (funded.value or 0)
    gap = replace(required, value=missing, low=None, detail="asked for and not recorded as received")
    whole = bool(hosts["one_scope"].all()) and missing > 0
    facts = burden.common | {"asked": required, "received": funded, "own_year": required.own_year}
    facts |= {"by": recorded_by("plans"), "country": burden.is_country}
    facts |= {"hosts": given(hosts_that_ask(hosts), "hosts"), "missing": gap if whole else None}
    rest = 100 * (1 - (required.coverage or 0))
    facts["rest"] = burden.percent(rest, detail="in hosts without an amount of a plan")
    yield Finding("support", 6.5, say("support_plans", **facts))


def _contributions(burden: Burden) -> Iterator[Finding]:
    id = f"{'all' if burden.is_world else 'unhcr'}_contributions_constant"
    now = burden.at(id)
    hosted = burden.at("refugees_hosted", now.value_year).value or 0
    if not now.value or now.value_year is None or now.value < LEAST_DOLLARS * hosted:
        return
    change = relative(now, burden.at(id, now.value_year - 1))
    fell = (change.value or 0) <= -FELL_PERCENT
    facts = burden.common | {"now": now, "now_year": now.own_year, "change": change}
    facts |= {"world": burden.is_world, "prices": given(prices_of(), "year")}
    facts["donors"] = burden.at("unhcr_donors")
    yield Finding(
        "support", 7 if fell else 4, say("support_money_fell" if fell else "support_money", **facts)
    )


def _national(burden: Burden) -> Iterator[Finding]:
    partners, spending = burden.at("gcr_1_2_1"), burden.at("national_share_of_spending")
    told = "gcr_1_2_1" in judged(burden) and burden.progress.loc["gcr_1_2_1", "progress"] != "stalled"
    if told or partners.value is None or spending.value is None:
        return
    if partners.value - spending.value >= NATIONAL_GAP_POINTS:
        facts = burden.common | {"partners": partners, "spending": spending, "now_year": spending.own_year}
        yield Finding("support", 6, say("support_national", **facts))


def _asylum(burden: Burden) -> Iterator[Finding]:
    backlog = burden.at("asylum_backlog_years")
    if burden.is_country and has_long_backlog(burden) and backlog.status == "computed":
        yield Finding("support", 5.5, say("support_backlog", **burden.common, backlog=backlog))


def _figures(burden: Burden) -> Iterator[Finding]:
    """Name the indicators without a figure, those with one reason together."""
    by_reason: dict[str, list[Sentence]] = {}
    for id in GCR:
        figure = burden.at(id)
        if not figure.known and figure.status != "not applicable":
            last = burden.last_known(id)
            facts: dict[str, Any] = {"code": indicators()[id].gcr_code, "last": last if last.known else ""}
            first = first_year(id, last.value_year) if last.known and last.value_year else None
            facts["since"] = "" if first in (None, last.value_year) else given(first, "year")
            name = say("named_code", title=uncapital(burden.title(id)), **facts)
            by_reason.setdefault(figure.reason, []).append(name)
    groups = [say("without_figure", names=names, reason=reason) for reason, names in by_reason.items()]
    codes = given(sum(len(names) for names in by_reason.values()), "indicators")
    yield Finding("support", 1, say("support_figures", **burden.common, codes=codes, groups=groups))
