import pandas as pd
import pytest

from gcr_analysis.indicators.engine import indicator


def row(id, where, year=2025):
    return indicator(id, where, year).iloc[0]


def series(*persons, first=2015, destination="TUR"):
    return [(first + i, "SYR", destination, n) for i, n in enumerate(persons) if n]


def test_the_worlds_shortfall_is_141000_give_or_take_149000_and_so_within_the_usual():
    found = row("covid_shortfall", "world")
    assert round(found["value"], -3) == 141_000
    assert round(found["high"] - found["value"], -3) == 149_000
    assert found["low"] < 0 and found["reason"] == "Within what is usual after such years"


def test_without_the_united_states_it_is_less_than_half_of_it_and_still_within_the_usual():
    found = row("covid_shortfall_without_largest_destination", "world")
    assert round(found["value"], -3) == 66_000 and found["low"] < 0
    assert found["reason"].startswith("Without the United States of America")


def test_a_hand_made_shortfall_is_twice_the_mean_less_what_came(given):
    own = given(series(1000, 1100, 1050, 900, 950, 100, 200))
    found = row("covid_shortfall", own)
    assert found["value"] == pytest.approx(2 * 1000 - 300)
    assert found["low"] < found["value"] < found["high"]


def test_the_shortfall_of_a_region_without_arrivals_has_no_meaning(given):
    found = row("covid_shortfall", given(series(1000, 1100, destination="USA")))
    assert (found["status"], found["reason"]) == ("not applicable", "No arrivals in 2015 to 2019")


def test_there_is_no_shortfall_before_the_shock_is_over():
    assert pd.isna(row("covid_shortfall", "world", 2020)["value"])
    assert row("covid_shortfall", "world", 2021)["value"] == row("covid_shortfall", "world", 2025)["value"]


def test_the_world_came_back_in_2022_and_stayed_until_2024():
    assert [row("recovery_year", "world", year)["value"] for year in (2022, 2025)] == [2022, 2022]
    assert row("recovery_year", "world", 2024)["reason"] == ""
    assert row("recovery_year", "world", 2025)["reason"] == "Held until 2024"


def test_recovery_looks_no_further_than_the_year_asked_for(given):
    own = given(series(1000, 1100, 1050, 900, 950, 100, 200, 300, 2000))
    assert pd.isna(row("recovery_year", own, 2022)["value"])
    assert row("recovery_year", own, 2022)["reason"] == "Not back by then"
    assert row("recovery_year", own, 2023)["value"] == 2023


def test_a_series_that_never_fell_is_back_at_once(given):
    assert row("recovery_year", given(series(*[500] * 10)))["value"] == 2020


def test_no_shortfall_is_worded_as_caused_by_anything():
    table = pd.concat([indicator(id, "world", 2025) for id in ("covid_shortfall", "recovery_year")])
    assert not table["reason"].str.contains("pandemic|COVID|caused", case=False).any()
