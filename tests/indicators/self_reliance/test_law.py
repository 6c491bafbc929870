import pandas as pd
import pytest

from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.progress import progress
from gcr_analysis.indicators.self_reliance import law


def row(id: str, name: str, year: int) -> pd.Series:
    return indicator(id, name, year).iloc[0]


def test_turkiye_is_bound_and_its_limitation_is_named():
    found = row("legal_framework", "TUR", 2025)
    assert found["value"] == 100
    assert found["reason"] == "Türkiye is bound for refugees from events in Europe only"
    assert row("legal_framework_unlimited", "TUR", 2025)["value"] == 0


@pytest.mark.parametrize(("name", "share"), [("LBN", 0), ("JOR", 0), ("PAK", 0), ("BGD", 0), ("UGA", 100)])
def test_large_hosts_are_bound_or_not(name: str, share: float):
    assert row("legal_framework", name, 2025)["value"] == share


def test_before_the_date_of_the_list_there_is_no_figure():
    assert law.since() == 2023
    found = row("legal_framework", "world", 2022)
    assert (found["status"], found["reason"]) == ("not collected", "The series begins in 2023")


@pytest.mark.parametrize("name", ["world", "europe", "ssar", "mirps"])
def test_fewer_are_in_states_without_a_limitation(name: str):
    assert (
        row("legal_framework_unlimited", name, 2025)["value"] <= row("legal_framework", name, 2025)["value"]
    )


def test_no_change_is_read_from_a_list_of_one_date():
    rows = progress("middle-east-and-north-africa", 2025, "self-reliance").set_index("indicator")
    assert rows.loc["legal_framework", ["progress", "rule"]].tolist() == ["insufficient data", "both-ends"]
    assert "one date" in rows.loc["legal_framework", "reason"]
