"""What all parts of this panel's note share: its sentences and its constants."""

from functools import partial
from typing import Literal

from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework import targets
from gcr_analysis.indicators.third_country_solutions.shock import BEFORE, SHOCK

PANEL = "third-country-solutions"
say = partial(sentence, PANEL)

View = Literal["world", "destination", "origin", "host"]

_PATHWAYS = targets()["pathways_by_2028"]
CONSTANTS = {
    "thousand": given(1000, "persons"),
    "hundred_thousand": given(100_000, "persons"),
    "usual_first": given(BEFORE[0], "year"),
    "usual_last": given(BEFORE[1], "year"),
    "shock_first": given(SHOCK[0], "year"),
    "shock_last": given(SHOCK[1], "year"),
    "pathways_goal": given(_PATHWAYS.value / 1e6, "millions"),
    "pathways_since": given(_PATHWAYS.since, "year"),
    "pathways_by": given(_PATHWAYS.by, "year"),
}
