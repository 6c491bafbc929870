import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gcr_analysis import framework
from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import frame, position, row
from gcr_analysis.indicators.comparisons import compare
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import conditions
from gcr_analysis.indicators.return_conditions.conditions import (
    SERIES,
    VALUES,
    latest,
    latest_of,
    matched_ends,
)
from gcr_analysis.indicators.return_conditions.origins import stock


@pytest.mark.parametrize("id", VALUES)
def test_a_countrys_figure_is_the_sources_own(id: str):
    row = indicator(id, "COD", 2025).iloc[0]
    assert row["value"] == frame(VALUES[id]()).loc[row["value_year"], "COD"]
    assert row["coverage"] == 1


def test_a_regions_figure_is_the_mean_weighted_by_refugees_of_the_year():
    members = list(region("ssar").countries)
    people, values = (
        frame(stock("refugees")).loc[2023, members],
        frame(VALUES["human_development"]()).loc[2023, members],
    )
    expected = (people * values).sum() / people.sum()
    assert indicator("human_development", "ssar", 2023)["value"].item() == pytest.approx(expected)


def test_a_change_has_the_weights_of_the_later_year_at_both_ends():
    members = list(region("ssar").countries)
    people, values = (
        frame(stock("refugees")).loc[2025, members],
        frame(VALUES["human_development"]())[members],
    )
    ends = matched_ends("human_development", RegionSets.of("ssar"), 2016, 2025)
    expected = [(people * values.loc[year]).sum() / people.sum() for year in (2016, 2023)]
    assert ends.value[:, 0].tolist() == pytest.approx(expected)


def test_no_change_is_judged_that_one_country_of_origin_turns():
    rows = progress("world", 2024, "return-conditions").set_index("indicator")
    read = rows.loc["conflict_deaths_per_100000"]
    assert read["change"] < -10 and read["progress"] == "insufficient data"
    assert read["reason"] == "Without the Syrian Arab Republic the rest does not move the same way"


def test_a_condition_that_begins_after_the_last_year_has_no_figure_and_no_change(
    monkeypatch: pytest.MonkeyPatch,
):
    nothing = np.full_like(SERIES["inform_risk"](), np.nan)
    monkeypatch.setitem(SERIES, "inform_risk", lambda: nothing)
    monkeypatch.setattr(conditions, "latest_of", lambda id: latest(SERIES[id]()))
    sets = RegionSets.of("AFG", "igad")
    assert not np.broadcast_to(conditions.inform_risk(sets).covered, (len(nothing), 2)).any()
    ends = matched_ends("inform_risk", sets, 2016, 2025)
    assert np.isnan(ends.value).all() and ends.value_year.tolist() == [[2016, 2016], [2025, 2025]]
    assert ends.words(1, 0) == "No figure for both years"


def test_the_mean_lies_among_the_values_of_the_countries():
    for id in VALUES:
        values = frame(latest(VALUES[id]())[0]).loc[2023:, list(region("igad").countries)]
        means = indicator(id, "igad", range(2023, 2026)).set_index("year")["value"].dropna()
        for year, mean in means.items():
            own = values.loc[min(year, frame(VALUES[id]()).dropna(how="all").index.max())]
            assert own.min() - 1e-9 <= mean <= own.max() + 1e-9, id


def test_a_figure_of_an_earlier_year_is_named_and_never_older_than_three():
    row = indicator("gdp_per_capita_growth", "SYR", 2025).iloc[0]
    assert row["value_year"] == 2022
    assert indicator("gdp_per_capita_growth", "SSD", 2025)["status"].item() == "not collected"
    reason = indicator("gdp_per_capita_growth", "world", 2025)["reason"].item()
    assert reason.startswith("Figures of an earlier year: Syrian Arab Republic 2022")


def test_a_vintage_that_stands_alone_knows_no_change():
    rows = indicator("inform_risk", "AFG", [2024, 2025])
    assert rows["value"].notna().tolist() == [False, True]
    assert rows["reason"].tolist()[0] == "The source has figures for 2025 only"
    row = progress("AFG", 2025, "return-conditions").set_index("indicator").loc["inform_risk"]
    assert row["progress"] == "insufficient data"


