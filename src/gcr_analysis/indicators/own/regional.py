"""A region's figures from those of its countries: their sum, or their mean weighted by people."""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.framework import Indicator, panels
from gcr_analysis.framework.own_models import OwnMeasure, Regional
from gcr_analysis.indicators.arrays import by_country, covered_years, population, refugees_from, stock
from gcr_analysis.indicators.measured import Measured, Texts
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import weighted_mean

# Of several statuses the region takes the last one.
WEAKEST = ("computed", "published", "proxy")
_INFINITE = float("inf")


def regional(table: pd.DataFrame, sets: RegionSets, *, how: Regional, panel: str, source: str) -> Measured:
    """Make the figures of regions.

    Parameters
    ----------
    table
        Figures of one measure, a row each: ``iso3``, ``year``, ``value``, ``low``, ``high``, ``status``.
    sets
        The region sets.
    how
        ``sum``, or ``mean by refugees`` or ``mean by population``, which are weights.
    panel
        The panel: refugees are those hosted, and those from there where it reads a region as origin.
    source
        Id of the source.

    Returns
    -------
    Measured
        Covered are the years in which the table has any figure. ``coverage`` is the share of the region's
        refugees in countries with a figure. ``low`` and ``high`` are made in the same way of those of the
        countries, where all of them have some: they are the widest that the countries' intervals allow, and
        no confidence interval of the region.
    """
    values, low, high = (by_country(table, "iso3", name) for name in ("value", "low", "high"))
    refugees, weights = people(how, panel)
    combine = sets.groups.known_total if how == "sum" else partial(_means, sets, weights=weights)
    value = combine(values)
    whole = sets.groups.all(~np.isnan(values) == (~np.isnan(low) & ~np.isnan(high)))
    share = coverage(sets.groups, refugees, ~np.isnan(values))
    return Measured(
        value,
        covered=covered_years(table),
        low=np.where(whole, combine(low), np.nan),
        high=np.where(whole, combine(high), np.nan),
        coverage=np.where(np.isnan(value), np.nan, share),
        status=statuses(table, sets),
        source=source,
    )


def _means(sets: RegionSets, values: Array, weights: Array) -> Array:
    """Weighted means; of a single country its own figure, whatever its weight."""
    means = weighted_mean(sets.groups, values, weights, -_INFINITE, _INFINITE).value
    return np.where(sets.groups.sizes == 1, sets.groups.known_total(values), means)


def people(how: Regional, panel: str) -> tuple[Array, Array]:
    """Refugees by country, which make the coverage, and the people who are the weights."""
    refugees = refugees_from() if panels()[panel].reads_region_as == "origin" else stock("refugees")
    return refugees, population() if how == "mean by population" else refugees


def statuses(table: pd.DataFrame, sets: RegionSets) -> Texts:
    """Return the status of each region's figures: a country's own, and computed where it is made here.

    A region's figure rests on a proxy where that of any of its countries does. Empty without a figure.
    """
    weakness = table.assign(weakness=[WEAKEST.index(status) for status in table["status"]])
    weakest = sets.groups.most(by_country(weakness, "iso3", "weakness"))
    found = np.array(["", *WEAKEST])[np.where(np.isnan(weakest), 0, np.nan_to_num(weakest) + 1).astype(int)]
    return np.where((found == "published") & ~sets.is_country, "computed", found)


def how_of(indicator: Indicator, measure: OwnMeasure) -> Regional:
    """Say how a region's figure is made of those of its countries: as declared, or by the kind of measure."""
    return measure.region or ("sum" if indicator.additive else "mean by refugees")
