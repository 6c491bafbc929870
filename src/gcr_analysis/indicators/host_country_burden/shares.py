"""Refugees in proportion to the world's, to inhabitants and to income, and by the kind of host."""

import numpy as np

from gcr_analysis.indicators.arrays import (
    EARLIEST,
    income_per_head,
    least_developed,
    low_or_middle_income,
    population,
    reached,
    stock,
    year_column,
)
from gcr_analysis.indicators.host_country_burden.stocks import in_no_field
from gcr_analysis.indicators.measured import Measured, both, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.ratios import carried_forward, coverage, over, ratio_of_sums
from gcr_analysis.methods.types import Array

OLDEST_INCOME = 3  # years for which a country's last known income may stand


def share_of_world_refugees(sets: RegionSets) -> Measured:
    """Refugees hosted in percent of those hosted in the world.

    >>> share_of_world_refugees(RegionSets.of("world")).at(2024)
    100.0
    """
    hosted = stock("refugees")
    world = RegionSets.of("world").groups.total(hosted)
    return Measured(over(sets.groups.total(hosted), world) * 100, covered=reached(hosted))


def refugees_per_1000_inhabitants(sets: RegionSets) -> Measured:
    """Refugees hosted for every thousand inhabitants of the countries whose population is known.

    >>> round(refugees_per_1000_inhabitants(RegionSets.of("LBN")).at(2024), 1)
    130.7
    """
    return _per_1000(stock("refugees"), sets)


def people_in_need_of_protection_per_1000_inhabitants(sets: RegionSets) -> Measured:
    """Refugees and asylum-seekers hosted for every thousand inhabitants.

    >>> sets = RegionSets.of("EGY")
    >>> found = (refugees_per_1000_inhabitants, people_in_need_of_protection_per_1000_inhabitants)
    >>> [round(per_1000(sets).at(2025), 1) for per_1000 in found]
    [1.9, 9.3]
    """
    return _per_1000(stock("refugees") + stock("asylum_seekers"), sets)


def refugees_per_1000_inhabitants_with_unrwa(sets: RegionSets) -> Measured:
    """The same with Palestine refugees under UNRWA's mandate, whom UNHCR's figures do not contain.

    >>> round(refugees_per_1000_inhabitants_with_unrwa(RegionSets.of("LBN")).at(2024))
    214
    """
    found = _per_1000(stock("refugees") + stock("unrwa_refugees"), sets)
    return found.saying(both(found.words, in_no_field(sets)))


def _per_1000(hosted: Array, sets: RegionSets) -> Measured:
    inhabitants = population()
    known = ~np.isnan(inhabitants)
    return Measured(
        ratio_of_sums(sets.groups, hosted, inhabitants) * 1000,
        covered=reached(inhabitants),
        coverage=coverage(sets.groups, hosted, known),
        words=without(sets, hosted, known, "population"),
    )


def refugees_per_usd_gdp_per_capita_ppp(sets: RegionSets) -> Measured:
    """Refugees hosted over income per head: for one country, since a region's grows with its size.

    Income of up to three years before stands in where a country's own has not come yet, and is named.

    >>> from gcr_analysis.indicators.arrays import row
    >>> refugees_per_usd_gdp_per_capita_ppp(RegionSets.of("LBN")).words(row(2024), 0)
    'Income of 2023'
    """
    filled, of_year = (
        sets.own_country(each) for each in carried_forward(income_per_head(), EARLIEST, OLDEST_INCOME)
    )
    older = of_year < year_column()

    def words(year: int, place: int) -> str:
        return f"Income of {of_year[year, place]:.0f}" if older[year, place] else ""

    value = sets.own_country(stock("refugees")) / filled
    found = Measured(value, covered=reached(income_per_head()), words=words)
    return without_figure(
        found, np.isnan(filled), "No income figure of the last three years", "not collected"
    )


def share_hosted_in_low_and_middle_income(sets: RegionSets) -> Measured:
    """Percent of the region's refugees in countries that were of low or middle income at the end of the year.

    >>> share = share_hosted_in_low_and_middle_income(RegionSets.of("world"))
    >>> [round(share.at(year)) for year in (2022, 2025)]
    [76, 71]
    """
    return _share_in(low_or_middle_income(), sets, "income group")


def share_hosted_in_least_developed(sets: RegionSets) -> Measured:
    """Percent of the region's refugees in countries that were least developed ones at the end of the year.

    >>> round(share_hosted_in_least_developed(RegionSets.of("world")).at(2025), 1)
    26.4
    """
    return _share_in(least_developed(), sets, "group")


def _share_in(belongs: Array, sets: RegionSets, what: str) -> Measured:
    hosted, known = stock("refugees"), ~np.isnan(belongs)
    classified = sets.groups.total(np.where(known, hosted, 0.0))
    share = over(sets.groups.total(hosted * belongs), classified) * 100
    found = Measured(
        share,
        covered=reached(belongs),
        coverage=coverage(sets.groups, hosted, known),
        words=without(sets, hosted, known, what),
    )
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)
