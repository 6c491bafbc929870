"""Refugees hosted against capacity to host: population and income."""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.frames import income_per_head, of, population, stock
from gcr_analysis.indicators.host_country_burden.shares import OLDEST_INCOME
from gcr_analysis.indicators.measured import Measured, Years, measured, reached, without_figure
from gcr_analysis.indicators.wording import without
from gcr_analysis.methods import responsibility as method
from gcr_analysis.methods.ratios import carried_forward, coverage
from gcr_analysis.snapshot.used import remembered


@remembered
def _income() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Gross domestic product of each country, and the year of its income per head."""
    per_head, of_year = carried_forward(income_per_head(), OLDEST_INCOME)
    return per_head * population().loc[per_head.index], of_year


def responsibility_ratio(region: Region, years: Years) -> Measured:
    """Share of the world's refugees over share of the world's capacity, with its bounds.

    Shares of population are of all countries whose population is known, shares of income of all whose
    income is. A country without income has no figure; a region's rests on its countries with both.

    Returns
    -------
    Measured
        ``value`` at equal weights, ``low`` and ``high`` over all weights.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> ratio = responsibility_ratio(region("UGA"), (2024,)).loc[2024]
    >>> [float(round(ratio[bound], 1)) for bound in ("value", "low", "high")]
    [13.7, 7.8, 57.4]
    """
    reached_years = reached(years, "economy", "gdp_per_capita_ppp")
    income, inhabitants = of(_income()[0], region, reached_years), of(population(), region, reached_years)
    hosted = of(stock("refugees"), region, reached_years)
    known = income.notna()
    table = method.responsibility_ratio(
        hosted.where(known).sum(axis=1, min_count=1) / _world(stock("refugees"), reached_years),
        inhabitants.where(known).sum(axis=1, min_count=1) / _world(population(), reached_years),
        income.sum(axis=1, min_count=1) / _world(_income()[0], reached_years),
    )
    reason = (
        _older_income(region, reached_years)
        .str.cat(without(hosted, known, "income"), sep="; ")
        .str.strip("; ")
    )
    result = measured(**table.to_dict("series"), coverage=coverage(hosted, known), reason=reason)
    return without_figure(
        result, result["value"].isna(), "No income figure of the last three years", "not collected"
    )


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
    last = min(year, int(_income()[0].index.max()))
    shares = [
        wide.loc[last] / wide.loc[last].sum() for wide in (stock("refugees"), population(), _income()[0])
    ]
    return method.responsibility_ratio(*shares).dropna().assign(year=last)


def _world(wide: pd.DataFrame, years: Years) -> pd.Series:
    return wide.loc[list(years)].sum(axis=1)


def _older_income(region: Region, years: Years) -> pd.Series:
    """Name the countries whose income is of an earlier year, and the year."""
    of_year = of(_income()[1], region, years)
    hosts = of(stock("refugees"), region, years) > 0
    older = hosts & of_year.lt(pd.Series(of_year.index, of_year.index), axis=0)
    return pd.Series(
        {
            year: ", ".join(f"{country_name(iso3)} {int(own[iso3])}" for iso3 in own.index[some])
            for (year, own), some in zip(of_year.iterrows(), older.to_numpy(), strict=True)
        },
        dtype="object",
    ).map(lambda names: f"Income of an earlier year: {names}" if names else "")
