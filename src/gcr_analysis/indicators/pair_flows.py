"""Recorded flows of refugees by pair of countries, and the residual that they leave in each pair's stock."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import pandas as pd

from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

PAIR = ("origin", "asylum")
STOCK = ("refugees", "oip")
_Source: TypeAlias = tuple[str, tuple[str, ...]]  # a table and its columns that are added
ARRIVALS: dict[str, _Source] = {
    "as_group": ("displacement_flows", ("refugees", "refugee_like", "oip")),
    "by_decision": ("asylum_decisions", ("recognised", "complementary")),
}
DEPARTURES: dict[str, _Source] = {
    "refugee_returns": ("refugee_returns", ("persons",)),
    "resettlement_arrivals": ("resettlement_arrivals", ("persons",)),
    "naturalisations": ("naturalisations", ("persons",)),
}
FLOWS = ARRIVALS | DEPARTURES
NOT_BY_HOST = "resettlement_arrivals"  # the country of asylum that people left is not in the table


@cache
def pairs(year: int) -> pd.DataFrame:
    """Stock at both ends of a year, the flows of the year and the residual of every pair of countries.

    The country of asylum that resettled refugees left is not known, so the residual of a pair holds them.

    Parameters
    ----------
    year
        A year from `FIRST_YEAR` on.

    Returns
    -------
    DataFrame
        A row for each ``origin`` and ``asylum`` (the index) with a stock or a flow: ``start``, ``end``, each
        flow of `FLOWS` but resettlement, ``residual``, and ``recorded``, all recorded flows added up; in
        persons. The frame is shared: do not write to it.

    Examples
    --------
    >>> pair = pairs(2025).loc[("AFG", "IRN")]
    >>> pair[["start", "refugee_returns", "end", "residual"]].tolist()
    [3477082.0, 1386970.0, 1637839.0, -452273.0]
    """
    start, end = (by_pair("population", STOCK, each) for each in (year - 1, year))
    parts = {name: by_pair(*FLOWS[name], year) for name in FLOWS if name != NOT_BY_HOST}
    table = pd.DataFrame({"start": start, "end": end} | parts).fillna(0.0)
    table["residual"], table["recorded"] = residual(table), table[list(parts)].sum(axis=1)
    return table.sort_index()


@question
def flows_of_pair(origin: str, asylum: str, year: int) -> dict[str, float]:
    """Stock at both ends of a year, the flows of the year and the residual of one pair of countries.

    Parameters
    ----------
    origin, asylum
        Codes of the countries.
    year
        A year from `FIRST_YEAR` on.

    Returns
    -------
    dict
        Persons by the names of the columns of `pairs`.

    Raises
    ------
    KeyError
        When the pair has neither a stock nor a flow.

    Examples
    --------
    >>> flows_of_pair("AFG", "IRN", 2025)["residual"]
    -452273.0
    """
    return {str(name): float(value) for name, value in pairs(year).loc[(origin, asylum)].items()}


def in_persons(table: str) -> pd.DataFrame:
    """Rows of a table in persons: decisions counted in cases never add to them."""
    rows = load(table)
    return rows[rows["unit"] == "persons"] if "unit" in rows else rows


def by_pair(table: str, columns: Sequence[str], year: int) -> pd.Series:
    """Add up columns of a table by origin and country of asylum in one year, in persons.

    Examples
    --------
    >>> by_pair("refugee_returns", ["persons"], 2025)["AFG", "PAK"].item()
    558359.0
    """
    rows = in_persons(table)
    rows = rows[rows["year"] == year]
    persons = rows[list(columns)].fillna(0).sum(axis=1).astype("float64")
    return persons.groupby([rows[side].astype("str") for side in PAIR]).sum()


def residual(parts: Mapping[str, Any]) -> Any:
    """Change of the stock, less the flows in, and with the flows out added back."""
    return (
        parts["end"]
        - parts["start"]
        - sum(parts[name] for name in ARRIVALS)
        + sum(parts[name] for name in DEPARTURES if name in parts)
    )
