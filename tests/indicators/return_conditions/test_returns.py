import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis import framework
from gcr_analysis.geography import Region, region, regions, unassigned
from gcr_analysis.indicators.arrays import position, row
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import hosts_of_return, pairs_of_return, returns

TOTALS = {2019: 317181, 2022: 999261, 2025: 4362272}
REGIONS = ("world", "asia-and-the-pacific", "igad", "AFG")


def figure(id: str, name: str, year: int, **more: int) -> pd.Series:
    return indicator(id, name, year, **more).iloc[0]


@pytest.mark.parametrize(("year", "persons"), TOTALS.items())
def test_returns_add_up_to_the_totals_of_the_release(year: int, persons: int):
    assert figure("refugee_returns", "world", year)["value"] == persons


def test_the_name_of_the_global_compact_gives_the_same_figures():
    ours, theirs = (indicator(id, "igad")["value"] for id in ("refugee_returns", "gcr_4_2_1"))
    pd.testing.assert_series_equal(ours, theirs)
    assert framework.indicators()["refugee_returns"].gcr_code == "4.2.1"


@pytest.mark.parametrize("id", ["refugee_returns", "idp_returns", "returns_since_baseline"])
def test_the_six_regions_and_the_rest_add_up_to_the_world(id: str):
    rest = Region("rest", "Rest", "own", unassigned(), "", "")
    parts = [indicator(id, each, [2016, 2020, 2025])["value"] for each in (*regions("unhcr-region"), rest)]
    whole = indicator(id, "world", [2016, 2020, 2025])["value"]
    assert (pd.concat(parts, axis=1).sum(axis=1) == whole.fillna(0)).all()


@pytest.mark.parametrize("id", ["refugee_returns", "return_rate", "returns_by_host"])
def test_none_reported_is_no_figure_and_no_zero(id: str):
    row = figure(id, "VEN", 2025)
    assert np.isnan(row["value"])
    assert (row["status"], row["reason"]) == ("not collected", "No returns reported")


@pytest.mark.parametrize("name", REGIONS)
def test_hosts_and_pairs_of_return_add_up_to_the_returns(name: str):
    total = figure("refugee_returns", name, 2025)["value"]
    hosts, pairs = hosts_of_return(region(name), 2025), pairs_of_return(region(name), 2025)
    assert hosts["returns"].sum() == pairs["returns"].sum() == total
    assert hosts["share"].sum() == pytest.approx(100)
    assert hosts["returns"].is_monotonic_decreasing
    assert figure("largest_host_share_of_returns", name, 2025)["value"] == pytest.approx(hosts["share"][0])
    assert figure("returns_by_host", name, 2025)["value"] == (hosts["asylum"] != "UNK").sum()


def test_a_region_without_returns_has_no_hosts_of_return():
    assert hosts_of_return(region("VEN"), 2025).empty
    assert pairs_of_return(region("VEN"), 2025).empty


def test_the_unknown_country_is_never_the_largest_host_of_return():
    hosts = hosts_of_return(region("UKR"), 2025).set_index("asylum")["returns"]
    share = figure("largest_host_share_of_returns", "UKR", 2025)["value"]
    assert hosts["UNK"] == 12_000
    assert share == pytest.approx(100 * hosts.drop("UNK").max() / hosts.sum())


def test_the_rate_counts_those_who_left_in_the_year_among_those_who_could_return():
    start = figure("people_from_origin", "UKR", 2021)["value"]
    out = figure("new_displacement_from_origin", "UKR", 2022)["value"]
    returned = figure("refugee_returns", "UKR", 2022)["value"]
    assert returned / start * 100 > 600
    assert figure("return_rate", "UKR", 2022)["value"] == pytest.approx(returned / (start + out) * 100)


@pytest.mark.parametrize("name", ["world", "europe", "UKR", "SYR", "AFG"])
def test_a_return_rate_is_no_more_than_a_hundred(name: str):
    rate = indicator("return_rate", name)["value"]
    assert rate.dropna().between(0, 100).all()


def test_a_base_under_a_thousand_people_makes_no_rate():
    row = figure("return_rate", "LIE", 2025)
    assert (row["status"], row["reason"]) == (
        *("not applicable", "Fewer than 1,000 people who could have returned"),
    )


def test_few_newly_displaced_make_no_ratio_to_returns():
    assert figure("returns_to_new_displacement", "PRT", 2025)["reason"] == (
        "Fewer than 1,000 people newly displaced"
    )


def test_the_ratio_to_new_displacement_is_that_of_the_two_figures():
    returned, out = (
        figure(id, "SDN", 2025)["value"] for id in ("refugee_returns", "new_displacement_from_origin")
    )
    assert figure("returns_to_new_displacement", "SDN", 2025)["value"] == pytest.approx(100 * returned / out)


def test_returns_since_the_baseline_are_the_sum_of_the_years_after_it():
    yearly = indicator("refugee_returns", "world", range(2017, 2026))["value"]
    assert figure("returns_since_baseline", "world", 2025)["value"] == yearly.sum()
    row = figure("returns_since_baseline", "world", 2016)
    assert (row["status"], row["reason"]) == ("not applicable", "Not after the baseline year 2016")


def test_a_year_without_returns_does_not_end_the_sum_since_the_baseline():
    since = indicator("returns_since_baseline", "VEN", [2017, 2018, 2023, 2025])
    assert since["value"].fillna(-1).tolist() == [-1, 5, 5, 23]


def test_returns_are_neutral_and_never_progress():
    for id, declared in framework.indicators().items():
        if "returns" in id and declared.panel == "return-conditions" and "conflict" not in id:
            assert declared.direction == "neutral", id


def test_by_hand_the_share_of_the_largest_host(monkeypatch: pytest.MonkeyPatch):
    pairs = np.zeros_like(returns.returns_by_pair())
    for origin, asylum, persons in (("AFG", "IRN", 60), ("AFG", "UNK", 30), ("SYR", "IRN", 10)):
        pairs[row(2024), position()[origin], position()[asylum]] = persons
    monkeypatch.setattr(returns, "returns_by_pair", lambda: pairs)
    share = returns.largest_host_share_of_returns(RegionSets.of("world"))
    assert share.frame()["value"].dropna().to_dict() == {2024: 70.0}
    assert returns.returns_by_host(RegionSets.of("AFG")).frame()["value"].dropna().to_dict() == {2024: 1.0}


@given(times=st.integers(2, 50))
def test_scaling_all_persons_scales_returns_and_no_share(times: int):
    with pytest.MonkeyPatch.context() as patch:
        pairs = returns.returns_by_pair()
        before = returns.largest_host_share_of_returns(RegionSets.of("igad")).frame()["value"]
        patch.setattr(returns, "returns_by_pair", lambda: pairs * times)
        after = returns.largest_host_share_of_returns(RegionSets.of("igad")).frame()["value"]
    pd.testing.assert_series_equal(before, after)
