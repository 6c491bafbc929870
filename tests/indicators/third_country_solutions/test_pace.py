import pandas as pd
import pytest

from gcr_analysis.framework import targets
from gcr_analysis.indicators.engine import indicator


def row(id, year=2025, where="world"):
    return indicator(id, where, year).iloc[0]


def test_the_goal_of_resettlement_needs_what_is_left_over_the_years_left():
    counted = indicator("resettlement_arrivals", "world", range(2019, 2026))["value"].sum()
    assert row("pace_to_target")["value"] == pytest.approx((1_000_000 - counted) / 3)


def test_departures_are_counted_from_the_years_with_a_figure_so_that_so_many_are_needed_at_most():
    found = row("pace_to_target_departures")
    counted = 22_800 + 39_266 + 58_457 + 96_311 + 116_000
    assert found["value"] == pytest.approx((1_000_000 - counted) / 4)
    assert (found["value_year"], found["status"]) == (2024, "partial")
    assert found["reason"] == "At most: no figure of 2019, which counts too"
    both = row("pace_to_solutions_departures")
    assert (both["status"], both["reason"].split(". ")[1]) == ("partial", found["reason"])


def test_pathways_need_what_is_left_of_two_million_after_the_published_total():
    assert row("pace_to_pathways_2028")["value"] == pytest.approx((2_000_000 - 1_000_000) / 5)
    assert row("pace_to_pathways_2030")["value"] == pytest.approx((2_100_000 - 1_000_000) / 7)


def test_solutions_are_arrivals_and_permits_together():
    counted = indicator("resettlement_arrivals", "world", range(2019, 2024))["value"].sum() + 1_000_000
    assert row("pace_to_solutions")["value"] == pytest.approx((3_000_000 - counted) / 7)
    assert row("pace_to_solutions_departures")["value"] > row("pace_to_solutions")["value"]


def test_before_the_first_year_that_counts_there_is_no_pace():
    assert pd.isna(row("pace_to_target", 2018)["value"])
    assert row("pace_to_target", 2019)["value"] == pytest.approx((1_000_000 - 107_729) / 9)


def test_the_goals_are_the_worlds():
    assert row("pace_to_target", where="europe")["status"] == "not applicable"


def test_every_goal_that_a_pace_is_measured_to_is_a_published_one():
    assert {"resettled_by_2028", "pathways_by_2028", "solutions_by_2030", "pathways_by_2030"} <= set(
        targets()
    )
