"""The table of a note: the measures that its panel declares rows for, at the baseline and at the year."""

from typing import Any

import pandas as pd

from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Change
from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.rules import context
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework import Indicator, indicators, panels, rows_of, units
from gcr_analysis.snapshot import sources

WHOLE = 0.995  # coverage that reads as all


def words(name: str, /, **values: Any) -> str:
    """Return a text that the tables of all panels share."""
    return sentence("note", name, **values).text


def shown(evidence: Evidence) -> list[str]:
    """Return the ids of the measures that the table of a region's note shows, in its order.

    Left out are those that are not for its kind of region or do not apply to it, and those that the panel
    leaves out: without a figure, or of a group in which nobody is counted.

    Examples
    --------
    >>> shown(Evidence("host-country-burden", "COL", 2025, 2016))[5:8]
    ['responsibility_ratio', 'protracted_refugees', 'protracted_situations']
    """
    return [measure.id for measure in rows_of(evidence.panel) if _is_shown(evidence, measure)]


def _is_shown(evidence: Evidence, measure: Indicator) -> bool:
    row, table, kind = measure.row, panels()[evidence.panel].table, evidence.region.kind
    if row is None or (row.only_for and kind not in row.only_for) or kind in row.not_for:
        return False
    now = evidence.at(measure.id)
    if row.always:
        return True
    if now.status == "not applicable" or ((table.only_known or row.only_known) and not now.known):
        return False
    count = table.only_where.get(row.group, measure.id)
    return count == measure.id or bool(evidence.at(count).value or evidence.then(count).value)


def measures_table(evidence: Evidence) -> Table:
    """Return the table of a region's note.

    A row has the measure, its figure at the baseline and at the year, each with its own year where that is
    another, the change where the grounds of a change hold, and how all this is to be read: the status, what
    the figure covers, the place on which the change hangs, and the progress status.
    """
    lines = [_line(evidence, id) for id in shown(evidence)]
    title = sentence("note", "table_title", **context(evidence))
    quantities = [q for _, used in lines for q in used if q.known]
    used = {name for quantity in quantities for name in quantity.source.split("; ")}
    years = (str(evidence.baseline_year), str(evidence.year))
    heads = [words("column_measure"), *years, words("column_change"), words("column_reading")]
    return Table(
        id="measures",
        title=title.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame([cells for cells, _ in lines], columns=heads),
        quantities=(*title.quantities, *dict.fromkeys(quantities)),
    )


def _line(evidence: Evidence, id: str) -> tuple[list[str], list[Quantity]]:
    now, then = evidence.at(id), evidence.then(id)
    change, why = _change(evidence, id, then)
    if change is not None and not (change.same_places and then.known):
        then = change.start
    said = change.signed if change is not None and not change.is_still else None
    text = why
    if change is not None:
        text = said.signed if said is not None and said.known else words("unchanged")
        if change.start.value_year not in (None, evidence.baseline_year):
            text = words("since_year", change=text, year=change.start.own_year)
    cells = [
        _title(evidence, id),
        _cell(then, evidence.baseline_year),
        _cell(now, evidence.year),
        text,
        _reading(evidence, now, change),
    ]
    return cells, [then, now, *([said] if said is not None else [])]


def _change(evidence: Evidence, id: str, then: Quantity) -> tuple[Change | None, str]:
    """The change since the baseline, or words where both figures are there and it is none to state."""
    row = indicators()[id].row
    now = evidence.at(id)
    asked = row is not None and row.change and units()[now.unit].changes_by != "nothing"
    asked = asked and now.status != "published"  # editions differ
    if not asked or not now.known or now.value_year == then.value_year:
        return None, ""
    change = claims.if_founded(claims.change, evidence, id)
    return change, words("not_comparable") if change is None and then.known else ""


def _title(evidence: Evidence, id: str) -> str:
    title, code = evidence.title(id), indicators()[id].gcr_code
    return words("measure_with_code", title=title, code=code) if code else title


def _cell(figure: Quantity, asked: int) -> str:
    """Write a figure with its interval and its own year; its status where there is none."""
    if not figure.known:
        return figure.status
    behind = units()[figure.unit].in_table
    text = f"{figure} {behind}" if behind else str(figure)
    low, high = figure.ends
    if figure.is_least:
        text = words("at_least", figure=text)
    elif low.known and high.known and str(low) != str(high):
        text = words("with_interval", figure=text, low=low, high=high)
    if figure.value_year not in (None, asked):
        text = words("with_year", figure=text, year=figure.own_year)
    return text


def _reading(evidence: Evidence, now: Quantity, change: Change | None) -> str:
    """Say how a row is to be read."""
    parts = [now.status]
    if now.known and now.coverage is not None and now.coverage < WHOLE:
        parts.append(words("covers", share=given(100 * now.coverage, "percent")))
    if change is not None and change.decisive is not None and not change.is_still:
        parts.append(words("hangs_on", place=change.decisive))
    if change is not None and change.same_places:
        parts.append(words("same_places"))
    if change is not None and change.broken:
        parts.append(words("counting_changed"))
    judged = evidence.progress
    if now.known and now.indicator in judged.index and not judged.loc[now.indicator, "rule"]:
        parts.append(str(judged.loc[now.indicator, "progress"]))
    return "; ".join(parts)
