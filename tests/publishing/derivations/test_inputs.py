"""What a figure is said to be made from is what it is made from."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest

from gcr_analysis.framework import indicators, tables
from gcr_analysis.geography import region
from gcr_analysis.publishing.derivations.figures import Of, figures_of
from gcr_analysis.publishing.derivations.inputs import inputs_of
from gcr_analysis.publishing.derivations.lists import ADDS_UP, Inputs, same
from gcr_analysis.publishing.derivations.rows import ALL, SOME
from gcr_analysis.publishing.sql.conditions import taken
from gcr_analysis.publishing.sql.declared import written
from gcr_analysis.publishing.sql.queries import members, of_year
from gcr_analysis.publishing.sql.reads import reads
from gcr_analysis.snapshot import load

ROOT = Path(__file__).parents[3]
BASELINE = 2016
YEARS = (2016, 2020, 2024, 2025)
PLACES = ["igad", "LBN", "world", "USA", "west-and-central-africa", "VEN", "income-high", "PSE", "ssar"]
SUMS = ("stock", "flow", "arrived", "of_the_world")
"""Shapes of queries that add the rows of a table up."""


@cache
def of(id: str, place: str) -> Of:
    """The figures of a measure of a place."""
    return figures_of(indicators()[id], region(place), YEARS, BASELINE)


@cache
def lists(id: str, place: str) -> tuple[Inputs, ...]:
    """What these figures are said to be made from."""
    return tuple(inputs_of(indicators()[id], region(place), of(id, place).years, BASELINE))


def rows_of(id: str, place: str, table: str) -> Inputs:
    """The list of the rows of a table."""
    [found] = [each for each in lists(id, place) if f"Rows of the table {table}." in each.note]
    return found


def column(listed: Inputs, name: str) -> list[object]:
    """The cells of a column, without those of the last row."""
    return [row[listed.columns.index(name)] for row in listed.rows]


def added(listed: Inputs, at: int) -> float:
    """Sum of the numbers in a column, those of the last row among them."""
    cells = [row[at] for row in (*listed.rows, listed.rest or ("",) * len(listed.columns))]
    return sum(cell for cell in cells if isinstance(cell, float))


def by_year(listed: Inputs) -> dict[int, float]:
    """Sums of a list with a column a year."""
    return {int(head): added(listed, at) for at, head in enumerate(listed.columns) if head.isdigit()}


def figures(id: str, place: str) -> dict[int, float]:
    """The figures of a measure by their own years."""
    return {row["value_year"]: row["value"] for row in of(id, place).rows}


def summed(place: str) -> Iterator[tuple[str, Inputs]]:
    """Lists by pair, and by country of what adds up, each with the measure that it counts."""
    for id, declared in indicators().items():
        for listed in lists(id, place):
            for part in filter(None, (id, declared.numerator)):
                title = indicators()[part].title
                by_country = listed.title.startswith(f"{title}, by country") and indicators()[part].additive
                if by_country or listed.title == f"{title}, by pair of places":
                    yield part, listed


@pytest.mark.first(3, "place", PLACES)
def test_lists_add_up_to_the_figure_or_say_by_how_much_they_do_not(place: str) -> None:
    found = list(summed(place))
    assert len(found) > 10
    for part, listed in found:
        said = {int(year) for year in re.findall(r"In (\d{4}) they add up to ", listed.note)}
        together = by_year(listed)
        own = figures_of(indicators()[part], region(place), sorted(together), BASELINE)
        figure = {row["year"]: row["value"] for row in own.rows if row["value_year"] == row["year"]}
        apart = {year for year in together if year in figure and not same(together[year], figure[year])}
        assert apart <= said, f"{part} {place}: {listed.title}"
        assert said or ADDS_UP in listed.note


@pytest.mark.first(3, "place", PLACES)
def test_rows_that_are_said_to_be_the_figure_add_up_to_it(place: str) -> None:
    checked = 0
    for id in indicators():
        for listed in lists(id, place):
            if not listed.note.startswith("Rows of the table"):
                continue
            assert (ALL in listed.note) != listed.title.startswith("Rows of the table")
            assert (SOME in listed.note) == listed.title.startswith("Rows of the table")
            entry = written(id)
            is_sum = entry.shape in SUMS and not {"constant"} & {*entry.given} and ALL in listed.note
            assert not is_sum or ADDS_UP in listed.note or "1e6" in entry.given["amount"], f"{id} {place}"
            if ADDS_UP in listed.note:
                table = listed.note.split()[4].rstrip(".")
                amounts = {
                    each.name.replace("_", " ").capitalize()
                    for each in tables()[table].columns
                    if each.type in ("count", "number")
                }
                total = sum(added(listed, at) for at, head in enumerate(listed.columns) if head in amounts)
                assert same(total, figures(id, place)[of(id, place).years[-1]]), f"{id} {place}"
                checked += 1
    assert checked > 2


@pytest.mark.first(2, "place", ["igad", "LBN", "world"])
def test_conditions_take_the_rows_that_sql_takes(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    where, database = region(place), duckdb.connect(config={"threads": 1})
    asked = {
        (read.table, condition)
        for id in indicators()
        if of(id, place).years and not written(id).why_no_sql
        for read in reads(of_year(indicators()[id], where, of(id, place).years[-1]))
        for condition in read.where
    }
    assert len(asked) > 100
    unread = 0
    for table, condition in sorted(asked):
        if (mask := taken(load(table), condition, where.countries)) is None:
            unread += 1
            continue
        sql = f"with {members(where)} select count(*) from 'data/{table}.parquet' where {condition}"
        [[count]] = database.execute(sql).fetchall()
        assert mask.sum() == count, f"{table}: {condition}"
    assert unread <= 5  # whose lists are titled as rows about the place


def test_rows_are_those_of_the_side_and_of_the_conditions_of_the_measure() -> None:
    for table in ("population", "displacement_flows", "asylum_decisions", "resettlement_arrivals"):
        assert {*column(rows_of("refugees_unaccounted_for", "LBN", table), "Country of origin")} == {
            "Lebanon"
        }
    hosts = rows_of("refugees_hosted_unaccounted_for", "igad", "population")
    assert ("Sudan", "Chad") not in zip(
        column(hosts, "Country of origin"), column(hosts, "Country of asylum"), strict=True
    )
    assert {*column(rows_of("gcr_2_1_2", "igad", "unhcr_results"), "Result")} == {"free_movement"}
    assert {*column(rows_of("women_share", "igad", "demographics"), "Group")} <= {"refugees", "oip"}
    assert "horn_of_africa" not in column(rows_of("plan_funding", "igad", "response_plan_hosts"), "Plan")


def test_columns_that_the_figure_rests_on_are_shown() -> None:
    assert "Stateless" in rows_of("stateless_hosted", "igad", "population").columns
    assert "Others of concern" in rows_of("return_rate", "LBN", "population").columns
    ages = rows_of("women_share", "igad", "demographics").columns
    assert {"Female 0 4", "Female 60 plus", "Male 18 59", "Total"} <= {*ages}


def test_all_years_of_the_rule_are_listed() -> None:
    assert {*column(rows_of("refugees_unaccounted_for", "LBN", "population"), "Year")} == {"2024", "2025"}
    years = rows_of("protracted_situations", "igad", "population")
    assert "2021 to 2025" in years.title
    assert years.title.startswith("Rows of the table")


@pytest.mark.parametrize("place", ["LBN", "igad", "USA"])
def test_cases_that_a_table_turned_into_persons_are_among_the_pairs(place: str) -> None:
    [pairs] = [each for each in lists("new_displacement_from_origin", place) if "by pair" in each.title]
    assert same(by_year(pairs)[2016], figures("new_displacement_from_origin", place)[2016])
