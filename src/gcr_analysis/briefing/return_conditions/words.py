"""What all parts of this panel's note share: its sentences, its constants, its names of places."""

from functools import partial

from gcr_analysis.briefing.places import NO_COUNTRY, label, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.indicators.return_conditions.conflict import HIGH_RATE, MANY_DEATHS
from gcr_analysis.indicators.return_conditions.profile import SPAN

__all__ = ["CONSTANTS", "NO_COUNTRY", "PANEL", "WORST_PERCENT", "label", "place", "say"]

PANEL = "return-conditions"
say = partial(sentence, PANEL)

# A condition among the worst tenth of the world's countries: the place below which it is named.
WORST_PERCENT = 10

CONSTANTS = {
    "one": given(1, "countries"),
    "hundred": given(100, "persons"),
    "inhabitants": given(100_000, "inhabitants"),
    "many_deaths": given(MANY_DEATHS, "deaths"),
    "high_rate": given(int(HIGH_RATE), "deaths"),
    "span": given(SPAN, "years"),
}
