"""Rules that the notes of all panels share: verdicts, missing figures, figures of earlier years, breaks."""

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Change, UnfoundedError
from gcr_analysis.briefing.claims.level import kind_of_part
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.measures_table import shown
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.reasons import reason_in_words
from gcr_analysis.briefing.rules import UNSAID, context, said
from gcr_analysis.briefing.sentences import Sentence, templates, uncapital
from gcr_analysis.framework import Break, Indicator
from gcr_analysis.indicators.progress import JUDGED
from gcr_analysis.indicators.published import first_year
from gcr_analysis.indicators.status import OLDEST_YEARS

CORE, OTHER = 8.0, 6.0  # weights of verdicts: indicators of the Global Compact, and all others
MOST_NAMED = 4
MOST_BREAKS = 3
SELF_EVIDENT = ("", "one-fact", "own-year", "shape", "proxy")
"""Rules that withhold a verdict without a word in the note: the table and the methods page name them."""
SMALLEST_BREAK = 0.02  # of the region's refugees: smaller breaks are named nowhere


def verdicts(evidence: Evidence) -> Iterator[Finding]:
    """Say of each directed measure whose change is judged how it moved; where none is, say why.

    The verdict is that of `gcr_analysis.indicators.progress`. A measure without a phrase in
    `framework/sentences/measures.yaml` is a fault that the tests find.
    """
    rows = judged(evidence)
    told: dict[str, list[str]] = {way: [] for way in JUDGED}
    for place, id in enumerate(rows.index):
        way = rows.loc[id, "progress"]
        if way not in JUDGED:
            continue
        try:
            change = claims.change(evidence, str(id), int(rows.loc[id, "baseline_year"]))
        except UnfoundedError as failed:
            UNSAID[evidence.panel, "verdict", failed.kind, failed.ground] += 1
            continue
        way = "stalled" if change.is_still else way
        told[way].append(str(id))
        if way != "stalled":
            section = "progress" if way == "progress" else "challenges"
            yield Finding(section, _weight(str(id), place), verdict(evidence, str(id), change))
    yield from turned(evidence)
    if not told["progress"]:
        yield Finding("progress", 0, no_progress(evidence, told))


def _weight(id: str, place: int) -> float:
    return (CORE if framework.indicators()[id].gcr_code is not None else OTHER) - place / 1000


def turned(evidence: Evidence) -> Iterator[Finding]:
    """Say of measures whose last year took back what the years before had brought how that year went.

    Since the baseline nothing is judged of them. A last year that went the wrong way is a challenge.
    """
    rows, declared, once = judged(evidence), framework.indicators(), set()
    for place, id in enumerate(rows.index):
        if rows.loc[id, "rule"] != "turn" or declared[id].shape_of or declared[id].fact in once:
            continue
        since = int(rows.loc[id, "baseline_year"])
        try:
            last = claims.change(evidence, str(id), int(rows.loc[id, "value_year"]) - 1)
            whole = claims.change(evidence, str(id), since)
        except UnfoundedError as failed:
            UNSAID[evidence.panel, "turned", failed.kind, failed.ground] += 1
            continue
        if not last.is_still and (last.direction > 0) != (declared[id].direction == "up"):
            once.add(declared[id].fact)
            facts = context(evidence) | {"subject": said("measures", str(id), **context(evidence))}
            # Beside a figure that hangs on one place that place would have to stand.
            facts["then"] = None if whole.hangs_on_one else claims.level(evidence, str(id), since)
            facts |= {"last": last, "names_region": _names_region(evidence, str(id))}
            yield Finding("challenges", _weight(str(id), place), said("measures", "turned", **facts))


def no_progress(evidence: Evidence, told: dict[str, list[str]]) -> Sentence:
    """Say that nothing is judged as progress: what was judged, how it went, and why the others were not."""
    rows = judged(evidence)
    titles = {way: [_title(evidence, id, rows.loc[id]) for id in ids] for way, ids in told.items()}
    number = given(sum(map(len, told.values())), "measures")
    kind = "none" if not number.value else ("one" if number.value == 1 else "several")
    reasons = [
        _why(evidence, str(rule), rows[rows["rule"] == rule])
        for rule in (each.id for each in framework.claims().verdicts.rules)
        if len(rows) and (rows["rule"] == rule).any()
    ]
    facts = context(evidence) | {"number": number, "reasons": reasons}
    facts["all"] = given(len(rows), "measures")
    facts["claims"] = [claims.part(int(number.number), len(rows), "measures")]
    facts |= {"regress": titles["regress"], "still": titles["stalled"]}
    return said("note", f"no_progress_{kind}", **facts)


