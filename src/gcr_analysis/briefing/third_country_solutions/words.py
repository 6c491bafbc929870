"""What all parts of this panel's note share: its sentences, its constants, its thresholds."""

from functools import partial
from typing import Literal

from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework import claims

PANEL = "third-country-solutions"
say = partial(sentence, PANEL)

View = Literal["world", "destination", "origin", "host"]

CONSTANTS = {
    "one": given(1, "countries"),
    "five": given(5, "countries"),
    "thousand": given(1000, "persons"),
    "hundred_thousand": given(100_000, "persons"),
}
# A note tells of no change between numbers of people smaller than this.
FEW = claims().thresholds.least_people
