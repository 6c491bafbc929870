"""The table of a note: the measures that its panel declares rows for, at the baseline and at the year."""

import re
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Change
from gcr_analysis.briefing.claims.made_by import side_of
from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import Evidence, title_of_measure
from gcr_analysis.briefing.marks import mark, plain
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reasons import reason_in_words
from gcr_analysis.briefing.rules import context
from gcr_analysis.briefing.sentences import Sentence, phrase, quantities_of, sentence, uncapital
from gcr_analysis.framework import Indicator, indicators, panels, rows_of, thresholds, units
from gcr_analysis.framework.languages import spoken
from gcr_analysis.indicators.published import first_year
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.snapshot import sources

WHOLE = 0.995  # coverage that reads as all
MOST = 0.9  # coverage from which a share speaks for all
KEYS = ("partial", "proxy", "covers", "without", "not_judged", "same_weights", "same_places")
"""Readings that a line under the table explains where a row has them."""
ABSENCES = {
    "begins": r"series begins in (\d{4})",
    "one_year": r"has figures for (\d{4}) only",
    "ends": r"ends in (\d{4})",
    "none_reported": r"^No [\w ]*(?:was )?reported|gives nobody$",
    "no_plan": r"^In no [\w ]*plan of this source",
}
"""Words of a cell without a figure, by what its reason says; any other figure could be made and was not."""


class Row(NamedTuple):
    """A row: its cells, their numbers, and which readings it has that have to be explained."""

    cells: list[str]
    quantities: list[Quantity]
    keys: set[str]


def words(name: str, /, **values: Any) -> str:
    """Return a text that the tables of all panels share."""
    return sentence("note", name, **values).text


def status_in_words(name: str) -> str:
    """Return what a status of a figure, or of its progress, is called.

    >>> status_in_words("not collected")
    'not collected'
    """
    return words(f"status_{name.replace(' ', '_')}")


def shown(evidence: Evidence) -> list[str]:
    """Return the ids of the measures that the table of a region's note shows, in its order.

    Left out are those that are not for its kind of region or do not apply to it, those that the panel leaves
    out (without a figure, or of a group in which nobody is counted), those that are zero at both ends, and
    those that repeat the figures of a row above.

    Examples
    --------
    >>> shown(Evidence("host-country-burden", "COL", 2025, 2016))[5:8]
    ['responsibility_ratio', 'protracted_refugees', 'protracted_situations']
    """
    ids: list[str] = []
    for measure in rows_of(evidence.panel):
        if _is_shown(evidence, measure) and not any(_is_repeated(evidence, measure.id, id) for id in ids):
            ids.append(measure.id)
    return ids


def _is_shown(evidence: Evidence, measure: Indicator) -> bool:
    row, table, kind = measure.row, panels()[evidence.panel].table, evidence.region.kind
    if row is None or not row.is_for(kind):
        return False
    now, then = evidence.at(measure.id), evidence.then(measure.id)
    if row.always:
        return True
    if now.status == "not applicable" or ((table.only_known or row.only_known) and not now.known):
        return False
    count = table.only_where.get(row.group, measure.id)
    if count != measure.id and not (evidence.at(count).value or evidence.then(count).value):
        return False
    reported = measure.unit == "percent" and now.value == 0 and not (then.known or evidence.is_read_as_origin)
    return bool(now.value or then.value) or 0 not in (now.value, then.value) or reported


def _is_repeated(evidence: Evidence, id: str, above: str) -> bool:
    """Whether a measure has the figures of a row above, of which it is a variant or the same fact."""
    measure, other = indicators()[id], indicators()[above]
    if other.variant != id and (measure.fact is None or measure.fact != other.fact):
        return False
    pairs = [(evidence.at(each), evidence.then(each)) for each in (id, above)]
    figures = [[(q.value, q.value_year, q.unit) for q in pair] for pair in pairs]
    return figures[0] == figures[1] and any(q.known for q in pairs[0])


def measures_table(evidence: Evidence) -> Table:
    """Return the table of a region's note.

    A row has the measure, its figure at the baseline and at the year, each with its own year where that is
    another, the change where the grounds of a change hold, and how all this is to be read: the status, what
    the figure covers, both figures without the place that made most of the change, and the progress status.
    A change on the places with figures at both ends shows these two figures, since they differ from those
    beside it. A share or rate that rests on too little has what it covers in place of a figure.
    """
    rows = [_row(evidence, id) for id in shown(evidence)]
    title = sentence("note", "table_title", **context(evidence))
    quantities = [q for row in rows for q in row.quantities if q.known]
    used = {name for quantity in quantities for name in quantity.source.split("; ")}
    years = (str(evidence.baseline_year), str(evidence.year))
    heads = [words("column_measure"), *years, words("column_change"), words("column_reading")]
    keys = {key for row in rows for key in row.keys}
    members = _members(evidence)
    explained = [*(words(f"key_{key}") for key in KEYS if key in keys), *(each.text for each in members)]
    return Table(
        id="measures",
        title=title.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame([row.cells for row in rows], columns=heads),
        quantities=(*title.quantities, *dict.fromkeys(quantities), *quantities_of(members)),
        note=" ".join(explained),
    )