def _title(evidence: Evidence, id: str, row: pd.Series) -> Sentence:
    """Name a measure that is judged, with its years where it is not judged since the baseline."""
    first, last = int(row["baseline_year"]), int(row["value_year"])
    years = {"first": given(first, "year"), "last": given(last, "year")}
    later = first > evidence.baseline_year
    return said("note", "judged_title", title=uncapital(evidence.title(id)), later=later, **years)


def _why(evidence: Evidence, rule: str, rows: pd.DataFrame) -> Sentence:
    """Say why some measures are not judged: how many they are, and of which years their figures are."""
    first, last = int(rows["value_year"].min()), int(rows["value_year"].max())
    facts = context(evidence) | {"number": given(len(rows), "measures"), "last": given(last, "year")}
    facts["first"] = given(first, "year") if first < last else None
    return said("note", f"why_{rule.replace('-', '_')}", **facts)


def judged(evidence: Evidence) -> pd.DataFrame:
    """Return the directed measures of the table with their progress status, without an analyst's own."""
    rows, own = evidence.progress, {each.id for each in framework.indicators().values() if each.own}
    return rows[rows.index.isin(set(shown(evidence)) - own)] if len(rows) else rows


def verdict(evidence: Evidence, id: str, change: Change) -> Sentence:
    """Say how a measure moved; a measure's phrase may name the region itself."""
    facts = context(evidence) | {"subject": said("measures", id, **context(evidence)), "change": change}
    name = "verdict_of_origin" if evidence.is_read_as_origin else "verdict"
    return said("measures", name, **facts, names_region=_names_region(evidence, id))


def _names_region(evidence: Evidence, id: str) -> bool:
    """Whether a measure's phrase names the region itself, or people from there are counted."""
    return "where" in subject(id) or evidence.is_read_as_origin


def subject(id: str) -> str:
    """Return what a sentence calls a measure: a phrase that begins a sentence.

    >>> subject("refugees_hosted")
    'the number of refugees'
    """
    return templates("measures")[id]


def limits(evidence: Evidence) -> Iterator[Finding]:
    """Say which figures are missing or of earlier years, and which breaks lie in between."""
    for rule in (missing_figures, proxies, earlier_years, unjudged):
        yield from rule(evidence)


def core(evidence: Evidence) -> list[Indicator]:
    """Return the indicators of the Global Compact under the panel's objective that apply to the region."""
    declared = [each for each in framework.indicators().values() if each.panel == evidence.panel]
    coded = [
        each
        for each in declared
        if each.id.startswith("gcr_") and not each.own and not _is_quoted_beside(each)
    ]
    return [each for each in coded if evidence.at(each.id).status != "not applicable"]


def _is_quoted_beside(declared: Indicator) -> bool:
    """Whether it is what others published for the world, beside an indicator that is computed."""
    return bool(declared.only_for) and declared.direction == "neutral"


def missing_figures(evidence: Evidence) -> Iterator[Finding]:
    """Name the indicators of the Global Compact without a figure, those with one reason together."""
    by_reason: dict[str, list[Sentence]] = {}
    recent = False
    for declared in core(evidence):
        figure = evidence.at(declared.id)
        if figure.known:
            continue
        last = evidence.last_known(declared.id)
        first = first_year(declared.id, last.value_year) if last.known and last.value_year else None
        quoted = (
            [claims.Level(beside=(), figure=last, kind=kind_of_part(last), asked=evidence.year)]
            if last.known
            else []
        )
        several = first is not None and first != last.value_year
        recent |= last.known and (last.value_year or 0) >= evidence.year - OLDEST_YEARS
        name = said(
            "note",
            "named_code",
            title=uncapital(evidence.title(declared.id)),
            code=declared.gcr_code,
            last=last if last.known else None,
            claims=[claims.unreported(evidence, declared.id), *quoted],
            since=given(first, "year") if several and first else None,
        )
        by_reason.setdefault(figure.reason, []).append(name)
    if by_reason:
        groups = [
            said("note", "without_figure", names=names, reason=reason_in_words(why))
            for why, names in by_reason.items()
        ]
        number = given(sum(len(names) for names in by_reason.values()), "indicators")
        facts = context(evidence) | {"number": number, "groups": groups, "recent": recent}
        yield Finding("support", 0.5, said("note", "missing_figures", **facts))


