"""Refugees in acute food insecurity, where the Global Report on Food Crises assessed them by themselves.

Few hosts have such a figure, and it may be about a part of their refugees, such as those of one origin or in
camps: the coverage counts the people analysed, at most the refugees hosted. A figure that stands for far more
people than the host has refugees and asylum-seekers is about others too, and is left out. Refugees who were
assessed together with others, and migrants, are told in the reason and counted in no figure.
"""

from functools import cache, partial

import numpy as np

from gcr_analysis.geography import country_name
from gcr_analysis.indicators import food
from gcr_analysis.indicators.arrays import codes, frozen, stock
from gcr_analysis.indicators.ends import no_ends
from gcr_analysis.indicators.food import Assessed
from gcr_analysis.indicators.measured import Measured, Words, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES, largest_first
from gcr_analysis.methods.types import Array

FAR_MORE = 2  # times the refugees and asylum-seekers of a host
TOGETHER = {"mixed": "Refugees together with others", "migrants": "Migrants, in part in need of protection"}

no_change = partial(no_ends, "Methods, periods and the refugees assessed differ: no change is read")


@cache
def assessed() -> Assessed:
    """Refugees who were assessed by themselves, by method, year and host.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> there = assessed().known[row(2024)]
    >>> [code for code in codes() if there[position()[code]]]
    ['DZA', 'EGY', 'IRQ', 'JOR']
    """
    found = food.assessed("refugees")
    others_too = found.analysed > FAR_MORE * (_known(stock("refugees")) + _known(stock("asylum_seekers")))
    return Assessed(*(frozen(np.where(others_too, np.nan, each)) for each in found))


def refugees_in_acute_food_insecurity(sets: RegionSets) -> Measured:
    """Percent of the refugees who were analysed that are in acute food insecurity, by one method.

    >>> from gcr_analysis.indicators.arrays import row
    >>> found = refugees_in_acute_food_insecurity(RegionSets.of("JOR", "TCD"))
    >>> round(found.at(2024)), found.words(row(2024), 0)
    (75, 'Jordan: CARI, Jul-Sep 2024: 516,807 of 693,168 people analysed')
    >>> found.words(row(2024), 1).partition(": ")[0]
    'Refugees together with others'
    """
    figures, hosted = assessed(), stock("refugees")
    weight = np.where(figures.alone, np.minimum(_known(figures.analysed), _known(hosted)), 0.0)
    mean = food.by_one_method(sets.groups, figures.share, weight, hosted)
    bounded = mean.coverage < 1
    found = Measured(
        mean.value,
        covered=food.covered(),
        low=np.where(bounded, mean.low, np.nan),
        high=np.where(bounded, mean.high, np.nan),
        coverage=mean.coverage,
        value_year=np.where(sets.is_country, sets.own_country(food.of_year()), np.nan),
        words=_told(sets, figures),
    )
    found = without_figure(found, np.isnan(mean.value), _why_none(sets), "not collected")
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


def _known(people: Array) -> Array:
    return np.nan_to_num(people, nan=0.0)


def _told(sets: RegionSets, figures: Assessed) -> Words:
    """Tell the figure of each host that has one, those with most people analysed first."""
    analysed = np.nansum(figures.analysed, axis=0)

    def words(year: int, place: int) -> str:
        hosts = largest_first(sets, analysed, year, place)
        return "; ".join(
            f"{country_name(code)}: {food.told('refugees', year, codes().index(code))}" for code in hosts
        )

    return words


def _why_none(sets: RegionSets) -> Words:
    """Say why a host has no figure, with what is known of refugees together with others."""

    def words(year: int, place: int) -> str:
        if not sets.is_country[place]:
            return "No host of the region has a figure for refugees by themselves"
        country = sets.groups[place][0]
        for people, whom in TOGETHER.items():
            if told := food.told(people, year, country):
                return f"{whom}: {told}"
        if told := food.told("refugees", year, country):
            return f"About more people than the host's refugees: {told}"
        if figure := food.told("country", year, country):
            return f"No figure for refugees by themselves; of the country: {figure}"
        return food.why_none("refugees", year, country)

    return words
