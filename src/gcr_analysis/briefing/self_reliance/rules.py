"""Rules of panel two that need more than the facts of a measure: hosts, inhabitants, lists of measures."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from gcr_analysis.briefing import claims, shared
from gcr_analysis.briefing.claims import Change, Level
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.rules import claimed, context, said
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.inhabitants import beside_inhabitants, hosts_of
from gcr_analysis.briefing.self_reliance.words import HALF, PANEL, RESULTS, short
from gcr_analysis.briefing.sentences import Sentence, uncapital
from gcr_analysis.framework import thresholds
from gcr_analysis.indicators.self_reliance.results import repeated

SECONDARY, PRIMARY, TERTIARY = "gcr_2_2_1_secondary", "gcr_2_2_1_primary", "tertiary_enrolment"
RIGHTS = {"gcr_2_1_1": 9.0, "gcr_2_1_2": 8.0}
MEANS = ("identity_documents", "health_access", "bank_account", "social_protection", "secure_tenure")
MEANS += ("income_improvement",)
HEADLINES = (SECONDARY, *RIGHTS, "working_age_share", "naturalisations", "refugees_hosted")
BURDENS = {"gcr_2_2_2": 7.0, "unemployed": 6.0}
IN_TITLE = ("gcr_2_2_2",)  # unemployment of refugees and of all people is measured in two ways
LOWEST = {SECONDARY: 8.0, "bank_account": 4.0}
MOST_NAMED = 4
OWN_YEAR = "own-year"


def rules(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Find what a declared rule cannot say of a region."""
    first = (_headline, _school, _burdens, _without, _have_and_lack)
    for rule in (*first, _lowest, _silent, _treaties, _leaps, _repeated, _camps, _nothing):
        yield from rule(evidence)


def _number(name: str) -> float:
    return thresholds()[name].value


