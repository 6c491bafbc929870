import numpy as np
import pandas as pd
import pytest

from gcr_analysis.indicators.arrays import frame, population, position, row
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import conflict
from gcr_analysis.indicators.return_conditions.conflict import (
    MANY_DEATHS,
    deaths,
    deaths_per_100000,
    violence_year,
)
from gcr_analysis.snapshot import load


def share(id: str, name: str, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


def test_the_shares_of_2024_are_those_that_the_framework_gives():
    assert round(share("returns_in_conflict", "world", 2024)["value"]) == 48
    assert round(share("returns_in_conflict_by_rate", "world", 2024)["value"]) == 72


@pytest.mark.parametrize("id", ["returns_in_conflict", "returns_in_conflict_by_rate"])
def test_there_is_none_for_a_year_that_the_data_on_violence_have_not_reached(id: str):
    found = share(id, "world", 2025)
    assert np.isnan(found["value"])
    assert found["status"] == "not collected"
    assert found["reason"] == "Version 25.1 of the data on violence ends in 2024"


def test_a_single_country_has_all_or_nothing():
    assert share("returns_in_conflict", "SDN", 2024)["value"] == 100
    assert share("returns_in_conflict", "SSD", 2024)["value"] == 0
    assert share("returns_in_conflict_by_rate", "SSD", 2024)["value"] == 100


def test_few_returns_make_no_share():
    assert share("returns_in_conflict", "VEN", 2024)["reason"] == "Fewer than 100 returns"
    assert share("returns_in_conflict", "VEN", 2023)["reason"] == "No returns reported"


def test_deaths_in_palestine_stand_under_israel_and_both_have_them_over_both_populations():
    assert "PSE" not in set(load("conflict_deaths")["country"])
    both = frame(population()).loc[2024, ["ISR", "PSE"]].sum()
    rate = frame(deaths_per_100000()).loc[2024, ["ISR", "PSE"]]
    assert rate.iloc[0] == rate.iloc[1] == pytest.approx(frame(deaths()).loc[2024, "ISR"] / both * 100_000)
    assert frame(deaths()).loc[2024, "PSE"] >= MANY_DEATHS


def test_a_zero_is_a_real_zero_and_a_territory_without_a_row_has_none():
    assert frame(deaths()).loc[2024, "NZL"] == 0
    assert np.isnan(frame(deaths()).loc[2024, "ESH"])


def test_the_year_of_conflict_is_the_last_with_data():
    assert violence_year(2025) == violence_year(2024) == 2024
    assert violence_year(2023) == 2023


def test_by_hand_a_share_is_of_returns_where_deaths_are_known(monkeypatch: pytest.MonkeyPatch):
    places = [position()[code] for code in ("SDN", "COD", "ESH")]
    killed, returned = np.zeros_like(deaths()), np.full_like(deaths(), np.nan)
    killed[row(2024), places] = [1000, 999, np.nan]
    returned[row(2024), places] = [300, 500, 200]
    monkeypatch.setattr(conflict, "deaths", lambda: killed)
    monkeypatch.setattr(conflict, "solution", lambda table: returned)
    found = conflict.returns_in_conflict(RegionSets.of("world")).frame().loc[2024]
    assert found["value"] == 37.5
    assert found["coverage"] == pytest.approx(0.8)
