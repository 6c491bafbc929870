"""Countries by any of their names: official, short and everyday ones, in English, French and Spanish."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from gettext import translation

from slugify import slugify

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import everyday_names
from gcr_analysis.geography.region import LANGUAGES, country_name, country_names
from gcr_analysis.snapshot import load

Words = frozenset[str]

SMALL_WORDS = {"", "a", "and", "d", "da", "de", "del", "des", "do", "du", "e", "el", "et", "l", "la", "las"}
SMALL_WORDS |= {"le", "les", "los", "of", "s", "the", "y"}
"""Words that tell no name from another."""
SHORT_WORDS = {"rep": "republic", "dem": "democratic", "fed": "federal", "st": "saint"}
"""Abbreviations, and the words that they stand for."""
_IN_BRACKETS = re.compile(r"(.+) \((.+)\)")
_FORM = "give an ISO3 code such as LBN, or a name"
_ALIKE = 0.8
_KINDS = ("name", "common_name", "official_name")  # of names in ISO 3166, as pycountry has them


def countries_named(name: str) -> tuple[str, ...]:
    """ISO3 codes of the countries that go by a name.

    Parameters
    ----------
    name
        A name at the UN or in ISO 3166, or one of `framework/country_names.yaml`, in English, French or
        Spanish. Case, accents, punctuation, articles and the order of words do not matter.

    Returns
    -------
    tuple of str
        None where no country is called so, several where the name is ambiguous.

    Examples
    --------
    >>> countries_named("Cote d'Ivoire"), countries_named("Turquie"), countries_named("Iran, Islamic Rep.")
    (('CIV',), ('TUR',), ('IRN',))
    >>> countries_named("Congo"), countries_named("Atlantis")
    (('COD', 'COG'), ())
    """
    return tuple(sorted(_by_words().get(_words(name), ())))


def country_code(name: str) -> str:
    """ISO3 code of a country, or of a code that is no country, from its code or any of its names.

    Raises
    ------
    UnknownNameError
        When no country is called so.
    GcrError
        When several are.

    Examples
    --------
    >>> country_code("lbn"), country_code("Líbano"), country_code("UNK")
    ('LBN', 'LBN', 'UNK')
    """
    if name.upper() in set(load("country_names", ["iso3"])["iso3"]):
        return name.upper()
    found = countries_named(name)
    if not found:
        raise UnknownNameError("country", name, [], hint=near_countries(name) or _FORM)
    if len(found) > 1:
        raise GcrError(ambiguous(name, found))
    return next(iter(found))


@cache
def all_names() -> dict[str, tuple[str, ...]]:
    """Return every name of each country by ISO3 code, and what stands before a name's brackets or comma.

    That is left out where it is the name of another country, as with "China, Hong Kong SAR".

    >>> names = all_names()
    >>> "UNK" in names, set(names["LBN"]) >= {"Lebanon", "Liban", "Líbano"}, "Iran" in names["IRN"]
    (False, True, True)
    """
    found = defaultdict[str, dict[str, None]](dict)
    for code, name in _names():
        parts = [part for part in list(_parts(name))[:1] if code in countries_named(part)]
        found[code] |= dict.fromkeys((name, *parts))
    return {code: tuple(names) for code, names in found.items()}


def ambiguous(name: str, codes: Iterable[str]) -> str:
    """Say which countries a name may mean.

    >>> ambiguous("Congo", ("COD", "COG"))
    "'Congo' may be COD (Democratic Republic of the Congo) or COG (Congo): write the code"
    """
    return f"{name!r:.60} may be {_listed(codes)}: write the code"


def near_countries(name: str) -> str:
    """Ask for the countries whose names are spelt most alike; nothing where none is.

    >>> near_countries("Lebannon")
    'did you mean LBN (Lebanon)?'
    """
    known = _by_spelling()
    near = get_close_matches(slugify(name), known, n=3, cutoff=_ALIKE)
    codes = dict.fromkeys(code for spelt in near for code in known[spelt])
    return f"did you mean {_listed(codes)}?" if codes else ""


def _listed(codes: Iterable[str]) -> str:
    return " or ".join(f"{code} ({country_name(code)})" for code in codes)


def _words(name: str) -> Words:
    """Return the words that tell a name from others."""
    words = slugify(name.replace(".", "")).split("-")
    return frozenset(SHORT_WORDS.get(word, word) for word in words) - SMALL_WORDS


@cache
def _by_words() -> dict[Words, set[str]]:
    """Codes by the words of a name. A part of a name counts only where it is no whole name."""
    whole, parts = defaultdict[Words, set[str]](set), defaultdict[Words, set[str]](set)
    for code, name in _names():
        whole[_words(name)].add(code)
        for part in _parts(name):
            parts[_words(part)].add(code)
    return parts | whole


@cache
def _by_spelling() -> dict[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for code, name in _names():
        found[slugify(name)].add(code)
    return found


def _names() -> Iterator[tuple[str, str]]:
    import pycountry  # takes a while to import, and who writes codes does not need it

    folder = pycountry.LOCALES_DIR
    others = [translation("iso3166-1", folder, [language]) for language in LANGUAGES if language != "en"]
    known = {country.alpha_3: country for country in pycountry.countries}
    everyday = everyday_names()
    countries = load("countries", ["iso3", "is_country"])
    for code in countries["iso3"][countries["is_country"]].astype(str):
        yield from ((code, name) for name in (*country_names(code).values(), *everyday.get(code, ())))
        if code in known:
            for name in filter(None, (getattr(known[code], kind, "") for kind in _KINDS)):
                yield from ((code, told) for told in (name, *(other.gettext(name) for other in others)))


def _parts(name: str) -> Iterator[str]:
    """Yield what stands before the brackets or the comma of a name: Iran (Islamic Republic of)."""
    if found := _IN_BRACKETS.fullmatch(name):
        yield from found.groups()
    elif ", " in name:
        yield name.partition(", ")[0]