def _members(evidence: Evidence) -> list[Sentence]:
    """Say what a publisher's region holds, which others draw in another way."""
    region = evidence.region
    if region.kind not in ("unhcr-region", "bureau"):
        return []
    facts = context(evidence) | {"number": given(len(region.countries), "countries")}
    return [sentence("note", "membership", **facts, as_of=given(int(region.as_of), "year"))]


def _row(evidence: Evidence, id: str) -> Row:
    now, then = (_bounded(evidence, each) for each in (evidence.at(id), evidence.then(id)))
    change, why = (None, "") if is_thin(now) else _change(evidence, id, then)
    if change is not None and any(each.bound or _is_between(each) for each in (now, then)):
        change, why = None, words("not_comparable")
    if change is not None and change.is_gone:
        change, why = None, words("not_comparable")
    declared = indicators()[id].row
    beside = declared is None or declared.compared or not then.known
    if change is not None:
        whole = evidence.at(id, change.start.value_year)
        then = _bounded(evidence, whole if change.same_places and whole.known else change.start)
    moved, stated = why, []
    if change is not None:
        moved, stated = _moved(evidence, change, _rule(evidence, id))
    reading, keys = _reading(evidence, now, then, change)
    earlier = _cell(evidence, then, evidence.baseline_year) if beside else words("not_comparable")
    cells = [_title(evidence, id), earlier, _cell(evidence, now, evidence.year), moved, reading]
    return Row(cells, [*([then] if beside else []), now, *stated], keys)


def _change(evidence: Evidence, id: str, then: Quantity) -> tuple[Change | None, str]:
    """The change since the baseline, or words where both figures are there and it is none to state."""
    row = indicators()[id].row
    now = evidence.at(id)
    asked = row is not None and row.change and units()[now.unit].changes_by != "nothing"
    asked = asked and now.status != "published"  # editions differ
    if not now.known or now.value_year == then.value_year:
        return None, ""
    if not asked:
        told = row is not None and row.compared and then.known and now.status != "published"
        return None, words("not_comparable") if told else ""
    change = claims.if_founded(claims.change, evidence, id)
    return change, words("not_comparable") if change is None and then.known else ""


def _moved(evidence: Evidence, change: Change, rule: str) -> tuple[str, list[Quantity]]:
    """Write a change, and its numbers: both figures where the cells beside it are of other places."""
    if change.same_places:
        ends = [change.start, change.end]
        start, end = (_with_unit(figure) for figure in ends)
        name = "pair_of_same_weights" if change.same_weights else "pair_of_same_places"
        return words(name, start=start, end=end), ends
    stated = [] if change.is_still or not change.signed.known else [change.signed]
    few = not stated and (change.start.written != change.end.written or rule == "people")
    if few:
        return words("too_few"), []
    text = stated[0].signed if stated else words("unchanged")
    if change.start.value_year not in (None, evidence.baseline_year):
        text = words("since_year", change=text, year=change.start.own_year)
    return text, stated


def _title(evidence: Evidence, id: str) -> str:
    title, code = evidence.title(id), indicators()[id].gcr_code
    return words("measure_with_code", title=title, code=code) if code else title


def is_thin(figure: Quantity) -> bool:
    """Whether a share, rate or zero rests on so little that the figure would only mislead."""
    if not figure.known or figure.status == "published" or figure.coverage is None:
        return False
    if figure.coverage >= WHOLE:
        return False
    if units()[figure.unit].written == "count":
        return figure.status == "partial" and figure.value == 0
    low, high = figure.ends
    wide = figure.unit == "percent" and high.number - low.number > thresholds()["widest_bounds"].value
    return wide or 100 * figure.coverage < thresholds()["thin_coverage"].value


def _bounded(evidence: Evidence, figure: Quantity) -> Quantity:
    """Make a figure a lower bound, or none, where its row or its claim says so."""
    row = indicators()[figure.indicator].row
    is_bound = None if row is None else row.lower_bound
    if is_bound is None:
        said = claims.if_founded(claims.level, evidence, figure.indicator, figure.value_year)
        return replace(figure, bound=said.bound) if said and said.bound and figure.known else figure
    return replace(figure, bound="least" if is_bound else "")


def _with_unit(figure: Quantity) -> str:
    declared, behind = indicators()[figure.indicator].row, units()[figure.unit].in_table
    behind = behind if isinstance(behind, str) else behind.get(figure.category, behind["other"])
    text = figure.signed if declared is not None and declared.signed else phrase("or_none", figure)
    return f"{text} {behind}" if behind else text


def _cell(evidence: Evidence, figure: Quantity, asked: int) -> str:
    """Write a figure with its interval and its own year, or why there is none."""
    if not figure.known:
        return _absent(evidence, figure)
    if is_thin(figure):
        name = "places_only" if evidence.is_read_as_origin else "hosts_only"
        text = words(name, share=figure.covered)
    else:
        text, (low, high) = _with_unit(figure), figure.ends
        if figure.bound:
            text = words(f"at_{figure.bound}", figure=text)
        elif low.known and high.known and low.written != high.written:
            text = words("with_interval", figure=text, low=low, high=high)
            if _is_between(figure):
                text = words("between", low=figure.at_least, high=replace(high, bound="most"))
    if figure.value_year in (None, asked):
        return text
    if text.endswith(")"):
        return words("with_interval_and_year", figure=text.removesuffix(")"), year=figure.own_year)
    return words("with_year", figure=text, year=figure.own_year)


