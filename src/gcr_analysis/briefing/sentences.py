"""Sentences whose words are declared in `framework/sentences` and whose numbers are all quantities."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import jinja2
from babel.lists import format_list
from jinja2 import nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.marks import first_letter, plain
from gcr_analysis.briefing.place import PREPOSITIONS, Place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.framework.languages import (
    ENGLISH,
    by_language,
    language,
    missing,
    spoken,
    text_of,
    words,
)


@dataclass(frozen=True)
class Beside:
    """What has to stand beside a claim: the claim, the words and their numbers."""

    claim: Claim
    text: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True)
class Sentence:
    """A text and the quantities that it names.

    Parameters
    ----------
    id
        Name of the template.
    text
        Plain text; nothing in it is HTML.
    quantities
        Every quantity that the text took a number from.
    claims
        What it states, each with its facts and grounds.
    beside
        What has to stand beside its claims, in words: see `settled`.
    """

    id: str
    text: str
    quantities: tuple[Quantity, ...] = ()
    claims: tuple[Claim, ...] = ()
    beside: tuple[Beside, ...] = ()

    def __str__(self) -> str:
        return self.text


def templates(panel: str) -> dict[str, str]:
    """Return the templates of a panel by id, as the language declares them.

    >>> "hosted_title" in templates("host-country-burden")
    True
    """
    return words("sentences", f"{panel}.yaml")


def sentence(panel: str, name: str, /, **values: Any) -> Sentence:
    """Fill one template.

    Parameters
    ----------
    panel
        Id of the panel that the template belongs to.
    name
        Id of the template.
    values
        What it names: quantities, names of places, lists of either. Under ``claims``: what it states by its
        words, whether or not the template names it.

    Raises
    ------
    jinja2.UndefinedError
        When the template names something that was not given.
    KeyError
        When there is no such template.

    Examples
    --------
    >>> from gcr_analysis.briefing.quantity import given
    >>> sentence("note", "since_year", change="+4.5 points", year=given(2023, "year")).text
    '+4.5 points since 2023'
    """
    template, named = _compiled(panel, name)
    text = re.sub(r"[ \n]+", " ", template.render(values)).strip(" ").replace("'", "’")
    used = [values[key] for key in values if key in named or key == "claims"]
    claims = tuple(dict.fromkeys(_claims(used)))
    stated = [q for claim in claims for q in claim.quantities if is_seen(q, text)]
    return Sentence(name, text, tuple(dict.fromkeys([*_quantities(used), *stated])), claims)


def with_phrases(panel: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Add to facts the parts of sentences that a panel declares as ``phrase_…``, by the name behind that.

    >>> with_phrases("host-country-burden", {"where": "Chad"})
    {'where': 'Chad'}
    """
    ids = [id for id in templates(panel) if id.startswith(PHRASE)]
    return facts | {id.removeprefix(PHRASE): sentence(panel, id, **facts).text for id in ids}


def in_words(claim: Claim, name: str = "", /, **more: Any) -> str:
    """Write a claim in the words that all sentences share, which `framework/sentences/claims.yaml` declares.

    Parameters
    ----------
    claim
        The claim.
    name
        Id of a message; by default the one that goes by the claim's own name.
    """
    return sentence("claims", name or type(claim).__name__.lower(), **claim.words, claim=claim, **more).text


PHRASE = "phrase_"
"""How the id of a message begins that is a part of others."""
_CLAUSE = re.compile("(?=\u00a0[;؛] )|(?<!\u00a0)(?=[;؛] )")


def settled(sentences: Iterable[Sentence], top: int = 0) -> list[Sentence]:
    """Put beside the claims of sentences what has to stand there.

    It stands where a claim is first made, and again in each sentence that states the numbers of a change.

    Parameters
    ----------
    sentences
        In the order of reading.
    top
        How many of them are a title and what stands directly under it, where each part of it stands once.
    """
    said: set[Any] = set()
    above: set[tuple[Any, str]] = set()
    made = []
    for place, sentence in enumerate(sentences):
        new = {(each.claim.key, each.text): each for each in sentence.beside}
        again = {key for key, each in new.items() if place >= top and _states(each.claim, sentence.text)}
        new = {key: each for key, each in new.items() if key not in said or key in again}
        said |= new.keys()
        text, stop = sentence.text.removesuffix("."), "." * sentence.text.endswith(".")
        quantities = dict.fromkeys(
            [*sentence.quantities, *(q for each in new.values() for q in each.quantities)]
        )
        for each in new.values():
            parts = [(each.claim.key, part) for part in _CLAUSE.split(each.text)]
            text += "".join(part[1] for part in parts if part not in above)
            above |= set(parts) if place < top else set()
        above = above if place + 1 < top else set()
        made.append(replace(sentence, text=text + stop, quantities=tuple(quantities), beside=()))
    return made


