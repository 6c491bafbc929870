"""What is known of people by their country of origin: wide frames, a row a year, a column a code.

A stock of nobody is zero. A flow that nobody reported is missing: in the source none and not reported look
alike. The frames are shared: do not change them.
"""

from typing import Literal

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Years
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

Stock = Literal["refugees", "mandate_refugees", "asylum_seekers"]
Solution = Literal["refugee_returns", "resettlement_arrivals", "naturalisations"]
COUNTED = {
    "refugees": ["refugees", "oip"],
    "mandate_refugees": ["refugees"],
    "asylum_seekers": ["asylum_seekers"],
}
PROTECTED = ("recognised", "complementary")
AS_GROUPS = ("refugees", "refugee_like", "oip")


@remembered
def stock(name: Stock) -> pd.DataFrame:
    """People from each country of origin at the end of each year, wherever they are.

    Examples
    --------
    >>> int(stock("refugees").loc[2025, "SYR"])
    4865764
    """
    columns = COUNTED[name]
    rows = load("population", ["year", "origin", *columns])
    return _wide(rows, "origin", columns).loc[frames.since("population", columns[0]) :].fillna(0.0)


@remembered
def solution(table: Solution) -> pd.DataFrame:
    """People from each country of origin who returned, were resettled or were naturalised in each year.

    Examples
    --------
    >>> int(solution("refugee_returns").loc[2022].sum())
    999261
    """
    return _wide(load(table, ["year", "origin", "persons"]), "origin", ["persons"])


@remembered
def idp_returns() -> pd.DataFrame:
    """Internally displaced people who returned home in each country and year."""
    return _wide(load("idp_returns"), "country", ["persons"])


@remembered
def conflict_idps() -> pd.DataFrame:
    """People displaced inside each country by conflict at the end of each year, as IDMC estimates them.

    Before 2009 there is one figure for the world, under the unknown country.
    """
    return _wide(load("conflict_idps"), "country", ["persons"])


@remembered
def unhcr_idps() -> pd.DataFrame:
    """Internally displaced people whom UNHCR protects or assists in each country at the end of each year."""
    rows = load("population", ["year", "origin", "idps"])
    return _wide(rows[rows["idps"] > 0], "origin", ["idps"])


@remembered
def new_as_group() -> pd.DataFrame:
    """People newly counted without a decision on each: group recognition, refugee-like, OIP."""
    return _wide(load("displacement_flows"), "origin", list(AS_GROUPS))


@remembered
def new_by_decision() -> pd.DataFrame:
    """People recognised or given complementary protection on an application, counted in persons."""
    rows = load("asylum_decisions")
    return _wide(rows[rows["unit"] == "persons"], "origin", list(PROTECTED))


@remembered
def returns_by_pair() -> pd.DataFrame:
    """Returned refugees: a row a pair of origin and asylum, a column a year, zero where none are reported."""
    rows = load("refugee_returns")
    keys = [rows["origin"].astype("str"), rows["asylum"].astype("str"), rows["year"]]
    return rows["persons"].astype(float).groupby(keys).sum().unstack("year", fill_value=0.0)


def total(wide: pd.DataFrame, region: Region, years: Years) -> pd.Series:
    """Sum over a region's countries, year by year; missing where none of them has a figure.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> total(solution("refugee_returns"), region("SSD"), (2023, 2024)).tolist()
    [527206.0, 404744.0]
    """
    return frames.of(wide, region, years).sum(axis=1, min_count=1)


def _wide(rows: pd.DataFrame, side: str, columns: list[str]) -> pd.DataFrame:
    persons = rows[columns].astype("float64").sum(axis=1, min_count=1)
    sums = persons.groupby([rows["year"], rows[side].astype("str")]).sum(min_count=1)
    return sums.unstack(side).reindex(columns=frames.codes())
