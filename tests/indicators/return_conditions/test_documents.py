import numpy as np
import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import frame
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.return_conditions.origins import solution


def test_a_mean_is_weighted_by_those_who_returned():
    row = indicator("gcr_4_2_2", "world", 2024).iloc[0]
    reported = {"AFG": 40, "BDI": 90, "CAF": 100, "COD": 100, "ETH": 100, "MLI": 30, "NGA": 94, "PAK": 0}
    reported |= {"RWA": 100, "SOM": 52, "TCD": 100}
    returned = frame(solution("refugee_returns")).loc[2024].fillna(0)
    people = returned[list(reported)]
    expected = (people * list(reported.values())).sum() / people.sum()
    assert row["value"] == pytest.approx(expected)
    assert row["coverage"] == pytest.approx(people.sum() / returned.sum())
    assert row["status"] == "partial"
    assert row["low"] < row["value"] < row["high"]


def test_only_figures_of_returnees_count():
    """Burkina Faso reports on refugees and asylum-seekers, Jordan on nobody named."""
    for name in ("BFA", "JOR"):
        row = indicator("gcr_4_2_2", name, 2023).iloc[0]
        assert (row["status"], row["reason"]) == (*("not collected", "Nobody reports on returnees there"),)


def test_a_countrys_own_figure_stands_however_many_returned():
    row = indicator("gcr_4_2_2", "PAK", 2024).iloc[0]
    assert (row["value"], row["coverage"]) == (0, 1)


def test_the_latest_figure_stands_with_its_year():
    row = indicator("gcr_4_2_2", "AFG", 2025).iloc[0]
    assert (row["value"], row["value_year"]) == (40, 2024)
    assert np.isnan(indicator("gcr_4_2_2", "AFG", 2021)["value"].item())


@pytest.mark.parametrize("id", ["gcr_4_1_1", "gcr_4_1_2"])
def test_aid_for_return_has_a_status_and_a_reason_everywhere(id: str):
    for name in ("world", "igad", "AFG"):
        row = indicator(id, name, 2025).iloc[0]
        assert row["status"] == "not collected"
        assert row["reason"]
    assert region("AFG").is_country