def _states(change: Claim, text: str) -> bool:
    """Whether a text gives the earlier figure of a change, or its size."""
    return any(is_seen(q, text) for name, q in change.facts.items() if name in ("start", "by", "percent"))


def is_seen(quantity: Quantity, text: str) -> bool:
    """Return whether a reader sees a number in a text, whatever its sign."""
    return any(form in plain(text).lower() for form in (quantity.size.written.lower(), plain(quantity.word)))


def _claims(values: Iterable[Any]) -> Iterable[Claim]:
    """Every claim in the values, and those that they are made of."""
    for value in values:
        if isinstance(value, Claim):
            yield value
            yield from value.parts
        elif isinstance(value, Sentence):
            yield from value.claims
        elif isinstance(value, (list, tuple)):
            yield from _claims(value)


def compile_templates() -> None:
    """Compile the templates of all notes, which is otherwise done when one is first filled."""
    for panel in ("note", "claims", "measures", *framework.panels()):
        for name in templates(panel):
            _compiled(panel, name)


@by_language
def _compiled(panel: str, name: str) -> tuple[jinja2.Template, frozenset[str]]:
    """Return a template and the names in it that are to be given."""
    environment = _environment()
    if name not in templates(panel):
        raise missing(f"sentences/{panel}.yaml", name)
    parsed = environment.parse(templates(panel)[name])
    names = {context: set[str]() for context in ("load", "store", "param")}
    for each in parsed.find_all(nodes.Name):
        names[each.ctx].add(each.name)
    code = environment.compile(parsed)
    template = jinja2.Template.from_code(environment, code, environment.make_globals(None))
    return template, frozenset(names["load"] - names["store"] - names["param"])


def joined(*sentences: Sentence) -> Sentence:
    """Make several sentences one text, which goes by the name of the first.

    >>> joined(Sentence("a", "One."), Sentence("b", "Two.")).text
    'One. Two.'
    """
    claims = tuple(dict.fromkeys(claim for sentence in sentences for claim in sentence.claims))
    beside = tuple(each for sentence in sentences for each in sentence.beside)
    return Sentence(sentences[0].id, " ".join(map(str, sentences)), quantities_of(sentences), claims, beside)


def quantities_of(sentences: Iterable[Sentence]) -> tuple[Quantity, ...]:
    """Return the quantities of several sentences, each once, in the order of reading."""
    return tuple(dict.fromkeys(q for sentence in sentences for q in sentence.quantities))


@by_language
def _environment() -> jinja2.Environment:
    # Plain text: escaping is done where HTML is made.
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_written,
    )
    for name in templates("claims"):
        environment.filters[name] = partial(_filled, name)
    for function in (listed, listed_with_semicolons, capital, uncapital, form, category, reason):
        environment.filters[function.__name__] = function
    environment.filters |= {name: partial(form, name=name) for name in PREPOSITIONS}
    phrases = environment.parse(text_of("sentences", "phrases.jinja"))
    macros: dict[str, Any] = {}
    for macro in phrases.find_all(nodes.Macro):  # they may use one another as filters
        environment.filters[macro.name] = partial(_of_macro, macros, macro.name)
    macros |= vars(environment.from_string(phrases).module)
    return environment


def filters() -> dict[str, Any]:
    """Return what messages may pass values through: forms of places, lists, phrases, claims in words.

    >>> filters()["listed"](["Chad", "Mali"])
    'Chad and Mali'
    """
    return dict(_environment().filters)


