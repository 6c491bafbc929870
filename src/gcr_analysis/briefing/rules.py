"""Apply the declared rules: build the facts of each as claims, and say what holds."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any, TypeVar

import jinja2

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Absence, Change, Claim, Level, UnfoundedError, Unreported
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Finding
from gcr_analysis.briefing.marks import plain
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Beside, Sentence, in_words, sentence, templates
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import FactOf, Rule

C = TypeVar("C", bound=Claim)
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
        except UnfoundedError as failed:
            UNSAID[evidence.panel, rule.id, failed.kind, failed.ground] += 1
            if not fact.optional:
                return
            facts[name] = None
    if not evaluated(rule, rule.when or "true", facts):
        return
    weight = float(evaluated(rule, str(rule.weight), facts))
    # That there is none is said in words, without a number that a message could name.
    facts["claims"] = [each for each in facts.values() if isinstance(each, (Absence, Unreported))]
    say = titled if rule.section == "title" else said
    yield Finding(rule.section, weight, say(evidence.panel, rule.says, **facts))


def claim(fact: FactOf, evidence: Evidence) -> Claim:
    """Return the claim that a fact of a rule is; several rules of a note state the same, which is built once.

    Raises
    ------
    UnfoundedError
        When its grounds do not hold.
    """
    same = fact.model_copy(update={"optional": False, "ends_at": ""})
    if same not in evidence.built:
        try:
            evidence.built[same] = _built(fact, evidence)
        except UnfoundedError as failed:
            evidence.built[same] = failed
    found = evidence.built[same]
    if isinstance(found, UnfoundedError):
        raise found
    return found


def _built(fact: FactOf, evidence: Evidence) -> Claim:
    id = fact.as_origin if fact.as_origin and evidence.is_read_as_origin else fact.measure
    years = {"year": None, "before": evidence.year - 1, "baseline": evidence.baseline_year, "latest": None}
    since = _since(fact, evidence, id)
    among = {"least_hosted": fact.least_hosted}
    more = {"partial": fact.partial, "latest": fact.year == "latest"}
    builders: dict[str, Callable[[], Claim]] = {
        "level": partial(claims.level, evidence, id, years[fact.year], of=fact.of, **more),
        "change": partial(claims.change, evidence, id, since, of=fact.of),
        "elsewhere": partial(claims.elsewhere, evidence, id, since),
        "movers": partial(claims.movers, evidence, id, since, role=fact.role, most=fact.most),
        "members": partial(claims.members, evidence, id, lowest=fact.lowest, most=fact.most, **among),
        "counterparts": partial(claims.counterparts, evidence, id, most=fact.most, role=fact.role),
        "corridors": partial(claims.corridors, evidence, id, most=fact.most),
        "flows": partial(claims.flows, evidence, id, since),
        "expectation": partial(claims.expectation, evidence, id),
        "unreported": partial(claims.unreported, evidence, id),
        "absence": partial(claims.absence, evidence, id, years[fact.year]),
    }
    return builders[fact.kind]()


def _since(fact: FactOf, evidence: Evidence, id: str) -> int:
    """The earlier year of a change."""
    if fact.since == "previous":
        return (evidence.last_known(id).value_year or evidence.year) - 1
    return evidence.year - 1 if fact.since == "before" else evidence.baseline_year


def claimed(evidence: Evidence, rule: str, build: Callable[..., C], *facts: Any, **more: Any) -> C | None:
    """Build a claim for a rule in Python; None, and a count of the ground, where one fails.

    Parameters
    ----------
    evidence
        Figures of a region.
    rule
        Name of the rule.
    build
        Builder of a claim, such as `gcr_analysis.briefing.claims.level`.
    facts, more
        What it takes beside the evidence.
    """
    try:
        return build(evidence, *facts, **more)
    except UnfoundedError as failed:
        UNSAID[evidence.panel, rule, failed.kind, failed.ground] += 1
        return None


def _beside_its_figure(claim: Claim, figure: Claim | None) -> Claim:
    """Return a claim, unless it is a change that ends at another figure than the one it stands beside."""
    if isinstance(claim, Change) and isinstance(figure, Level) and claim.end.value != figure.value:
        raise UnfoundedError("change", "same-places", "It ends at the figure of fewer places")
    return claim


def context(evidence: Evidence) -> dict[str, Any]:
    """Return what every rule and message may name: the region, the years, the declared numbers."""
    if not evidence.named:
        numbers = {name: given(each.value, each.unit) for name, each in framework.thresholds().items()}
        kind = {"is_country": evidence.is_country, "is_world": evidence.is_world}
        evidence.named |= numbers | kind | {"plural": evidence.region.plural} | evidence.common
    return dict(evidence.named)


def said(panel: str, name: str, /, **facts: Any) -> Sentence:
    """Fill a message of a panel, and keep with it what has to stand beside the changes that it states."""
    return _with_beside(sentence(panel, name, **facts), "beside")


def titled(panel: str, name: str, /, **facts: Any) -> Sentence:
    """Fill the message of a title, beside which stands what would turn its reading and nothing else."""
    return _with_beside(sentence(panel, name, **facts), "beside_title")


def _with_beside(made: Sentence, message: str) -> Sentence:
    changes = [each for each in made.claims if isinstance(each, Change)]
    beside = [_beside(each, changes, message, made.text) for each in changes]
    return replace(made, beside=tuple(each for each in beside if each.text))


def _beside(change: Change, others: Iterable[Change], message: str, words: str) -> Beside:
    """Write what stands beside a change, but for the last year and the places where the sentence has them.

    A sentence that gives the residual is about what flows leave unexplained, not about who made the change.
    """
    left = change.residual.size.written
    if change.residual.known and left in plain(words) and left != change.by.size.written:
        return Beside(change, "", ())
    last_years = (other for other in others if _is_last_year_of(change, other))
    stated = replace(change, last=replace(change.last, value=None)) if any(last_years) else change
    if templates("note")["same_places"] in words:
        stated = replace(stated, same_places=False)
    text = in_words(stated, message)
    return Beside(
        change, text, tuple(dict.fromkeys(q for q in stated.quantities if q.size.written in plain(text)))
    )


def _is_last_year_of(change: Change, other: Change) -> bool:
    same = (change.end.indicator, change.end.region, change.end.value_year)
    year = other.start.value_year
    return same == (other.end.indicator, other.end.region, other.end.value_year) and (
        year is not None and year + 1 == other.end.value_year
    )


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


def compile_rules() -> None:
    """Read the rules of all notes and compile their expressions, which a note otherwise does for itself."""
    framework.thresholds()
    for panel in framework.panels():
        for rule in framework.rules(panel):
            for expression in (rule.when or "true", str(rule.weight)):
                _compiled(expression)


@cache
def _compiled(expression: str) -> Callable[..., Any]:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    return environment.compile_expression(expression, undefined_to_none=False)
