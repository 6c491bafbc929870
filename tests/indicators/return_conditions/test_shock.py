import numpy as np
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.shock import expected_returns, returns_recovery_year


def test_the_shortfall_is_what_was_expected_less_what_came():
    yearly = indicator("refugee_returns", "world", range(2015, 2022))["value"]
    expected, came = 2 * yearly[:5].mean(), yearly[5:].sum()
    row = indicator("returns_covid_shortfall", "world", 2025).iloc[0]
    assert row["value"] == pytest.approx(expected - came)
    assert row["low"] < row["value"] < row["high"]


def test_the_worlds_returns_of_these_years_were_not_unusual():
    assert not expected_returns(region("world")).beyond


def test_there_is_no_shortfall_before_the_years_are_over():
    assert indicator("returns_covid_shortfall", "world", 2020)["status"].item() == "not collected"


def test_a_year_without_returns_reported_leaves_no_expectation():
    row = indicator("returns_covid_shortfall", "VEN", 2025).iloc[0]
    assert np.isnan(row["value"])
    assert row["reason"] == "No returns reported in a year from 2015 to 2021"


def test_the_year_of_recovery_is_the_first_at_or_above_the_usual():
    yearly = indicator("refugee_returns", "world", range(2015, 2026)).set_index("year")["value"]
    usual = yearly.loc[2015:2019].median()
    row = indicator("returns_recovery_year", "world", 2025).iloc[0]
    assert yearly[row["value"]] >= usual
    assert (yearly.loc[2020 : row["value"] - 1] < usual).all()


def test_what_comes_later_does_not_say_when_returns_came_back():
    assert np.isnan(returns_recovery_year(RegionSets.of("world")).at(2020))
    row = indicator("returns_recovery_year", "world", 2020).iloc[0]
    assert (row["status"], row["reason"]) == ("not collected", "Not back yet")
