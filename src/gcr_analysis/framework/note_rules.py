"""The rules of notes, declared in `framework/rules`: when something is said, and on which facts."""

from functools import cache
from typing import Any, Literal

import jinja2
from pydantic import Field, model_validator

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.fitting import fitting
from gcr_analysis.framework.models import Declaration
from gcr_analysis.framework.read import indicators, panels, read_yaml

Section = Literal[
    "title", "value", "label", "headline", "lead", "progress", "challenges", "support", "limits"
]
Year = Literal["year", "before", "baseline", "latest"]
KINDS = (
    *("level", "change", "elsewhere", "movers", "members", "counterparts", "corridors", "flows"),
    *("expectation", "absence", "unreported"),
)


class FactOf(Declaration):
    """One fact of a rule, as a claim about a measure.

    Exactly one of the fields named in `KINDS` is given: the kind of the fact, with the id of its measure.
    """

    level: str = Field("", description="A measure's figure")
    change: str = Field("", description="The change of a measure, with what has to stand beside it")
    elsewhere: str = Field("", description="The change of a count without the place that made most of it")
    movers: str = Field("", description="The places that made a measure's change")
    members: str = Field("", description="A measure's figures in the countries of the region, in order")
    counterparts: str = Field(
        "", description="A count by the places on its other side, as refugees by origin"
    )
    corridors: str = Field("", description="Pairs of countries behind a flow or stock of people")
    flows: str = Field("", description="The recorded flows behind the change of a stock of refugees")
    expectation: str = Field("", description="A shortfall from an expectation, with its interval")
    absence: str = Field("", description="That a measure has none, and in which sense")
    unreported: str = Field("", description="A measure without a figure, and who could have reported one")
    as_origin: str = Field("", description="Measure in its place where the region is read as origin")
    year: Year = Field("year", description="The year of a level: the note's, another, or the latest known")
    since: Literal["before", "baseline", "previous"] = Field(
        "baseline",
        description="The earlier year of a change; the previous one is that before the latest figure",
    )
    of: str = Field("", description="Another region, such as the world")
    role: str = Field("", description="Whose contributions: member, origin, asylum or destination")
    lowest: bool = Field(False, description="Put the lowest figures first")
    most: int = Field(3, description="How many places are named at most")
    least_hosted: float = Field(
        0.0, description="Share of the region's refugees below which a country is not named"
    )
    partial: bool = Field(False, description="Whether a partial figure will do, since the words say so")
    ends_at: str = Field("", description="A fact at whose figure a change has to end, or is not claimed")
    optional: bool = Field(False, description="Whether the rule also holds without this fact")

    @model_validator(mode="after")
    def _one_kind(self) -> "FactOf":
        given = [kind for kind in KINDS if getattr(self, kind)]
        if len(given) != 1:
            raise ValueError(f"give one of {', '.join(KINDS)}")
        return self

    @property
    def kind(self) -> str:
        """The kind of the fact."""
        return next(kind for kind in KINDS if getattr(self, kind))

    @property
    def measure(self) -> str:
        """The measure that it is about."""
        return str(getattr(self, self.kind))


class Rule(Declaration):
    """When something is said, on which facts, and how much it weighs."""

    id: str
    section: Section
    weight: float | str = Field(description="Its place among the findings of the section, as an expression")
    when: str = Field("", description="Expression over the facts; always where empty")
    facts: dict[str, FactOf] = Field(default_factory=dict)
    says: str = Field("", description="Id of the message, where that is not the rule's")
    instead: str = Field("", description="Id of a message without numbers, where a fact cannot be claimed")

    @model_validator(mode="before")
    @classmethod
    def _message_of_its_own(cls, written: Any) -> Any:
        return {"says": written["id"]} | written if isinstance(written, dict) and "id" in written else written

    @model_validator(mode="after")
    def _ends_at_an_earlier_fact(self) -> "Rule":
        known: set[str] = set()
        for name, fact in self.facts.items():
            if fact.ends_at and fact.ends_at not in known:
                raise ValueError(f"fact {name} ends at {fact.ends_at}, which is no fact before it")
            known |= set() if fact.optional else {name}
        return self


class Threshold(Declaration):
    """A number on which rules turn, or a constant that sentences print."""

    value: float
    unit: str
    reason: str = Field(description="Why it is that number")


@cache
def thresholds() -> dict[str, Threshold]:
    """Return the numbers on which rules turn, by name.

    >>> thresholds()["large_change"].unit
    'percent'
    """
    declared = read_yaml("rules", "thresholds.yaml")
    return {
        name: fitting(Threshold, entry, f"threshold {name} in framework/rules/thresholds.yaml")
        for name, entry in declared.items()
    }


@cache
def rules(panel: str) -> tuple[Rule, ...]:
    """Return the rules of a panel's note, in the order of declaration.

    Raises
    ------
    UnknownNameError
        When there is no such panel, or a rule names a measure that there is not.
    GcrError
        When a rule does not fit, or an expression of it is none.

    Examples
    --------
    >>> {rule.section for rule in rules("host-country-burden")} >= {"title", "challenges"}
    True
    """
    if panel not in panels():
        raise UnknownNameError("panel", panel, panels())
    file = f"framework/rules/{panel}.yaml"
    read = []
    for id, entry in read_yaml("rules", f"{panel}.yaml").items():
        where = f"rule {id} in {file}"
        if not isinstance(entry, dict):
            raise GcrError(f"{where} is not a mapping: write section, weight, when and facts")
        rule = fitting(Rule, {"id": id, **entry}, where)
        for name, fact in rule.facts.items():
            if fact.kind != "corridors" and fact.measure not in indicators():
                raise UnknownNameError(f"measure of fact {name} of {where}", fact.measure, indicators())
            if fact.as_origin and fact.as_origin not in indicators():
                raise UnknownNameError(f"measure of fact {name} of {where}", fact.as_origin, indicators())
        for expression in (rule.when, str(rule.weight)):
            _check(expression, where)
        read.append(rule)
    return tuple(read)


def _check(expression: str, where: str) -> None:
    try:
        _compile(expression or "true")
    except jinja2.TemplateSyntaxError as error:
        raise GcrError(f"{where}: “{expression}” is no expression: {error.message}") from error


@cache
def _compile(expression: str) -> None:
    jinja2.Environment().compile_expression(expression)
