"""People in acute food insecurity, as the Global Report on Food Crises gives them.

The report carries figures that were made by several methods, and each method decides in its own way who is in
acute food insecurity. So a mean over countries holds one method alone: the one that covers most people of the
region. Countries with figures by another method, or by several, count as countries without a figure in its
coverage and its bounds, and are named.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.indicators.arrays import by_country, codes, frozen, population, stock, years
from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.methods.weighted import MOST
from gcr_analysis.snapshot import load, table_years

TABLE = "acute_food_insecurity"
NONE = "none"
LEAST_PART = 0.1  # of the inhabitants: of fewer people analysed a figure is about some districts
NOT_SELECTED = "The Global Report on Food Crises did not select it"
NO_FIGURE = "No figure met the standard of the Global Report on Food Crises"


@cache
def methods() -> tuple[str, ...]:
    """Methods by which figures were made.

    >>> methods()[:3]
    ('IPC', 'CH', 'CARI')
    """
    return tuple(method for method in tables()[TABLE].column("method").values if method != NONE)


@cache
def groups() -> tuple[str, ...]:
    """Groups of people whom figures are about.

    >>> groups()[:2]
    ('country', 'refugees')
    """
    return tables()[TABLE].column("people").values


class Assessed(NamedTuple):
    """People who were analysed, and those of them in acute food insecurity.

    Both are arrays of shape (methods, years, countries), missing where there is no figure by that method.
    """

    analysed: Array
    persons: Array

    @property
    def share(self) -> Array:
        """Percent of the people analysed, by method."""
        return over(self.persons, self.analysed) * 100

    @property
    def known(self) -> Flags:
        """Where there is a figure by any method: shape (years, countries)."""
        return (~np.isnan(self.persons)).sum(axis=0) > 0

    @property
    def alone(self) -> Flags:
        """Figures of countries that have one by a single method: shape (methods, years, countries)."""
        known = ~np.isnan(self.persons)
        return known & (known.sum(axis=0) == 1)


@cache
def rows_of(people: str) -> pd.DataFrame:
    """Rows of the report about a group of people: ``country``, ``refugees`` and so on."""
    rows = load(TABLE)
    return rows[rows["people"] == people]


@cache
def assessed(people: str) -> Assessed:
    """Figures of a group of people, by method, year and country.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> found = assessed("country").share[:, row(2024), position()["SDN"]]
    >>> dict(zip(methods(), found.round(1).tolist(), strict=True))["IPC"]
    54.2
    """
    rows = rows_of(people)
    of_method = [rows[rows["method"] == method] for method in methods()]
    return Assessed(
        *(
            frozen(np.stack([by_country(part, "country", column) for part in of_method]))
            for column in ("analysed", "persons")
        )
    )


@cache
def of_inhabitants() -> Flags:
    """Where figures are about the people of a country: shape (years, countries).

    Figures for refugees, for migrants or for both together with their hosts are about people whom the country
    hosts. A figure for the country itself counts where enough of the inhabitants were analysed, and more
    people than the refugees and asylum-seekers there; it counts too where inhabitants are not known.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> there = of_inhabitants()[row(2024)]
    >>> [bool(there[position()[code]]) for code in ("SDN", "JOR")]
    [True, False]
    """
    analysed = np.nansum(assessed("country").analysed, axis=0)
    hosted = np.nan_to_num(stock("refugees"), nan=0.0) + np.nan_to_num(stock("asylum_seekers"), nan=0.0)
    enough = np.nan_to_num(over(analysed, population()), nan=1.0) >= LEAST_PART
    return assessed("country").known & enough & (analysed > hosted)


def why_not_inhabitants(year: int, country: int) -> str:
    """Say why the figures of a country are not about its people; empty where they are, or there are none.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> why_not_inhabitants(row(2024), position()["JOR"])
    'The report assessed only refugees or migrants whom the country hosts'
    >>> why_not_inhabitants(row(2018), position()["PAK"])
    'Only 1 % of the inhabitants were assessed, too few to speak for the country'
    """
    if of_inhabitants()[year, country]:
        return ""
    if assessed("country").known[year, country]:
        part = np.nansum(assessed("country").analysed[:, year, country]) / population()[year, country]
        return f"Only {MOST * part:.0f} % of the inhabitants were assessed, too few to speak for the country"
    hosted = any(told(people, year, country) for people in groups() if people != "country")
    return "The report assessed only refugees or migrants whom the country hosts" if hosted else ""


@cache
def of_year() -> Array:
    """Year of each country's figures: an earlier one where the report carried an earlier figure on."""
    rows = load(TABLE).dropna(subset=["persons"])
    own = np.minimum(rows["year"], rows["period_year"].fillna(rows["year"]).astype("int64"))
    latest = rows.assign(own=own).groupby(["year", "country"], observed=True)["own"].max().reset_index()
    return by_country(latest, "country", "own")


