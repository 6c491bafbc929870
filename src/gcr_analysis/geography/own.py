"""A user's own region set, read from a YAML file and checked before anything uses it."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.languages import ENGLISH, languages
from gcr_analysis.geography.names import country_code
from gcr_analysis.geography.region import Region

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SINCE = re.compile(r"since-\d{4}")  # a folder of notes with another baseline year
_TITLE = re.compile(r"[^\W_][^\W_]*(?:[ ,.'’()/&:–-]+[^\W_]+)*[.)]?")
_LONGEST_NAME = 60
_LONGEST_TITLE = 80
_REQUIRED = ("name", "title", "countries")
_OPTIONAL = ("long_title", "as_of", "sentence", "plural", "names")
_FORMS = ("title", "name", "at", "of", "from", "to")
_MORE_FORMS = ("long_title", "for", "plural", "feminine")


def read_own(path: Path, taken: Mapping[str, Region]) -> Region:
    """Read a region set of the user's own.

    Parameters
    ----------
    path
        A YAML file, a mapping with ``name`` (a slug), ``title`` (plain text) and ``countries`` (ISO3 codes or
        names of countries); ``long_title``, ``as_of``, ``sentence`` and ``plural`` may be given too, and
        ``names``: what other languages call it, by language and form.
    taken
        The declared sets, whose names are not free.

    Returns
    -------
    Region
        Of kind ``own``, with no source.

    Raises
    ------
    GcrError
        One line that says what is wrong with the file.
    """
    entry = _mapping(path)
    name, title = _name(entry, path, taken), _text(entry, "title", path)
    return Region(
        id=name,
        title=title,
        kind="own",
        countries=_countries(entry["countries"], path),
        as_of=_text(entry, "as_of", path) or "as given",
        source="",
        long_title=_text(entry, "long_title", path),
        sentence=_text(entry, "sentence", path) or _sentence(title),
        plural=_plural(entry, path),
        names=_names(entry.get("names", {}), path),
    )


def _mapping(path: Path) -> dict[str, Any]:
    try:
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise GcrError(f"no region file {path}: give the path of a YAML file") from None
    except OSError as error:
        raise GcrError(f"region file {path} cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise GcrError(f"region file {path} is not YAML{where}: write name, title and countries") from error
    if not isinstance(entry, dict):
        raise GcrError(f"region file {path} is not a mapping: write name, title and countries")
    for key in entry:
        if key not in _REQUIRED + _OPTIONAL:
            raise UnknownNameError(f"key in region file {path}", str(key), _REQUIRED + _OPTIONAL)
    for key in _REQUIRED:
        if not entry.get(key):
            raise GcrError(f"region file {path} has no {key}: write name, title and countries")
    return entry


def _name(entry: Mapping[str, Any], path: Path, taken: Mapping[str, Region]) -> str:
    name = entry["name"]
    if not isinstance(name, str) or len(name) > _LONGEST_NAME or not _SLUG.fullmatch(name):
        raise GcrError(
            f"name {name!r:.60} in {path} is not a slug: use lower-case letters, digits and single hyphens, "
            f"{_LONGEST_NAME} characters at most"
        )
    if _SINCE.fullmatch(name):
        raise GcrError(f"name {name!r} in {path} is that of a folder of notes: choose another")
    if name in {known.lower() for known in taken}:
        raise GcrError(f"name {name!r} in {path} belongs to a declared region: choose another")
    return name


def _text(entry: Mapping[str, Any], key: str, path: Path) -> str:
    text = entry.get(key, "")
    if text == "":
        return ""
    if key == "as_of":
        text = str(text)
    if not isinstance(text, str) or len(text) > _LONGEST_TITLE or not _TITLE.fullmatch(text):
        raise GcrError(
            f"{key} {text!r:.60} in {path} is not plain text: "
            f"use words, spaces and common punctuation, {_LONGEST_TITLE} characters at most"
        )
    return text


def _plural(entry: Mapping[str, Any], path: Path) -> bool:
    plural = entry.get("plural", "sentence" not in entry)
    if not isinstance(plural, bool):
        raise GcrError(f"plural {plural!r} in {path} is neither true nor false: write one of them")
    return plural


def _names(given: Any, path: Path) -> dict[str, dict[str, Any]]:
    """Check what other languages call the set: each form that sentences need."""
    if not isinstance(given, dict) or not all(isinstance(forms, dict) for forms in given.values()):
        raise GcrError(f"names in {path} is no mapping of languages: write fr: {{title: …, name: …, at: …}}")
    for code, forms in given.items():
        if code not in languages() or code == ENGLISH:
            raise UnknownNameError(f"language of names in {path}", str(code), languages()[1:])
        for form, text in forms.items():
            if form not in _FORMS + _MORE_FORMS:
                raise UnknownNameError(f"form of names in {path}", str(form), _FORMS + _MORE_FORMS)
            if form not in ("plural", "feminine") and (
                not isinstance(text, str) or len(text) > _LONGEST_TITLE
            ):
                raise GcrError(f"{form} of names, {code}, in {path} is not plain text: write words")
        if lacking := [form for form in _FORMS if not forms.get(form)]:
            raise GcrError(f"names in {path} lack {', '.join(lacking)} in {code}: give every form")
    return given


def _countries(given: Any, path: Path) -> tuple[str, ...]:
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        raise GcrError(f"countries in {path} is not a list of names or ISO3 codes: write [LBN, JOR]")
    try:
        codes = [country_code(name) for name in given]
    except GcrError as error:
        raise GcrError(f"countries in {path}: {error}") from error
    twice = [code for code, times in Counter(codes).items() if times > 1]
    if twice:
        raise GcrError(f"countries in {path} names {', '.join(twice)} twice: name each once")
    return tuple(sorted(codes))


def _sentence(title: str) -> str:
    """*Sahel countries* needs an article only; *Lake Chad basin* must say that it is about countries."""
    return f"the {title}" if title.lower().endswith(("countries", "states")) else f"the countries of {title}"
