"""Reasons that several measures of this panel give, in the same words."""

from collections.abc import Iterable

from gcr_analysis.geography.region import country_in_sentence

NO_ARRIVALS = "No arrivals in that year"
NONE_REPORTED = "No operation of UNHCR there reports any figure"
NOT_THE_WORLD = "Sum of the hosts that report, not the world's total"


def names(codes: Iterable[object]) -> str:
    """List countries as a sentence does; nothing where there are none.

    >>> names(["AFG", "SYR", "SDN"]), names([])
    ('Afghanistan, the Syrian Arab Republic and Sudan', '')
    """
    *first, last = [country_in_sentence(str(iso3)) for iso3 in codes] or [""]
    return f"{', '.join(first)} and {last}" if first else last
