"""What moved the right way and what moved the wrong way, among the measures that have one."""

from collections.abc import Iterator
from typing import Any, Literal

from gcr_analysis.briefing.evidence import difference, relative
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.words import say
from gcr_analysis.briefing.quantity import given
from gcr_analysis.framework import indicators
from gcr_analysis.indicators.arrays import since
from gcr_analysis.indicators.prices import prices_of
from gcr_analysis.indicators.progress import INSUFFICIENT

# Directed measures with a sentence, and how much each says. The others say the same in other words.
WEIGHTS = {
    "protracted_share_low_and_middle_income": 9,
    "top5_host_share": 8,
    "hosting_gini": 7,
    "top10_host_share": 6.5,
    "unhcr_contributions_constant": 6,
    "all_contributions_constant": 6,
    "gcr_1_2_1": 5,
    "gcr_1_1_2": 3,
}
OF_MONEY = ("unhcr_contributions_constant", "all_contributions_constant")
OF_UNHCR = (*OF_MONEY, "gcr_1_1_2", "gcr_1_2_1")
# Breaks smaller than this share of the region's refugees leave a change of a share as it is.
SMALLEST_BREAK = 0.05


def progress(burden: Burden) -> Iterator[Finding]:
    """Tell of each directed measure whose status is *progress*; where there is none, say so.

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
    return [
        id
        for id in WEIGHTS
        if statuses.get(id, INSUFFICIENT) != INSUFFICIENT and (id not in OF_MONEY or id == money(burden))
    ]


def money(burden: Burden) -> str:
    """Return the measure of contributions that a note tells: for the world all of them, else those of 1.1.1.

    Nothing where aid does not apply, as for hosts of high income.
    """
    if burden.is_world:
        return "all_contributions_constant"
    return "" if burden.at("gcr_1_1_1").status == "not applicable" else "unhcr_contributions_constant"


def _moved(burden: Burden, way: Literal["progress", "regress"]) -> Iterator[Finding]:
    moved = [id for id in judged(burden) if burden.progress.loc[id, "progress"] == way]
    if "top5_host_share" in moved and "top10_host_share" in moved:
        moved.remove("top10_host_share")
    section = "progress" if way == "progress" else "challenges"
    for id in moved:
        yield Finding(section, WEIGHTS[id], say(f"{way}_{id}", **_facts(burden, id)))


def _facts(burden: Burden, id: str) -> dict[str, Any]:
    now, then = burden.at(id), burden.then(id)
    facts = burden.common | {"now": now, "then": then, "now_year": now.own_year, "then_year": then.own_year}
    facts |= {"code": indicators()[id].gcr_code or "", "country": burden.is_country}
    facts["across"] = id not in OF_UNHCR and bool(burden.breaks(id, SMALLEST_BREAK))
    facts["persons"] = burden.since("protracted_refugees")
    facts["change"] = relative(now, then) if id in OF_MONEY else difference(now, then)
    spending = [burden.at("national_share_of_spending", q.value_year) for q in (now, then)]
    facts |= {"spending": spending[0], "spending_then": spending[1]}
    if id in OF_MONEY:
        facts["prices"] = given(prices_of(), "year")
        facts["last"] = relative(now, burden.at(id, (now.value_year or burden.year) - 1))
        facts["start"] = given(since("population", "oip"), "year") if burden.more_are_counted else ""
        facts["refugees"] = relative(*(burden.at("refugees_hosted", q.value_year) for q in (now, then)))
    return facts
