"""The table of panel four: its measures at the baseline and at the year, with status and reading."""

import pandas as pd

from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.numbers import number
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.progress import ends
from gcr_analysis.briefing.return_conditions.words import say
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.return_conditions.conditions import VALUES
from gcr_analysis.snapshot import sources

MEASURES = (
    "refugee_returns",
    "idp_returns",
    "return_rate",
    "returns_to_new_displacement",
    "largest_host_share_of_returns",
    "returns_in_conflict",
    "returns_in_conflict_by_rate",
    "refugees_from_origin",
    "mandate_refugees_from_origin",
    "asylum_seekers_from_origin",
    "new_displacement_from_origin",
    "refugees_unaccounted_for",
    "idps",
    "idps_unhcr",
    "conflict_deaths_per_100000",
    "political_stability",
    "rule_of_law",
    "gdp_per_capita_growth",
    "undernourishment",
    "inform_risk",
    "human_development",
    "gcr_4_1_1",
    "gcr_4_1_2",
    "gcr_4_2_2",
)
# A rise of so many percent tells less than the difference.
MULTIPLIED_PERCENT = 1000
# Whose change from one year to another says nothing.
WITHOUT_CHANGE = ("refugees_unaccounted_for",)
# Units that change by points of their own; all others change by percent of the baseline.
BY_POINTS = (
    "percent",
    "coefficient",
    "standard deviations",
    "index points",
    "deaths per 100,000 inhabitants",
    "per 100 newly displaced",
)


def table(home: Home) -> Table:
    """Return the measures that apply to the region, a row each, and every GCR indicator with its status."""
    figures = [_ends(home, id) for id in MEASURES]
    headings = [say("column_measure").text, str(home.baseline_year), str(home.year)]
    headings += [say("column_change").text, say("column_reading").text]
    used = {name for pair in figures for figure in pair if figure.known for name in figure.source.split("; ")}
    title = say("table_title", **home.common)
    return Table(
        id="measures",
        title=title.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame([_row(home, then, now) for then, now in figures], columns=headings),
        quantities=(*title.quantities, *(figure for pair in figures for figure in pair if figure.known)),
    )


def _ends(home: Home, id: str) -> tuple[Quantity, Quantity]:
    """Return a measure at the baseline and at the year; conditions with the same countries and weights."""
    now, then = ends(home, id) if id in VALUES and home.then(id).known else (home.at(id), home.then(id))
    return then, now


def _row(home: Home, then: Quantity, now: Quantity) -> list[str]:
    title = home.title(now.indicator)
    if code := indicators()[now.indicator].gcr_code:
        title = say("measure_with_code", title=title, code=code).text
    return [title, _cell(then), _cell(now), _change(now, then), _reading(home, now)]


def _cell(figure: Quantity) -> str:
    if not figure.known:
        return figure.status
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return str(figure)
    low, high = (number(end, figure.unit) for end in (figure.low, figure.high))
    return say("measure_with_interval", value=figure, low=low, high=high).text


def _change(now: Quantity, then: Quantity) -> str:
    """Return the change between two whole figures of one kind; nothing where there are none."""
    if (
        now.indicator in WITHOUT_CHANGE
        or now.status != then.status
        or now.status == "partial"
        or now.value_year == then.value_year
    ):
        return ""
    change = relative(now, then)
    if now.unit in BY_POINTS or abs(change.value or MULTIPLIED_PERCENT) >= MULTIPLIED_PERCENT:
        change = difference(now, then)
    return change.signed if change.known else ""


def _reading(home: Home, now: Quantity) -> str:
    """Status of the figure, its own year where that is another, and its progress status where it has one."""
    parts = [now.status]
    if now.known and now.value_year != home.year:
        parts.append(say("year_of_figure", year=now.own_year).text)
    if now.indicator in home.progress.index:
        parts.append(str(home.progress.loc[now.indicator, "progress"]))
    return "; ".join(parts)
