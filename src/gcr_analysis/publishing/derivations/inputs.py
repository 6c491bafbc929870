"""What a figure of a region is made from: the measure by country, its counts by pair, rows of its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework, geography
from gcr_analysis.briefing.place import name_of
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region, no_countries
from gcr_analysis.indicators.arrays import FIRST_YEAR, codes, position
from gcr_analysis.indicators.comparisons.pairs import pair_counts
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import load

MOST = 20
"""Rows of a list that stand by themselves; the others are one row."""
YEARS = 4
"""Years of a list beside one another: the latest that the note prints."""
_SHOWN = 6  # columns of a table's rows
_AMOUNTS = ("count", "number")


@dataclass(frozen=True)
class Inputs:
    """A list of what a figure is made from, the largest first.

    Attributes
    ----------
    title, note
        What is listed, and how it is to be read.
    columns
        Heads of the columns.
    rows
        Cells: names, numbers, None where there is no figure.
    rest
        The last row, of all others together; empty where there are none.
    """

    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    rest: tuple[Any, ...] = ()


def inputs_of(
    declared: Indicator, where: Region, years: Sequence[int], baseline_year: int
) -> Iterator[Inputs]:
    """Yield the lists of what the figures of a region in some years are made from.

    Parameters
    ----------
    declared
        The measure.
    where
        The region.
    years
        The figures' own years, in order; of many, the latest are listed.
    baseline_year
        Year that measures of change compare with.
    """
    years = [year for year in years if year >= FIRST_YEAR][-YEARS:]
    if not years:
        return
    countries = _countries(where)
    if len(countries) > 1:
        for part in filter(None, (declared.numerator, declared.id)):
            measure = framework.indicators()[part]
            if found := _by_country(measure, countries, years, baseline_year, is_part=part != declared.id):
                yield found
    counted = declared.id if declared.pairs else declared.numerator
    if counted and (found := _by_pair(framework.indicators()[counted], where, years)):
        yield found
    for name in declared.tables:
        summed = counted and (pairs := framework.indicators()[counted].pairs) and pairs.table == name
        if not summed and (found := _rows(name, where, years[-1])):
            yield found


@lru_cache(64)
def _countries(where: Region) -> RegionSets:
    """The countries of a region, each as a set of its own."""
    return RegionSets([geography.region(iso3) for iso3 in where.countries if iso3 not in no_countries()])


def _by_country(
    measure: Indicator, countries: RegionSets, years: Sequence[int], baseline_year: int, *, is_part: bool
) -> Inputs | None:
    found = figures(measure.id, countries, baseline_year=baseline_year)
    at = np.array(years) - FIRST_YEAR
    value, status = found.value[at], found.status[at]
    some = np.flatnonzero(~np.isnan(value).all(axis=0))
    if not len(some):
        return None
    order = some[np.lexsort([some, *(-np.nan_to_num(np.abs(value[:, some]), nan=-1.0))])]
    shown, left = order[:MOST], order[MOST:]
    names = [name_of(region.id) for region in countries]
    rest: tuple[Any, ...] = ()
    if len(left):
        added = [float(np.nansum(row[left])) if measure.additive else None for row in value]
        rest = (f"{len(left)} other countries", *added, "added up" if measure.additive else "")
    title = f"{measure.title}, by country" + (" (the numerator)" if is_part else "")
    return Inputs(
        title,
        f"In {measure.unit}. Countries without a figure in any of these years are left out.",
        ("Country", *map(str, years), f"Status in {years[-1]}"),
        tuple((names[place], *_numbers(value[:, place]), str(status[-1, place])) for place in shown),
        rest,
    )


def _by_pair(measure: Indicator, where: Region, years: Sequence[int]) -> Inputs | None:
    """Counts by pair of places, as the measure declares them."""
    pairs, counts = measure.pairs, pair_counts(measure.id)
    if pairs is None or counts is None:
        return None
    own = [position()[iso3] for iso3 in where.countries]
    persons = counts.persons[np.ix_([year - FIRST_YEAR for year in years], own)]
    if pairs.abroad:
        persons = persons.copy()
        persons[:, np.arange(len(own)), own] = 0.0
    flat = persons.reshape(len(years), -1)
    some = np.flatnonzero(flat.any(axis=0))
    if not len(some):
        return None
    order = some[np.lexsort([some, *(-flat[:, some])])]
    shown, left = order[:MOST], order[MOST:]
    rest = (f"{len(left)} other pairs", "", *flat[:, left].sum(axis=1).tolist()) if len(left) else ()
    width = persons.shape[2]
    rows = (
        (_place(codes()[own[place // width]]), _place(codes()[place % width]), *_numbers(flat[:, place]))
        for place in shown
    )
    added = " and ".join(pairs.columns)
    return Inputs(
        f"{measure.title}, by pair of places",
        f"{added} of the table {pairs.table}, added up. A pair without a row has none on record.",
        (*(_head(pairs.table, side) for side in (pairs.own, pairs.other)), *map(str, years)),
        tuple(rows),
        rest,
    )


def _rows(name: str, where: Region, year: int) -> Inputs | None:
    """Rows of a table that are of a year and of a place of the region."""
    found = _of_year(name, year)
    if found is None:
        return None
    rows, places, size = found
    names = {column.name for column in framework.tables()[name].columns if column.type == "iso3"}
    inside = np.flatnonzero(np.isin(places, where.countries).any(axis=0))
    if not len(inside):
        return None
    order = inside[np.argsort(-size[inside], kind="stable")]
    shown, left = order[:MOST], len(order) - MOST
    return Inputs(
        f"{framework.tables()[name].title}, {year}",
        f"Rows of the table {name}.",
        tuple(_head(name, column) for column in rows.columns),
        tuple(
            tuple(
                _place(cell) if column in names else _cell(cell)
                for column, cell in zip(rows.columns, row, strict=True)
            )
            for row in rows.iloc[shown].itertuples(index=False)
        ),
        (f"{left} other rows", *[""] * (rows.shape[1] - 1)) if left > 0 else (),
    )


@lru_cache(64)
def _of_year(name: str, year: int) -> tuple[pd.DataFrame, np.ndarray, np.ndarray] | None:
    """Rows of a table of one year with the columns that are shown, their places, the amount that orders them.

    None of a table that has no such column, no places, or nothing to show.
    """
    rows, table = load(name), framework.tables()[name]
    of_places = [column.name for column in table.columns if column.type == "iso3"]
    if "year" not in rows.columns or not of_places:
        return None
    rows = rows[rows["year"] == year]
    told = [c for c in table.columns if c.type in (*_AMOUNTS, "iso3", "code") and rows[c.name].notna().any()]
    amounts = [column.name for column in told if column.type in _AMOUNTS]
    if not amounts:
        return None
    places = np.array([rows[column].astype("str") for column in of_places], dtype=str)
    size = np.nan_to_num(rows[amounts[0]].to_numpy(float, na_value=np.nan), nan=-np.inf)
    return rows[[column.name for column in told][:_SHOWN]], places, size


def _head(table: str, name: str) -> str:
    """What a column of a table is called; one of places as its description begins."""
    column = framework.tables()[table].column(name)
    return column.description.split(";")[0] if column.type == "iso3" else name.replace("_", " ").capitalize()


def _place(code: Any) -> str:
    return name_of(str(code))


def _numbers(column: np.ndarray) -> list[float | None]:
    return [None if np.isnan(value) else float(value) for value in column]


def _cell(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value if isinstance(value, int | float) else str(value)
