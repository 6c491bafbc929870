"""Who returned: women and girls, and children, among those whose sex or age is known.

The figures by age and sex hold all returns that were reported; the sex and age of many are not in them. A
share is that of the people whose sex or age is known, with what they are of all who returned as coverage, and
bounded by what it would be if none or all of the others were women, or children.
"""

from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import by_country, covered_years
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import solution
from gcr_analysis.indicators.return_conditions.wording import NO_RETURNS
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import load

LEAST_KNOWN = 100  # people of known sex or age: fewer make no percentage
CHILDREN = ("0_4", "5_11", "12_17")
ADULTS = ("18_59", "60_plus")
FEMALE = tuple(f"female_{age}" for age in (*CHILDREN, *ADULTS, "age_unknown"))
MALE = tuple(f"male_{age}" for age in (*CHILDREN, *ADULTS, "age_unknown"))
UNDER_18 = tuple(f"{sex}_{age}" for sex in ("female", "male") for age in CHILDREN)
OVER_18 = tuple(f"{sex}_{age}" for sex in ("female", "male") for age in ADULTS)


def women_share_of_returns(sets: RegionSets) -> Measured:
    """Percent of women and girls among returned refugees whose sex is known.

    Examples
    --------
    >>> found = women_share_of_returns(RegionSets.of("SDN", "SYR"))
    >>> round(found.at(2025), 1), found.at(2025, 1)
    (51.7, nan)
    """
    return _share(sets, FEMALE, MALE, "sex")


def children_share_of_returns(sets: RegionSets) -> Measured:
    """Percent of children under 18 among returned refugees whose age is known.

    Examples
    --------
    >>> round(children_share_of_returns(RegionSets.of("AFG")).at(2025), 1)
    39.5
    """
    return _share(sets, UNDER_18, OVER_18, "age")


def _share(sets: RegionSets, these: tuple[str, ...], others: tuple[str, ...], what: str) -> Measured:
    counted, rest = (sets.groups.total(_returned(columns)) for columns in (these, others))
    known, everyone = counted + rest, sets.groups.total(solution("refugee_returns"))
    everyone = np.maximum(known, everyone)
    found = Measured(
        over(counted, known) * 100,
        covered=covered_years(_rows()),
        low=over(counted, everyone) * 100,
        high=over(everyone - rest, everyone) * 100,
        coverage=over(known, everyone),
    )
    few = f"Fewer than {LEAST_KNOWN} returned refugees of known {what}"
    found = without_figure(found, known < LEAST_KNOWN, few)
    not_reported = f"The {what} of those who returned is not reported"
    found = without_figure(found, known == 0, not_reported, "not collected")
    return without_figure(found, everyone == 0, NO_RETURNS, "not collected")


def _rows() -> pd.DataFrame:
    rows = load("demographics")
    return rows[rows["group"] == "returned_refugees"]


@cache
def _returned(columns: tuple[str, ...]) -> Array:
    """Returned refugees of some sexes and ages by country of origin."""
    return by_country(_rows(), "origin", columns)
