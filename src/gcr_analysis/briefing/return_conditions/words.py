"""What all parts of this panel's note share: its sentences, its constants, its names of places."""

from dataclasses import replace
from typing import Any

from gcr_analysis.briefing.places import NO_COUNTRY, label, place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence, sentence
from gcr_analysis.indicators.return_conditions import conflict, violence
from gcr_analysis.indicators.return_conditions.conflict import HIGH_RATE, MANY_DEATHS
from gcr_analysis.indicators.return_conditions.profile import SPAN

__all__ = ["CONSTANTS", "NO_COUNTRY", "ONE_PLACE", "PANEL", "WORST_PERCENT", "label", "place", "say"]

PANEL = "return-conditions"


# A condition among the worst tenth of the world's countries: the place below which it is named.
WORST_PERCENT = 10

# Countries that the data on violence count together.
ONE_PLACE = {"ISR", "PSE"}

CONSTANTS = {
    "one": given(1, "countries"),
    "hundred": given(100, "persons"),
    "inhabitants": given(100_000, "inhabitants"),
    "many_deaths": given(MANY_DEATHS, "deaths"),
    "high_rate": given(int(HIGH_RATE), "deaths"),
    "span": given(SPAN, "years"),
    "version": conflict.VERSION,
    "next": violence.VERSION,
}


def say(name: str, /, **values: Any) -> Sentence:
    """Fill one template of the panel; the sentence carries the quantities that a reader sees in it.

    >>> say("title_none", where="Chad", year=given(2023, "year")).quantities[0].value
    2023
    """
    said = sentence(PANEL, name, **values)
    return replace(said, quantities=tuple(q for q in said.quantities if _is_seen(q, said.text)))


def _is_seen(quantity: Quantity, text: str) -> bool:
    return quantity.known and any(
        form in text.lower() for form in (str(quantity.size).lower(), quantity.word)
    )
