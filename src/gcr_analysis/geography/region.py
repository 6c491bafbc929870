"""A region set: which countries, as of when, and how a sentence names it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pandas as pd

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import region_declarations
from gcr_analysis.framework.models import RegionKind
from gcr_analysis.snapshot import load

LANGUAGES = ("en", "fr", "es")
NO_PLACE = ("UNK", "XXA")
"""Codes under which people stand whose country nobody recorded, or who have none: neither is a place."""
_FORMAL = re.compile(r"^(?P<short>.+) \((?P<form>.+ of(?: the)?)\)$")


@dataclass(frozen=True)
class Region:
    """A fixed set of countries.

    Attributes
    ----------
    id
        Its name on the command line: a slug such as ``mirps``, or an ISO3 code such as ``LBN``.
    title
        What a heading calls it.
    kind
        The family that it belongs to.
    countries
        ISO3 codes, sorted. The world also holds the codes of people of unknown or no country.
    as_of
        Date of the membership.
    source
        Id of the source that says who belongs to it; empty for a user's own set.
    long_title
        The title written out; the title itself where that is all there is.
    sentence
        What a sentence calls it, article included.
    plural
        Whether the verb after it stands in the plural: *Lebanon hosts*, *the MIRPS countries host*.
    names
        Of a user's own set: what other languages call it, by language and form.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> mirps = region("mirps")
    >>> mirps.in_sentence, mirps.plural, mirps.countries[:3]
    ('the MIRPS countries', True, ('BLZ', 'CRI', 'GTM'))
    """

    id: str
    title: str
    kind: RegionKind
    countries: tuple[str, ...]
    as_of: str
    source: str
    long_title: str = ""
    sentence: str = ""
    plural: bool = False
    names: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Let the title stand where nothing longer, or nothing for a sentence, is given."""
        object.__setattr__(self, "long_title", self.long_title or self.title)
        object.__setattr__(self, "sentence", self.sentence or self.title)

    @property
    def slug(self) -> str:
        """Name of the region's folder: lower case, no character that means anything in a path."""
        return self.id.lower()

    @property
    def in_sentence(self) -> str:
        """What a sentence calls it: *the world*, *Lebanon*, *the United States of America*."""
        return self.sentence

    @property
    def is_country(self) -> bool:
        """Whether it is one country by its own code."""
        return self.kind == "country"


@cache
def _names(language: str) -> dict[str, str]:
    names: pd.DataFrame = load("country_names")
    chosen = names[names["language"] == language]
    return dict(zip(chosen["iso3"].astype(str), chosen["name"].astype(str), strict=True))


def country_name(iso3: str, language: str = "en") -> str:
    """Short name of a country or territory, or of one of the codes that are no country.

    Parameters
    ----------
    iso3
        ISO 3166-1 alpha-3 code in either case, or ``UNK``, ``XXA``, ``TIB``, ``AB9``.
    language
        ``en``, ``fr`` or ``es``.

    Raises
    ------
    UnknownNameError
        When no country has that code, or there are no names in that language.

    Examples
    --------
    >>> country_name("TUR"), country_name("deu", "es")
    ('Türkiye', 'Alemania')
    """
    if language not in LANGUAGES:
        raise UnknownNameError("language", language, LANGUAGES)
    names = _names(language)
    if iso3.upper() not in names:
        raise UnknownNameError("country", iso3, names, hint="give an ISO3 code such as LBN")
    return names[iso3.upper()]


def country_names(iso3: str) -> dict[str, str]:
    """Names of a country by language, in those languages in which the source has one.

    >>> country_names("DEU")
    {'en': 'Germany', 'fr': 'Allemagne', 'es': 'Alemania'}
    """
    return {language: names[iso3] for language in LANGUAGES if iso3 in (names := _names(language))}


def country_in_sentence(iso3: str) -> str:
    """English name of a country as a sentence writes it, article included.

    >>> country_in_sentence("IRN"), country_in_sentence("USA"), country_in_sentence("LBN")
    ('the Islamic Republic of Iran', 'the United States of America', 'Lebanon')
    """
    name = country_name(iso3)
    if formal := _FORMAL.match(name):
        return f"the {formal['form']} {formal['short']}"
    return f"the {name}" if iso3.upper() in region_declarations()["with_article"] else name
