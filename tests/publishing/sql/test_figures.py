"""Every figure a second time: SQL gives what the engine gives, and nothing where the engine has none."""

import random
import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import isclose, isnan, nan
from pathlib import Path
from typing import NamedTuple

import duckdb
import pandas as pd
import pytest

from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.framework import indicators as declared
from gcr_analysis.framework import panels
from gcr_analysis.geography import region, regions
from gcr_analysis.indicators import check_years, indicators
from gcr_analysis.numbers import significant
from gcr_analysis.publishing.derivations import stated
from gcr_analysis.publishing.sql import queries
from gcr_analysis.snapshot import data_folder

SPREAD = {  # places of every kind, with gaps, judged figures and figures of other years among them
    "world": (2016, 2025),
    "igad": (2014, 2024),
    "JOR": (2019,),
    "PSE": (2024,),
    "CPV": (2024, 2025),
    "middle-east-and-north-africa": (2020,),
    "income-high": (2017,),
    "mirps": (2018, 2025),
    "ssar": (2002, 2025),
    "LBN": (2025,),
    "NRU": (2005,),
}
EXACT = 1e-9
NOTES = [(place, panel.id) for panel in panels().values() for place in panel.default_regions]
FEW = [("LBN", panel) for panel in STUDIES]
YEAR, BASELINE = 2025, 2016
SINCE = r"change since (\d{4})"
ENDS = {"lower end": "low", "upper end": "high"}


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
def figures_of(place: str) -> pd.DataFrame:
    """Every measure of a place in every year."""
    return indicators(place, check_years(None))


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
            for bound in found if may_be_revised(id) else ENDS.values():
                if not isnan(row[bound]):
                    yield Compared(id, place, own, bound, row[bound], found.get(bound, nan))


def may_be_revised(id: str) -> bool:
    """Whether a measure may have a revision band for its bounds, which no query gives."""
    return bool(declared()[id].revises or declared()[id].share_of)


@pytest.mark.first(5, "place", [*SPREAD])
def test_queries_give_the_figures_of_a_place_and_none_where_there_are_none(place: str):
    found = list(compared(figures_of(place), SPREAD[place]))
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


@pytest.mark.first(len(FEW), ("place", "panel"), [*FEW, *NOTES])
def test_queries_give_the_numbers_of_a_note(place: str, panel: str) -> None:
    """Every figure that it prints, the ends that missing data leave, every change with or without its sign.

    No query tells of a part of a figure, of what later releases may make of one, or of a year to come.
    """
    printed = stated(STUDIES[panel](place, YEAR, BASELINE)).printed
    again = {number: found for number in printed if not isnan(found := by_query(number))}
    wrong = {number: found for number, found in again.items() if not is_same(number, found)}
    print(f"{place} {panel}: {len(again)} of {len(printed)} numbers")
    assert wrong == {}
    assert len(again) > len(printed) / 3


def is_same(number: Quantity, found: float) -> bool:
    """Whether a number, as exactly as a note has it, is what a query found."""
    return significant(abs(number.number)) == significant(abs(found))


def by_query(number: Quantity) -> float:
    """Return a number as queries give it; missing where they cannot."""
    column = ENDS.get(number.detail, "value")
    since = re.fullmatch(SINCE, number.detail)
    is_part = bool(number.detail) and column == "value" and not since
    is_to_come = (number.value_year or number.year) > number.year
    if is_part or is_to_come or queries.why_no_sql(number.indicator, number.region):
        return nan
    now = of_year(number, number.year).get(column, nan)
    if not since:
        return now
    then = of_year(number, int(since[1]))["value"]
    return (now / then - 1) * 100 if number.unit == "percent" else now - then


def of_year(number: Quantity, year: int) -> dict[str, float]:
    """Ask for the figure of a number's measure and place in a year."""
    return answer(queries.query(number.indicator, number.region, year, BASELINE))
