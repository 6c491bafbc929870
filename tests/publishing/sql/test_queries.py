"""What a query says: it runs as it is printed, and names what it takes out."""

from pathlib import Path

import duckdb
import pytest

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import indicators
from gcr_analysis.indicators import indicator
from gcr_analysis.publishing.sql import declared, queries, query, why_no_sql

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("id", "place", "year"),
    [
        ("refugees_hosted", "mirps", 2025),
        ("gcr_2_1_1", "world", 2024),
        ("plan_requirements_constant", "COL", 2020),
        ("human_development", "AFG", 2025),
    ],
)
def test_a_query_runs_as_it_is_printed(id: str, place: str, year: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(ROOT)
    text = query(id, place, year)
    value = duckdb.connect(config={"threads": 1}).execute(text).fetchall()[0][0]
    [ours] = indicator(id, place, year)["value"]
    assert float("nan" if value is None else value) == pytest.approx(ours, rel=1e-12, nan_ok=True)


def test_the_figures_own_year_and_the_baseline_stand_in_the_query():
    assert "where year = 2024" in query("unhcr_spending", "UGA", 2025)
    assert "year in (2019, 2025)" in query("change_since_baseline", "UGA", 2025, baseline_year=2019)


def test_a_judged_figure_is_left_out_with_its_reason():
    text = query("plan_share_funded", "JOR", 2019)
    assert "-- It is a fraction of the amounts" in text
    assert "\n    and not (plan = 'syria' and country = 'JOR')\n" in text
    assert "and not" not in query("plan_share_funded", "JOR", 2018)


def test_what_there_is_not_is_refused_with_the_near_miss():
    with pytest.raises(UnknownNameError, match="refugees_hosted"):
        query("refugees_hostd", "world", 2024)
    with pytest.raises(UnknownNameError, match="igad"):
        query("refugees_hosted", "igda", 2024)
    with pytest.raises(GcrError, match="outside the data"):
        query("refugees_hosted", "world", 1990)


def test_where_a_measure_has_no_meaning_the_reason_says_so():
    assert query("hosting_gini", "LBN", 2024) is None
    assert why_no_sql("hosting_gini", "LBN") == indicators()["hosting_gini"].why_not


def test_figures_of_other_tables_have_no_query(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "as_of", lambda: "GT2024")
    assert query("refugees_hosted", "world", 2024) is None
    assert why_no_sql("refugees_hosted", "world") == "The tables under data/ are not those of GT2024"
    own = indicators()["hosting_gini"].model_copy(update={"own": "mine"})
    monkeypatch.setattr(declared, "indicators", lambda: {"mine": own})
    assert declared.written("mine").why_no_sql == declared.OWN
