"""Every figure a second time: SQL gives what the engine gives, and nothing where the engine has none."""

import random
from collections.abc import Iterable, Iterator
from functools import cache
from math import isclose, isnan, nan
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest

from gcr_analysis.framework import indicators as declared
from gcr_analysis.geography import region, regions
from gcr_analysis.indicators import check_years, indicators
from gcr_analysis.publishing.sql import queries
from gcr_analysis.snapshot import data_folder

SPREAD = {  # places of every kind, with gaps, judged figures and figures of other years among them
    "world": (2016, 2025),
    "middle-east-and-north-africa": (2020,),
    "income-high": (2017,),
    "mirps": (2018, 2025),
    "igad": (2014, 2024),
    "ssar": (2002, 2025),
    "JOR": (2019,),
    "LBN": (2025,),
    "PSE": (2024,),
    "CPV": (2024, 2025),
    "NRU": (2005,),
}
EXACT = 1e-9


class Compared(NamedTuple):
    """What the engine and the query of a figure have; both missing where there is none."""

    id: str
    region: str
    year: int
    column: str
    engine: float
    by_sql: float

    @property
    def same(self) -> bool:
        """Whether the two are one figure to the last sensible digit."""
        both = (self.engine, self.by_sql)
        return all(map(isnan, both)) or isclose(*both, rel_tol=EXACT, abs_tol=EXACT)


@cache
def database() -> duckdb.DuckDBPyConnection:
    """Tables in memory, on one thread, by the names of their files."""
    connection = duckdb.connect(config={"threads": 1})
    for path in sorted(Path(data_folder()).glob("*.parquet")):
        connection.execute(f"create table \"data/{path.name}\" as from '{path}'")
    return connection


def answer(sql: str) -> dict[str, float]:
    """Ask in memory what a query asks of files: a missing value, or no row, is no figure."""
    asked = database().execute(sql.replace("'data/", '"data/').replace(".parquet'", '.parquet"'))
    names, rows = [column[0] for column in asked.description], asked.fetchall()
    assert len(rows) <= 1, sql
    found = rows[0] if rows else [None] * len(names)
    return {name: nan if value is None else float(value) for name, value in zip(names, found, strict=True)}


@cache
def figures_of(*places: str) -> pd.DataFrame:
    """Every measure of some places in every year."""
    return indicators(places, check_years(None))


def compared(figures: pd.DataFrame, years: Iterable[int]) -> Iterator[Compared]:
    """Compare the figures that stand for some years, and the lacks of one.

    A lack is left out where a figure of a later year is of that year.
    """
    chosen = set(years)
    for (place, id), cells in figures.groupby(["region", "indicator"], sort=False):
        if queries.why_no_sql(id, place):
            assert cells["value"].isna().all(), f"{id} has figures for {place}, and no query"
            continue
        rows = cells.to_dict("records")
        of = [queries.own_year(id, rows, row["year"]) for row in rows]
        known = {own for own, row in zip(of, rows, strict=True) if not isnan(row["value"])}
        asked = {}
        for own, row in zip(of, rows, strict=True):
            if row["year"] in chosen and isnan(row["value"]) == (own not in known):
                asked.setdefault(own, row)
        for own, row in asked.items():
            found = answer(queries.of_year(declared()[id], region(place), own))
            yield Compared(id, place, own, "value", row["value"], found.pop("value"))
            for bound, by_sql in found.items():
                if not isnan(row[bound]):
                    yield Compared(id, place, own, bound, row[bound], by_sql)


@pytest.mark.parametrize("place", SPREAD)
def test_queries_give_the_figures_of_a_place_and_none_where_there_are_none(place: str):
    figures = figures_of(*SPREAD)
    found = list(compared(figures[figures["region"] == place], SPREAD[place]))
    assert [each for each in found if not each.same] == []
    assert len(found) > 150


def test_a_query_that_is_wrong_is_found(monkeypatch: pytest.MonkeyPatch):
    right = queries.of_year
    monkeypatch.setattr(
        queries, "of_year", lambda *of: f"select value * 1.00000001 + 1e-7 as value from ({right(*of)}\n)"
    )
    found = list(compared(figures_of("UGA"), [2024]))
    assert any(not each.same for each in found)
    assert [each for each in found if each.same and each.by_sql == each.by_sql] == []


@pytest.mark.long
@pytest.mark.seeds(3)
def test_queries_give_the_figures_of_every_place_in_a_year_drawn_at_random(seed: int):
    draw = random.Random(seed)
    for place in regions():
        years = [draw.choice(check_years(None))]
        assert [each for each in compared(figures_of(place.id), years) if not each.same] == []
