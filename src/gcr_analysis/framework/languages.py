"""The language that notes and pages are written in, and what each language declares.

English stands in the declarations themselves. Any other language is a folder under `framework/languages` with
the same files and ids; a word that it lacks is an error, never English.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, ParamSpec, TypeVar

import yaml
from pydantic import Field

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.fitting import LOADER, fitting
from gcr_analysis.framework.models import Declaration

ENGLISH = "en"
NBSP = "\u00a0"
THIN = "\u202f"
"""What French has between thousands. In the typeface of figures and pages it is too narrow to be seen."""
FOLDER: Traversable = files("gcr_analysis.framework").joinpath("languages")
"""Where the folders of all languages but English are."""

_written = ContextVar("language", default=ENGLISH)
P = ParamSpec("P")
R = TypeVar("R")


class Numbers(Declaration):
    """How a language writes numbers."""

    locale: str = Field(description="Locale of CLDR whose digits, marks and plurals it uses")
    missing: str = Field(description="What stands in place of a figure that there is not")
    words: tuple[str, ...] = Field(description="Small whole numbers in words, from zero on")
    less: str = Field(description="How a number is written that is less than {number}")
    more: str = Field(description="How a number is written that is more than {number}")
    percent: str = Field(description="How a percentage is written")
    scales: dict[Literal["million", "billion", "trillion"], dict[str, str]] = Field(
        description="Words of large numbers by the plural category of what stands before them"
    )


class Marks(Declaration):
    """How a language joins clauses, and what stands in place of a name that was said."""

    direction: Literal["ltr", "rtl"] = "ltr"
    semicolon: str = "; "
    colon: str = ": "
    comma: str = ", "
    letters: str = Field("abcdefghijklmnopqrstuvwxyz", description="Letters that mark breaks in a series")
    article: str = Field(
        "", description="Article that is written with a name, and does not count when sorting"
    )
    not_before: str = Field("", description="Pattern of what may not follow a name that becomes the region")
    region: dict[str, Any] = Field(description="The region, in all forms that places have")
    title_of_country: dict[str, str] = Field(description="What becomes what in titles on a country")
    title_of_world: dict[str, str] = Field(description="What becomes what in titles on the world")


class Drawn(Declaration):
    """What figures say by themselves."""

    missing: str = Field(description="In place of a figure that there is not")
    none: str = Field(description="In place of a count of nobody")
    nothing: str = Field(description="In place of a drawing without any figure")
    up_to: str = Field(description="The lowest of some classes, which ends at {high}")
    between: str = Field(description="A class from {low} to {high}")
    over: str = Field(description="The highest class, which begins at {low}")


class Language(Declaration):
    """What a language declares of itself, beside its messages and names."""

    name: str = Field(description="What it calls itself")
    numbers: Numbers
    marks: Marks
    drawn: Drawn


def languages() -> tuple[str, ...]:
    """Codes of the languages that notes can be written in, English first.

    >>> languages()
    ('en', 'ar', 'es', 'fr')
    """
    folders = (each.name for each in FOLDER.iterdir() if each.joinpath("language.yaml").is_file())
    return (ENGLISH, *sorted(name for name in folders if name != ENGLISH))


def language() -> str:
    """Code of the language in which words are written now.

    >>> language()
    'en'
    """
    return _written.get()


@contextmanager
def written_in(code: str) -> Iterator[None]:
    """Write everything within the block in a language.

    Parameters
    ----------
    code
        Code of the language, such as ``fr``.

    Raises
    ------
    UnknownNameError
        When there is no such language.

    Examples
    --------
    >>> with written_in("fr"):
    ...     language()
    'fr'
    """
    if code not in languages():
        raise UnknownNameError("language", code, languages())
    token = _written.set(code)
    try:
        yield
    finally:
        _written.reset(token)


def by_language(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function returns, for each language by itself."""

    @cache
    def kept(code: str, *args: Any, **kwargs: Any) -> R:
        return function(*args, **kwargs)

    @wraps(function)
    def returned(*args: P.args, **kwargs: P.kwargs) -> R:
        return kept(language(), *args, **kwargs)

    returned.cache_clear = kept.cache_clear  # type: ignore[attr-defined]
    return returned


@by_language
def spoken() -> Language:
    """What the language in which words are written declares of itself.

    >>> spoken().numbers.missing
    'no figure'
    """
    return fitting(Language, words("language.yaml"), f"language.yaml of language {language()}")


def words(*parts: str) -> Any:
    """Return what a file of the language declares, such as ``("sentences", "note.yaml")``.

    Raises
    ------
    GcrError
        When the language has no such file, or it is not YAML.
    """
    return _read(language(), *parts)


@cache
def _read(code: str, *parts: str) -> Any:
    try:
        return yaml.load(text_of(*parts, code=code), LOADER)
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise GcrError(
            f"{'/'.join(parts)} of language {code} is not YAML{line}: look at colons, quotes and indents"
        ) from error


def text_of(*parts: str, code: str = "") -> str:
    """Return the text of a file of the language.

    Raises
    ------
    GcrError
        When the language has no such file.
    """
    code = code or language()
    file = (FOLDER.joinpath(code) if code != ENGLISH else files("gcr_analysis.framework")).joinpath(*parts)
    if not file.is_file():
        raise GcrError(f"language {code} has no {'/'.join(parts)}: write one, with the ids that English has")
    return file.read_text(encoding="utf-8").replace(THIN, NBSP)


def word(kind: str, id: str, english: str) -> str:
    """Return a text of a declaration: in English its own, else the one that the language gives for its id.

    Parameters
    ----------
    kind
        File of the language, without its ending, such as ``measures``.
    id
        Id of the entry in it.
    english
        What the declaration itself says.

    Raises
    ------
    GcrError
        When the language has no such entry.

    Examples
    --------
    >>> word("measures", "refugees_hosted", "Refugees hosted")
    'Refugees hosted'
    """
    if language() == ENGLISH or not english:
        return english
    declared = words(f"{kind}.yaml")
    if id not in declared:
        raise missing(f"{kind}.yaml", id)
    return str(declared[id])


def missing(file: str, id: str, what: str = "") -> GcrError:
    """Say which entry a language lacks, and where it belongs."""
    form = f" has no {what}" if what else " is missing"
    return GcrError(f"language {language()}: {id}{form} in {file}")
