"""Areas in need of support: where, by whom, and which figures themselves."""

from collections.abc import Iterator
from dataclasses import replace

from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.challenges import LONG_BACKLOG_YEARS, MANY_SEEKERS
from gcr_analysis.briefing.host_country_burden.words import common, place, say
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.framework import indicators

LARGEST = 10
NATIONAL_GAP_POINTS = 20
GCR = ("gcr_1_1_1", "gcr_1_1_2", "gcr_1_2_1", "gcr_1_2_2")


def support(burden: Burden) -> Iterator[Finding]:
    """Tell where support is asked for.

    Hosts beyond their share of capacity at every weighting · hosts of protracted situations · money for UNHCR's
    operations there, and how little of its spending goes through national actors · asylum systems with a
    backlog · indicators without a figure, which every region has.
    """
    yield from _hosts(burden)
    yield from _protracted(burden)
    yield from _money(burden)
    yield from _national(burden)
    yield from _asylum(burden)
    yield _figures(burden)


def _hosts(burden: Burden) -> Iterator[Finding]:
    largest = burden.hosts.head(LARGEST)
    if burden.region.is_country or len(largest) < 2:
        return
    heavy = largest[largest["responsibility_low"] > 1].sort_values("responsibility_low", ascending=False)
    if heavy.empty:
        return
    named = [_heavy(burden, row.asylum) for row in heavy.head(3).itertuples()]
    facts = common(burden) | {
        "asked": given(len(largest), "countries"),
        "heavy": given(len(heavy), "countries"),
    }
    yield Finding("support", 9, say("support_hosts", **facts, hosts=named))


def _heavy(burden: Burden, iso3: str) -> Sentence:
    ratio = burden.at("responsibility_ratio", of=iso3)
    low, high = (
        replace(ratio, value=getattr(ratio, end), low=None, high=None, detail=end) for end in ("low", "high")
    )
    return say("heavy_host", name=place(iso3), low=low, high=high)


def _protracted(burden: Burden) -> Iterator[Finding]:
    if burden.situations.empty:
        return
    side = "origin" if burden.region.is_country else "asylum"
    by_side = burden.situations.groupby(side)["refugees"].sum().sort_values(ascending=False, kind="stable")
    names = [place(str(iso3)) for iso3 in by_side.index[:5]]
    facts = common(burden) | {
        "hosts": burden.at("protracted_hosts"),
        "names": names,
        "more": len(by_side) > len(names),
    }
    kind = "country" if burden.region.is_country else "region"
    yield Finding("support", 8, say(f"support_protracted_{kind}", **facts))


def _money(burden: Burden) -> Iterator[Finding]:
    now = burden.at("unhcr_contributions")
    facts = common(burden) | {
        "now": now,
        "now_year": now.own_year,
        "code": indicators()["gcr_1_1_1"].gcr_code,
    }
    if not now.known or now.value_year is None:
        yield Finding("support", 5, say("support_no_money", **facts))
        return
    change = relative(now, burden.at("unhcr_contributions", now.value_year - 1))
    fell = change.value is not None and change.value <= -5
    facts |= {"change": change, "donors": burden.at("unhcr_donors")}
    yield Finding(
        "support", 7 if fell else 4, say("support_money_fell" if fell else "support_money", **facts)
    )


def _national(burden: Burden) -> Iterator[Finding]:
    partners, spending = burden.at("gcr_1_2_1"), burden.at("national_share_of_spending")
    if partners.value is None or spending.value is None or partners.value_year != spending.value_year:
        return
    if partners.value - spending.value >= NATIONAL_GAP_POINTS:
        facts = common(burden) | {"partners": partners, "spending": spending, "now_year": spending.own_year}
        yield Finding("support", 6, say("support_national", **facts))


def _asylum(burden: Burden) -> Iterator[Finding]:
    backlog, seekers = burden.at("asylum_backlog_years"), burden.at("asylum_seekers_hosted")
    long = (backlog.value or 0) >= LONG_BACKLOG_YEARS and (seekers.value or 0) >= MANY_SEEKERS
    if burden.region.is_country and long and backlog.status == "computed":
        yield Finding("support", 5.5, say("support_backlog", **common(burden), backlog=backlog))


def _figures(burden: Burden) -> Finding:
    missing = [id for id in GCR if not burden.at(id).known]
    names = [
        say("named_code", title=burden.title(id), code=indicators()[id].gcr_code, reason=burden.at(id).reason)
        for id in missing
    ]
    proxies = [id for id in GCR if burden.at(id).status == "proxy"]
    codes: Quantity = given(len(missing), "indicators")
    facts = common(burden) | {"codes": codes, "names": names, "proxies": given(len(proxies), "indicators")}
    return Finding("support", 1, say("support_figures", **facts))