def _is_between(figure: Quantity) -> bool:
    """Whether a share of people counted by place is known between two bounds, since places lack a figure."""
    low, high = figure.ends
    known_by_place = indicators()[figure.indicator].share_of and (figure.coverage or 1) < MOST
    return bool(known_by_place) and high.number > low.number


def _absent(evidence: Evidence, figure: Quantity) -> str:
    """Say why a cell has no figure: nobody collects it only where the declaration says so."""
    if figure.status != "not collected" or indicators()[figure.indicator].status == "not collected":
        return status_in_words(figure.status)
    name, year = _absence(figure)
    if name == "begins" and not any(
        evidence.at(figure.indicator, each).known
        for each in range(int(year), evidence.at(figure.indicator).value_year or evidence.year)
    ):
        name = "no_figure"  # before the latest
    return words(f"absent_{name}", year=year)


def _absence(figure: Quantity) -> tuple[str, str]:
    for name, pattern in ABSENCES.items():
        if found := re.search(pattern, figure.reason):
            return name, found[1] if found.groups() else ""
    return "not_computed", ""


def _reading(
    evidence: Evidence, now: Quantity, then: Quantity, change: Change | None
) -> tuple[str, set[str]]:
    """Say how a row is to be read, and which of its words have to be explained."""
    if not now.known:
        parts = [_why(evidence, now), _judgement(evidence, now.indicator)]
        return spoken().marks.semicolon.join(filter(None, parts)), {"not_judged"} if parts[1] else set()
    bound = now.bound and now.status == "partial" and (now.coverage or 0) >= LEAST_COVERAGE
    parts = [] if bound else [status_in_words(now.status)]
    keys = set() if bound else {now.status} & set(KEYS)
    row = indicators()[now.indicator].row
    if row is not None and row.stands_in and now.status == "proxy":
        parts = [words("stands_in", status=parts[0], title=uncapital(title_of_measure(now.indicator)))]
    if row is not None and row.names_place:
        parts.append(_named(now, then))
    if now.coverage is not None and now.coverage < WHOLE and not is_thin(now):
        parts.append(words("covers", share=now.covered))
        keys.add("covers")
    if change is not None and change.decisive is not None and not change.is_still:
        place = phrase("without_side", change.decisive, side_of(now.indicator, change.role))
        start, end = (_with_unit(each) for each in (change.start_without, change.end_without))
        name = "without_still" if plain(start) == plain(end) else "without"
        parts.append(words(name, place=place, start=start, end=end))
        keys.add("without")
    if change is not None and change.same_places:
        keys.add("same_weights" if change.same_weights else "same_places")
    if change is not None and change.broken:
        parts.append(words("counting_changed"))
    judgement = _judgement(evidence, now.indicator)
    keys |= {"not_judged"} if judgement and _rule(evidence, now.indicator) else set()
    read = spoken().marks.semicolon.join(filter(None, [*parts, judgement]))
    return read or words("part_missing"), keys


def _rule(evidence: Evidence, id: str) -> str:
    """The rule that withholds a measure's verdict; empty where it has one, or none is asked."""
    return str(evidence.progress.loc[id, "rule"]) if id in evidence.progress.index else ""


def _judgement(evidence: Evidence, id: str) -> str:
    """The verdict on a measure with a right direction, or that there is none."""
    if id not in evidence.progress.index or indicators()[id].own:
        return ""
    verdict = evidence.progress.loc[id, "progress"]
    return words("not_judged") if _rule(evidence, id) else status_in_words(str(verdict))


def _named(now: Quantity, then: Quantity) -> str:
    """Name the place that a figure is about, and that of the earlier figure where it was another."""
    if not then.known or then.reason == now.reason:
        said = mark(now, reason_in_words(now.reason))
        return uncapital(said) if now.reason.startswith("Without ") else said
    place, earlier = (mark(each, reason_in_words(each.reason)) for each in (now, then))
    return words("named_places", place=place, earlier=earlier, year=then.own_year)


def _why(evidence: Evidence, figure: Quantity) -> str:
    """Say why there is no figure for the year, and which was the last."""
    collected = indicators()[figure.indicator].status != "not collected"
    if not collected or figure.status != "not collected":
        return status_in_words(figure.status)
    last = evidence.last_known(figure.indicator)
    if last.known and last.status == "published" and last.value_year:
        first = first_year(figure.indicator, last.value_year) or last.value_year
        name = "last_published" if first == last.value_year else "last_published_for"
        return words(name, figure=_with_unit(last), first=given(first, "year"), last=last.own_year)
    return "" if _absence(figure)[1] else uncapital(reason_in_words(figure.reason))
