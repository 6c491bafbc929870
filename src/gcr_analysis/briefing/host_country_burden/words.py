"""What all parts of this panel's note share: its sentences, its constants, its names of places."""

from functools import partial

from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.geography import country_name
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.methods.protracted import DURATION, THRESHOLD

PANEL = "host-country-burden"
say = partial(sentence, PANEL)

CONSTANTS = {
    "one": given(1, "countries"),
    "five": given(5, "countries"),
    "ten": given(10, "countries"),
    "thousand": given(1000, "inhabitants"),
}
THRESHOLD_OF_SITUATION = given(THRESHOLD, "refugees")
YEARS_OF_SITUATION = given(DURATION, "years")

NO_COUNTRY = ("UNK", "XXA")
_IN_SENTENCE = {"UNK": "unknown countries of origin", "XXA": "no country, being stateless"}
_IN_CHART = {"UNK": "Unknown origin", "XXA": "Stateless"}


def place(iso3: str) -> str:
    """Name a country of origin or asylum within a sentence.

    >>> place("IRN"), place("UNK")
    ('the Islamic Republic of Iran', 'unknown countries of origin')
    """
    return _IN_SENTENCE.get(iso3) or country_in_sentence(iso3)


def label(iso3: str) -> str:
    """Name a country in a chart, where room is scarce.

    >>> label("GBR"), label("SYR")
    ('United Kingdom', 'Syrian Arab Republic')
    """
    return _IN_CHART.get(iso3) or country_name(iso3).replace(" of Great Britain and Northern Ireland", "")
