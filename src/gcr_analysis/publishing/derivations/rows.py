"""Rows of the tables that a figure is made from: those that the query of the figure takes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.methods.types import Flags
from gcr_analysis.publishing.derivations.lists import ADDS_UP, MOST, Inputs, head, place, same
from gcr_analysis.publishing.sql.conditions import taken
from gcr_analysis.publishing.sql.declared import written
from gcr_analysis.publishing.sql.queries import of_year
from gcr_analysis.publishing.sql.reads import Read, reads
from gcr_analysis.snapshot import load

ALL = "The query of the figure takes each of them."
SOME = "The query of the figure reads them, and takes only those that its later steps do not leave out."
_AMOUNTS = ("count", "number")


def rows_of(
    declared: Indicator,
    where: Region,
    year: int,
    baseline_year: int,
    *,
    figure: float,
    listed: Mapping[str, Sequence[int]],
) -> Iterator[Inputs]:
    """Yield a list for each table with places that the query of a figure reads.

    Parameters
    ----------
    declared
        The measure.
    where
        The region.
    year
        The figure's own year.
    baseline_year
        Year that measures of change compare with.
    figure
        The figure.
    listed
        Tables that are listed already, each with the years that are.
    """
    if written(declared.id).why_no_sql:
        return
    by_table: dict[str, list[Read]] = {}
    for read in reads(of_year(declared, where, year, baseline_year)):
        by_table.setdefault(read.table, []).append(read)
    for table, found in by_table.items():
        if each := _listed(table, found, where, figure, listed.get(table, ())):
            yield each


def _listed(
    table: str, found: Sequence[Read], where: Region, figure: float, listed: Sequence[int]
) -> Inputs | None:
    declared = framework.tables()[table]
    used = dict.fromkeys(column for read in found for column in read.columns)
    places = [column.name for column in declared.columns if column.type == "iso3"]
    amounts = [name for name in used if declared.column(name).type in _AMOUNTS]
    if not places or not amounts:
        return None
    rows = load(table)
    masks = [_taken(rows, read, where, places) for read in found]
    rows = rows[np.any([mask for mask, _ in masks], axis=0) & rows[amounts].notna().any(axis=1)]
    years = sorted({*rows["year"]}) if "year" in rows else []
    if rows.empty or (listed and {*years} <= {*listed}):
        return None
    several = ["year"] if len(years) > 1 else []
    apart = [name for name in declared.key if name not in used and rows[name].nunique() > 1]
    told = dict.fromkeys([*several, *places, *(name for name in used if name != "year"), *apart])
    told = [name for name in told if name in amounts or rows[name].notna().any()]
    size = rows[amounts].astype(float).sum(axis=1)
    shown = rows.loc[size.sort_values(ascending=False, kind="stable").index[:MOST], told]
    whole = all(is_whole for _, is_whole in masks)
    adds_up = whole and same(float(size.sum()), figure)
    others = rows.drop(shown.index)
    rest = [float(others[name].sum()) if adds_up and name in amounts else "" for name in told[1:]]
    title = ", ".join([declared.title, *_span(years)])
    return Inputs(
        title if whole else f"Rows of the table “{title}” about this place",
        " ".join([f"Rows of the table {table}.", ALL if whole else SOME, *([ADDS_UP] if adds_up else [])]),
        tuple(head(table, name) for name in told),
        tuple(
            tuple(place(cell) if name in places else _cell(cell, name) for name, cell in row.items())
            for row in shown.to_dict("records")
        ),
        (f"{len(others):,} other rows", *rest) if len(others) else (),
    )


def _taken(rows: pd.DataFrame, read: Read, where: Region, places: Sequence[str]) -> tuple[Flags, bool]:
    """Which rows of a table a part of a query takes, and whether all these are in the figure."""
    columns = [read.side] if read.side else [] if read.whole else places
    masks = [taken(rows, condition, where.countries) for condition in read.where]
    known = [mask for mask in masks if mask is not None]
    if columns:
        known.append(rows[columns].isin(where.countries).any(axis=1).to_numpy())
    mask = np.all(known, axis=0) if known else np.ones(len(rows), dtype=bool)
    return mask, read.whole and all(mask is not None for mask in masks)


def _span(years: Sequence[int]) -> list[str]:
    if len(years) < 3:
        return [" and ".join(map(str, years))] if years else []
    return [f"{years[0]} to {years[-1]}"]


def _cell(value: Any, name: str) -> Any:
    if pd.isna(value):
        return None
    return float(value) if isinstance(value, int | float) and name != "year" else str(value)