def covered() -> Flags:
    """Years that the report covers: shape (years, 1)."""
    first, last = table_years(TABLE)
    return np.array([first <= year <= last for year in years()])[:, None]


class OneMethod(NamedTuple):
    """Means by one method a cell: arrays of shape (years, sets); ``method`` is a place in `methods`."""

    value: Array
    low: Array
    high: Array
    coverage: Array
    method: np.ndarray


def by_one_method(groups: Groups, share: Array, weight: Array, whole: Array) -> OneMethod:
    """Mean of each region set by the method that covers most of its people, with worst-case bounds.

    Parameters
    ----------
    groups
        Countries of each region set.
    share
        Percent by method, year and country; missing where there is no figure.
    weight
        The same shape: people whom a figure stands for.
    whole
        Shape (years, countries): all people, of whom those without a figure may be at none or all.

    Examples
    --------
    >>> share = np.array([[[10.0, 20.0, np.nan]], [[np.nan, np.nan, 80.0]]])
    >>> people = np.array([[100.0, 100.0, 100.0]])
    >>> found = by_one_method(Groups([[0, 1, 2]]), share, np.where(np.isnan(share), 0.0, people), people)
    >>> [float(each[0, 0].round(2)) for each in found]
    [15.0, 10.0, 43.33, 0.67, 0.0]
    """
    some = np.stack([groups.total(each) for each in weight])
    total = np.stack([groups.total(each) for each in np.nan_to_num(share, nan=0.0) * weight])
    best = some.argmax(axis=0)
    some, total = (np.take_along_axis(each, best[None], axis=0)[0] for each in (some, total))
    all_of_it = groups.total(whole)
    known = some > 0
    missing = np.maximum(all_of_it - some, 0.0)

    def where_known(values: Array) -> Array:
        return np.where(known, values, np.nan)

    return OneMethod(
        where_known(over(total, some)),
        where_known(over(total, all_of_it)),
        where_known(over(total + missing * MOST, all_of_it)),
        over(some, all_of_it),
        best,
    )


def told(people: str, year: int, country: int) -> str:
    """Tell the figures of a country, each with its method, its period and whom it is about.

    Parameters
    ----------
    people
        Group of people.
    year, country
        Places on the axes of arrays.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> told("country", row(2024), position()["UKR"])
    'CARI, Aug-Sep 2024: 4,998,551 of 33,500,000 people analysed'
    """
    return "; ".join(_told_by_place(people).get((years()[year], codes()[country]), ()))


@cache
def _told_by_place(people: str) -> dict[tuple[int, str], list[str]]:
    """Say how each figure was collected, by year and country."""
    found: dict[tuple[int, str], list[str]] = {}
    for row in rows_of(people).dropna(subset=["persons"]).itertuples():
        text = (
            f"{_first(row.method)}{'' if pd.isna(row.period) else f', {row.period}'}: "
            f"{row.persons:,} of {row.analysed:,} people analysed"
        )
        found.setdefault((row.year, str(row.country)), []).append(text)
    return found


def _first(method: str) -> str:
    """Name a method at the beginning of what is told."""
    return {"not stated": "Method not stated", "other": "Another method"}.get(str(method), shown(method))


def shown(method: str) -> str:
    """Return the name of a method as reasons write it.

    >>> shown("CH"), shown("CARI")
    ('Cadre Harmonisé', 'CARI')
    """
    written = {
        "not stated": "a method that is not stated",
        "other": "another method",
        "CH": "Cadre Harmonisé",
    }
    return written.get(str(method), str(method))


def why_none(people: str, year: int, country: int) -> str:
    """Say why a country has no figure: the report did not select it, or no figure met its standard."""
    return NO_FIGURE if (years()[year], codes()[country]) in _selected(people) else NOT_SELECTED


@cache
def _selected(people: str) -> frozenset[tuple[int, str]]:
    """Years and countries of which the report was to have a figure."""
    rows = rows_of(people)
    return frozenset(zip(rows["year"], rows["country"].astype("str"), strict=True))
