import pytest

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.return_conditions import reconciliation

YEARS = tuple(range(FIRST_YEAR, 2026))
IN, OUT = ["as_group", "by_decision"], ["refugee_returns", "resettlement_arrivals", "naturalisations"]


@pytest.mark.parametrize("name", ["world", "middle-east-and-north-africa", "UKR", "TUV"])
def test_stock_and_flows_and_residual_add_up_exactly(name: str):
    table = reconciliation(region(name), YEARS)
    expected = table["start"] + table[IN].sum(axis=1) - table[OUT].sum(axis=1)
    assert (expected == table["end"] + table["residual"]).all()


def test_the_end_of_a_year_is_the_start_of_the_next():
    table = reconciliation(region("AFG"), YEARS)
    assert (table["end"].shift(1).dropna() == table["start"].iloc[1:]).all()


def test_the_parts_are_the_measures_of_their_name():
    row = reconciliation(region("world"), (2024,)).loc[2024]
    assert row["refugee_returns"] == indicator("refugee_returns", "world", 2024)["value"].item()
    assert row["end"] == indicator("refugees_from_origin", "world", 2024)["value"].item()


@pytest.mark.parametrize(
    ("name", "year", "size"), [("AFG", 2022, 2_635_195), ("UKR", 2024, -1_220_660), ("VNM", 2022, -303_107)]
)
def test_the_residual_holds_the_known_breaks(name: str, year: int, size: int):
    residual = indicator("refugees_unaccounted_for", name, year)["value"].item()
    assert residual / size > 0.75


def test_the_residual_of_a_region_is_that_of_its_countries():
    parts = sum(
        indicator("refugees_unaccounted_for", iso3, 2025)["value"].fillna(0).item()
        for iso3 in region("igad").countries
    )
    assert parts == indicator("refugees_unaccounted_for", "igad", 2025)["value"].item()


def test_nobody_at_either_end_leaves_no_residual():
    row = indicator("refugees_unaccounted_for", "SMR", 2025).iloc[0]
    assert row["reason"] in ("", "No refugees from the region")
    assert (row["status"] == "not collected") == (row["reason"] != "")
