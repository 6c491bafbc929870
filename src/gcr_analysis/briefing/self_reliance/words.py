"""What all parts of this panel's note share: its sentences, its constants, its measures and their nouns."""

from collections.abc import Sequence
from functools import partial

from babel.lists import format_list

from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework.languages import spoken

PANEL = "self-reliance"
HALF = 50.0
say = partial(sentence, PANEL)

# What a title, a headline and a map may be about, the most telling first.
CORE = ("gcr_2_1_1", "gcr_2_2_1_secondary", "gcr_2_1_2", "gcr_2_2_1_primary")
# All that operations report of which more is better, and less.
RESULTS = (
    *CORE,
    "gcr_2_2_1_national",
    "tertiary_enrolment",
    "identity_documents",
    "health_access",
    "bank_account",
    "income_improvement",
    "social_protection",
    "secure_tenure",
)
BURDENS = ("gcr_2_2_2", "unemployed")

CONSTANTS = {
    "one": given(1, "countries"),
    "two": given(2, "countries"),
    "hundred": given(100, "percent"),
    "thousand": given(1000, "refugees"),
    "convention": given(1951, "year"),
    "protocol": given(1967, "year"),
    "youngest_pupil": given(5, "years"),
    "oldest_pupil": given(17, "years"),
    "adult": given(18, "years"),
    "last_working": given(59, "years"),
    "least_score": given(1, "points of a scale"),
    "best_score": given(5, "points of a scale"),
}


def noun(id: str) -> str:
    """What refugees have when a measure is reached.

    >>> noun("gcr_2_1_1")
    'the right to decent work'
    """
    return say(f"noun_{id}").text


def short(id: str) -> str:
    """Name of a measure in a chart.

    >>> short("gcr_2_2_1_secondary")
    'Secondary school'
    """
    return say(f"short_{id}").text


def of_year(name: str, figure: Quantity, year: int | None) -> str:
    """Name the year of a figure behind its measure where it is another than that of the others."""
    return name if figure.value_year == year else say("named_year", name=name, own_year=figure.own_year).text


def either(items: Sequence[str]) -> str:
    """Join names as alternatives.

    >>> either(["work"]), either(["work", "school", "papers"])
    ('work', 'work, school or papers')
    """
    return format_list(list(items), "or", spoken().numbers.locale)
