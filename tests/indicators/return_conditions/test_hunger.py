import pytest

from gcr_analysis.indicators.engine import indicator
from gcr_analysis.indicators.engine import indicators as figures_of
from gcr_analysis.snapshot import load


def cell(id: str, region: str, year: int):
    return indicator(id, region, years=year).iloc[0]


def test_a_country_names_its_method_its_period_and_the_part_analysed():
    found = cell("acute_food_insecurity", "UKR", 2024)
    assert round(found["value"], 1) == 14.9
    assert found["reason"].startswith("CARI, Aug-Sep 2024: 4,998,551 of 33,500,000 people analysed, 8")


def test_two_methods_in_one_country_are_both_named():
    found = cell("acute_food_insecurity", "PSE", 2024)
    assert "IPC, Mar-Apr 2024" in found["reason"]
    assert "HNO, Oct 2024" in found["reason"]


def test_a_region_names_its_method_and_those_left_out():
    found = cell("acute_food_insecurity", "world", 2024)
    assert found["reason"].startswith("By IPC, in ")
    assert "left out, by other methods: Syrian Arab Republic, Ukraine, " in found["reason"]
    assert found["low"] < found["value"] < found["high"]


@pytest.mark.parametrize(
    ("region", "reason"),
    [
        ("VEN", "No figure met the standard of the Global Report on Food Crises"),
        ("FRA", "The Global Report on Food Crises did not select it"),
    ],
)
def test_no_figure_and_not_selected_are_two_sentences(region, reason):
    found = cell("acute_food_insecurity", region, 2024)
    assert (found["status"], found["reason"]) == ("not collected", reason)


def test_a_figure_that_was_carried_on_keeps_its_year():
    found = cell("acute_food_insecurity", "COG", 2024)
    assert found["value_year"] == 2023


def test_people_are_at_least_so_many_where_countries_have_no_figure():
    found = cell("people_in_acute_food_insecurity", "world", 2024)
    of_countries = load("acute_food_insecurity").query("year == 2024 and people == 'country'")
    assert found["low"] == found["value"] == of_countries["persons"].sum()
    assert found["reason"].startswith("At least so many. Without Venezuela (Bolivarian Republic of), ")


def test_people_whom_a_country_hosts_are_not_counted_among_its_people():
    found = cell("people_in_acute_food_insecurity", "TCD", 2024)
    assert found["value"] == 3364453  # and 457,330 refugees with their hosts
    assert "457,330" not in found["reason"]
    assert cell("people_in_acute_food_insecurity", "igad", 2024)[["low", "reason"]].fillna("").tolist() == [
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("region", "year", "reason"),
    [
        ("JOR", 2024, "The report assessed only refugees or migrants whom the country hosts"),
        ("ECU", 2024, "The report assessed only refugees or migrants whom the country hosts"),
        ("BGD", 2022, "Only 1 % of the inhabitants were assessed, too few to speak for the country"),
    ],
)
def test_an_analysis_of_few_inhabitants_or_of_refugees_alone_is_none_of_a_country(region, year, reason):
    found = cell("people_in_acute_food_insecurity", region, year)
    assert (found["status"], found["reason"]) == ("not collected", reason)


def test_an_analysis_of_2021_is_no_figure_of_2025():
    found = cell("acute_food_insecurity_latest", "ETH", 2025)
    assert found["status"] == "not collected"
    assert found["reason"] == "The latest figure, of May-Jun 2021, is more than three years old"


def test_the_latest_analysis_has_its_own_year_and_part():
    found = cell("acute_food_insecurity_latest", "YEM", 2025)
    assert (round(found["value"]), found["value_year"]) == (48, 2026)
    assert "10,479,422 people analysed, 2" in found["reason"]


@pytest.mark.parametrize("region", ["SYR", "MMR", "UKR", "VEN"])
def test_a_country_without_an_analysis_has_no_figure(region):
    found = cell("acute_food_insecurity_latest", region, 2025)
    assert (found["status"], found["reason"]) == ("not collected", "No figure in the source")


def test_two_editions_of_undernourishment_are_two_measures():
    ids = ["undernourishment", "undernourishment_latest"]
    found = figures_of("SYR", year=2025, indicator=ids).set_index("indicator")
    assert found["value_year"].to_dict() == {"undernourishment": 2023, "undernourishment_latest": 2025}
    assert found["source"].nunique() == 2
    assert found.loc["undernourishment_latest", "reason"] == "Mean of 2023-2025"
    before = cell("undernourishment_latest", "SYR", 2023)
    assert before["status"] == "not collected"


def test_a_mean_of_long_ago_is_no_figure():
    rows = load("food_security")
    old = rows[(rows["indicator"] == "undernourishment") & (rows["year"] < 2010)]
    found = cell("undernourishment_latest", str(old["country"].iloc[0]), 2025)
    assert found["status"] == "not collected"
    assert "more than three years old" in found["reason"]
