"""Rules of panel one that need more than the facts of a measure: situations, heavy hosts, income groups."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gcr_analysis.briefing import shared
from gcr_analysis.briefing.claims import (
    BothYears,
    Bounds,
    Change,
    Level,
    Situation,
    bounds,
    change,
    if_founded,
    level,
    movers,
    order,
    situations,
)
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.asked import hosts_in_plans, hosts_that_ask
from gcr_analysis.briefing.host_country_burden.evidence import SEEKERS, HostEvidence
from gcr_analysis.briefing.host_country_burden.words import (
    THRESHOLD_OF_SITUATION,
    YEARS_OF_SITUATION,
    place,
    until_when,
)
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reasons import reason_in_words, shortened
from gcr_analysis.briefing.rules import claimed, context, said
from gcr_analysis.briefing.sentences import Sentence, capital
from gcr_analysis.framework import thresholds
from gcr_analysis.indicators.arrays import excerpt, low_or_middle_income

LARGEST = 10  # hosts among which heavy ones are looked for
NAMED = 5
NEARLY_ALL = 99.5  # percent of the refugees in hosts of which the definition asks
SITUATIONS = 3
BACKLOG = "asylum_backlog_years"
ASYLUM = ("asylum_decisions", "new_displacement")


def rules(burden: HostEvidence) -> Iterator[Finding]:
    """Find protracted situations, heavy hosts, income groups that changed, and cases in place of persons."""
    about_hosts = (_seekers, _leap, _protracted, _support_protracted, _heavy_hosts, _plans)
    for rule in (*about_hosts, _income, _cases, _no_ratio, _nothing):
        yield from rule(burden)
    yield from shared.breaks(burden, "refugees")


def _protracted(burden: HostEvidence) -> Iterator[Finding]:
    people, everywhere = (
        claimed(burden, "protracted", level, f"protracted_refugees{hosts}") for hosts in ("", "_all_hosts")
    )
    facts = context(burden) | {"threshold": THRESHOLD_OF_SITUATION, "years": YEARS_OF_SITUATION}
    if people and people.value:
        found = situations(people, _largest(burden))
        name = "situation_here" if burden.is_country else "situation"
        facts |= {"persons": people, "share": claimed(burden, "protracted", level, "protracted_share")}
        facts |= {"number": level(burden, "protracted_situations"), "claims": [found]}
        facts["all_asked"] = (burden.at("share_hosted_in_low_and_middle_income").value or 100) > NEARLY_ALL
        if not facts["all_asked"]:
            asked = "protracted_share_low_and_middle_income"
            facts["share"] = claimed(burden, "protracted", level, asked)
        facts["all_named"] = len(found.largest) == len(burden.situations)
        facts["situations"] = [said(burden.panel, name, situation=each) for each in found.largest]
        yield Finding("challenges", 10, said(burden.panel, "protracted", **facts))
    elif everywhere and everywhere.value:
        share = 100 * everywhere.number / float(burden.hosts["refugees"].sum())
        of_all = replace(everywhere.figure, value=share, unit="percent", detail="share of all refugees")
        facts |= {"persons": everywhere, "share": replace(everywhere, figure=of_all, kind="share")}
        facts["claims"] = [situations(everywhere)]
        yield Finding("challenges", 8, said(burden.panel, "protracted_everywhere", **facts))


def _largest(burden: HostEvidence) -> list[Situation]:
    return [
        Situation(
            beside=(),
            origin=Place.of(row["origin"]),
            asylum=Place.of(row["asylum"], "asylum"),
            refugees=burden.people(row["refugees"], of=row["asylum"], detail=f"from {row['origin']}"),
            since=given(int(row["since"]), "year"),
        )
        for row in burden.situations.head(SITUATIONS).to_dict("records")
    ]


def _support_protracted(burden: HostEvidence) -> Iterator[Finding]:
    hosts = if_founded(level, burden, "protracted_hosts")
    if burden.situations.empty or hosts is None:
        return
    side = "origin" if burden.is_country else "asylum"
    people = burden.situations.groupby(side)["refugees"].sum().sort_values(ascending=False, kind="stable")
    names = [place(str(iso3)) for iso3 in people.index[:NAMED]]
    facts = context(burden) | {"names": names, "hosts": hosts}
    facts["more"] = len(people) > len(names)
    largest = {
        str(iso3): burden.people(number, detail=f"protracted: {side} {iso3}")
        for iso3, number in people[:NAMED].items()
    }
    facts["claims"] = [order(list(largest), list(largest.values()))]
    name = "support_protracted_here" if burden.is_country else "support_protracted"
    yield Finding("support", 8, said(burden.panel, name, **facts))


def _heavy_hosts(burden: HostEvidence) -> Iterator[Finding]:
    head = burden.hosts.head(LARGEST)
    largest = head[head["responsibility_low"].notna()]
    heavy = largest[largest["responsibility_low"] >= thresholds()["beyond_its_share"].value]
    if burden.is_country or len(largest) < 2 or heavy.empty:
        return
    heavy = heavy.sort_values("responsibility_low", ascending=False)
    bounds_of = {
        str(iso3): claimed(burden, "heavy_hosts", bounds, "responsibility_ratio", of=str(iso3))
        for iso3 in heavy["asylum"].head(3)
    }
    known = {iso3: each for iso3, each in bounds_of.items() if each}
    facts = context(burden)
    hosts = []
    for iso3, each in known.items():
        moved = _since(burden, iso3, each)
        named = {"name": place(iso3), "ratio": each, "since": moved}
        stated = [BothYears((), moved.start, moved.end)] if moved else []
        hosts.append(said(burden.panel, "heavy_host", **facts, **named, claims=stated))
    first = if_founded(order, list(known), [each.low for each in known.values()])
    facts |= {"hosts": hosts, "claims": [first] if first else []}
    facts["lacking"] = [place(str(iso3)) for iso3 in head["asylum"][head["responsibility_low"].isna()]]
    facts |= {"asked": given(len(largest), "countries"), "heavy": given(len(heavy), "countries")}
    facts |= {"largest": len(burden.hosts) > len(head), "more": len(heavy) > len(hosts)}
    # What stands beside the change of a host stands in its own words.
    yield Finding("support", 9, replace(said(burden.panel, "heavy_hosts", **facts), beside=()))


def _seekers(burden: HostEvidence) -> Iterator[Finding]:
    """Say how many wait for a decision and where their number moved, first where it moved by more people."""
    id, before = SEEKERS, burden.year - 1
    seekers = claimed(burden, "lead_seekers", level, id)
    if not seekers or not seekers.value:
        return
    moved = claimed(burden, "lead_seekers", change, id, before)
    moved = moved if moved and moved.end.value == seekers.value else None
    last = if_founded(change, burden, "refugees_hosted", before)
    more = bool(moved and last and abs(moved.by.number) > abs(last.by.number))
    made = if_founded(movers, burden, id, before, most=1) if moved and not moved.is_still else None
    if made is not None and made.role == "origin" and moved and moved.decisive:
        made = None  # what stands beside the change names it
    facts = context(burden) | {"seekers": seekers, "moved": moved, "made": made}
    facts["leapt"] = place(burden.leap) if burden.leap else ""
    if made is not None and moved is not None:
        first = order([made.largest.place.code], [made.largest.by])
        facts |= {"moved": moved.naming(made.largest.place), "claims": [first]}
    if made is not None and made.role != "origin":
        there = [burden.at(id, year, of=made.largest.place.code) for year in (burden.year, before)]
        facts |= dict(zip(("there", "there_before"), there, strict=True))
        facts["claims"] = [*facts.get("claims", ()), BothYears((), there[1], there[0])]
    yield Finding("lead", 9.5 if more else 6, said(burden.panel, "lead_seekers", **facts))


def _leap(burden: HostEvidence) -> Iterator[Finding]:
    """Give the backlog without a host whose asylum-seekers leapt, which may be a change of counting."""
    backlog = if_founded(level, burden, BACKLOG)
    if not burden.leap or backlog is None:
        return
    there, before = (burden.at(SEEKERS, year, of=burden.leap) for year in (burden.year, burden.year - 1))
    others = tuple(code for code in burden.region.countries if code != burden.leap)
    region = replace(burden.region, id=f"{burden.region.id} without {burden.leap}", countries=others)
    rest = burden.at(BACKLOG, of=region) if others else None
    facts = context(burden) | {"backlog": backlog, "leapt": place(burden.leap), "rest": None}
    if rest is not None and rest.known and rest.status != "partial":
        rest = replace(rest, region=burden.region.id, detail=f"without {burden.leap}")
        facts["rest"] = replace(backlog, figure=rest)
    facts |= {"there": there, "before_it": before, "claims": [BothYears((), before, there)]}
    yield Finding("challenges", 4.5, said(burden.panel, "leap", **facts))


def _since(burden: HostEvidence, iso3: str, ratio: Bounds) -> Change | None:
    """The change of a host's refugees after the year of its ratio, where it is large."""
    if not ratio.late:
        return None
    moved = if_founded(change, burden, "refugees_hosted", ratio.own_year.value, of=iso3)
    large = moved is not None and abs(moved.percent.number) >= thresholds()["moved_since"].value
    return moved if large else None


