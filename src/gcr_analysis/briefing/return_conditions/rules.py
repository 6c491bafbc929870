"""Rules of panel four that need more than the facts of a measure: pairs, violence, conditions."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing import claims, shared
from gcr_analysis.briefing.claims import Change, Level, Order, ReturnPair, UnfoundedError, Worst
from gcr_analysis.briefing.claims.level import Kind
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.conditions import MANY, name_of
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.words import place
from gcr_analysis.briefing.rules import UNSAID, context, said, titled
from gcr_analysis.briefing.sentences import Sentence, joined, settled, uncapital
from gcr_analysis.framework import thresholds
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators.progress import JUDGED
from gcr_analysis.indicators.return_conditions import past_returns
from gcr_analysis.indicators.return_conditions.conditions import VALUES
from gcr_analysis.indicators.return_conditions.conflict import HIGH_RATE, MANY_DEATHS
from gcr_analysis.snapshot import cited_source

NAMED = 4
LATER = {"conflict_deaths_per_100000": "conflict_deaths_per_100000_26_1"}
"""Measures by a version of the data that ends early, with the same by a later version."""
MOST_EXPLAINED = 2
MOST_EARLIER = 3
FEW_ARRIVED = 0.1  # of the returns: fewer arrivals are left out of a sentence on what returns explain


def rules(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Find pairs of countries, violence, the worst conditions, and how returns are revised."""
    told = (_earlier, _pairs, _out_of, _worst, _killed, _wars, _money, _reintegration, _revised, _means)
    for rule in told:
        yield from rule(evidence)
    yield from shared.breaks(evidence, "refugees_from_origin")


def _say(evidence: ReturnEvidence, name: str, /, **facts: Any) -> Sentence:
    return said(evidence.panel, name, **context(evidence) | facts)


def _level(evidence: ReturnEvidence, figure: Quantity, kind: Kind = "level") -> Level:
    return Level(beside=(), figure=figure, kind=kind, asked=evidence.year)


def _limit(name: str) -> float:
    return thresholds()[name].value