def phrase(name: str, /, *values: Any) -> str:
    """Fill one of the phrases that stand within sentences, which `sentences/phrases.jinja` declares.

    >>> from gcr_analysis.briefing.quantity import given
    >>> phrase("count", given(1, "persons"), "refugee"), phrase("count", given(1200, "persons"), "refugee")
    ('1 refugee', '1,200 refugees')
    >>> phrase("words", given(2, "countries"), "country", "countries")
    'two countries'
    >>> phrase("in_side", "Chad", "origin"), phrase("without_side", "Chad", "destination")
    ('among people from Chad', 'those who went to Chad')
    """
    return _environment().filters[name](*values)


def _of_macro(macros: dict[str, Any], name: str, /, *values: Any, **more: Any) -> str:
    return macros[name](*values, **more)


def _filled(name: str, claim: Claim, **more: Any) -> str:
    return in_words(claim, name, **more)


def _written(value: Any) -> Any:
    """Return what a template prints for a value: a claim in words, anything else as it is."""
    return in_words(value) if isinstance(value, Claim) else value


def listed(items: Iterable[Any]) -> str:
    """Join names as the language does.

    >>> listed(["Chad"]), listed(["Chad", "Niger"]), listed(["Chad", "Niger", "Mali"])
    ('Chad', 'Chad and Niger', 'Chad, Niger and Mali')
    """
    return format_list([str(_written(item)) for item in items], "standard", spoken().numbers.locale)


def form(place: Any, name: str) -> Any:
    """Return a place, or each of several, in another form: see `Place.form`.

    A text that is no place takes the preposition of English, and is an error in any other language.

    >>> form(Place.of("TCD"), "at"), form([Place.of("TCD"), Place.of("IRN")], "from")
    ('in Chad', ['from Chad', 'from the Islamic Republic of Iran'])
    """
    if isinstance(place, (list, tuple)):
        return [form(each, name) for each in place]
    if isinstance(place, Place):
        return place.form(name)
    if language() != ENGLISH:
        raise TypeError(f"{place!r} is no place: it has no form {name!r} in language {language()}")
    return f"{PREPOSITIONS[name]}{place}"


def reason(text: str) -> str:
    """Return a reason of a figure in the language: see `reason_in_words`."""
    from gcr_analysis.briefing.reasons import reason_in_words  # it writes lists as sentences do

    return reason_in_words(text)


def category(number: Quantity) -> str:
    """Return the plural category of CLDR that a number has as it is written.

    >>> from gcr_analysis.briefing.quantity import given
    >>> category(given(1, "persons")), category(given(1200, "persons"))
    ('one', 'other')
    """
    return number.category


def capital(text: Any) -> str:
    """Begin a sentence with a capital, and leave the rest as it is.

    >>> capital("the MIRPS countries")
    'The MIRPS countries'
    """
    return _beginning(str(_written(text)), str.upper)


def uncapital(text: Any) -> str:
    """Begin with a small letter, for a text within a sentence; an abbreviation keeps its capitals.

    >>> uncapital("Leaves out cases; Without Chad"), uncapital("GDP of 2023")
    ('leaves out cases; without Chad', 'GDP of 2023')
    """
    mark = spoken().marks.semicolon
    parts = str(text).split(mark)
    return mark.join(p if p[first_letter(p) + 1 :][:1].isupper() else _beginning(p, str.lower) for p in parts)


def _beginning(text: str, written: Callable[[str], str]) -> str:
    """Write the first letter of a text in another way; a mark before it is none."""
    at = first_letter(text)
    return text[:at] + written(text[at : at + 1]) + text[at + 1 :]


def listed_with_semicolons(items: Iterable[Any]) -> str:
    """Join items that have commas of their own.

    >>> listed_with_semicolons(["Chad 1,000", "Mali 900"])
    'Chad 1,000; Mali 900'
    """
    return spoken().marks.semicolon.join(str(_written(item)) for item in items)


def _quantities(values: Iterable[Any]) -> Iterable[Quantity]:
    """Every quantity in the values: bare, in lists, or as an attribute `quantities` of what was given."""
    for value in values:
        if isinstance(value, Quantity):
            yield value
        elif isinstance(value, Sentence):
            yield from value.quantities
        elif isinstance(value, (list, tuple)):
            yield from _quantities(value)
        elif isinstance(value, dict):
            yield from _quantities(value.values())
