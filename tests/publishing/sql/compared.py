"""Every figure a second time, by its SQL: what differs from what the engine has."""

from collections.abc import Iterable, Iterator
from functools import cache
from math import isclose, isnan
from pathlib import Path
from typing import NamedTuple

import duckdb

from gcr_analysis.framework import indicators
from gcr_analysis.geography import Region
from gcr_analysis.indicators.engine import readings
from gcr_analysis.publishing.sql.queries import of_year, own_year, why_no_sql
from gcr_analysis.snapshot import data_folder

EXACT = 1e-9


class Difference(NamedTuple):
    """A figure that its query does not give."""

    id: str
    region: str
    year: int
    column: str
    engine: float
    by_sql: float


@cache
def database() -> duckdb.DuckDBPyConnection:
    """The tables in memory, on one thread, by the names of their files."""
    connection = duckdb.connect(config={"threads": 1})
    for path in sorted(Path(data_folder()).glob("*.parquet")):
        connection.execute(f'create table "data/{path.name}" as from \'{path}\'')
    return connection


def answer(sql: str) -> dict[str, float]:
    """Ask in memory what the query asks of files; a missing value, or no row, is no figure."""
    asked = database().execute(sql.replace("'data/", '"data/').replace(".parquet'", '.parquet"'))
    names, rows = [column[0] for column in asked.description], asked.fetchall()
    assert len(rows) <= 1, sql
    found = rows[0] if rows else [None] * len(names)
    return {n: float("nan") if value is None else float(value) for n, value in zip(names, found, strict=True)}


def compared(ids: Iterable[str], region: Region, years: Iterable[int]) -> Iterator[Difference | None]:
    """Compare figures of one region: a difference, or None, for each figure and each lack of one."""
    for id in ids:
        if why_no_sql(id, region):
            continue
        rows = readings(id, region)
        known = {own_year(id, row) for row in rows if not isnan(row["value"])}
        asked = set()
        for row in rows:
            own, has = own_year(id, row), not isnan(row["value"])
            if row["year"] not in years or own in asked or (own in known) != has:
                continue  # a year without a figure of its own may be that of a figure which stands later
            asked.add(own)
            found = answer(of_year(indicators()[id], region, own))
            bounds = [name for name in ("low", "high") if name in found and not isnan(row[name])]
            wrong = [name for name in ("value", *bounds) if not same(found[name], row[name])]
            yield from [Difference(id, region.id, own, n, row[n], found[n]) for n in wrong] or [None]


def same(one: float, other: float) -> bool:
    """Whether two figures are the same to the last sensible digit, or both are none."""
    return (isnan(one) and isnan(other)) or isclose(one, other, rel_tol=EXACT, abs_tol=EXACT)
