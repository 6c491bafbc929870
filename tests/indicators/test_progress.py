import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import ProgressRule
from gcr_analysis.indicators.progress import INSUFFICIENT, progress, status


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
    row = progress("ssar", 2024, baseline_year=2016).set_index("indicator").loc["protracted_share"]
    assert row["progress"] == INSUFFICIENT
    assert "A break lies between" in row["reason"]


def test_a_status_that_hangs_on_who_is_counted_is_none():
    # Peru had no protracted situation in 2019; Venezuelans there are counted apart from mandate refugees.
    row = progress("PER", 2025, baseline_year=2019).set_index("indicator").loc["protracted_share"]
    assert row["progress"] == INSUFFICIENT
    assert "mandate alone" in row["reason"]


def test_the_threshold_is_the_declared_one(monkeypatch: pytest.MonkeyPatch):
    before = progress("world", 2024, baseline_year=2019).set_index("indicator").loc["top10_host_share"]
    assert before["progress"] == "progress"
    strict = ProgressRule(least={"percent": 50.0}, otherwise_percent=5, least_years=2, largest_break=0.1)
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