def _headline(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Give the first measure with a figure for the region, its change, and its bounds."""
    least = {"working_age_share": evidence.few_people, "naturalisations": evidence.few_citizens}
    ids = [id for id in HEADLINES if not least.get(id) and id not in evidence.untold]
    level = next(filter(None, (claimed(evidence, "value", claims.level, id) for id in ids)))
    change = claimed(evidence, "headline", claims.change, level.figure.indicator)
    facts = context(evidence) | {"level": level, "change": change}
    # Hosts with figures for both years have another figure than all hosts that report.
    facts["elsewhere"] = change is not None and change.end.written != level.figure.written
    facts["other_hosts"] = not evidence.is_country and evidence.before(level.figure.indicator).known
    facts["partly"] = level.covered.number < _number("nearly_all") or level.of_reporting
    yield Finding("value", 1, said(PANEL, "value", **facts))
    yield Finding("label", 1, said(PANEL, f"label_{level.figure.indicator}", **facts))
    name = "empty" if evidence.empty else ("changed" if change else "alone")
    yield Finding("headline", 1, said(PANEL, f"headline_{name}", **facts))
    bounds = claimed(evidence, "could_be", claims.bounds, level.figure.indicator)
    if bounds and level.figure.unit == "percent" and bounds.width >= _number("wide_bounds"):
        name = uncapital(evidence.title(level.figure.indicator))
        yield Finding("limits", 8.5, said(PANEL, "could_be", name=name, bounds=bounds))


def _school(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Set enrolment of refugees at each level, and beside that of all children."""
    secondary = claimed(evidence, "school", claims.level, SECONDARY)
    if secondary is None:
        return
    pair = claimed(evidence, "school", beside_inhabitants, SECONDARY)
    pair = None if pair is None or pair.is_partial else pair
    primary, tertiary = (claimed(evidence, "school", claims.level, id) for id in (PRIMARY, TERTIARY))
    own_year = secondary.own_year
    facts = context(evidence) | {"secondary": secondary, "pair": pair, "own_year": own_year}
    facts |= {
        name: level if level and level.own_year == own_year else None
        for name, level in (("primary", primary), ("tertiary", tertiary))
    }
    behind = pair is not None and pair.gap.number >= _number("enrolment_gap")
    # A verdict on enrolment states it with its change.
    judged = evidence.progress["progress"] if len(evidence.progress) else {}
    facts["with_levels"] = not {judged.get(id) for id in (SECONDARY, PRIMARY)} & {"progress", "regress"}
    facts["hosts"] = hosts_of(evidence, pair) if pair else ""
    if behind or (facts["with_levels"] and secondary.number < HALF):
        yield Finding("challenges", 9.5, said(PANEL, "school", **facts))
    if pair and behind and SECONDARY not in evidence.untold:
        # It says more than the low enrolment of refugees alone, which is a title of its own.
        widest = max(pair.gap.number, HALF - secondary.number)
        yield Finding("title", 7.01 + widest / 100, said(PANEL, "title_gap", **facts))
    above = [
        said(PANEL, "above", name=each.place, figure=each.figure, measure=uncapital(short(id)), claims=[each])
        for id in (PRIMARY, SECONDARY)
        for each in evidence.above(id)
    ]
    yield Finding("limits", 4.5, said(PANEL, "gross", above=above, own_year=own_year))


def _burdens(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Set refugees in poverty and without work beside the people among whom they live."""
    for id, weight in BURDENS.items():
        pair = claimed(evidence, id, beside_inhabitants, id)
        if pair and -pair.gap.number >= _number("clear_change"):
            facts = context(evidence) | {"pair": pair, "own_year": pair.refugees.own_year}
            facts["hosts"] = hosts_of(evidence, pair)
            facts["doubt"] = _jump(evidence, id, evidence.region.id)[0] if evidence.is_country else None
            yield Finding("challenges", weight - 3 * pair.is_partial, said(PANEL, f"beside_{id}", **facts))
            if id in IN_TITLE and not pair.is_partial and id not in evidence.untold:
                yield Finding("title", 7 - pair.gap.number / 100, said(PANEL, f"title_{id}", **facts))


def _without(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Name the hosts where fewer than half have a right, with what they host of the refugees."""
    for id, weight in {} if evidence.is_country else RIGHTS.items():
        figure, hosts = evidence.at(id), evidence.hosts(id)
        hosts = hosts[hosts["value"] < HALF]
        whole = evidence.at("refugees_hosted", figure.value_year).number
        figures = {str(code): evidence.host(id, str(code), float(x)) for code, x in hosts["value"].items()}
        facts: dict[str, Any] = {"figures": figures, "whole": (figure.coverage or 0) >= 1}
        shares = 100 * hosts["refugees"] / whole
        group = claimed(evidence, id, claims.group, shares, f"fewer than half: {id}", **facts)
        if group and group.share.number >= _number("larger_host"):
            earlier = [_earlier(evidence, "earlier", id, each.place.code) for each in group.places]
            facts = {
                "group": group,
                "own_year": figure.own_year,
                "rests": figure.covered if figure.status == "partial" else None,
                "earlier": [each for each in earlier if each],
                "zero": any(not each.figure.value for each in group.places),
            }
            sentence = said(PANEL, f"without_{id}", **context(evidence) | facts)
            # The more refugees are without the right, the more it says.
            yield Finding("challenges", weight + group.share.number / 100, sentence)


def _have_and_lack(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Say what half or more of the refugees have, and what fewer do, of figures that speak for the region."""
    found = [claimed(evidence, "have", claims.level, id) for id in (*RIGHTS, *MEANS)]
    levels = sorted((each for each in found if each), key=lambda each: -each.number)
    have = [each for each in levels if each.number >= HALF][:MOST_NAMED]
    lack = [each for each in levels[::-1] if each.number < HALF and each.figure.indicator in MEANS]
    if have:
        yield Finding("lead", 8, _list(evidence, "lead_have", have))
    if lack:
        yield Finding("support", 9, _list(evidence, "lack", lack[:MOST_NAMED], inside=True))


def _list(evidence: SelfRelianceEvidence, name: str, levels: list[Level], inside: bool = False) -> Sentence:
    """Write a list of shares of the refugees; figures of another year than the latest name it."""
    year = max(int(each.own_year.number) for each in levels)
    covers = sorted((each.covered for each in levels), key=lambda each: each.number)
    items = [
        said(
            PANEL,
            "item",
            level=each,
            other_year=each.own_year.number != year,
            first=n == 0,
            inside=inside,
            where=evidence.where,
            did=said(PANEL, f"did_{each.figure.indicator}"),
            reporting=given(len(evidence.hosts(each.figure.indicator)), "hosts"),
            beside=_beside(evidence, each),
        )
        for n, each in enumerate(levels)
    ]
    facts = {"own_year": given(year, "year"), "least": covers[0], "most": covers[-1], "items": items}
    facts["doubt"] = any(each.figure.indicator in evidence.doubted for each in levels)
    return said(PANEL, name, **context(evidence) | facts)


def _beside(evidence: SelfRelianceEvidence, level: Level) -> list[Sentence]:
    """Say how far a host moved whose leap moves a figure, and what speaks against all or none."""
    id = level.figure.indicator
    leaps = (_earlier(evidence, "doubt", id, str(iso3)) for iso3 in evidence.doubts(id).index)
    doubt = next(filter(None, leaps), None)
    if doubt is None and id in evidence.doubted:
        doubt = said(PANEL, "jump", name=Place.of(str(evidence.doubts(id).index[0])))
    zero = [said(PANEL, "zero")] if id in evidence.zeros else []
    return [*([doubt] if doubt else []), *zero, *(evidence.last_reports(id) if level.of_reporting else [])]


def _earlier(evidence: SelfRelianceEvidence, name: str, id: str, iso3: str) -> Sentence | None:
    """Say how far the figure of a host moved, where it moved more than lives do."""
    change, before = _jump(evidence, id, iso3)
    if change is None:
        return None
    facts = {"name": Place.of(iso3), "here": evidence.is_country, "measure": uncapital(short(id))}
    return said(PANEL, name, change=change, before=before, **facts)


def _jump(evidence: SelfRelianceEvidence, id: str, iso3: str) -> tuple[Change, Quantity] | tuple[None, None]:
    """Return the jump of a host, and its figure of the year before, which words name beside the other two."""
    change = (
        claimed(evidence, "leaps", claims.change, id, of=iso3) if iso3 in evidence.leaps(id).index else None
    )
    if change is None:
        return None, None
    none = replace(change.last, value=None)
    return replace(change, last=none), change.before if change.last.known else none


def _late(evidence: SelfRelianceEvidence, ids: tuple[str, ...]) -> list[str]:
    """Those of some measures whose figures end before the year, so that no change of theirs is judged."""
    rules = evidence.progress["rule"] if len(evidence.progress) else {}
    return [id for id in ids if rules.get(id) == OWN_YEAR]


def _lowest(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Name the larger hosts where the fewest are in secondary school or have an account."""
    for id, weight in LOWEST.items():
        least = _number("larger_host") / 100
        members = claimed(evidence, id, claims.members, id, lowest=True, least_hosted=least)
        lowest = [each for each in members.places if each.figure.number < HALF] if members else []
        if members and lowest and members.number.number > 2:  # the lower of two is no rank
            year = int(members.year.number)
            people = [evidence.at("refugees_hosted", year, of=each.place.code) for each in lowest]
            hosts = [
                said(PANEL, "lowest_host", name=each.place, figure=each.figure, hosted=hosted, doubt=doubt)
                for each, hosted in zip(lowest, people, strict=True)
                for doubt in _jump(evidence, id, each.place.code)[:1]
            ]
            facts = context(evidence) | {"members": members, "hosts": hosts}
            facts["zero"] = any(not each.figure.value for each in lowest)
            yield Finding("support", weight, said(PANEL, f"lowest_{id}", **facts))


def _silent(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Name the hosts where no operation reports on work, movement or school."""
    if evidence.is_country or evidence.too_early or evidence.empty:
        return
    yield from _group(evidence, "silent", evidence.silent, 7, _number("many_unreported"), kind="none", most=3)


def _treaties(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Name the hosts that are party to no refugee treaty."""
    if evidence.is_country or not evidence.at("legal_framework").known:
        return
    shares = 100 * evidence.outside / (evidence.refugees.value or 1)
    yield from _group(evidence, "treaties", shares, 5, _number("larger_host"), most=3)


def _group(
    evidence: SelfRelianceEvidence, rule: str, shares: pd.Series, weight: float, least: float, **more: Any
) -> Iterator[Finding]:
    group = claimed(evidence, rule, claims.group, shares, rule, **more)
    if group and group.share.number >= least:
        names = [each.place for each in group.places]
        yield Finding("support", weight, said(PANEL, rule, **context(evidence), group=group, names=names))


def _leaps(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Name the largest hosts whose figures moved more than lives do."""
    named: list[tuple[float, Sentence]] = []
    for id in _late(evidence, RESULTS) if evidence.is_country else evidence.known(RESULTS):
        for iso3, refugees in evidence.leaps(id)["refugees"].items():
            if leap := _earlier(evidence, "leap", id, str(iso3)):
                named.append((float(refugees), leap))
    if named:
        largest = [leap for _, leap in sorted(named, key=lambda each: -each[0])[:MOST_NAMED]]
        facts = context(evidence) | {"leaps": largest, "more": len(named) > len(largest)}
        yield Finding("limits", 6.5, said(PANEL, "leaps", **facts))


def _repeated(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Say where many figures of the last year look like those of the year before."""
    year = max((evidence.at(id).value_year or 0 for id in evidence.of_results), default=0)
    same, pairs = repeated(evidence.region, year)
    if pairs >= _number("enough_pairs") and same >= _number("many_repeated") * pairs:
        facts = {"same": claims.part(same, pairs, "figures"), "own_year": given(year, "year")}
        yield Finding("limits", 6.8, said(PANEL, "repeated", **context(evidence), **facts))


def _camps(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Say where more people are counted in camps than came, so that the counting may have changed."""
    ends = [(evidence.at(id), evidence.then(id)) for id in ("camp_share", "refugees_hosted")]
    (end, start), (now, then) = ends
    in_camps = [s.number / 100 * (s.coverage or 1) * n.number for s, n in ((end, now), (start, then))]
    more, all_more = in_camps[0] - in_camps[1], now.number - then.number
    clear = end.number - start.number >= thresholds()["clear_change"].value
    if clear and all_more > 0 and more - all_more >= _number("many_people"):
        yield Finding("limits", 6, said(PANEL, "camps", **context(evidence)))


def _nothing(evidence: SelfRelianceEvidence) -> Iterator[Finding]:
    """Say why nothing is said; any other finding outweighs it and takes its place."""
    unknown = "before" if evidence.too_early else "unknown"
    known = "nothing" if evidence.reported else unknown
    name = "none_hosted" if evidence.empty else known
    yield Finding("challenges", 0, said(PANEL, f"challenge_{name}", **context(evidence)))
    if evidence.empty:
        yield Finding("support", 0.1, said(PANEL, "support_none", **context(evidence)))
    elif all(evidence.at(each.id).known for each in shared.core(evidence)):
        yield Finding("support", 0, said(PANEL, "support_nothing", **context(evidence)))
