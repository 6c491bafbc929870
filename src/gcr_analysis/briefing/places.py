"""How the notes of all panels name a country: within a sentence, and in a chart."""

from gcr_analysis.geography import NO_PLACE as NO_COUNTRY
from gcr_analysis.geography import country_name
from gcr_analysis.geography.region import country_in_sentence

__all__ = ["NO_COUNTRY", "label", "place", "place_of_asylum"]

_IN_SENTENCE = {
    "UNK": "unknown countries of origin",
    "XXA": "no country, being stateless",
    "TIB": "the Tibetan community",
}
_OF_ASYLUM = {"UNK": "unknown countries"}
_IN_CHART = {"UNK": "Unknown origin", "XXA": "Stateless"}


def place(iso3: str) -> str:
    """Name a country of origin or asylum within a sentence, so that "people from" can stand before it.

    >>> place("IRN"), place("UNK"), place("TIB")
    ('the Islamic Republic of Iran', 'unknown countries of origin', 'the Tibetan community')
    """
    return _IN_SENTENCE.get(iso3) or country_in_sentence(iso3)


def place_of_asylum(iso3: str) -> str:
    """Name a country of asylum or destination within a sentence.

    >>> place_of_asylum("UNK"), place_of_asylum("PAK")
    ('unknown countries', 'Pakistan')
    """
    return _OF_ASYLUM.get(iso3) or place(iso3)


def label(iso3: str) -> str:
    """Name a country in a chart, where room is scarce.

    >>> label("GBR"), label("SYR")
    ('United Kingdom', 'Syrian Arab Republic')
    """
    return _IN_CHART.get(iso3) or country_name(iso3).replace(" of Great Britain and Northern Ireland", "")
