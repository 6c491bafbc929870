"""The snapshot's tables in the shapes that measures compute with, each made once.

Wide frames have a row a year and a column a code, in the same order everywhere, so that they can be
multiplied and masked as they are. They are shared: do not change them.
"""

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.geography import Region, region
from gcr_analysis.geography.sets import least_developed_at
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.used import remembered

FIRST_YEAR = 2000

Stock = Literal[
    "refugees", "mandate_refugees", "oip", "asylum_seekers", "idps", "stateless", "unrwa_refugees"
]

_COLUMN = {"refugees": "refugees", "mandate_refugees": "refugees"}


@remembered
def codes() -> list[str]:
    """Every code that can be a country of origin or of asylum, sorted."""
    return list(region("world").countries)


@remembered
def stock(name: Stock) -> pd.DataFrame:
    """People in each country of asylum at the end of each year.

    ``refugees`` are refugees under UNHCR's mandate and other people in need of international protection
    (OIP); where OIP is missing the group is not used, so it adds nothing. A country without a row hosts
    nobody whom UNHCR counts: its stock is zero, from the year in which the series begins.

    Examples
    --------
    >>> int(stock("refugees").loc[2022].sum()), int(stock("mandate_refugees").loc[2022].sum())
    (34646534, 29429078)
    """
    if name == "unrwa_refugees":
        return _wide(load(name), "persons", since("unrwa_refugees", "persons"))
    if name == "refugees":
        return stock("mandate_refugees").add(stock("oip"), fill_value=0)
    column = _COLUMN.get(name, name)
    return _wide(load("population"), column, since("population", column))


def since(table: str, column: str) -> int:
    """First year in which a series was collected."""
    return tables()[table].column(column).since or 0


def _wide(rows: pd.DataFrame, column: str, first_year: int) -> pd.DataFrame:
    sums = rows.groupby(["year", "asylum"], observed=True)[column].sum().astype(float).unstack("asylum")
    sums.columns = sums.columns.astype("str")
    return sums.reindex(columns=codes()).loc[first_year:].fillna(0.0)


@remembered
def pairs() -> pd.DataFrame:
    """Refugees by pair of origin and asylum: a row a pair, a column a year, zero where none are counted.

    Examples
    --------
    >>> int(pairs().loc[("UKR", "POL"), 2025].round(-5))
    1000000
    """
    return _pairs("refugees")


@remembered
def mandate_pairs() -> pd.DataFrame:
    """The same as `pairs` for refugees under UNHCR's mandate only."""
    return _pairs("mandate_refugees")


def _pairs(name: Stock) -> pd.DataFrame:
    rows = load("population", ["year", "origin", "asylum", "refugees", "oip"])
    persons = rows["refugees"].fillna(0).astype(float)
    if name == "refugees":
        persons = persons + rows["oip"].fillna(0).astype(float)
    some = rows.assign(
        persons=persons, origin=rows["origin"].astype("str"), asylum=rows["asylum"].astype("str")
    )
    some = some[persons > 0]
    wide = some.set_index(["origin", "asylum", "year"])["persons"].unstack("year", fill_value=0.0)
    return wide.reindex(
        columns=range(int(wide.columns.min()), latest_year() + 1), fill_value=0.0
    ).sort_index()


@remembered
def population() -> pd.DataFrame:
    """Mid-year population: a row a year, a column a code; missing where the source has none, or none yet."""
    known = _economy("population")
    return known.reindex(range(known.index[0], max(known.index[-1], latest_year()) + 1))


@remembered
def income_per_head() -> pd.DataFrame:
    """Gross domestic product per head at purchasing power parity, in current international dollars."""
    return _economy("gdp_per_capita_ppp").dropna(how="all")


def _economy(column: str) -> pd.DataFrame:
    rows = load("economy", ["year", "iso3", column])
    wide = rows.assign(iso3=rows["iso3"].astype("str")).pivot(index="year", columns="iso3", values=column)
    return wide.astype(float).reindex(columns=codes())


@remembered
def low_or_middle_income() -> pd.DataFrame:
    """Whether each country was of low or middle income at the end of each year; missing without a group.

    The group that holds at the end of a year is that of the World Bank's next fiscal year, which rests on
    income of the year before.

    Examples
    --------
    >>> low_or_middle_income().loc[[2022, 2024], "RUS"].tolist()
    [1.0, 0.0]
    """
    rows = load("income_groups").dropna(subset=["group"])
    flag = (rows["group"] != "high").astype(float)
    at_end = rows.assign(year=rows["fiscal_year"] - 1, iso3=rows["iso3"].astype("str"), flag=flag)
    return at_end.pivot(index="year", columns="iso3", values="flag").reindex(columns=codes())


@remembered
def least_developed() -> pd.DataFrame:
    """Whether each country was a least developed one at the end of each year, as 0 or 1."""
    listed = {year: least_developed_at(year) for year in range(FIRST_YEAR, latest_year() + 1)}
    flags = [[float(code in members) for code in codes()] for members in listed.values()]
    return pd.DataFrame(flags, index=list(listed), columns=codes())


def of(wide: pd.DataFrame, region: Region, years: Iterable[int]) -> pd.DataFrame:
    """Cut a wide frame to a region's countries and to those of *years* that it has."""
    if wide.shape[1] != len(codes()):
        raise ValueError("a wide frame has a column for each of the codes")
    inside = np.flatnonzero(wide.index.isin(list(years)))
    return wide.take(inside).take(_columns(region.countries), axis=1)


@remembered
def _columns(countries: tuple[str, ...]) -> np.ndarray:
    """Places of countries among the columns of a wide frame."""
    place = {code: number for number, code in enumerate(codes())}
    return np.array([place[country] for country in countries])
