"""What moved the right way and what moved the wrong way, among the measures that have one."""

from collections.abc import Iterator
from typing import Literal

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.words import common, say
from gcr_analysis.briefing.quantity import given
from gcr_analysis.framework import indicators

# Directed measures with a sentence, those that say most first. Others that move say the same in other words:
# the ten largest hosts are told of only where the five are not, and UNHCR's contributions are what stands in
# for the indicators on aid and its donors.
WEIGHTS = {
    "protracted_share": 9,
    "top5_host_share": 8,
    "hosting_gini": 7,
    "top10_host_share": 6.5,
    "gcr_1_1_1": 6,
    "all_contributions": 6,
    "gcr_1_2_1": 5,
    "national_share_of_spending": 4,
    "gcr_1_1_2": 3,
}
OF_MONEY = ("gcr_1_1_1", "all_contributions")
OF_UNHCR = (*OF_MONEY, "gcr_1_1_2", "gcr_1_2_1", "national_share_of_spending")


def progress(burden: Burden) -> Iterator[Finding]:
    """Tell of each directed measure whose status is *progress*; where there is none, say so.

    The status is that of `gcr_analysis.indicators.progress`: direction, size and certainty of the change since
    the baseline. Neutral measures, such as a falling number of refugees, are never progress.
    """
    found = list(_moved(burden, "progress"))
    yield from found
    if not found:
        yield _nothing(burden)


def regress(burden: Burden) -> Iterator[Finding]:
    """Tell, among the challenges, of each directed measure whose status is *regress*."""
    yield from _moved(burden, "regress")


def judged(burden: Burden) -> list[str]:
    """Return the directed measures with a sentence whose change can be judged."""
    statuses = burden.progress["progress"]
    return [id for id in WEIGHTS if statuses.get(id, "insufficient data") != "insufficient data"]


def _moved(burden: Burden, way: Literal["progress", "regress"]) -> Iterator[Finding]:
    moved = [id for id in judged(burden) if burden.progress.loc[id, "progress"] == way]
    if "top5_host_share" in moved and "top10_host_share" in moved:
        moved.remove("top10_host_share")
    section = "progress" if way == "progress" else "challenges"
    for id in moved:
        yield Finding(section, WEIGHTS[id], say(f"{way}_{id}", **_facts(burden, id)))


def _facts(burden: Burden, id: str) -> dict[str, object]:
    now, then = burden.at(id), burden.then(id)
    facts = common(burden) | {"now": now, "then": then, "now_year": now.own_year, "then_year": then.own_year}
    facts["change"] = relative(now, then) if id in OF_MONEY else difference(now, then)
    facts["code"] = indicators()[id].gcr_code or ""
    facts["across"] = id not in OF_UNHCR and bool(burden.breaks(id, 0.05))
    facts["persons"] = burden.since("protracted_refugees")
    if id in OF_MONEY:
        ends = (burden.at("refugees_hosted", q.value_year) for q in (now, then))
        facts["refugees"] = relative(*ends)
    return facts


def _nothing(burden: Burden) -> Finding:
    number = given(len(judged(burden)), "measures")
    name = "unjudged" if number.value == 0 else ("one_not" if number.value == 1 else "nothing")
    return Finding("progress", 1, say(f"progress_{name}", **common(burden), judged=number))
