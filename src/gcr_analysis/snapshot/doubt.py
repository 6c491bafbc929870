"""One thing that speaks against a new table, and what its checks read of a table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from gcr_analysis.framework import Column, Table
from gcr_analysis.snapshot.schemas import year_column

LEAST_ROWS = 20  # fewer rows than these in a year tell nothing
LEAST_MOVED = 5_000


@dataclass(frozen=True)
class Doubt:
    """One thing that speaks against a new table: check, column, years, what is wrong, what to do."""

    check: str
    column: str
    years: tuple[int, ...]
    message: str
    remedy: str


Check = Callable[[Table, pd.DataFrame, pd.DataFrame], Iterator[Doubt]]


def amounts_of(table: Table, kinds: tuple[str, ...] = ("stock", "flow", "ratio")) -> list[Column]:
    """Columns of numbers, of some kinds."""
    return [c for c in table.columns if c.type in ("count", "number") and c.kind in kinds]


def year_of(table: Table, frame: pd.DataFrame) -> pd.Series:
    """The year of each row."""
    return frame[year_column(table)]


def by_year(table: Table, frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Sum and number of the figures of each year."""
    return frame.groupby(year_of(table, frame))[column].agg(["sum", "count"]).astype(float)


def by_country(
    table: Table, new: pd.DataFrame, old: pd.DataFrame, kinds: tuple[str, ...]
) -> Iterator[tuple[Column, str, pd.Series, pd.Series]]:
    """Yield each column and side with its sums by year and country, before and after.

    A country that has no row any more has zero after.
    """
    columns = amounts_of(table, kinds)
    sides = [each.name for each in table.columns if each.type == "iso3" and each.name in table.key]
    names = [column.name for column in columns]
    sums = {
        side: [
            frame.groupby([year_of(table, frame), frame[side]], observed=True)[names].sum().astype(float)
            for frame in (old, new)
        ]
        for side in sides
    }
    for column in columns:
        for side, (before, after) in sums.items():
            here = before[column.name]
            yield column, side, here, after[column.name].reindex(here.index).fillna(0)
