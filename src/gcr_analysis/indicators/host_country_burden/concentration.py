"""How the region's refugees are spread over its countries."""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import Stock, codes, population, reached, row
from gcr_analysis.indicators.arrays import stock as people
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods import concentration as method
from gcr_analysis.methods.ratios import coverage


def top_host_share(n: int, sets: RegionSets, stock: Stock = "refugees") -> Measured:
    """Percent of the region's refugees in the *n* countries that host most in the year.

    >>> round(top5_host_share(RegionSets.of("world")).at(2024), 1)
    37.2
    """
    hosted = people(stock)
    found = Measured(method.top_share(sets.groups, hosted, n) * 100, covered=reached(hosted))
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


top5_host_share = partial(top_host_share, 5)
top10_host_share = partial(top_host_share, 10)


def hosting_gini(sets: RegionSets, stock: Stock = "refugees") -> Measured:
    """Gini coefficient of refugees against population, countries that host none included.

    >>> round(hosting_gini(RegionSets.of("world")).at(2024), 3)
    0.812
    """
    hosted, inhabitants = people(stock), population()
    known = ~np.isnan(inhabitants) & ~np.isnan(hosted)
    value = np.full((len(hosted), len(sets)), np.nan)
    for place, members in enumerate(sets.groups):
        for year in np.flatnonzero(known[:, members].any(axis=1)):
            there = members[known[year, members]]
            value[year, place] = method.gini(hosted[year, there], inhabitants[year, there])
    found = Measured(
        value,
        covered=reached(inhabitants),
        coverage=coverage(sets.groups, hosted, known),
        words=without(sets, hosted, known, "population"),
    )
    found = without_figure(found, np.isnan(value), "No population figure", "not collected")
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


def lorenz_curve(region: Region, year: int) -> pd.DataFrame:
    """Lorenz curve behind `hosting_gini` for one year.

    Returns
    -------
    DataFrame
        One row a country, in the order of refugees per head: ``asylum`` (ISO3), ``population_share`` and
        ``refugee_share``, cumulated, in percent. Empty where nobody is hosted.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> lorenz_curve(region("world"), 2024).tail(1)["asylum"].item()
    'LBN'
    """
    columns = ["asylum", "population_share", "refugee_share"]
    at, one = row(year), RegionSets([region])
    inside = one.groups[0]
    inside = inside[~np.isnan(population()[at, inside])]
    hosted, inhabitants = people("refugees")[at, inside], population()[at, inside]
    if one.groups.total(people("refugees")[at])[0] == 0 or not len(inside):
        return pd.DataFrame(columns=columns)
    places = pd.Index(codes())[inside]
    curve = method.lorenz(pd.Series(hosted, places), pd.Series(inhabitants, places)) * 100
    return curve.reset_index(names="asylum").set_axis(columns, axis=1)