def _earlier(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Say how measures moved whose latest figure is of an earlier year, where no verdict counts."""
    rows = evidence.progress
    late = rows[rows["rule"] == "own-year"]
    if evidence.empty or late.empty:
        return
    moved = [change for id in late.index if (change := _described(evidence, str(id)))][:MOST_EARLIER]
    told = []
    for change in moved:
        later = _by_later_version(evidence, change.end.indicator)
        described = _described_with(evidence, change, later)
        if _is_better(change) and not _is_undone(change, later):
            told.append(described)
        else:
            yield Finding("challenges", 5.5, described)
    years = [given(year, "year") for year in sorted({int(year) for year in late["value_year"]})]
    judged = rows["progress"].isin(JUDGED).any()
    facts = {"years": years, "number": given(len(late), "measures")}
    if judged:
        text = _say(evidence, "others_not_judged", **facts)
    else:
        text = shared.no_progress(evidence, {way: [] for way in JUDGED})
    if told or not judged:
        yield Finding("progress", 0.5, joined(text, *told))


def _by_later_version(evidence: ReturnEvidence, id: str) -> Change | Level | None:
    """What a later version of the data says of the year itself: its change in it, or its figure."""
    if id not in LATER or evidence.violence_year == evidence.year:
        return None
    moved = _claimed(evidence, LATER[id], evidence.year - 1)
    return moved or claims.if_founded(claims.level, evidence, LATER[id])


def _is_undone(change: Change, later: Change | Level | None) -> bool:
    """Whether a later version of the data speaks against a change for the better."""
    if isinstance(later, Level):
        return (later.number - change.end.number) * change.direction < 0
    return later is not None and not later.is_still and not _is_better(later)


def _described_with(evidence: ReturnEvidence, change: Change, later: Change | Level | None) -> Sentence:
    """Describe a change to an earlier year, with what a later version of the data says of the year itself."""
    parts = [shared.verdict(evidence, change.end.indicator, change)]
    if later:
        parts.append(_say(evidence, "later_version", later=later, alone=isinstance(later, Level)))
    return joined(*settled(parts))


def _is_better(change: Change) -> bool:
    """Whether a measure moved the way that its declaration calls better."""
    return change.direction == {"up": 1, "down": -1}[framework.indicators()[change.end.indicator].direction]


def _described(evidence: ReturnEvidence, id: str) -> Change | None:
    """The change of a measure's own figures to its latest year, where it is large enough to count as one."""
    change = _claimed(evidence, id)
    if change is None or change.is_still or change.end.status == "proxy":
        return None
    least = framework.claims().verdicts.least.get(change.end.unit, 0.0)
    flat = change.hangs_on_one and change.start_without.written == change.end_without.written
    return None if flat or abs(change.by.number) < least else change


def _pairs(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Name the largest returns with those of the year before, and what they explain of the numbers there."""
    if evidence.returns.known and evidence.few:
        return
    try:
        pairs = claims.return_pairs(evidence)
    except UnfoundedError as failed:
        UNSAID[evidence.panel, "lead_pairs", failed.kind, failed.ground] += 1
        return
    told = [_say(evidence, "pair", pair=pair, first=n == 0) for n, pair in enumerate(pairs)]
    share = 100 * sum(pair.returned.number for pair in pairs) / evidence.returns.number
    of_all = evidence.percent(share, detail="share of the pairs named")
    of_all = _level(evidence, of_all, "share")
    facts: dict[str, Any] = {"pairs": told, "share": of_all, "returns": evidence.returns}
    facts["many"] = evidence.returns.number >= _limit("many_people")
    facts |= {"first": pairs[0], "only": len(evidence.pairs) == 1, "more": share < _limit("nearly_complete")}
    names = [f"{pair.asylum.code} to {pair.origin.code}" for pair in pairs]
    facts["claims"] = [claims.order(names, [pair.returned for pair in pairs])]
    yield Finding("lead", 10, _say(evidence, "lead_pairs", **facts))
    unexplained = [pair for pair in pairs if _is_unexplained(pair)]
    unexplained.sort(key=lambda pair: -pair.stock.residual.number)
    if unexplained:
        parts = (_stock(evidence, pair) for pair in unexplained[:MOST_EXPLAINED])
        yield Finding("lead", 9, joined(*parts))


def _out_of(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Name the country at war out of which most returned, where there is one."""
    known = evidence.hosts[~evidence.hosts["asylum"].isin(NO_PLACE)]
    if evidence.few or known.empty or evidence.returns.number < _limit("many_people"):
        return
    iso3, number = str(known["asylum"].iloc[0]), float(known["returns"].iloc[0])
    share = 100 * number / evidence.returns.number
    killed = claims.if_founded(claims.level, evidence, "conflict_deaths_26_1", of=iso3)
    if share < _limit("half") or killed is None or killed.number < MANY_DEATHS or killed.late:
        return
    if not evidence.at("conflict_deaths_per_100000_26_1", of=iso3).number >= HIGH_RATE:
        return
    of_all = _level(evidence, evidence.percent(share, detail=f"out of {iso3}"), "share")
    facts = {"share": of_all, "host": place(iso3), "killed": killed, "returns": evidence.returns}
    facts["only"] = len(evidence.hosts) == 1
    yield Finding("lead", 9.7, _say(evidence, "lead_out_of", **facts))
    yield Finding("title", 8.3, titled(evidence.panel, "title_out_of", **context(evidence) | facts))


def _is_unexplained(pair: ReturnPair) -> bool:
    """Whether the flows on record leave much of what happened between two countries unexplained."""
    stock, many = pair.stock, _limit("many_people")
    large = stock.residual.number >= many and pair.returned.number >= many
    return large and not stock.explained and not stock.broken and stock.still.known


def _stock(evidence: ReturnEvidence, pair: ReturnPair) -> Sentence:
    stock = pair.stock
    fell = stock.fell.number > 0 and stock.more_still.number < 0
    name = "pair_rose" if not fell else ("pair_fell_by_more" if stock.more_left else "pair_fell_by_less")
    few = stock.arrived.number < FEW_ARRIVED * pair.returned.number
    few = few and not (stock.more_left and stock.part.number > 100)
    return _say(evidence, name, pair=pair, stock=stock, few_arrived=few)


def _worst(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Name the conditions in which the country that most returned to is among the worst of the world."""
    known = evidence.destinations[~evidence.destinations["origin"].isin(NO_PLACE)]
    many = not known.empty and known["returns"].iloc[0] >= _limit("many_people")
    if not (many or evidence.is_country):
        return
    top = evidence.region.id if evidence.is_country else str(known["origin"].iloc[0])
    worst = _rank(evidence, top)
    if worst.conditions and not evidence.empty:
        most = many and 2 * known["returns"].iloc[0] > evidence.returns.number
        rows = evidence.worst(top)["value_year"]
        names = [
            _say(evidence, "worst_name", name=name_of(id), own_year=given(int(rows[id]), "year"))
            for id in worst.conditions
        ]
        facts = {"worst": worst, "most": most, "names": names}
        yield Finding("challenges", 10, _say(evidence, "worst", **facts))


def _rank(evidence: ReturnEvidence, iso3: str) -> Worst:
    return claims.worst(iso3, evidence.year, _limit("worst_part"))


def _killed(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Say how many died of organised violence in a country by version 25.1, where 26.1 says nothing of it."""
    later = evidence.violence_year < evidence.year and evidence.at("conflict_deaths_26_1").known
    if not evidence.is_country or evidence.empty or later:
        return
    killed = evidence.deaths(evidence.region.id)
    rate = evidence.at("conflict_deaths_per_100000", evidence.violence_year)
    if killed.number >= MANY_DEATHS or rate.number >= HIGH_RATE:
        facts: dict[str, Any] = {"killed": _level(evidence, killed), "rate": rate}
        facts["claims"] = [_level(evidence, rate, "share")] if rate.known else []
        yield Finding("challenges", 9, _say(evidence, "killed", **facts))


def _claimed(evidence: ReturnEvidence, id: str, since: int | None = None) -> Change | None:
    """The change of a measure, or None where it cannot be claimed."""
    try:
        return claims.change(evidence, id, since)
    except UnfoundedError as failed:
        UNSAID[evidence.panel, id, failed.kind, failed.ground] += 1
        return None


def _wars(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Name the largest countries of origin in which a thousand people or more died of organised violence."""
    killed, year, version = evidence.killed
    here = [str(iso3) for iso3 in killed.index if iso3 in evidence.places]
    at_war = [iso3 for iso3 in here if killed[iso3] >= MANY_DEATHS]
    if evidence.is_country or not at_war or year != evidence.year:
        return
    copied = evidence.violence_year < year
    rate = "conflict_deaths_per_100000" + ("_26_1" if copied else "")
    small = [iso3 for iso3 in here if iso3 not in at_war and evidence.at(rate, of=iso3).number >= HIGH_RATE]
    rows, fewer = (
        [_say(evidence, "war_row", name=place(iso3), killed=_deaths(evidence, iso3)) for iso3 in each[:NAMED]]
        for each in (at_war, [iso3 for iso3 in small if killed[iso3] < MANY_DEATHS])
    )
    lacking = [place(iso3) for iso3 in here if killed.isna()[iso3]]
    facts: dict[str, Any] = {"wars": given(len(at_war), "countries")}
    facts |= {
        "known": given(len(here) - len(lacking), "countries"),
    }
    facts |= {"rows": rows, "more": len(at_war) > len(rows), "lacking": lacking, "copied": copied}
    facts["small"] = fewer
    facts["in_year"] = given(evidence.year, "year")
    largest = [evidence.at("refugees_from_origin", of=iso3) for iso3 in evidence.places]
    facts["claims"] = [_order(rows), claims.order(list(evidence.places), largest)]
    facts["version"] = version
    known = ~evidence.origins["origin"].isin(NO_PLACE) & (evidence.origins["refugees"] > 0)
    facts["all"] = len(evidence.places) == int(known.sum())
    yield Finding("challenges", 7, _say(evidence, "wars", **facts))


def _order(rows: list[Sentence]) -> Order:
    """The order in which sentences name places, each with a figure."""
    levels = [next(each for each in row.claims if isinstance(each, Level)) for row in rows]
    return claims.order([each.figure.region for each in levels], [each.figure for each in levels])


def _deaths(evidence: ReturnEvidence, iso3: str) -> Level:
    """Deaths in a country, by the version that has the year or, without one, by the last that does."""
    if evidence.violence_year < evidence.year:
        return claims.level(evidence, "conflict_deaths_26_1", of=iso3)
    return _level(evidence, evidence.deaths(iso3))


def _money(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Say what UNHCR received for its operations in a country to which people return."""
    back = max(evidence.returns.value or 0, evidence.at("idp_returns").value or 0)
    if not evidence.is_country or back < _limit("many_people"):
        return
    id = "unhcr_contributions_constant"
    received = evidence.last_known(id)
    if received.value:
        moved = _claimed(evidence, id, (received.value_year or evidence.year) - 1)
        facts = {"received": claims.level(evidence, id, latest=True), "moved": moved}
        yield Finding("support", 7, _say(evidence, "money", **facts))


def _reintegration(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Name the countries to which most returned: where people need protection, and where reintegration."""
    if evidence.is_country:
        return
    returned = evidence.returned_by_country
    returned = returned[returned.sum(axis=1) >= _limit("many_people")]
    if returned.empty:
        return
    hard, at_war, easier = [], [], []
    named = [str(iso3) for iso3 in returned.index[:NAMED]]
    year, ranks = evidence.killed[1], []
    for iso3 in named:
        row = {
            name: claims.level(evidence, id, of=iso3)
            if returned.loc[iso3, id] >= _limit("few_people")
            else None
            for name, id in (("people", "refugee_returns"), ("inside", "idp_returns"))
        }
        worst = _rank(evidence, iso3)
        told = _say(evidence, "reintegration_row", name=place(iso3), claims=[worst], **row)
        many = worst.number.number >= MANY
        ranks += [worst] if many else []
        (hard if many else at_war if iso3 in evidence.at_war.index else easier).append(told)
    facts: dict[str, Any] = {
        "hard": hard,
        "war": at_war,
        "easier": easier,
        "more": len(returned) > len(named),
    }
    facts |= {"many": given(MANY, "conditions"), "in_year": given(year, "year")}
    facts["asked"] = given(len(named), "countries")
    facts["first"] = min((each.first for each in ranks), key=lambda each: each.number, default=None)
    facts["last"] = max((each.last for each in ranks), key=lambda each: each.number, default=None)
    sums = returned.sum(axis=1)
    both = {"indicator": "refugee_returns", "detail": "refugees and internally displaced people who returned"}
    people = [replace(evidence.people(sums[iso3], of=iso3), **both) for iso3 in named]
    facts["claims"] = [claims.order(named, people)]
    yield Finding("support", 9, _say(evidence, "reintegration", **facts))


def _revised(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Report the year whose returns past releases moved most, and what the latest may come to."""
    history, now = past_returns(evidence.region).loc[: evidence.year], evidence.returns
    moved = history.max(axis=1) / history.min(axis=1)
    large = moved[moved >= 1 + _limit("revised_part") / 100]
    low, high = now.ends
    band = low.known and high.known and high.number > low.number
    if large.empty and not band:
        return
    facts: dict[str, Any] = {"band": band, "low": low, "high": high, "figures": [], "revised_year": None}
    facts |= {"raised": low.written == now.written, "lowered": high.written == now.written}
    if len(large):
        year = int(large.idxmax())
        own = history.loc[year].dropna()
        steps = own[own != own.shift()]
        facts["figures"] = [_then(evidence, year, str(name), value) for name, value in steps.items()]
        facts["revised_year"] = given(year, "year")
    facts["claims"] = [_level(evidence, end, "expectation") for end in (low, high)] if band else []
    yield Finding("limits", 9, _say(evidence, "revised", **facts))


def _then(evidence: ReturnEvidence, year: int, release: str, value: float) -> Level:
    """What one release said of a year."""
    cited = cited_source("unhcr-releases")
    figure = evidence.part(evidence.returns, value, "persons", detail=f"release of {release}")
    changed = {"year": year, "value_year": year, "status": "computed"}
    return _level(evidence, replace(figure, **changed, source=cited.id, vintage=cited.vintage))


def _means(evidence: ReturnEvidence) -> Iterator[Finding]:
    """Say of which years conditions are, and for a region what they are means of."""
    figures = [evidence.at(id) for id in VALUES]
    known = [figure for figure in figures if figure.known]
    if not known or evidence.empty:
        return
    years = sorted({figure.value_year or 0 for figure in known})
    facts = {"first": given(years[0], "year"), "last": given(years[-1], "year")}
    missing = [uncapital(evidence.title(each.indicator)) for each in figures if not each.known]
    text = _say(evidence, "means", **facts, one_year=len(years) == 1, missing=missing)
    yield Finding("limits", 4.2, text)
