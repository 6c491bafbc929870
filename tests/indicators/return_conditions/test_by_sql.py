"""Measures of this panel once more, by SQL over the Parquet files: they agree to the last person."""

import duckdb
import pandas as pd
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.snapshot import data_folder

FOLDER = data_folder().as_posix()


def sql(query: str) -> pd.Series:
    return duckdb.sql(query).df().set_index("year")["value"]


def ours(id: str, name: str) -> pd.Series:
    return indicator(id, name).set_index("year")["value"]


def codes(name: str) -> str:
    return "(" + ", ".join(f"'{iso3}'" for iso3 in region(name).countries) + ")"


@pytest.mark.parametrize("name", ["world", "asia-and-the-pacific", "igad", "SYR"])
def test_returned_refugees_are_what_sql_adds_up(name: str):
    theirs = sql(
        f"SELECT year, sum(persons)::DOUBLE AS value FROM '{FOLDER}/refugee_returns.parquet' "
        f"WHERE origin IN {codes(name)} AND year >= 2000 GROUP BY year ORDER BY year"
    )
    assert ours("refugee_returns", name).dropna().to_dict() == theirs.to_dict()


@pytest.mark.parametrize("name", ["world", "igad"])
def test_the_share_that_returned_to_conflict_is_what_sql_divides(name: str):
    theirs = sql(
        "SELECT r.year, 100.0 * sum(r.persons) FILTER (c.deaths >= 1000) / sum(r.persons) AS value "
        f"FROM '{FOLDER}/refugee_returns.parquet' r JOIN '{FOLDER}/conflict_deaths.parquet' c "
        "ON c.year = r.year AND c.country = CASE WHEN r.origin = 'PSE' THEN 'ISR' ELSE r.origin END "
        f"WHERE r.origin IN {codes(name)} AND r.year BETWEEN 2000 AND 2024 GROUP BY r.year ORDER BY r.year"
    )
    here = ours("returns_in_conflict", name).loc[2000:2024]
    pd.testing.assert_series_equal(
        here.dropna(),
        theirs.loc[here.dropna().index].fillna(0),
        check_names=False,
        check_index_type=False,
        rtol=0,
        atol=1e-9,
    )


@pytest.mark.parametrize("name", ["world", "the-americas", "SDN"])
def test_deaths_of_version_26_1_are_what_sql_adds_up(name: str):
    theirs = sql(
        f"SELECT year, sum(deaths)::DOUBLE AS value FROM '{FOLDER}/conflict_deaths_26_1.parquet' "
        f"WHERE country IN {codes(name)} GROUP BY year ORDER BY year"
    )
    assert list(theirs.index) == [2024, 2025]
    assert ours("conflict_deaths_26_1", name).dropna().to_dict() == theirs.to_dict()


@pytest.mark.parametrize("name", ["world", "west-and-central-africa", "igad"])
def test_the_share_by_version_26_1_and_its_bounds_are_what_sql_divides(name: str):
    theirs = duckdb.sql(
        "SELECT r.year, 100.0 * sum(r.persons) FILTER (c.deaths >= 1000) / sum(r.persons) AS low, "
        "100.0 * sum(r.persons) FILTER (c.deaths >= 1000 OR c.deaths IS NULL) / sum(r.persons) AS high, "
        "100.0 * sum(r.persons) FILTER (c.deaths >= 1000) "
        "/ sum(r.persons) FILTER (c.deaths IS NOT NULL) AS value "
        f"FROM '{FOLDER}/refugee_returns.parquet' r "
        f"LEFT JOIN '{FOLDER}/conflict_deaths_26_1.parquet' c "
        "ON c.year = r.year AND c.country = CASE WHEN r.origin = 'PSE' THEN 'ISR' ELSE r.origin END "
        f"WHERE r.origin IN {codes(name)} AND r.year IN (2024, 2025) GROUP BY r.year ORDER BY r.year"
    ).df()
    here = indicator("returns_in_conflict_26_1", name, [2024, 2025])
    for column in ("value", "low", "high"):
        assert here[column].tolist() == pytest.approx(theirs[column].tolist(), abs=1e-9), column


@pytest.mark.parametrize("name", ["world", "AFG"])
def test_refugees_from_a_region_are_what_sql_adds_up(name: str):
    theirs = sql(
        "SELECT year, sum(coalesce(refugees, 0) + coalesce(oip, 0))::DOUBLE AS value "
        f"FROM '{FOLDER}/population.parquet' WHERE origin IN {codes(name)} AND year >= 2000 "
        "GROUP BY year ORDER BY year"
    )
    assert ours("refugees_from_origin", name).to_dict() == theirs.to_dict()
