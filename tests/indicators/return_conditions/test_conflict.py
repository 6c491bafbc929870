import numpy as np
import pandas as pd
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.frames import population
from gcr_analysis.indicators.return_conditions import conflict
from gcr_analysis.indicators.return_conditions.conflict import deaths, deaths_per_100000, is_in_conflict
from gcr_analysis.snapshot import load


def share(id: str, name: str, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


def test_the_shares_of_2024_are_those_that_the_framework_gives():
    assert round(share("returns_in_conflict", "world", 2024)["value"]) == 48
    assert round(share("returns_in_conflict_by_rate", "world", 2024)["value"]) == 72


@pytest.mark.parametrize("id", ["returns_in_conflict", "returns_in_conflict_by_rate"])
def test_there_is_none_for_a_year_that_the_data_on_violence_have_not_reached(id: str):
    row = share(id, "world", 2025)
    assert np.isnan(row["value"])
    assert (row["status"], row["reason"]) == ("not collected", "The data on violence end in 2024")


def test_a_single_country_has_all_or_nothing():
    assert share("returns_in_conflict", "SDN", 2024)["value"] == 100
    assert share("returns_in_conflict", "SSD", 2024)["value"] == 0
    assert share("returns_in_conflict_by_rate", "SSD", 2024)["value"] == 100


def test_few_returns_make_no_share():
    assert share("returns_in_conflict", "VEN", 2024)["reason"] == "Fewer than 100 returns"
    assert share("returns_in_conflict", "VEN", 2023)["reason"] == "No returns reported"


def test_deaths_in_palestine_stand_under_israel_and_both_have_them_over_both_populations():
    assert "PSE" not in set(load("conflict_deaths")["country"])
    both = population().loc[2024, ["ISR", "PSE"]].sum()
    rate = deaths_per_100000().loc[2024, ["ISR", "PSE"]]
    assert rate.iloc[0] == rate.iloc[1] == pytest.approx(deaths().loc[2024, "ISR"] / both * 100_000)
    assert bool(is_in_conflict(2024)["PSE"])


def test_a_zero_is_a_real_zero_and_a_territory_without_a_row_has_none():
    assert deaths().loc[2024, "NZL"] == 0
    assert np.isnan(deaths().loc[2024, "ESH"])


def test_the_year_of_conflict_is_the_last_with_data():
    pd.testing.assert_series_equal(is_in_conflict(2025), is_in_conflict(2024), check_names=False)


def test_by_hand_a_share_is_of_returns_where_deaths_are_known(monkeypatch: pytest.MonkeyPatch):
    codes = list(region("world").countries)
    killed = pd.DataFrame(0.0, index=[2024], columns=codes).assign(SDN=1000.0, COD=999.0, ESH=np.nan)
    returned = pd.DataFrame(np.nan, index=[2024], columns=codes).assign(SDN=30.0, COD=50.0, ESH=20.0)
    monkeypatch.setattr(conflict, "deaths", lambda: killed)
    monkeypatch.setattr(conflict, "solution", lambda table: returned * 10)
    row = conflict.returns_in_conflict(region("world"), (2024,)).loc[2024]
    assert row["value"] == 37.5
    assert row["coverage"] == pytest.approx(0.8)
