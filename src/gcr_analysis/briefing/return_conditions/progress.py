"""What moved the right way and what moved the wrong way, among the measures that have one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.words import say
from gcr_analysis.indicators.progress import INSUFFICIENT
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.conditions import VALUES, matched_ends

# Directed measures with a sentence, and how much each says. Returns have no direction and are never here.
WEIGHTS = {
    "returns_in_conflict": 9,
    "returns_in_conflict_by_rate": 8.5,
    "conflict_deaths_per_100000": 8,
    "gcr_4_2_2": 7,
    "undernourishment": 6,
    "human_development": 5,
    "political_stability": 4.5,
    "rule_of_law": 4,
}
OF_RETURNS = ("returns_in_conflict", "returns_in_conflict_by_rate")
NEARLY_ALL = 0.95  # share of the refugees from which on a mean over countries says nothing of those left out
REGRESS_LESS = 4  # among challenges, a measure that went back weighs so much less than in its own section


def progress(home: Home) -> Iterator[Finding]:
    """Report each directed measure whose status is *progress*; where there is none, say so.

    The status is that of `gcr_analysis.indicators.progress`: direction, size and certainty of the change
    since the baseline, on the countries with figures at both ends. Returns are neutral: more of them are
    never progress.
    """
    if home.empty:
        yield Finding("progress", 1, say("progress_nobody", **home.common))
        return
    found = list(_moved(home, "progress"))
    yield from found
    if not found:
        number = given(len(judged(home)), "measures")
        name = {0: "unjudged", 1: "one_not"}.get(len(judged(home)), "nothing")
        yield Finding("progress", 1, say(f"progress_{name}", **home.common, judged=number))


def regress(home: Home) -> Iterator[Finding]:
    """Tell, among the challenges, of each directed measure whose status is *regress*."""
    if not home.empty:
        yield from _moved(home, "regress")


def judged(home: Home) -> list[str]:
    """Return the directed measures with a sentence whose change can be judged."""
    statuses = home.progress["progress"]
    return [id for id in WEIGHTS if statuses.get(id, INSUFFICIENT) != INSUFFICIENT]


def _moved(home: Home, way: Literal["progress", "regress"]) -> Iterator[Finding]:
    moved = [id for id in judged(home) if home.progress.loc[id, "progress"] == way]
    if set(OF_RETURNS) <= set(moved):
        moved.remove(OF_RETURNS[1])
    section, less = ("progress", 0) if way == "progress" else ("challenges", REGRESS_LESS)
    for id in moved:
        yield Finding(section, WEIGHTS[id] - less, say(f"{way}_{id}", **_facts(home, id)))


def _facts(home: Home, id: str) -> dict[str, Any]:
    now, then = ends(home, id)
    facts = home.common | {"now": now, "then": then, "now_year": now.own_year, "then_year": then.own_year}
    covered = now.coverage is None or now.coverage >= NEARLY_ALL
    facts |= {"change": difference(now, then), "part": not home.is_country and id in VALUES}
    facts["covered"] = None if covered else replace(now, value=100 * (now.coverage or 0), unit="percent")
    return facts


def ends(home: Home, id: str) -> tuple[Quantity, Quantity]:
    """Return a directed measure at the year and at the baseline, on the same countries at both."""
    now, then = home.at(id), home.then(id)
    if id not in VALUES:
        return now, then
    read = matched_ends(id, RegionSets.of(home.region), home.baseline_year, home.year)
    both = [
        replace(
            figure,
            value=float(read.value[end, 0]),
            value_year=int(read.value_year[end, 0]),
            coverage=float(read.coverage[end, 0]),
            detail="countries with figures at both ends",
        )
        for end, figure in enumerate((then, now))
    ]
    return both[1], both[0]
