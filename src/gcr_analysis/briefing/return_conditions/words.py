"""What all parts of this panel's note share: its sentences, its constants, its names of places."""

from dataclasses import replace
from typing import Any

from gcr_analysis.briefing.place import label, place
from gcr_analysis.briefing.place import place_of_asylum as from_place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import Sentence, is_seen, sentence
from gcr_analysis.indicators.return_conditions import conflict, violence
from gcr_analysis.indicators.return_conditions.conflict import HIGH_RATE, MANY_DEATHS
from gcr_analysis.indicators.return_conditions.profile import SPAN
from gcr_analysis.indicators.return_conditions.shock import SHOCK
from gcr_analysis.methods.expectation import NOMINAL

__all__ = ["CONSTANTS", "PANEL", "from_place", "label", "place", "say"]

PANEL = "return-conditions"


CONSTANTS = {
    "one": given(1, "countries"),
    "zero": given(0, "persons"),
    "hundred": given(100, "persons"),
    "inhabitants": given(100_000, "inhabitants"),
    "many_deaths": given(MANY_DEATHS, "deaths"),
    "high_rate": given(int(HIGH_RATE), "deaths"),
    "span": given(SPAN, "years"),
    "held": given(100 * NOMINAL, "percent"),
    "first_of_shock": given(SHOCK[0], "year"),
    "last_of_shock": given(SHOCK[1], "year"),
    "version_earlier": conflict.VERSION,
    "version_later": violence.VERSION,
    "version": conflict.VERSION,
    "next": violence.VERSION,
}


def say(name: str, /, **values: Any) -> Sentence:
    """Fill one template of the panel; the sentence carries the quantities that a reader sees in it.

    >>> say("title_none", where="Chad", year=given(2023, "year")).quantities[0].value
    2023
    """
    said = sentence(PANEL, name, **values)
    return replace(said, quantities=tuple(q for q in said.quantities if q.known and is_seen(q, said.text)))
