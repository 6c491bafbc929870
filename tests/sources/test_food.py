import json

import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import sources, tables
from gcr_analysis.snapshot import load
from gcr_analysis.sources import Extract, SingleFile, reader

REPORT = "additional/grfc_afi_database_2016-2024.xlsx"
PERSONS = "Population in Phase 3 or above #"


def report(extracts) -> pd.DataFrame:
    return reader("acute_food_insecurity")(Extract(extracts))


def test_each_figure_keeps_its_method_and_whom_it_is_about(extracts):
    rows = report(extracts)
    rows["persons"] = rows["persons"].astype(object).where(rows["persons"].notna(), None)
    assert rows.set_index(["country", "year", "people", "method"])["persons"].to_dict() == {
        ("AFG", 2024, "country", "IPC"): 15823679,
        ("TCD", 2024, "country", "CH"): 3364453,
        ("TCD", 2024, "mixed", "CH"): 457330,
        ("PSE", 2024, "country", "IPC"): 2226544,
        ("PSE", 2024, "country", "HNO"): 700000,
        ("UKR", 2024, "country", "CARI"): 4998551,
        ("UGA", 2018, "unclear", "FEWS NET"): 1100000,
        ("BGD", 2024, "refugees", "not stated"): 0,
        ("BGD", 2024, "migrants", "CARI"): 50,
        ("BGD", 2018, "mixed", "not stated"): 50,
        ("IRN", 2024, "refugees", "none"): None,
    }


def test_a_period_is_told_with_its_last_year(extracts):
    rows = report(extracts).set_index(["country", "people", "method"])
    periods = rows[["period", "period_year"]].astype(object).fillna("").T.to_dict("list")
    assert periods["AFG", "country", "IPC"] == ["Nov 2023-Mar 2024", 2024]
    assert periods["UKR", "country", "CARI"] == [
        "Sep 2023",
        2023,
    ]  # a month that the workbook holds as a date
    assert periods["PSE", "country", "HNO"] == ["", ""]


def test_more_people_than_were_analysed_are_refused(extracts, change):
    change(REPORT, lambda rows: rows.replace({PERSONS: {15823679: 44532601}}))
    with pytest.raises(GcrError, match="more people in acute food insecurity than analysed for AFG in 2024"):
        report(extracts)


def test_a_figure_that_stands_there_twice_is_refused(extracts, change):
    change(REPORT, lambda rows: pd.concat([rows, rows.head(1)]))
    with pytest.raises(GcrError, match="two figures of one group and method for AFG in 2024"):
        report(extracts)


def test_a_method_that_is_new_is_refused(extracts, change):
    change(REPORT, lambda rows: rows.replace({"Methodology": {"rCARI": "guess"}}))
    with pytest.raises(GcrError, match="unknown code guess in column Methodology"):
        report(extracts)


def test_a_workbook_that_is_cut_short_is_refused(extracts):
    (extracts / REPORT).write_bytes((extracts / REPORT).read_bytes()[:2000])
    with pytest.raises(GcrError, match="cut short or damaged"):
        report(extracts)


def test_an_analysis_of_nobody_is_no_zero(extracts):
    rows = reader("food_analyses")(Extract(extracts)).set_index("country")
    assert rows.index.tolist() == ["AFG", "ETH", "YEM"]
    assert rows.loc["ETH"].tolist() == ["2021-05", "2021-06", 8980967, 5522943, 2078442, 352896]


def test_phases_that_do_not_add_up_are_refused(extracts, change):
    change(
        "additional/ipc_current_2026-08.csv", lambda rows: rows.replace({"phase4": {"2865558": "9865558"}})
    )
    with pytest.raises(GcrError, match="the phases of AFG do not add up to populationAnalyzed"):
        reader("food_analyses")(Extract(extracts))


def test_means_of_three_years_keep_their_period_and_namibia_its_code(extracts):
    rows = reader("food_security")(Extract(extracts)).to_numpy().tolist()
    assert rows == [
        ["AFG", "undernourishment", "2023-2025", 2025, 27.8],
        ["AFG", "severe_food_insecurity", "2023-2025", 2025, 30.0],
        ["NAM", "undernourishment", "2003-2005", 2005, 2.5],
    ]


@pytest.mark.parametrize(
    ("code", "value", "message"),
    [("AF", 101, "101 percent for AF"), ("QQ", 5, "unknown code QQ in column country")],
)
def test_a_percentage_above_a_hundred_and_an_unknown_country_are_refused(extracts, code, value, message):
    figure = {"value": value, "period": "2023-2025", "periodEndYear": 2025}
    path = extracts / "additional/faostat_food_security_2026-08.json"
    path.write_text(json.dumps({"perCountry": {code: {"undernourishmentPct": figure}}}))
    with pytest.raises(GcrError, match=message):
        reader("food_security")(Extract(extracts))


def test_json_that_is_cut_short_is_refused(extracts):
    path = extracts / "additional/faostat_food_security_2026-08.json"
    path.write_text(path.read_text()[:80])
    with pytest.raises(GcrError, match="cut short or damaged"):
        reader("food_security")(Extract(extracts))


def test_a_figure_without_its_period_is_refused(extracts):
    path = extracts / "additional/faostat_food_security_2026-08.json"
    path.write_text(path.read_text().replace('"period": "2003-2005", ', ""))
    with pytest.raises(GcrError, match="lacks period for NA"):
        reader("food_security")(Extract(extracts))


def test_json_without_its_key_is_refused(extracts):
    (extracts / "additional/faostat_food_security_2026-08.json").write_text("{}")
    with pytest.raises(GcrError, match="lacks the key perCountry"):
        reader("food_security")(Extract(extracts))


def test_one_file_that_needs_the_list_of_countries_says_so(extracts):
    path = extracts / "additional/faostat_food_security_2026-08.json"
    with pytest.raises(GcrError, match="one file is not enough: give a folder"):
        reader("food_security")(SingleFile(path, frozenset({"AFG"})))


def test_the_report_adds_up_to_its_published_total():
    rows = load("acute_food_insecurity")
    there = rows[(rows["year"] == 2024) & rows["persons"].notna()]
    assert round(there["persons"].sum() / 1e6, 1) == 295.3
    assert there["country"].nunique() == 53


def test_what_is_not_verified_is_declared():
    unverified = {
        table
        for table, each in tables().items()
        if each.source in sources() and not sources()[each.source].verified
    }
    assert {"food_analyses", "refugee_work_rights"} <= unverified
    assert not {"acute_food_insecurity", "food_security", "population"} & unverified
