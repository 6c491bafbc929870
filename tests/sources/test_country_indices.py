from gcr_analysis.framework import tables
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, reader


def test_risk_stands_with_its_three_parts(extracts):
    row = reader("inform_risk")(Extract(extracts)).set_index("iso3").loc["AFG"]
    assert row.tolist() == [7.8, 7.6, 8.3, 7.4]


def test_risk_is_of_one_vintage_and_has_no_year():
    assert "year" not in load("inform_risk")
    assert tables()["inform_risk"].key == ("iso3",)
    assert load("inform_risk")["risk"].between(0, 10).all()


def test_human_development_is_keyed_by_iso3_and_a_place_without_figures_of_ours_is_left_out(extracts):
    rows = reader("human_development")(Extract(extracts))
    assert rows[["iso3", "year", "hdi"]].to_numpy().tolist() == [["AFG", 2022, 0.495], ["AFG", 2023, 0.496]]


def test_the_ten_largest_origins_have_all_conditions():
    origins = {"VEN", "UKR", "SYR", "AFG", "SDN", "SSD", "MMR", "COD", "SOM", "CAF"}
    assert origins <= set(load("inform_risk")["iso3"])
    assert origins <= set(load("human_development").query("year == 2023")["iso3"])
    assert origins <= set(load("conflict_deaths").query("year == 2024")["country"])
    assert origins <= set(load("governance").query("year == 2023")["iso3"])
