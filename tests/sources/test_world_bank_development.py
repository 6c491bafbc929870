import pandas as pd
import pytest

from gcr_analysis.framework import tables
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader
from gcr_analysis.sources.world_bank_development import CODES

WDI = "world_bank/wdi.parquet"


def add(*rows):
    return lambda frame: pd.concat([frame, pd.DataFrame(list(rows), columns=list(frame))])


@pytest.fixture
def figures(extracts):
    return reader("development")(Extract(extracts)).set_index(["indicator", "iso3", "year"])["value"]


def test_15_income_of_serbia_and_kosovo_is_weighted_by_people(figures):
    assert figures["gdp_per_capita", "SRB", 2024] == (6 * 13_000 + 2 * 5_000) / 8


def test_15_a_rate_that_kosovo_lacks_is_serbia_s(figures):
    assert figures["unemployment", "SRB", 2024] == 8.1234


def test_aggregates_and_early_years_are_left_out(figures):
    assert set(figures.index) == {("gdp_per_capita", "SRB", 2024), ("unemployment", "SRB", 2024)}


def test_growth_per_head_takes_the_growth_of_the_people_off(extracts, change):
    growth = ("NY.GDP.MKTP.KD.ZG", "AFG", 2024, 5.0)
    change(WDI, add(growth, ("SP.POP.TOTL", "AFG", 2023, 39_000_000.0)))
    figures = reader("development")(Extract(extracts)).query("indicator == 'gdp_per_capita_growth'")
    assert figures[["iso3", "year"]].to_numpy().tolist() == [["AFG", 2024]]
    assert figures["value"].iloc[0] == pytest.approx((1.05 * 39 / 40 - 1) * 100, abs=1e-4)


def test_15_growth_of_serbia_and_kosovo_is_weighted_by_their_product(extracts, change):
    change(
        WDI,
        add(
            ("NY.GDP.MKTP.KD.ZG", "SRB", 2024, 4.0),
            ("NY.GDP.MKTP.KD.ZG", "XKX", 2024, 8.0),
            ("NY.GDP.MKTP.CD", "SRB", 2024, 78e9),
            ("NY.GDP.MKTP.CD", "XKX", 2024, 26e9),
            ("SP.POP.TOTL", "SRB", 2023, 6_000_000.0),
            ("SP.POP.TOTL", "XKX", 2023, 2_000_000.0),
        ),
    )
    figures = reader("development")(Extract(extracts)).set_index(["indicator", "iso3"])["value"]
    assert figures["gdp_per_capita_growth", "SRB"] == pytest.approx(5.0)


def test_every_indicator_has_figures_and_is_declared():
    declared = tables()["development"].column("indicator").values
    assert set(declared) == {*CODES.values(), "gdp_per_capita_growth"}
    assert set(load("development")["indicator"]) == set(declared)


def test_the_economy_of_ukraine_shrank_in_2022_per_head_less_than_in_all():
    growth = load("development").set_index(["indicator", "iso3", "year"])["value"]
    assert growth["gdp_per_capita_growth", "UKR", 2022] == pytest.approx(-23.1, abs=0.05)


def test_only_growth_can_be_below_zero_and_gross_enrolment_exceeds_100():
    rows = load("development")
    assert set(rows.loc[rows["value"] < 0, "indicator"]) == {"gdp_per_capita_growth"}
    assert rows.loc[rows["indicator"] == "primary_enrolment", "value"].max() > 100


def test_a_missing_figure_has_no_row():
    assert load("development")["value"].notna().all()
