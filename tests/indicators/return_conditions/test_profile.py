import pandas as pd
import pytest

from gcr_analysis.indicators.arrays import frame
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.return_conditions import condition_ranks, profile, world_percentile
from gcr_analysis.indicators.return_conditions.conditions import VALUES

TEN = ("VEN", "UKR", "SYR", "AFG", "SDN", "SSD", "MMR", "COD", "SOM", "CAF")


def test_a_profile_has_a_row_a_country_and_condition_in_the_order_asked():
    rows = profile(TEN, 2025)
    assert rows["origin"].drop_duplicates().tolist() == list(TEN)
    assert rows["condition"].tolist() == list(VALUES) * len(TEN)


def test_values_are_those_of_the_measures():
    rows = profile(["COD"], 2025).set_index("condition")
    for id in VALUES:
        row = indicator(id, "COD", 2025).iloc[0]
        assert rows.loc[id, "value"] == row["value"]
        assert rows.loc[id, "value_year"] == row["value_year"]


@pytest.mark.parametrize("id", VALUES)
def test_percentiles_run_from_the_worst_to_the_best_of_the_world(id: str):
    places = world_percentile(id, 2025).dropna()
    assert places.between(0, 100).all()
    assert places.mean() == pytest.approx(50)
    best, worst = frame(VALUES[id]()).ffill().iloc[-1].reindex(places.index).agg(["idxmax", "idxmin"])
    if id in ("conflict_deaths_per_100000", "undernourishment", "inform_risk"):
        best, worst = worst, best
    assert places[best] > places[worst]


def test_a_change_runs_over_five_years_and_within_one_edition():
    rows = profile(["AFG"], 2025).set_index("condition")
    for id in ("political_stability", "rule_of_law"):
        wide = frame(VALUES[id]())
        assert rows.loc[id, "change_to"] == 2022
        assert rows.loc[id, "change"] == pytest.approx(wide.loc[2022, "AFG"] - wide.loc[2017, "AFG"])
    assert rows.loc["human_development", "change_to"] == 2023
    assert pd.isna(rows.loc["inform_risk", "change"])


def test_what_is_not_known_is_missing():
    rows = profile(["SSD"], 2025).set_index("condition")
    assert rows.loc["gdp_per_capita_growth", ["value", "percentile", "change"]].isna().all()


def test_ranks_come_with_intervals_that_hold_them_and_the_same_every_time():
    ranks = condition_ranks(TEN, 2025, draws=300)
    assert (ranks["low"] <= ranks["rank"]).all()
    assert (ranks["rank"] <= ranks["high"]).all()
    assert (ranks["high"] - ranks["low"]).max() >= 3
    pd.testing.assert_frame_equal(ranks, condition_ranks(TEN, 2025, draws=300))


def test_a_country_of_which_less_is_known_has_a_wider_interval_than_it_would():
    ranks = condition_ranks(TEN, 2025, draws=300).set_index("origin")
    assert ranks.loc["SSD", "known"] == 6
    assert ranks.loc["SSD", "high"] - ranks.loc["SSD", "low"] >= 5


def test_a_place_in_the_world_is_of_figures_of_one_year() -> None:
    rows = profile(["AFG", "SYR"], 2025).set_index(["origin", "condition"])
    common = profile(["DEU"], 2025).set_index("condition").loc["gdp_per_capita_growth", "value_year"]
    for origin in ("AFG", "SYR"):
        row = rows.loc[(origin, "gdp_per_capita_growth")]
        assert row["value"] == row["value"] and row["value_year"] < common
        assert row["percentile"] != row["percentile"]
