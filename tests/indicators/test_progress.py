import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import ProgressRule
from gcr_analysis.indicators.progress import INSUFFICIENT, UNDONE, certainty, progress, status


@pytest.mark.parametrize(
    ("change", "direction", "expected"),
    [
        (5.0, "up", "progress"),
        (-5.0, "up", "regress"),
        (5.0, "down", "regress"),
        (-5.0, "down", "progress"),
        (1.9, "up", "stalled"),
        (-1.9, "down", "stalled"),
        (2.0, "up", "progress"),
        (0.0, "down", "stalled"),
    ],
)
def test_size_is_read_first_and_then_direction(change: float, direction: str, expected: str):
    assert status(change, threshold=2.0, direction=direction) == expected


def test_only_directed_measures_have_a_status():
    declared = framework.indicators()
    assert all(declared[id].direction != "neutral" for id in progress("world", 2024)["indicator"])
    assert "refugees_hosted" not in set(progress("world", 2024)["indicator"])


def test_measures_that_do_not_apply_have_no_row():
    assert "hosting_gini" not in set(progress("LBN", 2024)["indicator"])
    assert "hosting_gini" in set(progress("europe", 2024)["indicator"])


@pytest.mark.parametrize("name", ["world", "europe", "ssar", "UGA", "income-low"])
def test_insufficient_data_have_a_reason_and_other_statuses_have_both_figures(name: str):
    rows = progress(name, 2024, baseline_year=2016)
    insufficient = rows["progress"] == INSUFFICIENT
    assert set(rows["progress"]) <= {"progress", "stalled", "regress", INSUFFICIENT}
    assert (rows.loc[insufficient, "reason"] != "").all()
    assert (rows.loc[~insufficient, "reason"] == "").all()
    assert rows.loc[~insufficient, ["baseline", "value", "threshold"]].notna().all(axis=None)


def test_no_progress_is_read_across_a_large_break():
    rows = progress("ssar", 2024, baseline_year=2016).set_index("indicator")
    row = rows.loc["protracted_share_low_and_middle_income"]
    assert row["progress"] == INSUFFICIENT
    assert "A break lies between" in row["reason"]


def test_a_status_that_hangs_on_who_is_counted_is_none():
    # Peru had no protracted situation in 2019; Venezuelans there are counted apart from mandate refugees.
    rows = progress("PER", 2025, baseline_year=2019).set_index("indicator")
    row = rows.loc["protracted_share_low_and_middle_income"]
    assert row["progress"] == INSUFFICIENT
    assert "mandate alone" in row["reason"]


def test_no_change_is_read_between_numbers_of_few_people():
    rows = progress("TUR", 2025, panel="third-country-solutions").set_index("indicator")
    few = rows["reason"] == "Fewer than 100 people stand behind it"
    # 34 people from Türkiye were resettled in 2016 and 289 in 2025: enough for a count, not for its parts.
    assert rows.loc["resettlement_from_origin", "progress"] == "progress"
    assert few["from_origin_without_largest_destination"]
    assert few["largest_destination_share_from_origin"] and few["arrivals_per_1000_refugees"]


def test_what_a_ratio_rests_on_is_a_count_of_persons_of_its_own_panel():
    declared = framework.indicators()
    resting = {id: measure.rests_on for id, measure in declared.items() if measure.rests_on}
    assert resting
    for id, count in resting.items():
        assert declared[count].unit == "persons" and declared[count].panel == declared[id].panel


def test_the_threshold_is_the_declared_one(monkeypatch: pytest.MonkeyPatch):
    before = progress("world", 2024, baseline_year=2019).set_index("indicator").loc["top10_host_share"]
    assert before["progress"] == "progress"
    strict = ProgressRule(
        least={"percent": 50.0}, otherwise_percent=5, least_years=2, least_people=100, largest_break=0.1
    )
    monkeypatch.setattr(framework, "progress_rule", lambda: strict)
    after = progress("world", 2024, baseline_year=2019).set_index("indicator").loc["top10_host_share"]
    assert after["progress"] == "stalled"


def test_two_figures_a_year_apart_do_not_suffice():
    rows = progress("world", 2025, baseline_year=2024)
    assert set(rows["progress"]) == {INSUFFICIENT}


def test_a_baseline_that_is_not_before_the_year_is_refused():
    with pytest.raises(GcrError, match="baseline year 2024 is not before 2024"):
        progress("world", 2024, baseline_year=2024)


def test_an_unknown_panel_is_refused():
    with pytest.raises(UnknownNameError, match="did you mean host-country-burden"):
        progress("world", 2024, panel="host-burden")


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        ((2.5, 9.0), "holds"),
        ((-9.0, -2.0), "holds"),
        ((-1.0, 1.0), "holds"),
        ((1.9, 9.0), "may change"),
        ((-3.0, 3.0), "may change"),
        ((float("nan"), float("nan")), ""),
    ],
)
def test_a_status_holds_when_it_is_the_same_wherever_revisions_may_take_the_change(
    band: tuple[float, float], expected: str
):
    assert certainty(band, threshold=2.0, direction="up") == expected


def test_a_change_that_revisions_may_undo_is_none():
    row = progress("world", 2024, panel="return-conditions", baseline_year=2016).set_index("indicator")
    undone = row.loc["returns_in_conflict_by_rate"]
    assert abs(undone["change"]) > undone["threshold"]
    assert undone["change_low"] < 0 < undone["change_high"]
    assert (undone["progress"], undone["reason"], undone["certainty"]) == (INSUFFICIENT, UNDONE, "")


def test_a_change_beyond_what_revisions_do_counts_though_its_size_may_yet_move():
    row = progress("igad", 2024, panel="return-conditions", baseline_year=2022).set_index("indicator")
    found = row.loc["returns_in_conflict"]
    assert found["change_low"] < found["change"] < found["change_high"] < 0
    assert (found["progress"], found["certainty"]) == ("progress", "may change")


def test_stocks_that_releases_leave_alone_make_a_certain_status():
    row = progress("world", 2025, baseline_year=2019).set_index("indicator").loc["top10_host_share"]
    assert row["change_low"] == pytest.approx(row["change"], abs=0.05)
    assert (row["progress"], row["certainty"]) == ("progress", "holds")


@pytest.mark.parametrize("name", ["world", "igad", "COL"])
def test_only_a_status_that_is_one_is_certain(name: str):
    rows = progress(name, 2025)
    none = (rows["progress"] == INSUFFICIENT) | rows["change_low"].isna()
    assert (rows.loc[none, "certainty"] == "").all()
    assert rows.loc[~none, "certainty"].isin(["holds", "may change"]).all()
    assert (rows["change_low"] <= rows["change_high"])[rows["change_low"].notna()].all()


def test_no_change_at_all_is_stalled_even_where_any_change_would_count():
    assert status(0.0, threshold=0.0, direction="up") == "stalled"