def proxies(evidence: Evidence) -> Iterator[Finding]:
    """Name the indicators of the Global Compact for which the table has another figure."""
    rows = {id: framework.indicators()[id].gcr_code for id in shown(evidence)}
    codes = sorted({code for id, code in rows.items() if code and evidence.at(id).status == "proxy"})
    if codes:
        facts = context(evidence) | {"codes": codes, "number": given(len(codes), "indicators")}
        yield Finding("limits", 3, said("note", "proxies", **facts))


def earlier_years(evidence: Evidence) -> Iterator[Finding]:
    """Name the figures on indicators of the Global Compact in the table that are of an earlier year."""
    late = [evidence.at(id) for id in shown(evidence) if framework.indicators()[id].gcr_code]
    late = [figure for figure in late if figure.known and figure.value_year not in (None, evidence.year)]
    for year in sorted({figure.value_year or 0 for figure in late}):
        titles = [uncapital(evidence.title(each.indicator)) for each in late if each.value_year == year]
        facts = context(evidence) | {"titles": titles, "number": given(len(titles), "measures")}
        yield Finding("limits", 5, said("note", "earlier_year", **facts, own_year=given(year, "year")))


def unjudged(evidence: Evidence) -> Iterator[Finding]:
    """Name the measures whose change is not judged although both figures are there, by the reason."""
    rows = judged(evidence)
    if rows.empty:
        return
    rows = rows[rows["value"].notna() & rows["baseline"].notna() & ~rows["rule"].isin(SELF_EVIDENT)]
    groups = []
    for reason, ids in rows.groupby("reason", sort=False):
        titles = [uncapital(evidence.title(str(id))) for id in ids.index]
        facts: dict[str, Any] = {"titles": titles[:MOST_NAMED], "more": len(titles) > MOST_NAMED}
        groups.append(said("note", "unjudged_group", **facts, reason=reason_in_words(reason)))
    if groups:
        yield Finding("limits", 4, said("note", "unjudged", **context(evidence), groups=groups))


def breaks(evidence: Evidence, series: str) -> Iterator[Finding]:
    """Name the largest breaks in a series since the baseline, and steps between its parts."""
    whole = [each for each in evidence.breaks(series, SMALLEST_BREAK) if each.kind != "definition"]
    moved = evidence.breaks("oip", SMALLEST_BREAK) if series == "refugees" else ()
    moved = [each for each in moved if each.kind == "reclassification" and each not in whole]
    if whole or moved:
        told, inside = (_largest(evidence, found) for found in (whole, moved))
        facts = context(evidence) | {"breaks": told, "number": given(len(told), "breaks"), "inside": inside}
        yield Finding("limits", 8, said("note", "breaks", **facts))


def _largest(evidence: Evidence, breaks: Iterable[Break]) -> list[Sentence]:
    """Tell the largest of some breaks by year; steps of one kind stand together."""
    by_text: dict[str, list[Break]] = {}
    for each in breaks:
        by_text.setdefault(each.text, []).append(each)
    largest = sorted(by_text.values(), key=_size, reverse=True)[:MOST_BREAKS]
    return [_told(evidence, steps) for steps in sorted(largest, key=lambda steps: steps[0].between)]


def _size(steps: Iterable[Break]) -> float:
    return abs(sum(step.size or 0 for step in steps))


def _told(evidence: Evidence, steps: list[Break]) -> Sentence:
    return said("note", "told_break", broken=claims.broken(evidence.region.id, steps))