def _plans(burden: HostEvidence) -> Iterator[Finding]:
    """Say what refugee response plans asked for, received and lack, and who is in neither amount."""
    prices = "_constant" if burden.is_country else ""  # as the figure has them
    asked = if_founded(level, burden, f"plan_requirements{prices}", partial=True)
    received = if_founded(level, burden, f"plan_funding{prices}", partial=True)
    if asked is None or received is None or asked.figure.value_year != received.figure.value_year:
        return
    hosts = hosts_in_plans(burden, asked.figure.value_year or burden.year)
    by_host = float((hosts["asked"] - hosts["received"]).clip(lower=0).sum())
    missing = max(asked.number - received.number, 0.0) if burden.is_country else by_host
    gap = replace(
        asked.figure,
        value=missing,
        low=None,
        detail="asked for and not recorded as received, by host",
        bound="most",
    )
    whole = bool(hosts["one_scope"].all()) and missing > 0
    rest = burden.percent(100 - asked.covered.number, detail="in hosts without an amount of a plan")
    left_out = Level(beside=(), figure=rest, kind="share", asked=burden.year)
    asked = replace(asked, figure=replace(asked.figure, bound=""))  # of these hosts it is the whole
    facts = context(burden) | {"asked": asked, "received": received, "by": until_when()}
    facts |= {"hosts": given(hosts_that_ask(hosts), "hosts"), "missing": gap if whole else None}
    yield Finding("support", 6.5, said(burden.panel, "plans", **facts, rest=rest, claims=[left_out]))


