"""Acute food insecurity in the countries that refugees come from.

A region's figure is the mean over its countries, weighted by refugees from each, as the other conditions
are. Methods, periods and the part of a country that was analysed differ, so that no change is read.
"""

from functools import partial

import numpy as np

from gcr_analysis.geography import country_name
from gcr_analysis.indicators import food
from gcr_analysis.indicators.arrays import population
from gcr_analysis.indicators.ends import no_ends
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import stock
from gcr_analysis.indicators.return_conditions.wording import NOBODY_FROM_HERE
from gcr_analysis.indicators.wording import largest_first, without
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import MOST

NAMED = 3  # countries that a reason names

no_change = partial(no_ends, "Methods, periods and the part of a country analysed differ: no change is read")


def acute_food_insecurity(sets: RegionSets) -> Measured:
    """Percent of the people analysed who are in acute food insecurity at the peak of the year.

    >>> from gcr_analysis.indicators.arrays import row
    >>> found = acute_food_insecurity(RegionSets.of("SDN", "UKR"))
    >>> [round(found.at(2024, place)) for place in (0, 1)]
    [54, 15]
    >>> found.words(row(2024), 0)
    'IPC, Jun-Sep 2024: 25,597,400 of 47,208,125 people analysed, 94 % of the country'
    """
    figures, people = food.assessed("country"), stock("refugees")
    mean = food.by_one_method(
        sets.groups, figures.share, np.where(figures.alone, np.nan_to_num(people, nan=0.0), 0.0), people
    )
    shares = over(np.nansum(figures.persons, axis=0), np.nansum(figures.analysed, axis=0)) * MOST
    own = sets.own_country(shares)
    single = sets.is_country
    found = Measured(
        np.where(single, own, mean.value),
        covered=food.covered(),
        low=np.where(single | (mean.coverage == 1), np.nan, mean.low),
        high=np.where(single | (mean.coverage == 1), np.nan, mean.high),
        coverage=np.where(single, _part_analysed(sets, own), mean.coverage),
        value_year=np.where(single, sets.own_country(food.of_year()), np.nan),
        words=both(said(single, _own(sets)), said(~single, _by_method(sets, mean.method))),
    )
    found = without_figure(found, np.isnan(found.value), _why_none(sets), "not collected")
    return without_figure(found, (sets.groups.total(people) == 0) & ~single, NOBODY_FROM_HERE)


def people_in_acute_food_insecurity(sets: RegionSets) -> Measured:
    """People in acute food insecurity in the countries of each region: at least so many.

    A sum over all methods. Refugees and migrants whom a country hosts are not counted: a country is read as
    one to return to. A country without a figure about its people adds nothing, which is not none.

    >>> round(people_in_acute_food_insecurity(RegionSets.of("world")).at(2024), -5)
    292300000.0
    """
    persons, people = _persons(), stock("refugees")
    value, absent = sets.groups.known_total(persons), sets.groups.any(np.isnan(persons))
    found = Measured(
        value,
        covered=food.covered(),
        low=np.where(absent, value, np.nan),
        coverage=np.where(
            sets.is_country, ~np.isnan(value), coverage(sets.groups, people, ~np.isnan(persons))
        ),
        value_year=np.where(sets.is_country, sets.own_country(food.of_year()), np.nan),
        words=both(said(sets.is_country, _own(sets)), said(absent & ~sets.is_country, _at_least(sets))),
    )
    return without_figure(found, np.isnan(value), _why_none(sets), "not collected")


def _persons() -> Array:
    """People of each country in acute food insecurity, by all methods; missing where none are told apart."""
    persons = np.nansum(food.assessed("country").persons, axis=0)
    return np.where(food.of_inhabitants(), persons, np.nan)


def _part_analysed(sets: RegionSets, own: Array) -> Array:
    """Which part of a single country's people was analysed; all of it where inhabitants are not known."""
    part = sets.own_country(over(np.nansum(food.assessed("country").analysed, axis=0), population()))
    return np.where(np.isnan(own), np.nan, np.where(np.isnan(part), 1.0, np.minimum(part, 1.0)))


def _own(sets: RegionSets) -> Words:
    """Tell a single country's figures, and how much of the country was analysed."""
    analysed = np.nansum(food.assessed("country").analysed, axis=0)

    def words(year: int, place: int) -> str:
        country = sets.groups[place][0]
        told = food.told("country", year, country)
        part = part_of_country(float(analysed[year, country]), float(population()[year, country]))
        return told + (part.replace(", ", "; together ", 1) if "; " in told else part)

    return words


def part_of_country(analysed: float, inhabitants: float) -> str:
    """Say which part of a country was analysed, where its inhabitants are known.

    >>> part_of_country(10.5e6, 41.8e6), part_of_country(5.0, float("nan"))
    (', 25 % of the country', '')
    """
    if np.isnan(inhabitants) or not inhabitants:
        return ""
    return f", {min(100 * analysed / inhabitants, 100):.0f} % of the country"


def _at_least(sets: RegionSets) -> Words:
    """Name countries without a figure, those that most refugees come from first."""
    left_out = without(sets, stock("refugees"), ~np.isnan(_persons()), "food insecurity")
    return lambda year, place: f"At least so many. {left_out(year, place)}".strip()


def _by_method(sets: RegionSets, method: np.ndarray) -> Words:
    """Name the method of a region's mean, the people analysed, and the origins with other methods."""
    figures, people = food.assessed("country"), stock("refugees")

    def words(year: int, place: int) -> str:
        by, members = int(method[year, place]), sets.groups[place]
        here = figures.alone[by, year, members]
        other = np.where(figures.known & ~figures.alone[by], people, 0.0)
        left_out = largest_first(sets, other, year, place)
        text = f"By {food.shown(food.methods()[by])}, in {here.sum()} countries"
        inhabitants = np.nansum(population()[year, members][here])
        if inhabitants:
            part = np.nansum(figures.analysed[by, year, members][here]) / inhabitants
            text += f" with {min(100 * part, 100):.0f} % of their people analysed"
        if left_out:
            text += f"; left out, by other methods: {_named(left_out)}"
        return text

    return words


def _named(countries: list[str]) -> str:
    more = len(countries) - NAMED
    return ", ".join(map(country_name, countries[:NAMED])) + (f" and {more} more" if more > 0 else "")


def _why_none(sets: RegionSets) -> Words:
    return lambda year, place: (
        food.why_not_inhabitants(year, sets.groups[place][0])
        or food.why_none("country", year, sets.groups[place][0])
        if sets.is_country[place]
        else "No country that refugees come from has a figure"
    )
