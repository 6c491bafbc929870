"""The table of panel three: its measures at the baseline and at the year, with status and reading."""

import pandas as pd

from gcr_analysis.briefing.display import Table, source_line
from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.progress import INSUFFICIENT
from gcr_analysis.snapshot import sources

# As destination, as origin, as host, through pathways, and on the way to the goals.
MEASURES = (
    "resettlement_arrivals",
    "arrivals_without_largest_destination",
    "arrivals_per_100000_inhabitants",
    "gcr_3_1_2",
    "resettlement_destinations",
    "destination_concentration",
    "largest_destination_share",
    "covid_shortfall",
    "recovery_year",
    "resettlement_from_origin",
    "from_origin_without_largest_destination",
    "arrivals_per_1000_refugees",
    "destinations_from_origin",
    "destination_concentration_from_origin",
    "largest_destination_share_from_origin",
    "resettlement_needs",
    "arrivals_share_of_needs",
    "gcr_3_1_1",
    "resettlement_departures",
    "departures_per_1000_hosted",
    "resettlement_submissions",
    "departures_over_submissions",
    "days_to_departure",
    "gcr_3_2_1",
    "pathway_departures",
    "pace_to_target",
    "pace_to_target_departures",
    "pace_to_pathways_2028",
    "pace_to_solutions",
)
# For the world these say what the same measures as destination say; elsewhere these are their namesakes.
OF_THE_WORLD = tuple(id for id in MEASURES if "origin" in id)
NAMESAKES = {"resettlement_departures": "gcr_3_1_1", "pathway_departures": "gcr_3_2_1"}
# Units that change by points of their own; all others change by percent of the baseline.
BY_POINTS = ("percent", "coefficient", "per 1,000 refugees", "per 1,000 hosted", "per 100,000 inhabitants")


def table(solutions: Solutions) -> Table:
    """Return the measures that say something of the region, a row each, and every GCR indicator.

    Measures of a view in which the region has nothing are left out, other than the indicators of the
    Global Compact: every one of these has a value or a status.
    """
    figures = [(solutions.then(id), now) for id in MEASURES if _told(solutions, now := solutions.at(id))]
    headings = [say("column_measure").text, str(solutions.baseline_year), str(solutions.year)]
    headings += [say("column_change").text, say("column_reading").text]
    used = {name for _, now in figures for name in now.source.split("; ")}
    title = say("table_title", **solutions.common)
    return Table(
        id="measures",
        title=title.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        data=pd.DataFrame([_row(solutions, then, now) for then, now in figures], columns=headings),
        quantities=(*title.quantities, *(figure for pair in figures for figure in pair if figure.known)),
    )


def _told(solutions: Solutions, now: Quantity) -> bool:
    id = now.indicator
    if solutions.is_world and id in OF_THE_WORLD:
        return id in ("arrivals_per_1000_refugees",) or id.startswith("arrivals_share")
    if not solutions.is_world and id in NAMESAKES:
        return False
    if indicators()[id].gcr_code and id.startswith("gcr_"):
        return True
    return now.known and now.status != "not applicable" and _has_people(solutions, id)


def _has_people(solutions: Solutions, id: str) -> bool:
    """Whether anybody arrived on the side that the measure is about, at either end."""
    if id in ("resettlement_arrivals", "resettlement_from_origin"):
        return True
    side = {"origin": "resettlement_from_origin"}.get(_side(id), "resettlement_arrivals")
    if _side(id) == "other":
        return True
    return bool(solutions.at(side).value or solutions.then(side).value)


def _side(id: str) -> str:
    if "origin" in id or id == "arrivals_per_1000_refugees":
        return "origin"
    destination = ("arrivals_", "destination", "largest_", "covid", "recovery", "resettlement_destinations")
    return "destination" if id.startswith(destination) and "needs" not in id else "other"


def _row(solutions: Solutions, then: Quantity, now: Quantity) -> list[str]:
    title = solutions.title(now.indicator)
    if code := indicators()[now.indicator].gcr_code:
        title = say("measure_with_code", title=title, code=code).text
    return [title, _cell(then), _cell(now), _change(solutions, now, then), _reading(solutions, now)]


def _cell(figure: Quantity) -> str:
    if not figure.known:
        return figure.status
    if figure.low is None or figure.high is None or figure.low == figure.high:
        return str(figure)
    ends = {name: solutions_end(figure, end) for name, end in (("low", figure.low), ("high", figure.high))}
    return say("measure_with_interval", figure=figure, **ends).text


def solutions_end(figure: Quantity, value: float) -> Quantity:
    """Return one end of a figure's interval as a quantity of its own."""
    return Quantity(value=value, unit=figure.unit, region=figure.region, indicator=figure.indicator)


def _change(solutions: Solutions, now: Quantity, then: Quantity) -> str:
    """Return the change between two whole figures of one kind; nothing where there are none.

    A measure that is read on the hosts with figures at both ends tells the change on these.
    """
    if indicators()[now.indicator].matched:
        return _matched(solutions, now)
    if now.status != then.status or now.status == "partial" or now.value_year == then.value_year:
        return ""
    if now.unit == "year":
        return ""
    change = difference(now, then) if now.unit in BY_POINTS else relative(now, then)
    return change.signed if change.known else ""


def _matched(solutions: Solutions, now: Quantity) -> str:
    read = solutions.progress
    if now.indicator not in read.index or read.loc[now.indicator, "progress"] == INSUFFICIENT:
        return ""
    last, first = solutions.matched(now.indicator)
    facts = {"change": difference(last, first), "start_year": first.own_year}
    return say("change_matched", **facts, several=not solutions.is_country).text


def _reading(solutions: Solutions, now: Quantity) -> str:
    """Status of the figure, its own year where that is another, and its progress status where it has one."""
    parts = [now.status]
    if now.known and now.value_year != solutions.year:
        parts.append(say("year_of_figure", year=now.own_year).text)
    if len(solutions.progress) and now.indicator in solutions.progress.index:
        parts.append(str(solutions.progress.loc[now.indicator, "progress"]))
    return "; ".join(parts)
