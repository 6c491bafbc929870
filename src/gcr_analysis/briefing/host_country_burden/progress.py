"""What moved the right way and what moved the wrong way, among the measures that have one."""

from collections.abc import Iterator
from typing import Any, Literal

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.words import say
from gcr_analysis.briefing.quantity import given
from gcr_analysis.indicators.progress import INSUFFICIENT

# Directed measures with a sentence, and how much each says. Money by country stands in for an indicator and
# how hosting is spread has no direction: neither is ever judged.
WEIGHTS = {"protracted_share_low_and_middle_income": 9}
# Breaks smaller than this share of the region's refugees leave a change of a share as it is.
SMALLEST_BREAK = 0.05


def progress(burden: Burden) -> Iterator[Finding]:
    """Report each directed measure whose status is *progress*; where there is none, say so.

    The status is that of `gcr_analysis.indicators.progress`: direction, size and certainty of the change
    since the baseline. Neutral measures, such as a falling number of refugees, are never progress.
    """
    found = list(_moved(burden, "progress"))
    yield from found
    if not found:
        number = given(len(judged(burden)), "measures")
        name = {0: "unjudged", 1: "one_not"}.get(len(judged(burden)), "nothing")
        yield Finding("progress", 1, say(f"progress_{name}", **burden.common, judged=number))


def regress(burden: Burden) -> Iterator[Finding]:
    """Tell, among the challenges, of each directed measure whose status is *regress*."""
    yield from _moved(burden, "regress")


def judged(burden: Burden) -> list[str]:
    """Return the directed measures with a sentence whose change can be judged."""
    statuses = burden.progress["progress"]
    return [id for id in WEIGHTS if statuses.get(id, INSUFFICIENT) != INSUFFICIENT]


def _moved(burden: Burden, way: Literal["progress", "regress"]) -> Iterator[Finding]:
    moved = [id for id in judged(burden) if burden.progress.loc[id, "progress"] == way]
    section = "progress" if way == "progress" else "challenges"
    for id in moved:
        yield Finding(section, WEIGHTS[id], say(f"{way}_{id}", **_facts(burden, id)))


def _facts(burden: Burden, id: str) -> dict[str, Any]:
    first = burden.compared_from(id)
    now, then = burden.at(id), burden.at(id, first)
    facts = burden.common | {"baseline": given(first, "year"), "now": now, "then": then}
    facts |= {"country": burden.is_country, "persons": burden.since("protracted_refugees", first)}
    facts["across"] = bool(burden.breaks(id, SMALLEST_BREAK, since=first))
    return facts
