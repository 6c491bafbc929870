"""Fill any message with real values: rules and messages themselves say what each slot takes.

A slot that is a fact of a rule takes the claim that the rule builds. Of any other one the filters and
attributes that the messages of all languages give it say which claim, quantity, place or list it is.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints
from zlib import crc32

import jinja2
from jinja2 import nodes

from gcr_analysis import framework
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.claims import Claim
from gcr_analysis.briefing.claims.return_pairs import PairStock
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.briefing.rules import context
from gcr_analysis.briefing.self_reliance.inhabitants import BesideInhabitants
from gcr_analysis.briefing.sentences import PHRASE, sentence, templates, with_phrases
from gcr_analysis.framework.languages import ENGLISH, language, languages, written_in
from gcr_analysis.geography import Region, no_countries, regions

RATES = (0.0, 0.02, 1.0, 7.25, 100.0)
YEARS = (2016, 2024, 2025)
OWN_WORDS = "Xyz"
"""In place of a text that another message or a declaration writes."""
PLACED = {"at", "of", "from", "to", "natives", "native", "hailing", "in_side", "of_role", "to_role"}
PLACED |= {"without_side", "among", "among_sets", "by_gender", "elsewhere"}
COUNTED = {
    "count",
    "words",
    "noun",
    "agree",
    "category",
    "or_none",
    "of_the",
    "to_the",
    "by_the",
    "the",
    "alone",
}
COUNTED |= {"in_words", "word", "small", "or_nobody", "scaled"}
LISTED = {"listed", "listed_apart", "listed_with_semicolons", "listed_as_sentences", "join", "length", "map"}
OF_CLAIM = dict.fromkeys(("moved", "moved_in", "after", "after_end", "since", "in_year"), claims.Change)
OF_CLAIM |= {"netted": claims.Change, "hedged": claims.Level, "carried": claims.Level}
CLASSES = (
    *(claims.Level, claims.Change, claims.Counterparts, claims.Movers, claims.Members, claims.Group),
    *(claims.Corridors, claims.Flows, claims.ReturnPair, claims.Situation, claims.Expectation, claims.Worst),
    *(
        claims.Unreported,
        claims.Absence,
        claims.Bounds,
        claims.Broken,
        claims.Part,
        claims.BothYears,
        PairStock,
    ),
    *(BesideInhabitants,),
)
PANELS = ("claims", "note", "measures", *framework.panels())


@dataclass
class Slot:
    """What the messages of all languages do with a name."""

    filters: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    of_each: set[str] = field(default_factory=set)
    of_places: bool = False
    literals: set[str] = field(default_factory=set)
    printed: bool = False

    @property
    def is_value(self) -> bool:
        """Whether it is more than a flag."""
        return self.printed or bool(self.filters or self.attributes)


def counts() -> tuple[float, ...]:
    """Counts of every plural category of CLDR that the language of the moment has, also as millions."""
    return (0, 1, 2, 3, 11, 100, 1_500_000) if language() == "ar" else (0, 1, 2, 11, 1_500_000)


def messages() -> list[tuple[str, str]]:
    """Every message of every language, with its panel."""
    found: dict[tuple[str, str], None] = {}
    for code in languages():
        with written_in(code):
            found |= {(panel, id): None for panel in PANELS for id in templates(panel)}
    return list(found)


@cache
def slots(panel: str, id: str) -> Mapping[str, Slot]:
    """What a message takes, in all languages together."""
    found: dict[str, Slot] = {}
    for code in languages():
        with written_in(code):
            text = templates(panel).get(id, "")
        tree = jinja2.Environment().parse(text)
        bound = {each.name for each in tree.find_all(nodes.Name) if each.ctx != "load"}
        for name in (each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"):
            if name not in bound:
                found.setdefault(name, Slot())
        _read(tree, found)
    return found


def _read(tree: nodes.Node, found: dict[str, Slot]) -> None:
    for each in tree.find_all((nodes.Add, nodes.Operand)):
        inside = (each.left, each.right) if isinstance(each, nodes.Add) else (each.expr,) * ("in" in each.op)
        for name in (one.name for one in inside if isinstance(one, nodes.Name) and one.name in found):
            found[name].filters.add("listed")
    for each in tree.find_all((nodes.Filter, nodes.Getattr, nodes.Compare, nodes.Output, nodes.Concat)):
        inner = each.node if isinstance(each, nodes.Filter | nodes.Getattr) else None
        if isinstance(inner, nodes.Name) and inner.name in found:
            if isinstance(each, nodes.Filter):
                told = {str(one.value) for one in each.args if isinstance(one, nodes.Const)}
                found[inner.name].filters |= {each.name, *(told & {*PLACED, *OF_CLAIM})}
                named = (one.value for one in each.kwargs if one.key == "attribute")
                found[inner.name].of_each |= {str(one.value) for one in named if isinstance(one, nodes.Const)}
            else:
                found[inner.name].attributes.add(each.attr)
        if isinstance(inner, nodes.Getattr) and isinstance(inner.node, nodes.Name) and inner.attr == "number":
            found[inner.node.name].of_places = True  # its number is more than a float
        if isinstance(each, nodes.Compare) and isinstance(each.expr, nodes.Name) and each.expr.name in found:
            told = [one.value for operand in each.ops for one in operand.find_all(nodes.Const)]
            found[each.expr.name].literals |= {one for one in told if isinstance(one, str)}
        for printed in each.nodes if isinstance(each, nodes.Output | nodes.Concat) else ():
            for name in (printed, *printed.find_all(nodes.Name)):
                if isinstance(name, nodes.Name) and name.name in found:
                    found[name.name].printed = True


@cache
def places() -> tuple[Region | str, ...]:
    """Every country and set, and what stands for a country that nobody knows."""
    return (*(each.id if each.is_country else each for each in regions()), *sorted(no_countries()))


SMALL = {"five": given(5, "persons"), "goal": given(3, "persons"), "years": given(5, "years")}
SMALL |= {"threshold": given(25_000, "refugees")}
"""Constants that are handed to their messages alone."""


@cache
def constants() -> dict[str, Quantity]:
    """Thresholds and other numbers that are the same in every note."""
    with written_in(ENGLISH):
        known = [context(study("LBN", 2025, 2016).evidence) for study in STUDIES.values()]
    return SMALL | {
        name: each
        for facts in known
        for name, each in facts.items()
        if isinstance(each, Quantity) and each.status == "given"
    }


class Filling:
    """The n-th way to fill messages: each kind of value goes through all of its values as n grows."""

    def __init__(self, number: int, seed: str = "") -> None:
        self.number, self.at, self.measure, self.whole = number, 0, "refugees_hosted", False
        self.start = crc32(seed.encode())
        self.random = random.Random(self.start + number)

    def one_of(self, values: tuple[Any, ...]) -> Any:
        """The next of some values, another one in each filling, and first another one in each message."""
        self.at += 1
        return values[(self.start + self.number + 7 * self.at) % len(values)]

    def quantity(self, name: str = "", unit: str = "persons") -> Quantity:
        """A number; by the name of its slot a year, a share or a count."""
        if name.endswith("year") or name in ("begins", "since", "baseline", "at"):
            return given(self.one_of(YEARS), "year")
        if name in ("share", "part", "percent", "covered", "second_part"):
            unit = "percent"
        if name.endswith("here"):
            unit = "per 1,000 inhabitants"
        counted = framework.units().get(unit) is None or framework.units()[unit].written == "count"
        value = self.one_of(counts() if counted else RATES)
        of_year = {
            "reason": "The series begins in 2019",
            "year": 2025,
            "value_year": self.one_of((2025, 2024)),
        }
        return Quantity(
            value=value,
            unit=unit,
            indicator=self.measure,
            coverage=self.one_of((1.0, 0.4)),
            low=value,
            **of_year,
        )

    def flag(self) -> bool:
        """Whether something holds."""
        return self.random.random() < 0.5

    def place(self, role: str = "") -> Place:
        """A country of origin or asylum, or people without one."""
        return Place.of(self.one_of(tuple(each for each in places() if isinstance(each, str))), role)

    def claim(self, kind: type[Any], measure: str = "") -> Any:
        """A claim, each of whose fields is of its type."""
        self.measure = measure or "refugees_hosted"
        unit = framework.indicators()[self.measure].unit
        return kind(beside=(), **{name: self._of(hint, name, unit) for name, hint in _hints(kind).items()})

    def _of(self, hint: Any, name: str, unit: str) -> Any:
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Literal:
            return self.random.choice(inner)
        if origin is UnionType:
            some = next(each for each in inner if each is not NoneType)
            return self._of(some, name, unit) if self.whole or self.random.random() < 0.7 else None
        if origin is tuple:
            return tuple(self._of(inner[0], name, unit) for _ in range(self.one_of((1, 2, 3))))
        if hint is Place:
            return self.place(name)
        if hint is Quantity:
            return self.quantity(name, unit)
        if is_dataclass(hint):
            self.whole = True  # what a claim is made of has all that its words name
            return self.claim(hint)
        if hint is bool:
            return self.flag()
        if name.endswith("role"):
            return self.one_of(("member", "origin", "asylum", "destination"))
        return {str: OWN_WORDS, int: 2025, float: 7.0}[hint]

    def value(self, name: str, slot: Slot) -> Any:
        """What a slot takes by its name and by what messages do with it."""
        several = _is_list(slot)
        if slot.filters & PLACED:
            return [self.place(), self.place()] if several else self.place()
        if kind := next((OF_CLAIM[each] for each in sorted(slot.filters) if each in OF_CLAIM), None):
            return self.claim(kind)
        known = {each for each in slot.attributes if not hasattr(str, each)} - {"unit", "scaled", "category"}
        if slot.of_places or known & {"figure", "low", "high"}:
            return self.claim(_first(known, counting=slot.of_places))
        if slot.filters & COUNTED or (
            known and all(hasattr(Quantity, each) or each in _FIELDS for each in known)
        ):
            return self.quantity(name)
        if several:
            many = range(self.one_of((1, 2, 3)))
            return [self.claim(_first(slot.of_each)) if slot.of_each else OWN_WORDS for _ in many]
        if known:
            return self.claim(_first(known))
        if slot.literals:
            return self.one_of((*sorted(slot.literals), OWN_WORDS))
        if not slot.printed:
            return self.flag()
        return self.one_of((OWN_WORDS, self.quantity(name), self.quantity(name)))


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    """Types of what a claim is made of."""
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if each.name != "beside"}


_FIELDS = {each.name for each in fields(Quantity)}


def _is_list(slot: Slot | None) -> bool:
    return slot is not None and bool(slot.filters & LISTED) and not slot.filters & COUNTED


def _first(attributes: set[str], *, counting: bool = False) -> type[Any]:
    """The first claim that has some attributes, and if need be counts places."""
    fit = (each for each in CLASSES if attributes <= _names(each))
    found = next((each for each in fit if not counting or "number" in _hints(each)), None)
    assert found, f"no claim has {', '.join(sorted(attributes))}: which one is it?"
    return found


@cache
def _names(kind: type[Any]) -> set[str]:
    return {*dir(kind), *(each.name for each in fields(kind))}


_KINDS: dict[str, type[Claim]] = {
    each.__name__.lower(): each
    for each in (
        *(claims.Level, claims.Change, claims.Elsewhere, claims.Movers, claims.Members, claims.Counterparts),
        *(claims.Corridors, claims.Flows, claims.Expectation, claims.Unreported, claims.Absence),
        *(claims.Mover, claims.Member, claims.Corridor, claims.Counterpart, claims.Flow),
    )
}
"""Claims by the kinds of facts, and by the messages that write them."""


@cache
def _facts_of(panel: str, id: str) -> dict[str, tuple[type[Claim], str]]:
    """The facts of the rules that say a message: each with the claim that it is, and its measure."""
    if panel not in framework.panels():
        return {}
    rules = [rule for rule in framework.rules(panel) if rule.says == id]
    return {name: (_KINDS[each.kind], each.measure) for rule in rules for name, each in rule.facts.items()}


def filled(panel: str, id: str, number: int) -> str | None:
    """Write a message with the n-th filling in the language of the moment.

    What excludes one another in a note is drawn together here, so that a part of a message may ask for what
    is not there: such a filling is none.
    """
    try:
        return sentence(panel, id, **_values(panel, id, Filling(number, f"{panel} {id}"))).text
    except (jinja2.UndefinedError, TypeError) as error:
        if isinstance(error, TypeError) and "None is no place" not in str(error):
            raise
        return None


def _values(panel: str, id: str, filling: Filling) -> dict[str, Any]:
    needed = dict(slots(panel, id))
    own = "return-conditions" if panel == "measures" else panel
    phrases = {each.removeprefix(PHRASE): each for each in templates(own) if each.startswith(PHRASE)}
    if phrases.keys() & needed.keys():
        needed = {name: slot for each in phrases.values() for name, slot in slots(own, each).items()} | needed
    facts: dict[str, Any] = {}
    if panel == "claims":
        claim = filling.claim(_KINDS.get(id.partition("_")[0], claims.Change))
        facts = claim.words | {"claim": claim}
    where = Place.of(filling.one_of(places()))
    facts = {"where": where, "plural": where.plural, "feminine": where.feminine} | facts
    about = {"is_world": where.code == "world", "is_country": where.code.isupper()}
    about |= {"world": about["is_world"], "country": about["is_country"]}
    flags = {name for name in about if name not in needed or not needed[name].is_value}
    facts |= {name: each for name, each in constants().items() if not _is_list(needed.get(name))}
    facts |= {name: about[name] for name in flags}
    for name, slot in needed.items():
        if name in _facts_of(panel, id):
            facts[name] = filling.claim(*_facts_of(panel, id)[name])
        elif name not in facts:
            facts[name] = filling.value(name, slot)
    if not phrases.keys() & needed.keys():
        return facts
    used = slots(panel, id)
    kept = {name: facts[name] for name in phrases if name in used and used[name].filters & COUNTED}
    return with_phrases(own, facts) | kept
