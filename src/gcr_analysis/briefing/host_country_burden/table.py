"""The table of panel one: its measures at the baseline and at the year, with status and reading."""

from dataclasses import replace

import pandas as pd

from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.titles import is_multiple
from gcr_analysis.briefing.host_country_burden.words import say
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.progress import INSUFFICIENT
from gcr_analysis.snapshot import sources

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
# Of a single country these say only which group it is in.
BY_GROUP = ("share_hosted_in_low_and_middle_income", "share_hosted_in_least_developed")
# Units that change by points of their own; all others change by percent of the baseline.
BY_POINTS = ("percent", "coefficient", "ratio", "years", "per 1,000 inhabitants")


def table(burden: Burden) -> Table:
    """Return the measures that apply to the region, a row each, and every GCR indicator with its status."""
    figures = [
        (burden.then(id), now)
        for id in MEASURES
        if (now := burden.at(id)).status != "not applicable" or indicators()[id].gcr_code
        if not (burden.is_world and id == "share_of_world_refugees")
        if not (burden.is_country and id in BY_GROUP)
    ]
    headings = [say("column_measure").text, str(burden.baseline_year), str(burden.year)]
    headings += [say("column_change").text, say("column_reading").text]
    used = {name for _, now in figures for name in now.source.split("; ")}
    title = say("table_title", **burden.common)
    return Table(
        id="measures",
        title=title.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame([_row(burden, then, now) for then, now in figures], columns=headings),
        quantities=(*title.quantities, *(figure for pair in figures for figure in pair if figure.known)),
    )


def _row(burden: Burden, then: Quantity, now: Quantity) -> list[str]:
    title = burden.title(now.indicator)
    if code := indicators()[now.indicator].gcr_code:
        title = say("measure_with_code", title=title, code=code).text
    read = [_change(burden, now, then), _reading(burden, now)]
    return [title, _cell(then), _cell(now), *read]


def _cell(figure: Quantity) -> str:
    if not figure.known:
        return figure.status
    if figure.unit == "years":
        return say("in_years", figure=figure).text
    if figure.low is None or figure.high is None:
        return str(figure)
    low, high = figure.ends
    if str(low) == str(high):
        return str(figure)
    return say("measure_with_interval", ratio=figure, low=low, high=high).text


def _change(burden: Burden, now: Quantity, then: Quantity) -> str:
    """Return the change between two whole figures of one kind; nothing where none is to be read."""
    if now.status != then.status or now.status == "partial" or now.value_year == then.value_year:
        return ""
    if _progress(burden, now) == INSUFFICIENT:
        return ""
    change = difference(now, then) if now.unit in BY_POINTS else relative(now, then)
    if change.value == 0:
        return say("unchanged").text
    if change.unit == "percent" and change.value is not None and is_multiple(change):
        return say("multiplied", times=replace(now, value=1 + change.value / 100, unit="times")).text
    if change.unit == "percentage points":
        change = replace(change, unit="points")
    return change.signed if change.known else ""


def _reading(burden: Burden, now: Quantity) -> str:
    """Status of the figure, its own year where that is another, and its progress status where it has one."""
    parts = [now.status]
    if now.known and now.value_year != burden.year:
        parts.append(say("year_of_figure", year=now.own_year).text)
    if now.known and (progress := _progress(burden, now)):
        parts.append(progress)
    return "; ".join(parts)


def _progress(burden: Burden, now: Quantity) -> str:
    known = now.indicator in burden.progress.index
    return str(burden.progress.loc[now.indicator, "progress"]) if known else ""
