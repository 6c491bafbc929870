"""The table of panel one: its measures at the baseline and at the year, with status and reading."""

from dataclasses import replace

import pandas as pd

from gcr_analysis.briefing.display import Table
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.exhibits import source_line
from gcr_analysis.briefing.host_country_burden.words import common, say
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.framework import indicators, sources

MEASURES = (
    "refugees_hosted",
    "mandate_refugees_hosted",
    "asylum_seekers_hosted",
    "share_of_world_refugees",
    "refugees_per_1000_inhabitants",
    "responsibility_ratio",
    "share_hosted_in_low_and_middle_income",
    "share_hosted_in_least_developed",
    "top5_host_share",
    "hosting_gini",
    "protracted_refugees",
    "protracted_situations",
    "protracted_share",
    "asylum_decisions",
    "protection_rate",
    "asylum_backlog_years",
    "gcr_1_1_1",
    "gcr_1_1_2",
    "gcr_1_2_1",
    "gcr_1_2_2",
)


def table(burden: Burden) -> Table:
    """Return the measures that apply to the region, a row each, and every GCR indicator with its status."""
    applicable = [
        id for id in MEASURES if burden.at(id).status != "not applicable" or indicators()[id].gcr_code
    ]
    figures = [(burden.then(id), burden.at(id)) for id in applicable]
    rows = [_row(burden, then, now) for then, now in figures]
    facts = common(burden)
    headings = [say("column_measure").text, str(burden.baseline_year), str(burden.year)]
    headings += [say("column_change").text, say("column_reading").text]
    used = {name for _, now in figures for name in now.source.split("; ")}
    return Table(
        id="measures",
        title=say("table_title", **facts).text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame(rows, columns=headings),
        quantities=tuple(q for pair in figures for q in pair if q.known),
    )


def _row(burden: Burden, then: Quantity, now: Quantity) -> list[str]:
    declared = indicators()[now.indicator]
    title = declared.title
    if declared.gcr_code:
        title = say("measure_with_code", title=title, code=declared.gcr_code).text
    return [title, _cell(then), _cell(now), _change(now, then), _reading(burden, now)]


def _cell(figure: Quantity) -> str:
    if not figure.known:
        return figure.status
    if figure.low is None or figure.high is None:
        return str(figure)
    ends = {end: replace(figure, value=getattr(figure, end)) for end in ("low", "high")}
    return say("measure_with_interval", ratio=figure, **ends).text


def _change(now: Quantity, then: Quantity) -> str:
    """Percentages change by points, amounts by percent; nothing between figures of different kinds."""
    kinds = {now.status, then.status}
    if (
        not (now.known and then.known)
        or "partial" in kinds
        or len(kinds) > 1
        or now.value_year == then.value_year
    ):
        return ""
    change = (
        difference(now, then)
        if now.unit in ("percent", "coefficient", "ratio", "years")
        else relative(now, then)
    )
    return change.signed if change.known else ""


def _reading(burden: Burden, now: Quantity) -> str:
    """Status of the figure, its own year where that is another, and its progress status where it has one."""
    parts = [now.status]
    if now.known and now.value_year != burden.year:
        parts.append(say("year_of_figure", year=now.own_year).text)
    if now.indicator in burden.progress.index:
        parts.append(str(burden.progress.loc[now.indicator, "progress"]))
    return "; ".join(parts)
