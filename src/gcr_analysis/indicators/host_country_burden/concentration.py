"""How the region's refugees are spread over its countries."""

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import Stock, of, population, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, reached, without_figure
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods import concentration as method
from gcr_analysis.methods.ratios import coverage


def top5_host_share(region: Region, years: Years, stock: Stock = "refugees") -> Measured:
    """Percent of the region's refugees in the five countries that host most in the year.

    >>> from gcr_analysis.geography import region
    >>> float(top5_host_share(region("world"), (2024,)).loc[2024, "value"].round(1))
    37.2
    """
    return _top_share(5, region, years, stock)


def top10_host_share(region: Region, years: Years, stock: Stock = "refugees") -> Measured:
    """Percent of the region's refugees in the ten countries that host most in the year."""
    return _top_share(10, region, years, stock)


def _top_share(n: int, region: Region, years: Years, name: Stock) -> Measured:
    hosted = of(stock(name), region, years)
    table = measured(method.top_share(hosted, n) * 100)
    return without_figure(table, hosted.sum(axis=1) == 0, NO_REFUGEES)


def hosting_gini(region: Region, years: Years, stock: Stock = "refugees") -> Measured:
    """Gini coefficient of refugees against population, countries that host none included.

    >>> from gcr_analysis.geography import region
    >>> float(hosting_gini(region("world"), (2024,)).loc[2024, "value"].round(3))
    0.812
    """
    hosted, inhabitants = _hosted_and_inhabitants(region, years, stock)
    known = inhabitants.notna()
    value = [
        method.gini(pd.Series(people[there]), pd.Series(around[there]))
        for people, around in zip(hosted.to_numpy(), inhabitants.to_numpy(), strict=True)
        for there in [~np.isnan(around)]
    ]
    table = measured(
        pd.Series(value, hosted.index, dtype=float),
        coverage=coverage(hosted, known),
        reason=without(hosted, known, "population"),
    )
    table = without_figure(table, table["value"].isna(), "No population figure", "not collected")
    return without_figure(table, hosted.sum(axis=1) == 0, NO_REFUGEES)


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
    hosted, inhabitants = _hosted_and_inhabitants(region, (year,), "refugees")
    columns = ["asylum", "population_share", "refugee_share"]
    if year not in hosted.index or hosted.loc[year].sum() == 0:
        return pd.DataFrame(columns=columns)
    known = inhabitants.columns[inhabitants.loc[year].notna()]
    curve = method.lorenz(hosted.loc[year, known], inhabitants.loc[year, known]) * 100
    return curve.reset_index(names="asylum").set_axis(columns, axis=1)


def _hosted_and_inhabitants(region: Region, years: Years, name: Stock) -> tuple[pd.DataFrame, pd.DataFrame]:
    inhabitants = of(population(), region, reached(years, "economy", "population"))
    return of(stock(name), region, inhabitants.index), inhabitants
