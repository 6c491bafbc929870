"""What all parts of this panel's note share: its sentences, its constants, its names of places."""

from functools import partial

from gcr_analysis.briefing.places import NO_COUNTRY, label, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.methods.protracted import DURATION, THRESHOLD

__all__ = [
    "CONSTANTS",
    "NO_COUNTRY",
    "PANEL",
    "THRESHOLD_OF_SITUATION",
    "YEARS_OF_SITUATION",
    "label",
    "place",
    "say",
]

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
