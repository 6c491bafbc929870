"""Refugees in proportion to the world's, to inhabitants and to income, and by the kind of host."""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import (
    income_per_head,
    least_developed,
    low_or_middle_income,
    of,
    population,
    stock,
)
from gcr_analysis.indicators.host_country_burden.stocks import in_no_field
from gcr_analysis.indicators.measured import Measured, Years, measured, reached, without_figure
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.ratios import carried_forward, coverage, ratio_of_sums

OLDEST_INCOME = 3  # years for which a country's last known income may stand


def share_of_world_refugees(region: Region, years: Years) -> pd.Series:
    """Refugees hosted in percent of those hosted in the world.

    >>> from gcr_analysis.geography import region
    >>> float(share_of_world_refugees(region("world"), (2024,))[2024])
    100.0
    """
    hosted = of(stock("refugees"), region, years).sum(axis=1)
    return hosted / stock("refugees").loc[hosted.index].sum(axis=1) * 100


def refugees_per_1000_inhabitants(region: Region, years: Years) -> Measured:
    """Refugees hosted for every thousand inhabitants of the countries whose population is known.

    >>> from gcr_analysis.geography import region
    >>> float(refugees_per_1000_inhabitants(region("LBN"), (2024,)).loc[2024, "value"].round(1))
    130.7
    """
    return _per_1000(of(stock("refugees"), region, years), region, years)


def refugees_per_1000_inhabitants_with_unrwa(region: Region, years: Years) -> Measured:
    """The same with Palestine refugees under UNRWA's mandate, whom UNHCR's figures do not contain.

    >>> from gcr_analysis.geography import region
    >>> int(refugees_per_1000_inhabitants_with_unrwa(region("LBN"), (2024,)).loc[2024, "value"].round())
    214
    """
    under_unrwa = of(stock("unrwa_refugees"), region, years)
    table = _per_1000(of(stock("refugees"), region, years) + under_unrwa, region, years)
    note = in_no_field(under_unrwa).reindex(table.index)
    return table.assign(reason=table["reason"].str.cat(note, sep="; ").str.strip("; "))


def _per_1000(hosted: pd.DataFrame, region: Region, years: Years) -> Measured:
    inhabitants = of(population(), region, reached(years, "economy", "population"))
    hosted = hosted.loc[inhabitants.index]
    ratio = ratio_of_sums(hosted, inhabitants, weight=hosted)
    reason = without(hosted, inhabitants.notna(), "population")
    return measured(ratio["value"] * 1000, coverage=ratio["coverage"], reason=reason)


def refugees_per_usd_gdp_per_capita_ppp(region: Region, years: Years) -> Measured:
    """Refugees hosted over income per head: for one country, since a region's grows with its size.

    Income of up to three years before stands in where a country's own has not come yet, and is named.

    >>> from gcr_analysis.geography import region
    >>> refugees_per_usd_gdp_per_capita_ppp(region("LBN"), (2024,)).loc[2024, "reason"]
    'Income of 2023'
    """
    filled, of_year = carried_forward(income_per_head(), OLDEST_INCOME)
    (country,) = region.countries
    index = list(reached(years, "economy", "gdp_per_capita_ppp"))
    income, income_year = filled.loc[index, country], of_year.loc[index, country]
    older = income_year.notna() & (income_year < income_year.index)
    reason = ("Income of " + income_year.astype("Int64").astype("string")).where(older, "")
    table = measured(stock("refugees").loc[index, country] / income, reason=reason)
    return without_figure(table, income.isna(), "No income figure of the last three years", "not collected")


def share_hosted_in_low_and_middle_income(region: Region, years: Years) -> Measured:
    """Percent of the region's refugees in countries that were of low or middle income at the end of the year.

    >>> from gcr_analysis.geography import region
    >>> share = share_hosted_in_low_and_middle_income(region("world"), (2022, 2025))["value"]
    >>> share.round().astype(int).to_dict()
    {2022: 76, 2025: 71}
    """
    return _share_in(low_or_middle_income(), region, years, "income group")


def share_hosted_in_least_developed(region: Region, years: Years) -> Measured:
    """Percent of the region's refugees in countries that were least developed ones at the end of the year.

    >>> from gcr_analysis.geography import region
    >>> float(share_hosted_in_least_developed(region("world"), (2025,)).loc[2025, "value"].round(1))
    26.4
    """
    return _share_in(least_developed(), region, years, "group")


def _share_in(flags: pd.DataFrame, region: Region, years: Years, what: str) -> Measured:
    belongs = of(flags, region, years)
    hosted = of(stock("refugees"), region, belongs.index)
    classified = hosted.where(belongs.notna(), 0.0).sum(axis=1)
    share = (hosted * belongs).sum(axis=1) / classified.where(classified > 0) * 100
    table = measured(
        share,
        coverage=coverage(hosted, belongs.notna()),
        reason=without(hosted, belongs.notna(), what),
    )
    return without_figure(table, hosted.sum(axis=1) == 0, NO_REFUGEES)
