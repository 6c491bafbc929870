"""Title, headline and lead: what the region's figures say first."""

from collections.abc import Iterator
from typing import Any

from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.places import place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.self_reliance.progress import unjudged
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.words import CORE, noun, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.indicators.self_reliance import limited

Offer = tuple[float, str, dict[str, Any]]

# From here on a right exists, or up to here it does not, in the words of a title.
EXISTS_PERCENT = 75
MISSING_PERCENT = 25
NEARLY_ALL = 0.9  # of the refugees, from which on reporting hosts speak for all
# A headline reads no change on hosts of fewer refugees.
FEW_PERCENT = 25


def title(reliance: Reliance) -> Iterator[Finding]:
    """Offer titles; the heaviest is taken.

    In falling weight: nobody hosted · nothing reported · figures that rest on hosts of less than half of the
    refugees · one core measure that nearly all have beside one that hardly anybody has · the right to work
    beside secondary school · the only core measure with a figure.
    """
    facts = reliance.common | {"refugees": reliance.refugees}
    for weight, name, more in _offers(reliance):
        yield Finding("title", weight, say(f"title_{name}", **facts, **more))


def _offers(reliance: Reliance) -> Iterator[Offer]:
    known = [id for id in reliance.known(CORE) if reliance.at(id).status == "computed"]
    if reliance.empty:
        yield 10, "none", {}
    elif not reliance.known(CORE):
        yield 9, "unreported", {}
    elif not known:
        yield 8, "partial", {"share": reliance.widest}
    else:
        best, worst = _ends(reliance, known)
        most, least = reliance.at(best), reliance.at(worst)
        if (most.value or 0) >= EXISTS_PERCENT and (least.value or 0) <= MISSING_PERCENT:
            names = {"high": say(f"thing_{best}").text, "low": say(f"thing_{worst}").text}
            yield 7, "contrast", names | {"most": most, "least": least}
        if {"gcr_2_1_1", "gcr_2_2_1_secondary"} <= set(known):
            work, school = reliance.at("gcr_2_1_1"), reliance.at("gcr_2_2_1_secondary")
            of_all = min(work.coverage or 0, school.coverage or 0) >= NEARLY_ALL
            yield 6, "levels", {"work": work, "school": school, "of_all": of_all}
        yield 1, "one", {"noun": noun(known[0]), "share": reliance.at(known[0])}


def _ends(reliance: Reliance, ids: list[str]) -> tuple[str, str]:
    """Return the measure that most refugees have and the one that fewest have; of equal ones the first."""
    by_value = sorted(ids, key=lambda id: -(reliance.at(id).value or 0))
    least = min(ids, key=lambda id: reliance.at(id).value or 0)
    return by_value[0], least


def headline(reliance: Reliance) -> dict[str, Sentence]:
    """Return the headline figure, what it is, and how it changed."""
    if known := reliance.known(CORE):
        return _of_result(reliance, known[0])
    if reliance.empty:
        facts, names = {"value": reliance.refugees}, ("value", "label_empty", "change_empty")
    else:
        facts, names = _of_people(reliance)
    said = [say(f"headline_{name}", **reliance.common, **facts) for name in names]
    return dict(zip(("value", "label", "change"), said, strict=True))


def _of_people(reliance: Reliance) -> tuple[dict[str, Any], tuple[str, str, str]]:
    """Return what a headline tells where operations report nothing: working age, else new citizens."""
    working, citizens = reliance.at("working_age_share"), reliance.at("naturalisations")
    name, figure = ("working", working) if working.known else ("citizens", citizens)
    then = reliance.then(figure.indicator)
    facts = {"value": figure, "then": then, "change": difference(figure, then), "own_year": figure.own_year}
    compared = "change_baseline" if name == "working" else "change_citizens"
    label = f"label_{name}" if figure.known else "label_none"
    return facts, ("value", label, compared if figure.known and then.known else "change_none")


def _of_result(reliance: Reliance, id: str) -> dict[str, Sentence]:
    figure, match = reliance.at(id), reliance.match(id)
    facts = reliance.common | {"value": figure, "noun": noun(id), "covered": reliance.covered(figure)}
    facts |= {"own_year": figure.own_year, "partial": figure.status == "partial"}
    change = say("headline_change_none", **facts)
    if match and (match.covered.value or 0) < FEW_PERCENT:
        change = say("headline_change_few", **match.facts)
    elif match:
        name = "headline_change_here" if reliance.is_country else "headline_change"
        change = say(name, **reliance.common, **match.facts, unsure=id in unjudged(reliance))
    return {
        "value": say("headline_value", **facts),
        "label": say("headline_label_here" if reliance.is_country else "headline_label", **facts),
        "change": change,
    }


def lead(reliance: Reliance) -> tuple[Sentence, ...]:
    """Return the opening: how many, of how many something is known, of what age, under which law."""
    if reliance.empty:
        return (say("lead_none", **reliance.common),)
    facts = reliance.common | {"refugees": reliance.refugees}
    return (say("lead_refugees", **facts), *_rests_on(reliance), *_who(reliance), *_law(reliance))


def _rests_on(reliance: Reliance) -> Iterator[Sentence]:
    if not (ids := reliance.known(CORE)):
        yield say("lead_before" if reliance.too_early else "lead_unreported", **reliance.common)
        return
    figures = [reliance.at(id) for id in reliance.of_results]
    covers = [reliance.covered(figure) for figure in figures]
    facts = reliance.common | {"own_year": reliance.at(ids[0]).own_year}
    facts["number"] = reliance.number(len(figures), "measures")
    facts |= {"least": min(covers, key=_value), "most": max(covers, key=_value)}
    yield say("lead_reported_here" if reliance.is_country else "lead_reported", **facts)


def _who(reliance: Reliance) -> Iterator[Sentence]:
    school, working = reliance.at("school_age_share"), reliance.at("working_age_share")
    if school.known and working.known and school.status != "partial":
        ratio = reliance.at("dependency_ratio")
        facts = {"school": school, "working": working, "ratio": ratio}
        yield say("lead_ages", **reliance.common, **facts, covered=reliance.covered(school))
    camps = reliance.at("camp_share")
    if camps.known and camps.status != "partial":
        yield say("lead_camps", **reliance.common, camps=camps, covered=reliance.covered(camps))


def _law(reliance: Reliance) -> Iterator[Sentence]:
    bound, unlimited = reliance.at("legal_framework"), reliance.at("legal_framework_unlimited")
    if not bound.known:
        return
    if reliance.is_country:
        name = "lead_law_none" if not bound.value else ("lead_law" if unlimited.value else "lead_law_limited")
        yield say(name, **reliance.common)
        return
    names = [place(iso3) for iso3 in limited() if iso3 in reliance.region.countries]
    shown = names if _value(bound) - _value(unlimited) >= 1 else []
    yield say("lead_law_share", **reliance.common, bound=bound, unlimited=unlimited, names=shown)


def _value(figure: Quantity) -> float:
    return figure.value or 0.0
