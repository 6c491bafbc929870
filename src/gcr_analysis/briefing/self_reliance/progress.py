"""What moved the right way and what moved the wrong way, among the measures that have one."""

from collections.abc import Iterator
from typing import Literal

from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.words import noun, say
from gcr_analysis.indicators.progress import INSUFFICIENT

# Directed measures, and how much each says.
WEIGHTS = {
    "gcr_2_1_1": 9,
    "gcr_2_2_1_secondary": 8.5,
    "gcr_2_1_2": 8,
    "gcr_2_2_1_primary": 7.5,
    "gcr_2_2_1_national": 7,
    "gcr_2_2_2": 6.8,
    "bank_account": 6,
    "identity_documents": 5.5,
    "social_protection": 5,
    "health_access": 4.5,
    "unemployed": 4.3,
    "income_improvement": 4,
    "secure_tenure": 3.5,
    "tertiary_enrolment": 3.3,
    "naturalisations": 3,
}


def progress(reliance: Reliance) -> Iterator[Finding]:
    """Report each directed measure whose status is *progress*, and how many of all were judged.

    The status is that of `gcr_analysis.indicators.progress`: for what operations report, direction, size and
    certainty of the change on the hosts that report at both ends.
    """
    moved = list(_moved(reliance, "progress"))
    yield from moved
    counts = {status: len(_of_status(reliance, status)) for status in ("progress", "regress", "stalled")}
    facts = {name: reliance.number(count, "measures") for name, count in counts.items()}
    facts["judged"] = reliance.number(sum(counts.values()), "measures")
    facts["all"] = reliance.number(len(_directed(reliance)), "measures")
    name = "tally" if sum(counts.values()) else "unjudged"
    yield Finding("progress", 1, say(f"progress_{name}", **reliance.common, **facts))


def regress(reliance: Reliance) -> Iterator[Finding]:
    """Tell, among the challenges, of each directed measure whose status is *regress*."""
    yield from _moved(reliance, "regress")


def _directed(reliance: Reliance) -> list[str]:
    return [id for id in WEIGHTS if id in reliance.progress.index]


def _of_status(reliance: Reliance, status: str) -> list[str]:
    return [id for id in _directed(reliance) if reliance.progress.loc[id, "progress"] == status]


def unjudged(reliance: Reliance) -> list[str]:
    """Return the measures with a change on the same hosts that is too uncertain to judge."""
    uncertain = _of_status(reliance, INSUFFICIENT)
    return [id for id in uncertain if id != "naturalisations" and reliance.match(id)]


def _moved(reliance: Reliance, way: Literal["progress", "regress"]) -> Iterator[Finding]:
    section = "progress" if way == "progress" else "challenges"
    for id in _of_status(reliance, way):
        if id == "naturalisations":
            now, then = reliance.at(id), reliance.then(id)
            facts = reliance.common | {"now": now, "then": then}
            facts |= {"now_year": now.own_year, "then_year": then.own_year}
            yield Finding(section, WEIGHTS[id], say(f"{way}_naturalisations", **facts))
        elif match := reliance.match(id):
            name = "moved_here" if reliance.is_country else "moved"
            said = say(name, **reliance.common, **match.facts, noun=noun(id))
            # The larger a move, the more it says.
            points = abs(match.change.value or 0) / 100
            yield Finding(section, WEIGHTS[id] + points, said)
