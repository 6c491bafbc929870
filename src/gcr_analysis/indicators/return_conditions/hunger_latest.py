"""Hunger by the latest figure of each country: analyses of acute food insecurity, and means of three years.

Each source is one edition, which holds the latest figure of each country and no earlier one. It stands for
the year before the edition came out, with its own year; one that began more than three years before is too
old. No change is read, and none against another edition.
"""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.arrays import by_country, codes, population, year_column
from gcr_analysis.indicators.ends import no_ends
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.hunger import part_of_country
from gcr_analysis.indicators.return_conditions.origins import stock
from gcr_analysis.indicators.return_conditions.wording import NOBODY_FROM_HERE
from gcr_analysis.indicators.status import OLDEST_YEARS
from gcr_analysis.indicators.wording import largest_first, without
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import MOST, weighted_mean
from gcr_analysis.snapshot import load, sources

NAMED = 3  # countries that a reason names
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SCALE = "By IPC or Cadre Harmonisé, which share one scale of phases"
NO_FIGURE = "No figure in the source"

no_change = partial(no_ends, "The source holds the latest figure of each country alone: no change is read")


def acute_food_insecurity_latest(sets: RegionSets) -> Measured:
    """Percent of the people analysed who are in phase 3 or above by the latest analysis of their country.

    >>> from gcr_analysis.indicators.arrays import row
    >>> found = acute_food_insecurity_latest(RegionSets.of("SDN", "ETH"))
    >>> round(found.at(2025)), int(found.value_year[row(2025), 0])
    (41, 2026)
    >>> found.words(row(2025), 1)
    'The latest figure, of May-Jun 2021, is more than three years old'
    """
    rows = load("food_analyses")
    own = rows["begins"].astype("str").str[:4].astype("int64")
    periods = [
        period(*ends) for ends in zip(rows["begins"].astype("str"), rows["ends"].astype("str"), strict=True)
    ]
    rows = rows.assign(percent=MOST * rows["persons"] / rows["analysed"], own=own, period=periods)
    return _latest("food_analyses", rows, sets, _analyses(rows), SCALE)


def mean_of_three_years(indicator: str, sets: RegionSets) -> Measured:
    """Percent of people by an indicator of FAO, each country's latest mean of three years.

    Parameters
    ----------
    indicator
        Name of the indicator in the table ``food_security``.
    sets
        The region sets.

    Examples
    --------
    >>> undernourishment_latest(RegionSets.of("AFG")).at(2025)
    27.8
    """
    rows = load("food_security")
    rows = rows[rows["indicator"] == indicator].assign(own=lambda rows: rows["year"])
    told = {str(each.country): f"Mean of {each.period}" for each in rows.itertuples()}
    return _latest("food_security", rows, sets, told, "Means of three years")


undernourishment_latest = partial(mean_of_three_years, "undernourishment")
food_insecurity = partial(mean_of_three_years, "food_insecurity")
severe_food_insecurity = partial(mean_of_three_years, "severe_food_insecurity")


def period(begins: str, ends: str) -> str:
    """Write a period of months.

    >>> period("2025-11", "2026-03"), period("2026-02", "2026-05")
    ('Nov 2025-Mar 2026', 'Feb-May 2026')
    """
    (first, month), (last, end) = (date.split("-") for date in (begins, ends))
    year = "" if first == last else f" {first}"
    return f"{MONTHS[int(month) - 1]}{year}-{MONTHS[int(end) - 1]} {last}"


def _latest(table: str, rows: pd.DataFrame, sets: RegionSets, told: dict[str, str], how: str) -> Measured:
    """Figures of one edition: a row a country, with ``percent``, its ``own`` year and its ``period``."""
    edition = int(sources()[tables()[table].source].vintage[:4]) - 1
    rows = rows.assign(year=edition)
    fresh = edition - rows["own"] <= OLDEST_YEARS
    values = by_country(rows.assign(percent=rows["percent"].where(fresh)), "country", "percent")
    own_year, people = by_country(rows, "country", "own"), stock("refugees")
    part = np.ones_like(values)
    if "analysed" in rows:  # of the people of a country; all of it where inhabitants are not known
        part = np.minimum(by_country(rows, "country", "analysed") / population(), 1.0)
        part = np.where(np.isnan(part), 1.0, part)
    mean, single = weighted_mean(sets.groups, values, people), sets.is_country
    own, open_end = sets.own_country(values), ~single & (mean.coverage < 1)
    too_old = {
        str(each.country): f"The latest figure, of {each.period}, is more than three years old"
        for each in rows[~fresh].itertuples()
    }

    def of_country(words: dict[str, str]) -> Words:
        return lambda year, place: words.get(sets.regions[place].countries[0], NO_FIGURE)

    of_region = both(
        lambda year, place: how,
        _other_years(sets, own_year, values),
        without(sets, people, ~np.isnan(values), "recent"),
        between=". ",
    )
    found = Measured(
        np.where(single, own, mean.value),
        covered=year_column() == edition,
        low=np.where(open_end, mean.low, np.nan),
        high=np.where(open_end, mean.high, np.nan),
        coverage=np.where(single, np.where(np.isnan(own), np.nan, sets.own_country(part)), mean.coverage),
        value_year=np.where(np.isnan(own), np.nan, sets.own_country(own_year)),
        words=both(said(single, of_country(told)), said(~single, of_region)),
    )
    nobody = (sets.groups.total(people) == 0) & ~single
    none = both(said(single, of_country(too_old)), said(~single, NO_FIGURE))
    found = without_figure(found, np.isnan(found.value), none, "not collected")
    return without_figure(found, nobody, NOBODY_FROM_HERE)


def _analyses(rows: pd.DataFrame) -> dict[str, str]:
    """Tell each country's analysis: its period, how much of the country it is about, the worst phases."""
    inhabitants = dict(zip(codes(), population()[-1], strict=True))
    return {
        str(each.country): (
            f"Analysis of {each.period}, by IPC or Cadre Harmonisé: "
            f"{each.persons:,} of {each.analysed:,} people analysed"
            + part_of_country(each.analysed, inhabitants[str(each.country)])
            + f"; {each.phase_4:,} of them in phase 4, {each.phase_5:,} in phase 5"
        )
        for each in rows.itertuples()
    }


def _other_years(sets: RegionSets, own_year: Array, values: Array) -> Words:
    """Name the countries whose figure is of another year, those with most refugees first."""
    other = np.where(~np.isnan(values) & (own_year != year_column()), stock("refugees"), 0.0)

    def words(year: int, place: int) -> str:
        named = largest_first(sets, other, year, place)
        told = [f"{country_name(code)} {own_year[year, codes().index(code)]:.0f}" for code in named[:NAMED]]
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        return f"Figures of another year: {', '.join(told)}{more}" if named else ""

    return words