def _income(burden: HostEvidence) -> Iterator[Finding]:
    """Say where the income groups of the baseline would give a share that differs by a point or more."""
    share = burden.at("share_hosted_in_low_and_middle_income")
    if share.value is None or burden.is_country:
        return
    refugees = burden.hosts.set_index("asylum")["refugees"].astype(float)
    years = range(burden.baseline_year, burden.year + 1)
    groups = excerpt(low_or_middle_income, of=refugees.index, years=years)
    first, last = groups.iloc[0], groups.iloc[-1]
    known = first.notna() & last.notna()
    moved = known & (first != last)
    fixed = 100 * float((refugees * first)[known].sum() / refugees[known].sum())
    if not moved.any() or abs(fixed - share.value) < thresholds()["income_points"].value:
        return
    names = [_income_move(burden, iso3, groups) for iso3 in refugees.index[moved][:3]]
    more = int(moved.sum()) > len(names)
    detail = f"low and middle income by the groups of {burden.baseline_year}"
    facts = context(burden) | {"names": names, "more": more, "share": level(burden, share.indicator)}
    facts["fixed"] = replace(facts["share"], figure=burden.percent(fixed, detail=detail))
    yield Finding("limits", 7, said(burden.panel, "income", **facts))


def _income_move(burden: HostEvidence, iso3: str, groups) -> Sentence:
    year = int(groups.index[groups[iso3] == groups[iso3].iloc[-1]].min())
    return said(burden.panel, "income_move", name=place(iso3), year=given(year, "year"))


def _cases(burden: HostEvidence) -> Iterator[Finding]:
    partial = [figure for id in ASYLUM if (figure := burden.at(id)).status == "partial"]
    if partial:
        reasons = [capital(shortened(figure.reason, without="At least: ")) for figure in partial]
        left_out = [_left_out(figure) for figure in partial]
        facts = {"reasons": list(dict.fromkeys(reasons)), "claims": [each for each in left_out if each]}
        yield Finding("limits", 6.5, said(burden.panel, "cases", **facts))


def _left_out(figure: Quantity) -> Level | None:
    """The cases that a figure leaves out, as its reason has them."""
    found = re.search(r"\d[\d,]*", figure.reason)
    if not found:
        return None
    cases = replace(
        figure,
        value=float(found[0].replace(",", "")),
        unit="decisions",
        low=None,
        high=None,
        status="computed",
        detail="counted in cases",
        bound="",
    )
    return Level(beside=(), figure=cases, kind="sum", asked=figure.year or 0)


def _no_ratio(burden: HostEvidence) -> Iterator[Finding]:
    ratio = burden.at("responsibility_ratio")
    if not ratio.known and ratio.status != "not applicable" and not burden.empty:
        facts = context(burden) | {"reason": reason_in_words(ratio.reason)}
        yield Finding("limits", 6, said(burden.panel, "no_ratio", **facts))


def _nothing(burden: HostEvidence) -> Iterator[Finding]:
    """Say that nothing weighs; any other challenge outweighs it and takes its place."""
    name = "challenge_none_hosted" if burden.empty else "challenge_nothing"
    yield Finding("challenges", 0, said(burden.panel, name, **context(burden)))
