"""The table of panel two: each measure with what it rests on, what it could be, and how it changed."""

from dataclasses import replace

import pandas as pd

from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.words import say
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.progress import INSUFFICIENT
from gcr_analysis.snapshot import sources

MEASURES = (
    "gcr_2_1_1",
    "gcr_2_1_1_published",
    "gcr_2_1_1_in_practice",
    "gcr_2_1_2",
    "gcr_2_1_2_published",
    "gcr_2_2_1_primary",
    "gcr_2_2_1_primary_published",
    "gcr_2_2_1_secondary",
    "gcr_2_2_1_secondary_published",
    "gcr_2_2_1_national",
    "gcr_2_2_2",
    "tertiary_enrolment",
    "identity_documents",
    "health_access",
    "bank_account",
    "social_protection",
    "secure_tenure",
    "unemployed",
    "income_improvement",
    "legal_framework",
    "legal_framework_unlimited",
    "naturalisations",
    "naturalisations_per_1000_refugees",
    "school_age_share",
    "working_age_share",
    "dependency_ratio",
    "women_share",
    "camp_share",
    "host_poverty",
    "host_unemployment",
    "host_gdp_per_capita",
    "host_secondary_enrolment",
)
HEADINGS = ("measure", "figure", "covered", "bounds", "change", "reading")


def table(reliance: Reliance) -> Table:
    """Return the measures that apply to the region, a row each."""
    figures = [
        figure for id in MEASURES if (figure := reliance.at(id)).status != "not applicable" or _is_gcr(id)
    ]
    figures = [figure for figure in figures if figure.status != "not applicable" or not _is_quoted(figure)]
    headings = [say(f"column_{name}").text for name in HEADINGS]
    used = {name for figure in figures for name in figure.source.split("; ")}
    title = say("table_title", **reliance.common)
    changes = [change for figure in figures if (change := _change(reliance, figure))]
    return Table(
        id="measures",
        title=title.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame([_row(reliance, figure) for figure in figures], columns=headings),
        quantities=(*title.quantities, *(figure for figure in figures if figure.known), *changes),
    )


def _is_gcr(id: str) -> bool:
    return indicators()[id].gcr_code is not None


def _is_quoted(figure: Quantity) -> bool:
    return indicators()[figure.indicator].status == "published"


def _row(reliance: Reliance, figure: Quantity) -> list[str]:
    title = reliance.title(figure.indicator)
    if code := indicators()[figure.indicator].gcr_code:
        title = say("measure_with_code", title=title, code=code).text
    change = _change(reliance, figure)
    return [
        title,
        _cell(reliance, figure),
        _rests_on(reliance, figure),
        _bounds(figure),
        _moved(reliance, figure, change),
        _reading(reliance, figure),
    ]


def _cell(reliance: Reliance, figure: Quantity) -> str:
    if not figure.known:
        return figure.status
    if figure.value_year == reliance.year:
        return str(figure)
    return say("figure_of_year", figure=figure, year=figure.own_year).text


def _rests_on(reliance: Reliance, figure: Quantity) -> str:
    if not figure.known or figure.status == "published" or (reliance.is_country and figure.coverage == 1):
        return ""
    return str(reliance.covered(figure))


def _bounds(figure: Quantity) -> str:
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return ""
    low, high = (replace(figure, value=end) for end in (figure.low, figure.high))
    return say("bounds", low=low, high=high).text


def _change(reliance: Reliance, figure: Quantity) -> Quantity | None:
    """Return the change that may be read: on the same hosts, or between two whole figures of one kind."""
    if indicators()[figure.indicator].matched:
        match = reliance.match(figure.indicator)
        return match.change if match else None
    then = reliance.then(figure.indicator)
    whole = figure.known and then.known and figure.status == then.status == "computed"
    if not whole or figure.value_year == then.value_year or _progress(reliance, figure) == INSUFFICIENT:
        return None
    return (
        relative(figure, then)
        if figure.unit in ("persons", "US dollars per person")
        else difference(figure, then)
    )


def _moved(reliance: Reliance, figure: Quantity, change: Quantity | None) -> str:
    if change is None or not change.known:
        return ""
    match = reliance.match(figure.indicator) if indicators()[figure.indicator].matched else None
    since = match.start.own_year if match else reliance.years["baseline"]
    moved = say("unchanged").text if change.value == 0 else change.signed.replace("percentage ", "")
    hosts = match.hosts if match and not reliance.is_country else None
    return say("change_since", moved=moved, since=since, hosts=hosts).text


def _reading(reliance: Reliance, figure: Quantity) -> str:
    parts = [figure.status if figure.known else say("no_figure").text]
    if figure.known and (progress := _progress(reliance, figure)):
        parts.append(progress)
    return "; ".join(parts)


def _progress(reliance: Reliance, figure: Quantity) -> str:
    known = figure.indicator in reliance.progress.index
    return str(reliance.progress.loc[figure.indicator, "progress"]) if known else ""