@pytest.mark.parametrize("id", ["political_stability", "rule_of_law"])
def test_no_change_of_governance_is_read_from_one_edition_to_the_other(id: str):
    across = progress("world", 2023, "return-conditions").set_index("indicator").loc[id]
    within = progress("world", 2022, "return-conditions").set_index("indicator").loc[id]
    assert across["progress"] == "insufficient data"
    assert "another edition" in across["reason"]
    assert within["progress"] in ("progress", "stalled", "regress")


@pytest.mark.parametrize("id", ["political_stability", "rule_of_law"])
def test_in_no_region_a_change_of_governance_is_read_across_editions(id: str):
    names = [*framework.panels()["return-conditions"].default_regions]
    rows = progress(names, 2025, "return-conditions")
    here = rows[rows["indicator"] == id]
    assert len(here) == len(names)
    assert set(here["progress"]) == {"insufficient data"}
    across = compare(id, names, 2025)
    assert (across["breaks"].str.contains("another edition")).all() and (across["fails"] != "").all()


def test_all_figures_of_governance_of_a_year_are_of_one_edition():
    """Niue has an estimate of political stability for 2022 and none in the edition of 2023."""
    values, of_year = latest_of("political_stability")
    niue = position()["NIU"]
    assert [bool(np.isnan(values[row(year), niue])) for year in (2022, 2023, 2025)] == [False, True, True]
    assert np.nanmin(of_year[row(2025)]) == 2023


def test_a_country_that_enters_the_data_moves_no_change():
    """Somalia has a Human Development Index since 2022, and one of the lowest."""
    ends = matched_ends("human_development", RegionSets.of("igad"), 2016, 2025)
    others = [iso3 for iso3 in region("igad").countries if iso3 != "SOM"]
    people, values = frame(stock("refugees")).loc[2025, others], frame(VALUES["human_development"]())[others]
    expected = [(people * values.loc[year]).sum() / people.sum() for year in (2016, 2023)]
    assert ends.value[:, 0].tolist() == pytest.approx(expected)
    assert ends.coverage[0, 0] < 1


def test_a_change_needs_countries_of_half_the_refugees_at_both_ends():
    rows = progress("MMR", 2023, "return-conditions").set_index("indicator")
    assert rows.loc["human_development", "progress"] != "insufficient data"
    few = progress("SOM", 2023, "return-conditions").set_index("indicator").loc["human_development"]
    assert few["progress"] == "insufficient data"
    assert few["reason"] == conditions.TOO_FEW


def test_growth_of_one_year_has_no_direction_and_the_other_conditions_have():
    directions = {id: framework.indicators()[id].direction for id in VALUES}
    assert directions.pop("gdp_per_capita_growth") == "neutral"
    assert set(directions.values()) == {"up", "down"}


def test_a_region_from_which_nobody_fled_has_no_mean():
    nobody = next(
        each
        for each in region("world").countries
        if frame(stock("refugees")).loc[2025, each] == 0 and each > "M"
    )
    made = region("LBN").__class__("own", "Own", "own", (nobody,), "", "")
    table = conditions.human_development(RegionSets.of(made)).frame()
    assert np.isnan(table.loc[2023, "value"])
    assert table.loc[2023, "reason"] == "No refugees from the region"


def test_the_one_figure_of_israel_and_palestine_stands_in_for_that_of_each():
    for name in ("ISR", "PSE"):
        row = indicator("conflict_deaths_per_100000", name, 2024)
        assert (row["status"].item(), row["reason"].item()) == ("proxy", conditions.TOGETHER)
        judged = progress(name, 2023, "return-conditions").set_index("indicator")
        assert judged.loc["conflict_deaths_per_100000", "rule"] == "proxy"


@given(st.floats(1, 1000))
def test_scaling_the_number_of_refugees_changes_no_mean(times: float):
    before = conditions.undernourishment(RegionSets.of("ssar")).frame()["value"]
    with pytest.MonkeyPatch.context() as patch:
        people = stock("refugees") * times
        patch.setattr(conditions, "stock", lambda name: people)
        after = conditions.undernourishment(RegionSets.of("ssar")).frame()["value"]
    pd.testing.assert_series_equal(before, after)
