"""Sentences whose words are declared in `framework/sentences` and whose numbers are all quantities."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2
import yaml
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment

from gcr_analysis import framework
from gcr_analysis.briefing.quantity import Quantity


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
    """

    id: str
    text: str
    quantities: tuple[Quantity, ...] = ()

    def __str__(self) -> str:
        return self.text


@cache
def templates(panel: str) -> dict[str, str]:
    """Return the templates of a panel by id, as declared.

    >>> "hosted_title" in templates("host-country-burden")
    True
    """
    text = files("gcr_analysis.framework").joinpath("sentences", f"{panel}.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def sentence(panel: str, name: str, /, **values: Any) -> Sentence:
    """Fill one template.

    Parameters
    ----------
    panel
        Id of the panel that the template belongs to.
    name
        Id of the template.
    values
        What it names: quantities, names of places, lists of either.

    Raises
    ------
    jinja2.UndefinedError
        When the template names something that was not given.
    KeyError
        When there is no such template.

    Examples
    --------
    >>> from gcr_analysis.briefing.quantity import given
    >>> sentence("note", "year_of_figure", year=given(2023, "year")).text
    'figure of 2023'
    """
    template, named = _compiled(panel, name)
    text = re.sub(r"[ \n]+", " ", template.render(values)).strip(" ").replace("'", "’")
    return Sentence(name, text, tuple(_quantities(values[key] for key in values if key in named)))


def compile_templates() -> None:
    """Compile the templates of all notes, which is otherwise done when one is first filled."""
    for panel in ("note", *framework.panels()):
        for name in templates(panel):
            _compiled(panel, name)


@cache
def _compiled(panel: str, name: str) -> tuple[jinja2.Template, frozenset[str]]:
    """Return a template and the names in it."""
    text = templates(panel)[name]
    names = meta.find_undeclared_variables(_environment().parse(text))
    return _environment().from_string(text), frozenset(names)


def joined(*sentences: Sentence) -> Sentence:
    """Make several sentences one text, which goes by the name of the first.

    >>> joined(Sentence("a", "One."), Sentence("b", "Two.")).text
    'One. Two.'
    """
    return Sentence(sentences[0].id, " ".join(map(str, sentences)), quantities_of(sentences))


def quantities_of(sentences: Iterable[Sentence]) -> tuple[Quantity, ...]:
    """Return the quantities of several sentences, each once, in the order of reading."""
    return tuple(dict.fromkeys(q for sentence in sentences for q in sentence.quantities))


@cache
def _environment() -> jinja2.Environment:
    # Plain text: escaping is done where HTML is made.
    environment = ImmutableSandboxedEnvironment(
        undefined=jinja2.StrictUndefined, autoescape=False, trim_blocks=True, lstrip_blocks=True
    )
    for function in (listed, listed_with_semicolons, listed_as_sentences, capital, uncapital, count, words):
        environment.filters[function.__name__] = function
    return environment


def listed(items: Iterable[Any]) -> str:
    """Join names as English does.

    >>> listed(["Chad"]), listed(["Chad", "Niger"]), listed(["Chad", "Niger", "Mali"])
    ('Chad', 'Chad and Niger', 'Chad, Niger and Mali')
    """
    *first, last = [str(item) for item in items]
    return f"{', '.join(first)} and {last}" if first else last


def capital(text: Any) -> str:
    """Begin a sentence with a capital, and leave the rest as it is.

    >>> capital("the MIRPS countries")
    'The MIRPS countries'
    """
    text = str(text)
    return text[:1].upper() + text[1:]


def uncapital(text: Any) -> str:
    """Begin with a small letter, for a text within a sentence; an abbreviation keeps its capitals.

    >>> uncapital("Leaves out cases; Without Chad"), uncapital("GDP of 2023")
    ('leaves out cases; without Chad', 'GDP of 2023')
    """
    parts = str(text).split("; ")
    return "; ".join(p if p[1:2].isupper() else p[:1].lower() + p[1:] for p in parts)


def listed_with_semicolons(items: Iterable[Any]) -> str:
    """Join items that have commas of their own.

    >>> listed_with_semicolons(["Chad 1,000", "Mali 900"])
    'Chad 1,000; Mali 900'
    """
    return "; ".join(str(item) for item in items)


def listed_as_sentences(items: Iterable[Any]) -> str:
    """Join whole sentences, the last without its full stop.

    >>> listed_as_sentences(["One came", "Two left"])
    'One came. Two left'
    """
    return ". ".join(str(item) for item in items)


def count(quantity: Quantity, singular: str, plural: str | None = None) -> str:
    """Write a number with its noun.

    >>> from gcr_analysis.briefing.quantity import given
    >>> count(given(1, "persons"), "refugee"), count(given(1200, "persons"), "refugee")
    ('1 refugee', '1,200 refugees')
    """
    return f"{quantity} {singular if quantity.value == 1 else plural or singular + 's'}"


def words(quantity: Quantity, singular: str, plural: str | None = None) -> str:
    """Write a small number of things in words.

    >>> from gcr_analysis.briefing.quantity import given
    >>> words(given(2, "countries"), "country", "countries"), words(given(37, "donors"), "donor")
    ('two countries', '37 donors')
    """
    return f"{quantity.word} {singular if quantity.value == 1 else plural or singular + 's'}"


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
