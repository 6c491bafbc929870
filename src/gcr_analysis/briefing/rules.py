"""Apply the declared rules: build the facts of each as claims, and say what holds."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import jinja2

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Change, Claim, Level, Unfounded
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Beside, Sentence, in_words, sentence
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import FactOf, Rule

UNSAID: Counter[tuple[str, str, str, str]] = Counter()
"""Facts that could not be claimed in this process, by panel, rule, kind and ground."""


def declared(evidence: Evidence) -> Iterator[Finding]:
    """Find what the declared rules of a panel say of a region.

    Parameters
    ----------
    evidence
        Figures of a region.

    Yields
    ------
    Finding
        One for each rule whose facts can be claimed and whose condition holds.

    Raises
    ------
    GcrError
        When a condition of a rule names a fact that it does not have.
    """
    for rule in framework.rules(evidence.panel):
        yield from apply(rule, evidence)


def apply(rule: Rule, evidence: Evidence) -> Iterator[Finding]:
    """Say what one rule finds."""
    facts = context(evidence)
    for name, fact in rule.facts.items():
        try:
            facts[name] = _beside_its_figure(claim(fact, evidence), facts.get(fact.ends_at))
        except Unfounded as failed:
            UNSAID[evidence.panel, rule.id, failed.kind, failed.ground] += 1
            if not fact.optional:
                return
            facts[name] = None
    if not evaluated(rule, rule.when or "true", facts):
        return
    weight = float(evaluated(rule, str(rule.weight), facts))
    yield Finding(rule.section, weight, said(evidence.panel, rule.says, **facts))


def claim(fact: FactOf, evidence: Evidence) -> Claim:
    """Build the claim that a fact of a rule is.

    Raises
    ------
    Unfounded
        When its grounds do not hold.
    """
    years = {"year": None, "before": evidence.year - 1, "baseline": evidence.baseline_year, "latest": None}
    since = evidence.year - 1 if fact.since == "before" else evidence.baseline_year
    match fact.kind:
        case "level":
            return claims.level(
                evidence,
                fact.measure,
                years[fact.year],
                of=fact.of,
                partial=fact.partial,
                latest=fact.year == "latest",
            )
        case "change":
            return claims.change(evidence, fact.measure, since, of=fact.of)
        case "movers":
            return claims.movers(evidence, fact.measure, since, role=fact.role, most=fact.most)
        case "members":
            return claims.members(evidence, fact.measure, lowest=fact.lowest, most=fact.most)
        case "flows":
            return claims.flows(evidence, fact.measure, since)
        case "counterparts":
            return claims.counterparts(evidence, fact.measure, most=fact.most, role=fact.role)
        case "absence":
            return claims.absence(evidence, fact.measure)
        case _:
            return claims.corridors(evidence, fact.measure, most=fact.most)


def _beside_its_figure(claim: Claim, figure: Claim | None) -> Claim:
    """Return a claim, unless it is a change that ends at another figure than the one it stands beside."""
    if isinstance(claim, Change) and isinstance(figure, Level) and claim.end.value != figure.value:
        raise Unfounded("change", "same-places", "It ends at the figure of fewer places")
    return claim


def context(evidence: Evidence) -> dict[str, Any]:
    """Return what every rule and message may name: the region, the years, the declared numbers."""
    numbers = {name: given(each.value, each.unit) for name, each in framework.thresholds().items()}
    kind = {
        "is_country": evidence.is_country,
        "is_world": evidence.is_world,
        "plural": evidence.region.plural,
    }
    return numbers | kind | evidence.common


def said(panel: str, name: str, /, **facts: Any) -> Sentence:
    """Fill a message of a panel, and keep with it what has to stand beside the changes that it states."""
    made = sentence(panel, name, **facts)
    changes = (each for each in made.claims if isinstance(each, Change))
    beside = tuple(_beside(each) for each in changes if in_words(each, "beside"))
    return replace(made, beside=beside)


def _beside(change: Change) -> Beside:
    text = in_words(change, "beside")
    seen = [q for q in change.quantities if str(q.size) in text]
    return Beside(change, text, tuple(dict.fromkeys(seen)))


def evaluated(rule: Rule, expression: str, facts: Mapping[str, Any]) -> Any:
    """Return the value of an expression of a rule; figures stand for their numbers.

    Raises
    ------
    GcrError
        When it names a fact that the rule does not have.
    """
    try:
        return _compiled(expression)(**{name: _plain(value) for name, value in facts.items()})
    except jinja2.UndefinedError as error:
        raise GcrError(
            f"rule {rule.id}: “{expression}” names what the rule does not have: {error}"
        ) from error


def _plain(value: Any) -> Any:
    return value.number if isinstance(value, Quantity) and value.unit != "year" else value


@cache
def _compiled(expression: str) -> Callable[..., Any]:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    return environment.compile_expression(expression, undefined_to_none=False)
