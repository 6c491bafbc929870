"""What an analyst added stands in a note beside its figures, with its source, and changes none of them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gcr_analysis import framework
from gcr_analysis.briefing import HostCountryBurden, ReturnConditions, SelfReliance, ThirdCountrySolutions
from gcr_analysis.briefing.study import Study
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.own import estimates_of

Own = Callable[..., Path]
TABLE = "iso3,year,value\nLBN,2020,20\nLBN,2024,31\nJOR,2024,60\n"


@pytest.fixture
def labour(own_source: Own, declared_figures: str) -> Path:
    return own_source("labour", declared_figures, **{"figures.csv": TABLE})


@pytest.fixture
def household(own_source: Own, declared_survey: str, answered: str) -> Path:
    pytest.importorskip("svy")
    return own_source("household", declared_survey, **{"answers.csv": answered})


def test_without_own_sources_a_note_says_nothing_of_them():
    note = SelfReliance("LBN", 2025, 2016).note
    assert "added" not in note.as_dict()
    assert note.added.tables == () == note.added.said


def test_a_figure_stands_in_a_table_with_the_declared_one_beside_it(labour: Path):
    study = SelfReliance("LBN", 2025, 2016)
    [table] = study.note.as_dict()["added"]
    assert table["id"] == "added-figures"
    [row] = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    theirs = study.evidence.at("gcr_2_1_1")
    assert row["Measure"] == "Right to decent work (2.1.1), Ministry of Labour"
    assert row["Figure"] == "31\u00a0% (2024)"
    assert row["Figure beside it"] == f"{theirs} ({theirs.value_year})"
    assert "Ministry of Labour, Register of work permits (June 2025)" in table["source"]


def test_a_figure_is_in_ledger_sources_measures_and_sentences(labour: Path):
    note = SelfReliance("LBN", 2025, 2016).note.as_dict()
    line = next(line for line in note["ledger"] if line["indicator"] == "gcr_2_1_1_labour")
    assert (line["value"], line["value_year"], line["source"], line["vintage"]) == (
        31,
        2024,
        "labour",
        "2025-06",
    )
    assert [source["title"] for source in note["sources"]][-1] == "Register of work permits"
    names = note["measures"]["columns"]
    assert "gcr_2_1_1_labour" in [row[names.index("indicator")] for row in note["measures"]["rows"]]
    said = {section["id"]: [item["text"] for item in section["items"]] for section in note["sections"]}
    assert any("in a table of its own, beside the other figures" in text for text in said["limits"])


def test_a_change_that_counts_is_told_under_progress(labour: Path):
    note = SelfReliance("LBN", 2024, 2020).note
    told = [str(said) for where, said in note.added.said if where == "progress"]
    assert told == [
        "Ministry of Labour: right to decent work rose by 11.0\u00a0percentage points between 2020 and 2024, "
        "to 31\u00a0%."
    ]


def test_a_change_of_a_region_rests_on_countries_with_a_figure_of_both_years(
    own_source: Own, declared_figures: str
):
    kept = [f"{iso3},{year},{value}" for iso3 in ("ETH", "UGA", "SSD", "SDN")
            for year, value in ((2020, 40), (2024, 50))]  # fmt: skip
    table = "\n".join(["iso3,year,value", *kept, "KEN,2020,100"])
    own_source("labour", declared_figures, **{"figures.csv": table})
    note = SelfReliance("igad", 2024, 2020).note
    told = [str(said) for where, said in note.added.said if where == "progress"]
    assert told == [
        "Ministry of Labour: right to decent work rose by 10.0\u00a0percentage points between 2020 and 2024, "
        "to 50\u00a0%, in countries of 86\u00a0% of the refugees."
    ]
    own_source("labour", declared_figures, **{"figures.csv": table + "\nKEN,2024,\nSOM,2024,0\n"})
    note = SelfReliance("igad", 2024, 2020).note
    told = [str(said) for where, said in note.added.said if where == "progress"]
    assert told[0].endswith("to 50\u00a0%, in the countries with a figure of both years.")


def test_a_figure_that_falls_short_is_told_under_challenges(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": "iso3,year,value\nLBN,2024,31\n"})
    told = [str(said) for where, said in SelfReliance("LBN", 2025, 2016).note.added.said
            if where == "challenges"]  # fmt: skip
    assert told == ["Ministry of Labour: right to decent work was 31\u00a0% in 2024."]


def test_why_there_is_no_status_is_told(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": "iso3,year,value\nLBN,2024,70\n"})
    [table] = SelfReliance("LBN", 2025, 2016).note.as_dict()["added"]
    assert table["rows"][0][-1] == (
        "published; insufficient data (the figure is of 2024: a verdict counts in its own year only)"
    )


def test_pages_that_count_what_moved_do_not_count_it(labour: Path):
    told = SelfReliance("LBN", 2024, 2020).note.as_dict()["measures"]
    rows = {
        row["indicator"]: row
        for row in (dict(zip(told["columns"], row, strict=True)) for row in told["rows"])
    }
    assert rows["gcr_2_1_1_labour"]["progress"] is None
    assert rows["gcr_2_1_1"]["progress"] is not None


def test_what_was_added_changes_nothing_else(labour: Path, monkeypatch: pytest.MonkeyPatch):
    study = SelfReliance("LBN", 2025, 2016)
    figures, sections = [figure.digest for figure in study.figures], study.note.sections()
    title = study.note.as_dict()["title"]
    monkeypatch.setenv("GCR_OWN", "")
    plain = SelfReliance("LBN", 2025, 2016)
    assert [figure.digest for figure in plain.figures] == figures
    assert plain.note.as_dict()["title"] == title
    for section, said in plain.note.sections().items():
        assert sections[section][: len(said)] == said


@pytest.mark.parametrize(
    ("study", "main"),
    [
        (HostCountryBurden, "gcr_1_2_2"),
        (ThirdCountrySolutions, "gcr_3_1_1"),
        (ReturnConditions, "gcr_4_1_1"),
    ],
)
def test_every_panel_shows_what_was_added_to_it(
    own_source: Own, declared_figures: str, study: type[Study[Any]], main: str
):
    figures = "iso3,year,value\nLBN,2020,200\nLBN,2024,310\nSYR,2024,60\n"
    own_source("office", declared_figures.replace("gcr_2_1_1", main), **{"figures.csv": figures})
    for region in ("LBN", "middle-east-and-north-africa"):
        note = study(region, 2024, 2020).note
        [table] = note.as_dict()["added"]
        assert framework.indicators()[main].title in table["rows"][0][0]
        assert "office" in {line["source"] for line in note.ledger()}
        assert str(note)


def test_another_panel_says_nothing_of_it(labour: Path):
    assert "added" not in HostCountryBurden("LBN", 2025, 2016).note.as_dict()


def test_an_estimate_is_never_shown_without_what_makes_it_one(household: Path):
    [estimate] = estimates_of(framework.own_sources()["household"])
    note = SelfReliance("LBN", 2025, 2016).note.as_dict()
    [table] = note["added"]
    assert table["columns"] == [
        "Measure",
        "Estimate",
        "95\u00a0% interval",
        "Standard error",
        "Answers",
        "Administrative figure",
    ]
    [row] = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert row["Measure"] == "Right to decent work (2.1.1): adults of working age"
    assert row["Estimate"] == f"{estimate.value:.0f}\u00a0%"
    assert row["95\u00a0% interval"] == f"{estimate.low:.0f}\u00a0%\u00a0to\u00a0{estimate.high:.0f}\u00a0%"
    assert row["Standard error"] == f"{estimate.error:.1f}\u00a0points"
    assert row["Answers"] == str(estimate.answers)
    assert table["title"].endswith("beside administrative figures (Household survey, March to May 2024)")
    assert re.fullmatch(
        "refugees and asylum-seekers, by UNHCR’s operation: [\\d.]+\u00a0% \\(2024\\)",
        row["Administrative figure"],
    )
    [line] = [line for line in note["ledger"] if line["status"] == "estimate" and line["low"] is not None]
    assert line["detail"].startswith(f"{estimate.answers} answers; standard error")


def test_pages_do_not_set_an_estimate_beside_other_figures(household: Path):
    assert framework.indicators()["gcr_2_1_1_household"].gcr_code is None
    told = SelfReliance("LBN", 2025, 2016).note.as_dict()["measures"]
    assert "estimate" not in {row[told["columns"].index("status")] for row in told["rows"]}


def test_why_an_estimate_may_differ_is_told(household: Path):
    note = SelfReliance("LBN", 2025, 2016).note
    [text] = [str(said) for where, said in note.added.said if where == "limits"]
    assert text.startswith("Household survey asked refugees in private households (March to May 2024).")


def test_a_region_shows_the_estimates_of_its_countries_one_by_one(household: Path):
    [table] = SelfReliance("middle-east-and-north-africa", 2025, 2016).note.as_dict()["added"]
    assert table["columns"][1] == "Country"
    assert [row[1] for row in table["rows"]] == ["Lebanon"]
    assert "added" not in SelfReliance("igad", 2025, 2016).note.as_dict()


def test_a_note_shows_no_survey_of_a_later_year(household: Path):
    assert "added" not in SelfReliance("LBN", 2023, 2016).note.as_dict()


def test_few_answers_are_marked(own_source: Own, declared_survey: str):
    pytest.importorskip("svy")
    rows = [f"{50 + n},{'north' if n % 2 else 'south'},{n % 4},30,{1 + n % 3 % 2}" for n in range(20)]
    table = "weight,district,village,age,may_work\n" + "\n".join(rows)
    own_source("household", declared_survey.replace("      missing: [98]\n", ""), **{"answers.csv": table})
    note = SelfReliance("LBN", 2025, 2016).note.as_dict()
    assert "20 (few)" in note["added"][0]["rows"][0]
    limits = next(section for section in note["sections"] if section["id"] == "limits")
    assert "On fewer than 30 answers rest: right to decent work." in limits["items"][-1]["text"]


def small_survey(rows: int, clusters: int, worked: int = 2) -> str:
    """Answers from a few clusters of two districts, all of which have one in the north."""
    lines = [f"{50 + n % 3},{'north' if n % 2 else 'south'},{n // 2 % clusters},30,{1 + n % 3 % worked}"
             for n in range(rows)]  # fmt: skip
    return "weight,district,village,age,may_work\n" + "\n".join(lines)


def test_an_estimate_without_a_degree_of_freedom_is_withheld(own_source: Own, declared_survey: str):
    pytest.importorskip("svy")
    others = "\n".join(f"50,{name},{n},70,98" for name in ("north", "south") for n in (7, 8))
    own_source("household", declared_survey, **{"answers.csv": small_survey(80, 1) + "\n" + others})
    note = SelfReliance("LBN", 2025, 2016).note
    [table] = note.as_dict()["added"]
    [row] = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    assert (row["Estimate"], row["Answers"]) == ("withheld", "80")
    assert "Standard error" not in table["columns"]
    [text] = [str(said) for where, said in note.added.said if where == "limits"]
    assert "Outside the interval" not in text
    assert "Withheld, since the answers come from one cluster of each stratum" in text
    row = measure_row()
    assert (row["status"], str(row["value"])) == ("not collected", "nan")
    assert row["reason"].startswith("Survey estimate withheld: 80 answers from one cluster of each stratum")


def measure_row() -> Any:
    return indicator("gcr_2_1_1_household", "LBN", 2024).iloc[0]


def test_an_estimate_from_few_clusters_is_marked(own_source: Own, declared_survey: str):
    pytest.importorskip("svy")
    declared = declared_survey.replace("      missing: [98]\n", "")
    own_source("household", declared, **{"answers.csv": small_survey(80, 2)})
    note = SelfReliance("LBN", 2025, 2016).note
    assert "80 (few clusters)" in note.as_dict()["added"][0]["rows"][0]
    [text] = [str(said) for where, said in note.added.said if where == "limits"]
    assert "the error and the interval are themselves unsure: right to decent work" in text
    assert "from few clusters (2 degrees of freedom)" in measure_row()["reason"]


def test_another_measure_beside_an_estimate_is_named_and_not_compared(own_source: Own, declared_survey: str):
    pytest.importorskip("svy")
    new = (
        "id: in_work\n      panel: self-reliance\n      title: In work\n      definition: Adults who worked\n"
    )
    declared = declared_survey.replace("of: gcr_2_1_1\n", new + "      beside: gcr_2_2_1_primary\n")
    declared = declared.replace("      missing: [98]\n", "")
    own_source("household", declared, **{"answers.csv": small_survey(80, 9)})
    study = SelfReliance("LBN", 2025, 2016)
    cell = study.note.as_dict()["added"][0]["rows"][0][-1]
    assert cell.startswith(study.evidence.title("gcr_2_2_1_primary") + ", refugees and asylum-seekers, by")
    assert not any("Outside" in str(said) for _, said in study.note.added.said)


def test_another_measure_beside_a_figure_is_named(own_source: Own, declared_figures: str):
    new = "id: permits\n      panel: self-reliance\n      title: Permits\n      definition: Permits held\n"
    new += "      unit: permits\n      direction: up\n      region: sum\n      beside: gcr_2_1_1\n"
    own_source("labour", declared_figures.replace("of: gcr_2_1_1\n", new), **{"figures.csv": TABLE})
    study = SelfReliance("LBN", 2025, 2016)
    [row] = study.note.as_dict()["added"][0]["rows"]
    assert any(cell.startswith(study.evidence.title("gcr_2_1_1") + ": ") for cell in row)


def test_an_estimate_of_all_who_were_asked_names_its_population(own_source: Own, declared_survey: str):
    pytest.importorskip("svy")
    lines = [line for line in declared_survey.splitlines() if "among" not in line and "missing" not in line]
    rows = small_survey(300, 9).replace(",30,1", ",30,2") + "\n50,north,3,30,1\n50,south,4,30,1"
    own_source("household", "\n".join(lines), **{"answers.csv": rows})
    [text] = [str(said) for where, said in SelfReliance("LBN", 2025, 2016).note.added.said
              if where == "challenges"]  # fmt: skip
    assert "right to decent work of refugees in private households is estimated at" in text


def test_areas_in_need_say_that_a_survey_estimates_what_has_no_figure(own_source: Own, declared_survey: str):
    pytest.importorskip("svy")
    declared = declared_survey.replace("gcr_2_1_1", "gcr_2_2_2").replace("      missing: [98]\n", "")
    own_source("household", declared, **{"answers.csv": small_survey(80, 9)})
    study = SelfReliance("LBN", 2025, 2016)
    assert not study.evidence.at("gcr_2_2_2").known
    [text] = [str(said) for where, said in study.note.added.said if where == "support"]
    assert text == (
        "This note has no figure of its own for refugees below the national poverty line; Household survey "
        "estimates it, in the table of estimates."
    )
    assert text in [str(said) for said in study.note.sections()["support"]]


def test_surveys_of_several_names_have_a_column_of_them(own_source: Own, declared_survey: str, answered: str):
    pytest.importorskip("svy")
    for name in ("household", "camps"):
        declared = declared_survey.replace("Household", name.title())
        own_source(name, declared, **{"answers.csv": answered})
    [table] = SelfReliance("LBN", 2025, 2016).note.as_dict()["added"]
    column = table["columns"].index("Survey")
    assert {row[column] for row in table["rows"]} == {
        "Household survey, March to May 2024",
        "Camps survey, March to May 2024",
    }
