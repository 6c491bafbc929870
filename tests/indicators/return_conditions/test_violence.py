import numpy as np
import pandas as pd
import pytest

from gcr_analysis import framework
from gcr_analysis.geography import regions
from gcr_analysis.indicators.arrays import codes, frame, population, position, row
from gcr_analysis.indicators.comparisons.comparison import comparison
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import conflict, violence
from gcr_analysis.snapshot import load

DEATHS, RATE = "conflict_deaths_26_1", "conflict_deaths_per_100000_26_1"
SHARE, SHARE_BY_RATE = "returns_in_conflict_26_1", "returns_in_conflict_by_rate_26_1"
NEW = (DEATHS, RATE, SHARE, SHARE_BY_RATE)
EARLIER = ("conflict_deaths_per_100000", "returns_in_conflict", "returns_in_conflict_by_rate")


def cell(id: str, name: str, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


def test_deaths_are_those_that_the_version_counts():
    assert [cell(DEATHS, "world", year)["value"] for year in (2024, 2025)] == [185_874, 242_184]
    assert [cell(DEATHS, "SDN", year)["value"] for year in (2024, 2025)] == [7_103, 75_174]
    assert [cell(DEATHS, "UKR", year)["value"] for year in (2024, 2025)] == [91_779, 90_345]


@pytest.mark.parametrize("id", NEW)
def test_the_version_is_named_wherever_there_is_a_figure(id: str):
    declared = framework.indicators()[id]
    assert "version 26.1" in declared.title
    assert id == SHARE_BY_RATE or "version 26.1" in declared.definition
    rows = indicator(id, ["world", "SDN", "UKR", "AFG", "MMR"], [2024, 2025])
    known = rows[rows["value"].notna()]
    assert len(known) > 5
    assert known["reason"].str.contains("UCDP version 26.1, second-hand copy").all()
    assert (
        known["source"].str.contains("ucdp-26-1").all()
        and not known["source"].str.contains(r"ucdp(?:;|$)").any()
    )


@pytest.mark.parametrize("id", NEW)
def test_there_is_nothing_before_the_years_that_the_table_has(id: str):
    found = cell(id, "world", 2023)
    assert np.isnan(found["value"])
    assert (found["status"], found["reason"]) == ("not collected", "The series begins in 2024")


def test_no_measure_rests_on_two_versions():
    for declared in framework.indicators().values():
        assert not {"conflict_deaths", "conflict_deaths_26_1"} <= set(declared.tables), declared.id
    ids = {d.id for d in framework.indicators().values() if "conflict_deaths_26_1" in d.tables}
    assert ids == set(NEW)


@pytest.mark.parametrize("id", NEW)
def test_a_comparison_with_an_earlier_year_never_leaves_the_version(id: str):
    found = comparison(id, RegionSets.of("SDN", "SYR", "world"), 2016, 2025)
    compared = ~np.isnan(found.value).any(axis=0)
    assert (found.compared_from[compared] == 2024).all() and (found.compared_to[compared] == 2025).all()


@pytest.mark.parametrize("id", EARLIER)
def test_measures_of_version_25_1_end_in_2024(id: str):
    found = comparison(id, RegionSets.of("SDN", "SYR", "world"), 2016, 2025)
    compared = ~np.isnan(found.value).any(axis=0)
    assert (found.compared_to[compared] <= 2024).all()
    rows = indicator(id, ["SDN", "UKR"], 2025)
    assert (rows["value"].isna() | (rows["value_year"] == 2024)).all()
    assert cell("conflict_deaths_per_100000", "UKR", 2024)["value"] == pytest.approx(179.91, abs=0.01)


def test_two_years_give_no_verdict():
    for baseline in (2016, 2024):
        rows = progress(["world", "SDN", "UKR"], 2025, baseline_year=baseline).set_index("indicator")
        assert (rows.loc[rows.index.isin(NEW), "progress"] == "insufficient data").all()


def test_a_sum_without_a_country_is_at_least_and_names_it():
    world = cell(DEATHS, "world", 2025)
    assert world["status"] == "partial" and world["reason"].startswith("At least, without Central African")
    assert world["low"] == world["value"] and np.isnan(world["high"])
    sudan = cell(DEATHS, "SDN", 2025)
    assert sudan["status"] == "computed" and np.isnan(sudan["low"])


def test_the_measures_follow_those_that_the_panel_declares_first():
    ids = [*framework.indicators()]
    assert ids.index("refugee_returns") < ids.index("gcr_4_2_2") < ids.index(DEATHS)


def test_a_country_that_is_absent_has_no_figure_and_is_no_zero():
    for id in NEW:
        found = cell(id, "CAF", 2025)
        assert np.isnan(found[["value", "low", "high"]].astype(float)).all(), id
        assert found["status"] == "not collected" and "not zero" in found["reason"], id
    assert cell(DEATHS, "FRA", 2025)["value"] == 0


def test_palestine_is_counted_once_and_under_israel():
    assert cell(DEATHS, "ISR", 2025)["value"] == 14_563
    alone = cell(DEATHS, "PSE", 2025)
    assert np.isnan(alone["value"]) and "under Israel" in alone["reason"]
    assert "under Israel" in cell(DEATHS, "ISR", 2025)["reason"]
    without_israel = cell(DEATHS, "income-lower-middle", 2025)
    assert without_israel["status"] == "partial" and "under Israel" in without_israel["reason"]
    both = frame(population()).loc[2025, ["ISR", "PSE"]].sum()
    rates = [cell(RATE, code, 2025)["value"] for code in ("ISR", "PSE")]
    assert rates[0] == rates[1] == pytest.approx(14_563 / both * 100_000)


def test_sets_that_share_no_country_add_up():
    parts = [region.id for region in regions() if region.kind == "unhcr-region"]
    assert sum(cell(DEATHS, name, 2025)["value"] for name in parts) == 242_184


@pytest.mark.parametrize("id", [SHARE, SHARE_BY_RATE])
def test_bounds_are_what_absent_countries_could_change(id: str):
    world, africa = (cell(id, name, 2025) for name in ("world", "west-and-central-africa"))
    returned = load("refugee_returns").query("year == 2025")
    unknown = returned[~returned["origin"].isin({*load(DEATHS)["country"], "PSE"})]["persons"].sum()
    share = 100 * unknown / returned["persons"].sum()
    assert world["high"] - world["low"] == pytest.approx(share)
    assert world["low"] < world["value"] < world["high"]
    assert africa["high"] - africa["low"] > 40
    assert africa["coverage"] == pytest.approx(1 - (africa["high"] - africa["low"]) / 100)
    assert "Without Central African Republic" in africa["reason"]
    sudan = cell(id, "SDN", 2025)
    assert sudan["low"] == sudan["value"] == sudan["high"] == 100


def test_by_hand_returns_to_a_country_without_a_figure_are_in_the_bounds(monkeypatch: pytest.MonkeyPatch):
    places = [position()[code] for code in ("SDN", "COD", "TCD")]
    killed, returned = np.zeros_like(violence.deaths()), np.full_like(violence.deaths(), np.nan)
    killed[row(2025), places] = [1000, 999, np.nan]
    returned[row(2025), places] = [300, 500, 200]
    monkeypatch.setattr(violence, "deaths", lambda: killed)
    for module in (violence, conflict):
        monkeypatch.setattr(module, "solution", lambda table: returned)
    found = violence.returns_in_conflict_26_1(RegionSets.of("world", "TCD")).frame().loc[2025]
    assert found[["value", "low", "high", "coverage"]].tolist() == pytest.approx([37.5, 30, 50, 0.8])
    alone = violence.returns_in_conflict_26_1(RegionSets.of("TCD")).frame().loc[2025]
    assert alone[["value", "low", "high"]].isna().all() and alone["status"] == "not collected"


def test_the_mean_of_a_region_is_at_least_that_with_no_deaths_where_none_are_known():
    found = cell(RATE, "west-and-central-africa", 2025)
    assert found["low"] == pytest.approx(found["value"] * found["coverage"]) and np.isnan(found["high"])
    assert found["low"] < found["value"]
    complete = cell(RATE, "SDN", 2025)
    assert np.isnan(complete["low"]) and complete["value"] == pytest.approx(145.5, abs=0.1)


def test_a_territory_that_the_programme_never_lists_makes_no_sum_partial():
    assert "ESH" in codes() and not violence._absent()[:, position()["ESH"]].any()
    assert violence._absent()[row(2025), position()["HTI"]]
