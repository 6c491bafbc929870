"""What moved the right way and what moved the wrong way, among the measures that have one."""

from collections.abc import Iterator
from typing import Any, Literal

from gcr_analysis import framework
from gcr_analysis.briefing.evidence import relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.titles import ONE_YEAR_PERCENT, hedge
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.indicators.progress import INSUFFICIENT

# Directed measures with a sentence, by its name, and how much each says: as destination, and as origin.
BY_ARRIVALS: dict[str, tuple[str, str, float]] = {
    "arrivals": ("resettlement_arrivals", "resettlement_from_origin", 9),
    "reach": ("arrivals_per_1000_refugees", "arrivals_per_1000_refugees", 7),
    "concentration": ("destination_concentration", "destination_concentration_from_origin", 6),
    "destinations": ("resettlement_destinations", "destinations_from_origin", 5),
}
BY_DEPARTURES: dict[str, tuple[str, float]] = {
    "departures": ("resettlement_departures", 6.5),
    "rate": ("departures_per_1000_hosted", 6),
    "pathways": ("pathway_departures", 4),
}
NEEDS = ("arrivals_share_of_needs", 7.5)
LEAST_ARRIVALS = 0.25  # of departures, for arrivals of refugees from a host to be told of
AS_HOST = 3  # how much more departures say, and arrivals less, where a region is read as host


def measures(solutions: Solutions) -> dict[str, tuple[str, float]]:
    """Return the directed measures with a sentence for this region: name, indicator and weight.

    Examples
    --------
    >>> sorted(measures(Solutions("USA", 2025, 2016)))
    ['arrivals']
    """
    host = AS_HOST if solutions.view == "host" else 0
    named = {
        name: (here if solutions.side == "destination" else there, weight - 2 * host)
        for name, (here, there, weight) in BY_ARRIVALS.items()
    }
    named |= {name: (id, weight + host) for name, (id, weight) in BY_DEPARTURES.items()}
    named["needs"] = NEEDS
    if not tells_of_arrivals(solutions):
        named = {name: named[name] for name in BY_DEPARTURES}
    if solutions.view == "destination":
        told_of = ["arrivals"] if solutions.is_country else [*BY_ARRIVALS, *BY_DEPARTURES]
        named = {name: named[name] for name in told_of if name != "reach"}
    judged = verdicts(solutions)
    by_weight = sorted(named.items(), key=lambda item: -item[1][1])
    once = {
        fact_of(id): name
        for name, (id, _) in reversed(by_weight)
        if solutions.is_comparable(id) and fact_of(id) in judged
    }
    return {name: measure for name, measure in named.items() if name in once.values()}


def verdicts(solutions: Solutions) -> dict[str, str]:
    """Return the verdict of each fact that has one.

    >>> verdicts(Solutions("USA", 2025, 2016))
    {'arrivals_as_destination': 'regress'}
    """
    rows = solutions.progress
    if rows.empty:
        return {}
    counted = rows["progress"][rows["progress"] != INSUFFICIENT]
    return {fact_of(str(id)): str(verdict) for id, verdict in counted.items()}


def fact_of(id: str) -> str:
    """Return the fact that a measure tells.

    >>> fact_of("gcr_3_1_1") == fact_of("resettlement_departures")
    True
    """
    return framework.indicators()[id].fact


def tells_of_arrivals(solutions: Solutions) -> bool:
    """Whether arrivals are told of: not for a host from whose own people few are resettled.

    >>> [tells_of_arrivals(Solutions(region, 2025, 2016)) for region in ("TUR", "ETH")]
    [False, True]
    """
    came = max(solutions.arrived.value or 0, solutions.arrived_before.value or 0)
    return solutions.view != "host" or came >= LEAST_ARRIVALS * (solutions.departed.value or 0)


def fell(solutions: Solutions) -> bool:
    """Whether arrivals fell so far in one year that it is told of by itself."""
    last = relative(solutions.arrived, solutions.arrived_before)
    return solutions.large(solutions.arrived_before) and (last.value or 0) <= -ONE_YEAR_PERCENT


