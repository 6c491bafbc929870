"""Asylum in the years of COVID-19: applications and decisions against what the years before let one expect.

Only countries that count persons throughout are in these sums: cases and persons never add, and a country
that went over from one to the other would look like a shock. The interval says what is usual, not why.
"""

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.arrays import frame
from gcr_analysis.indicators.host_country_burden import asylum
from gcr_analysis.methods.expectation import Expectation, Recovery, shock

BEFORE = (2015, 2019)
SHOCK = (2020, 2021)
LEAST_BEFORE = 1_000  # a year before, on average: the record of such expectations is of series as large


class AsylumShock(NamedTuple):
    """The series, what was to be expected of the two years, the recovery, and the countries left out."""

    series: pd.Series
    against: Expectation
    back: Recovery
    left_out: tuple[str, ...]


def asylum_shock(region: Region, what: Literal["applications", "decisions"]) -> AsylumShock | None:
    """Set new applications, or substantive decisions, of 2020 and 2021 against those of 2015 to 2019.

    Parameters
    ----------
    region
        The region as host.
    what
        ``"applications"`` or ``"decisions"``.

    Returns
    -------
    AsylumShock or None
        In persons. ``left_out`` names countries that counted a material part in cases, or new applications
        together with repeat ones, in any year since 2015. None where fewer than `LEAST_BEFORE` a year remain.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> shock = asylum_shock(region("world"), "applications")
    >>> bool(shock.against.shortfall > 0), "the United States of America" in shock.left_out
    (True, True)
    >>> asylum_shock(region("USA"), "applications") is None
    True
    """
    counted = asylum.applications_counted() if what == "applications" else asylum.decisions_counted()
    persons, other = (np.nan_to_num(each, nan=0.0) for each in counted)
    if what == "applications":
        other = other + np.nan_to_num(asylum.new_with_repeat(), nan=0.0)
    persons, other = (frame(each).loc[BEFORE[0] :, list(region.countries)] for each in (persons, other))
    material = (other > 0) & (other >= asylum.MATERIAL * (other + persons))
    out = material.any()
    series = persons.loc[:, ~out].sum(axis=1)
    if series.loc[slice(*BEFORE)].mean() < LEAST_BEFORE:
        return None
    return AsylumShock(*shock(series, BEFORE, SHOCK), _names(persons.loc[:, out] + other.loc[:, out]))


def _names(amounts: pd.DataFrame) -> tuple[str, ...]:
    """Name the countries, those with most first."""
    largest = amounts.sum().sort_values(ascending=False, kind="stable")
    return tuple(country_in_sentence(str(iso3)) for iso3 in largest.index)
