"""Refugees hosted against capacity to host: population and income."""

from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis.geography import country_name
from gcr_analysis.indicators.arrays import (
    EARLIEST,
    codes,
    income_per_head,
    population,
    reached,
    row,
    stock,
    year_column,
    years,
)
from gcr_analysis.indicators.host_country_burden.shares import OLDEST_INCOME
from gcr_analysis.indicators.measured import Measured, Words, both, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import without
from gcr_analysis.methods import responsibility as method
from gcr_analysis.methods.ratios import carried_forward, coverage
from gcr_analysis.methods.types import Array


@cache
def _income() -> tuple[Array, Array]:
    """Gross domestic product of each country, and the year of its income per head."""
    per_head, of_year = carried_forward(income_per_head(), EARLIEST, OLDEST_INCOME)
    in_reach = reached(income_per_head())
    return np.where(in_reach, per_head * population(), np.nan), of_year


def responsibility_ratio(sets: RegionSets) -> Measured:
    """Share of the world's refugees over share of the world's capacity, with its bounds.

    Shares of population are of all countries whose population is known, shares of income of all whose
    income is. A country without income has no figure; a region's rests on its countries with both.

    Returns
    -------
    Measured
        ``value`` at equal weights, ``low`` and ``high`` over all weights.

    Examples
    --------
    >>> found = responsibility_ratio(RegionSets.of("UGA"))
    >>> [round(float(each[row(2024), 0]), 1) for each in (found.value, found.low, found.high)]
    [13.7, 7.8, 57.4]
    """
    income, _ = _income()
    hosted, known = stock("refugees"), ~np.isnan(income)
    shares = (
        sets.groups.known_total(np.where(known, each, np.nan)) / _world(each)
        for each in (hosted, population(), income)
    )
    value, low, high = method.responsibility_ratio(*shares)
    found = Measured(
        value,
        covered=reached(income_per_head()),
        low=low,
        high=high,
        coverage=coverage(sets.groups, hosted, known),
        words=both(_older_income(sets), without(sets, hosted, known, "income")),
    )
    return without_figure(found, np.isnan(value), "No income figure of the last three years", "not collected")


def responsibility_by_country(year: int) -> pd.DataFrame:
    """Compute the ratio of each country with an income, for the year or the last one that income reached.

    Returns
    -------
    DataFrame
        Indexed by ISO3: ``value``, ``low``, ``high`` and ``year``, the figures' own.

    Examples
    --------
    >>> responsibility_by_country(2025).loc["UGA"].round(1).to_dict()
    {'value': 13.7, 'low': 7.8, 'high': 57.4, 'year': 2024.0}
    """
    income, _ = _income()
    last = min(year, years()[int(np.flatnonzero(reached(income))[-1])])
    shares = (each[row(last)] / _world(each)[row(last)] for each in (stock("refugees"), population(), income))
    ratio = dict(zip(("value", "low", "high"), method.responsibility_ratio(*shares), strict=True))
    return pd.DataFrame(ratio, index=list(codes())).dropna().assign(year=last)


def _world(array: Array) -> Array:
    """Sum over the world: shape (years, 1)."""
    return RegionSets.of("world").groups.total(array)


def _older_income(sets: RegionSets) -> Words:
    """Name the hosts whose income is of an earlier year, and the year."""
    _, of_year = _income()
    older = (stock("refugees") > 0) & (of_year < year_column())

    def words(year: int, place: int) -> str:
        members = sets.groups[place]
        named = [
            f"{country_name(codes()[member])} {of_year[year, member]:.0f}"
            for member in members[older[year, members]]
        ]
        return f"Income of an earlier year: {', '.join(named)}" if named else ""

    return words
