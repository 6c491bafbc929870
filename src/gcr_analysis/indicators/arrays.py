"""The snapshot's tables as arrays, each made once: a row a year, a column a country.

Every array has the same two axes, `years` and `codes`, so that arrays can be added, divided and masked as
they are. Rows before `FIRST_YEAR` are there for measures that look back. A year that a table does not cover
is missing as a whole. Arrays are shared and cannot be written to.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import region
from gcr_analysis.geography.sets import least_developed_at
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.questions import question

FIRST_YEAR = 2000
EARLIEST = 1990  # the first year of most series of the World Bank

PEOPLE = ("refugees", "oip", "asylum_seekers", "others_of_concern")
"""Groups of the table population that share nobody and that people can return from."""

Stock = Literal[
    "refugees", "mandate_refugees", "oip", "asylum_seekers", "idps", "stateless", "unrwa_refugees"
]


@cache
def codes() -> tuple[str, ...]:
    """Every code that can be a country of origin or of asylum, sorted."""
    return region("world").countries


@cache
def position() -> dict[str, int]:
    """Place of each code on the axis of countries."""
    return {code: place for place, code in enumerate(codes())}


@cache
def years() -> range:
    """Years of the first axis."""
    return range(EARLIEST, latest_year() + 1)


def row(year: int) -> int:
    """Place of a year on the first axis.

    >>> row(EARLIEST), years()[row(2022)]
    (0, 2022)
    """
    return year - EARLIEST


def year_column() -> Array:
    """The years as a column that can be compared with arrays."""
    return np.array(years(), dtype=float)[:, None]


def by_country(
    rows: pd.DataFrame,
    country: str,
    values: str | Sequence[str],
    *,
    year: str = "year",
    last: int | None = None,
) -> Array:
    """Add up the rows of a table by year and country.

    Parameters
    ----------
    rows
        Rows of a table.
    country, year
        Its columns with the code and the year.
    values
        Its columns that are added, such as ``["recognised", "complementary"]``.
    last
        Year of the last row; that of `years` when not given.

    Returns
    -------
    array of float, shape (years, countries)
        Sums; missing where no row has a value. Codes that are no country of the world are left out.

    Examples
    --------
    >>> rows = load("unrwa_refugees")
    >>> float(by_country(rows, "asylum", "persons")[row(2024), position()["LBN"]].round(-3))
    486000.0
    """
    count = len(years()) if last is None else last + 1 - EARLIEST
    axes = (year_places(rows[year], count), places(rows[country]))
    return _summed(axes, _amounts(rows, values), (count, len(codes())))


def places(of: pd.Series) -> np.ndarray:
    """Place of each code on the axis of countries, -1 for one that is none of them."""
    known = position()
    if isinstance(of.dtype, pd.CategoricalDtype):
        each = np.array([known.get(str(code), -1) for code in of.cat.categories] + [-1], dtype=np.intp)
        return each[of.cat.codes.to_numpy()]
    return np.array([known.get(str(code), -1) for code in of], dtype=np.intp)


def year_places(of: pd.Series, count: int | None = None) -> np.ndarray:
    """Place of each year on `years`, or on an axis of *count* years; -1 for one that is none of them."""
    place = of.to_numpy("int64") - EARLIEST
    return np.where((place >= 0) & (place < (len(years()) if count is None else count)), place, -1)


def _summed(axes: tuple[np.ndarray, ...], amounts: Array, shape: tuple[int, ...]) -> Array:
    """Sums of amounts by their places on some axes; missing where there is none."""
    inside = ~np.isnan(amounts)
    for places_on_axis in axes:
        inside &= places_on_axis >= 0
    flat = np.ravel_multi_index(tuple(axis[inside] for axis in axes), shape)
    size = int(np.prod(shape))
    sums = np.bincount(flat, weights=amounts[inside], minlength=size).astype(float, copy=False)
    missing = np.ones(size, dtype=bool)
    missing[flat] = False
    sums[missing] = np.nan
    return frozen(sums.reshape(shape))


def by_pair(
    rows: pd.DataFrame, first: str, second: str, values: str | Sequence[str], *, year: str = "year"
) -> Array:
    """Add up the rows of a table by year and pair of countries: see `by_country`.

    Returns
    -------
    array of float, shape (years, countries, countries)
        Sums by year, country in *first* and country in *second*; missing where no row has a value.
    """
    axes = (year_places(rows[year]), places(rows[first]), places(rows[second]))
    return _summed(axes, _amounts(rows, values), (len(years()), len(codes()), len(codes())))


def frozen(array: np.ndarray) -> np.ndarray:
    """Return the array, which can no longer be written to."""
    array.setflags(write=False)
    return array


def covered_years(rows: pd.DataFrame, since: int = 0, *, year: str = "year") -> Flags:
    """Years in which a table has any row, from the first year of a series on: shape (years, 1)."""
    has_row = np.isin(np.array(years()), rows[year].unique())
    return (has_row & (np.array(years()) >= since))[:, None]


def reached(array: Array) -> Flags:
    """Years in which an array has any figure at all: shape (years, 1).

    >>> [year for year, some in zip(years(), reached(income_per_head())[:, 0]) if some][-1]
    2024
    """
    return np.asarray((~np.isnan(array)).any(axis=1))[:, None]


def previous(array: Array, by: int = 1) -> Array:
    """Return the figures of the year before, or of some years before, in each row.

    >>> float(previous(stock("refugees"))[row(2023)].sum())
    34646534.0
    """
    moved = np.full_like(array, np.nan)
    moved[by:] = array[:-by]
    return moved


def following(array: Array) -> Array:
    """Return the figures of the year after in each row."""
    moved = np.full_like(array, np.nan)
    moved[:-1] = array[1:]
    return moved


def frame(array: Array) -> pd.DataFrame:
    """Return an array as a table, for those who make tables and charts: index years, columns codes."""
    return pd.DataFrame(array, index=pd.RangeIndex(EARLIEST, latest_year() + 1), columns=list(codes()))


@question
def excerpt(
    array: Callable[..., Array], *about: str, of: Iterable[str], years: Iterable[int] | None = None
) -> pd.DataFrame:
    """Take some countries and years out of an array, for tables and charts.

    Parameters
    ----------
    array
        A function that returns an array of shape (years, countries), such as `stock`.
    *about
        What it is given, such as ``"refugees"``.
    of
        Codes of countries.
    years
        Years; all when not given.

    Returns
    -------
    DataFrame
        A row a year, a column a country, without years in which no country of the world has a figure.

    Examples
    --------
    >>> excerpt(stock, "oip", of=("AFG", "IRN"), years=(2017, 2018)).index.tolist()
    [2018]
    """
    whole = array(*about)
    chosen = reached(whole)[:, 0]
    if years is not None:
        chosen &= np.isin(np.arange(EARLIEST, latest_year() + 1), list(years))
    return frame(whole).loc[chosen, list(of)]


def cut(array: Array, countries: Iterable[str]) -> Array:
    """Return the columns of some countries, in their order."""
    known = position()
    return array[:, [known[code] for code in countries]]


@cache
def stock(name: Stock) -> Array:
    """People in each country of asylum at the end of each year.

    ``refugees`` are refugees under UNHCR's mandate and other people in need of international protection
    (OIP); where OIP is missing the group is not used, so it adds nothing. A country without a row hosts
    nobody whom UNHCR counts: its stock is zero, from the year in which the series begins.

    Examples
    --------
    >>> [int(stock(name)[row(2022)].sum()) for name in ("refugees", "mandate_refugees")]
    [34646534, 29429078]
    """
    if name == "refugees":
        return frozen(stock("mandate_refugees") + np.nan_to_num(stock("oip"), nan=0.0))
    table, column = ("unrwa_refugees", "persons") if name == "unrwa_refugees" else ("population", name)
    column = "refugees" if name == "mandate_refugees" else column
    rows = load(table)
    covered = covered_years(rows, since(table, column))
    return frozen(np.where(covered, np.nan_to_num(by_country(rows, "asylum", column), nan=0.0), np.nan))


@cache
def stock_by_pair(name: Literal["refugees", "mandate_refugees"] = "refugees") -> Array:
    """Refugees by origin and country of asylum at the end of each year, zero where none are counted.

    Returns
    -------
    array of float, shape (years, origins, countries of asylum)

    Examples
    --------
    >>> ukraine, poland = (position()[code] for code in ("UKR", "POL"))
    >>> int(stock_by_pair()[row(2025), ukraine, poland].round(-5))
    1000000
    """
    columns = ["refugees", "oip"] if name == "refugees" else ["refugees"]
    rows = load("population", ["year", "origin", "asylum", *columns])
    return frozen(np.nan_to_num(by_pair(rows, "origin", "asylum", columns), nan=0.0))


@question
def people_of_pair(origin: str, asylum: str, year: int) -> float:
    """People from one country whom another one counts at the end of a year, in persons.

    Refugees, other people in need of international protection, asylum-seekers and others of concern to UNHCR:
    everybody who could be among those who return.

    Examples
    --------
    >>> people_of_pair("SDN", "EGY", 2025)
    834201.0
    """
    rows = load("population", ["year", "origin", "asylum", *PEOPLE])
    here = rows[(rows["year"] == year) & (rows["origin"] == origin) & (rows["asylum"] == asylum)]
    return float(here[list(PEOPLE)].sum().sum())


@cache
def refugees_from(name: Literal["refugees", "mandate_refugees"] = "refugees") -> Array:
    """Refugees from each country of origin at the end of each year, wherever they are."""
    return frozen(stock_by_pair(name).sum(axis=2))


def since(table: str, column: str) -> int:
    """First year in which a series was collected."""
    return tables()[table].column(column).since or 0


@cache
def population() -> Array:
    """Mid-year population; missing where the source has none, or none yet."""
    return _economy("population")


@cache
def income_per_head() -> Array:
    """Gross domestic product per head at purchasing power parity, in current international dollars."""
    return _economy("gdp_per_capita_ppp")


def _economy(column: str) -> Array:
    return by_country(load("economy", ["year", "iso3", column]), "iso3", column)


@cache
def low_or_middle_income() -> Array:
    """Whether each country was of low or middle income at the end of each year, as 0 or 1.

    Missing without a group. The group that holds at the end of a year is that of the World Bank's next
    fiscal year, which rests on income of the year before.

    Examples
    --------
    >>> low_or_middle_income()[[row(2022), row(2024)], position()["RUS"]].tolist()
    [1.0, 0.0]
    """
    rows = load("income_groups").dropna(subset=["group"])
    rows = rows.assign(year=rows["fiscal_year"] - 1, flag=(rows["group"] != "high").astype(float))
    return by_country(rows, "iso3", "flag")


@cache
def least_developed() -> Array:
    """Whether each country was a least developed one at the end of each year, as 0 or 1.

    Missing before `FIRST_YEAR`.
    """
    flags = np.full((len(years()), len(codes())), np.nan)
    for year in range(FIRST_YEAR, latest_year() + 1):
        flags[row(year)] = np.isin(codes(), list(least_developed_at(year)))
    return frozen(flags)


def by_year(rows: pd.DataFrame, values: str | Sequence[str], *, year: str = "year") -> Array:
    """Add up the rows of a table by year alone: shape (years,), missing where no row has a value."""
    return _summed((year_places(rows[year]),), _amounts(rows, values), (len(years()),))


def _amounts(rows: pd.DataFrame, values: str | Sequence[str]) -> Array:
    """Sum of some columns of each row; missing where all of them are."""
    chosen = rows[[values] if isinstance(values, str) else list(values)]
    columns = np.column_stack([chosen[name].to_numpy("float64", na_value=np.nan) for name in chosen])
    return np.where(np.isnan(columns).all(axis=1), np.nan, np.nansum(columns, axis=1))
