"""What all parts of this panel's note share: its sentences, its constants, its names of places."""

from functools import partial

import pandas as pd
from babel.dates import format_date, format_skeleton

from gcr_analysis.briefing.place import label, place
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import sentence
from gcr_analysis.framework.languages import spoken
from gcr_analysis.indicators.host_country_burden.plans import recorded_until
from gcr_analysis.methods.protracted import DURATION, THRESHOLD

__all__ = [
    "CONSTANTS",
    "PANEL",
    "THRESHOLD_OF_SITUATION",
    "YEARS_OF_SITUATION",
    "label",
    "place",
    "say",
    "until_when",
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


def until_when() -> str:
    """Say until when what plans received was recorded.

    >>> until_when()
    'by 19 April 2026'
    """
    until, locale = pd.Period(recorded_until("plans")), spoken().numbers.locale
    day = until.start_time.date()
    if until.freqstr == "M":
        return say("by_date", date=format_skeleton("yMMMM", day, locale=locale)).text
    return say("by_date", date=format_date(day, "long", locale=locale)).text