def progress(solutions: Solutions) -> Iterator[Finding]:
    """Report each directed measure whose status is *progress*; where there is none, say so.

    The status is that of `gcr_analysis.indicators.progress`: direction, size and certainty of the change
    since the baseline; departures on the hosts that report at both ends. A goal within reach is told too.
    """
    found = [*_moved(solutions, "progress"), *_goal_within_reach(solutions)]
    yield from found
    if not found:
        number = given(len(measures(solutions)), "measures")
        name = {0: "unjudged", 1: "one_not"}.get(len(measures(solutions)), "nothing")
        yield Finding("progress", 1, say(f"progress_{name}", **solutions.common, judged=number))


def regress(solutions: Solutions) -> Iterator[Finding]:
    """Tell, among the challenges, of each directed measure whose status is *regress*."""
    yield from _moved(solutions, "regress")


def _moved(solutions: Solutions, way: Literal["progress", "regress"]) -> Iterator[Finding]:
    section = "progress" if way == "progress" else "challenges"
    moved = {
        name: measure
        for name, measure in measures(solutions).items()
        if verdicts(solutions)[fact_of(measure[0])] == way
    }
    if way == "regress" and fell(solutions):
        moved.pop("arrivals", None)  # told together with the fall of the last year
    for name, (id, weight) in moved.items():
        yield Finding(section, weight, say(f"{way}_{name}", **_facts(solutions, name, id)))


def _facts(solutions: Solutions, name: str, id: str) -> dict[str, Any]:
    now, then = solutions.matched(id)
    facts = solutions.common | {"now": now, "then": then, "view": solutions.side_view}
    facts["baseline"] = given(solutions.compared_from(id), "year")
    facts |= {"now_year": now.own_year, "then_year": then.own_year, "whole": solutions.is_world}
    facts["percent"] = relative(now, then) if then.value else ""
    facts["code"] = framework.indicators()[id].gcr_code or ""
    facts["several"] = bool(now.detail) and not solutions.region.is_country
    facts["fell"] = _fell_since(solutions, now)
    if name == "concentration":
        facts |= _concentration(solutions)
    if name == "departures":
        rate, rate_then = solutions.matched("departures_per_1000_hosted")
        known = rate.known and rate_then.known
        facts |= {"rate": rate if known else "", "rate_then": rate_then if known else ""}
    return facts


def _fell_since(solutions: Solutions, now: Quantity) -> Quantity | str:
    """Say how far the world's arrivals fell after the year of the latest departures, where they did."""
    arrived, before = (
        solutions.at("resettlement_arrivals", year, of="world")
        for year in (solutions.year, solutions.year - 1)
    )
    last = relative(arrived, before)
    late = now.value_year is not None and now.value_year < solutions.year
    return last.size if late and (last.value or 0) <= -ONE_YEAR_PERCENT else ""


def _concentration(solutions: Solutions) -> dict[str, Any]:
    """Name the largest destinations at both ends, and whether others took more than before."""
    id = f"largest_destination_share{solutions.suffix}"
    share, share_then = solutions.at(id), solutions.then(id)
    first, last = (solutions.by_destination.loc[y] for y in (solutions.baseline_year, solutions.year))
    largest_then = str(first.idxmax())
    others_then, others_now = (float(row.drop(largest_then).sum()) for row in (first, last))
    facts = {"share": share, "share_then": share_then, "largest_now": share.reason}
    return facts | {"largest_then": share_then.reason, "hollow": others_now <= others_then}


def _goal_within_reach(solutions: Solutions) -> Iterator[Finding]:
    """Report the goal of pathways where the latest year is at the pace that it needs."""
    needed, latest = solutions.at("pace_to_pathways_2028"), solutions.at("pathway_permits_fifth_edition")
    if not (solutions.is_world and needed.value and latest.value) or latest.value < needed.value:
        return
    goal = framework.targets()["pathways_by_2028"]
    facts = {"goal": given(goal.value / 1e6, "millions"), "by": given(goal.by, "year"), "needed": needed}
    facts |= {"latest": latest, "own_year": latest.own_year, "hedge": hedge(latest)}
    yield Finding("progress", 5, say("progress_goal_pathways", **solutions.common, **facts))
