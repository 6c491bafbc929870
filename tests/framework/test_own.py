"""What a folder of own figures declares, and what is said of one that does not fit."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis import framework, snapshot
from gcr_analysis.errors import GcrError

Own = Callable[..., Path]
NEW = """\
    - id: permits_held
      panel: self-reliance
      title: Work permits held
      definition: Valid permits of refugees
      unit: permits
      direction: up
      region: sum
"""


def test_a_measure_beside_a_declared_one_takes_over_what_that_one_is(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures)
    main, added = (framework.indicators()[id] for id in ("gcr_2_1_1", "gcr_2_1_1_labour"))
    assert (added.panel, added.unit, added.direction, added.gcr_code) == (
        "self-reliance",
        "percent",
        "up",
        "2.1.1",
    )
    assert added.title == f"{main.title}, by Ministry of Labour"
    assert added.own == "labour"
    assert framework.indicators()["gcr_2_1_1"] == main
    assert main.own == ""


def test_a_new_measure_stands_at_the_end_of_all(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures + NEW)
    assert [*framework.indicators()][-2:] == ["gcr_2_1_1_labour", "permits_held"]
    assert framework.indicators()["permits_held"].additive


def test_own_sources_are_sources_like_all_others(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures)
    assert framework.sources()["labour"].vintage == "2025-06"
    assert snapshot.sources()["labour"].citation == "Ministry of Labour, Register of work permits (June 2025)"


def test_an_empty_variable_leaves_own_sources_out(
    own_source: Own, declared_figures: str, monkeypatch: pytest.MonkeyPatch
):
    own_source("labour", declared_figures)
    monkeypatch.setenv("GCR_OWN", "")
    assert "labour" not in framework.sources()
    assert "labour" not in snapshot.sources()
    assert not any(each.own for each in framework.indicators().values())


def test_a_variable_that_names_no_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GCR_OWN", str(tmp_path / "none"))
    framework.forget_own()
    with pytest.raises(GcrError, match=r"no folder .*none: set GCR_OWN to the folder of your own sources"):
        framework.indicators()
    framework.forget_own()


def test_a_survey_measure_is_an_estimate_of_a_country_without_a_direction(
    own_source: Own, declared_survey: str
):
    own_source("household", declared_survey)
    added = framework.indicators()["gcr_2_1_1_household"]
    assert (added.status, added.only_for, added.direction) == ("estimate", ("country",), "neutral")


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("Labour", "", "", "folder 'Labour' cannot name a source: use lower-case words joined by hyphens"),
        ("unrwa", "", "", "folder 'unrwa' has the name of a declared source: choose another"),
        ("a", "producer: Ministry of Labour\n", "", "own/a/source.yaml has no producer: add it"),
        ("a", "producer:", "producr:", "unknown key in own/a/source.yaml 'producr': did you mean producer?"),
        ("a", "title: Register", 'title: "=Register', "not YAML"),
        ("a", "title: Register of work permits", 'title: "=cmd"', "title '=cmd' begins like a formula"),
        ("a", '"2025-06"', "June", "vintage 'June' is no date: write"),
        ("a", '"2025-06"', '"2025-13"', "vintage '2025-13' is no date: write"),
        (
            "a",
            "https://example.org/",
            "example.org",
            "url 'example.org' is no address: begin it with https://",
        ),
        ("a", "figures:\n", "figurs:\n", "needs figures or survey, and not both"),
        ("a", "file: figures.csv", "file: ../figures.csv", "file '../figures.csv' is not in the folder"),
        ("a", "of: gcr_2_1_1", "of: gcr_2_1_3", "unknown measure in own/a/source.yaml: measure gcr_2_1_3"),
        ("a", "of: gcr_2_1_1", "id: gcr_2_1_1", "is new and has no panel: add it"),
        ("a", "of: gcr_2_1_1", "column: x", "needs of (a declared measure) or id (a new one), and not both"),
        (
            "a",
            "of: gcr_2_1_1",
            "of: gcr_2_1_1\n      unit: persons",
            "unit is that of gcr_2_1_1: leave it out",
        ),
        ("a", "of: gcr_2_1_1", "of: gcr_2_1_1\n      region: avg", "region 'avg' input should be 'sum'"),
        ("a", "    - of: gcr_2_1_1\n", "    - of: gcr_2_1_1\n" * 2, "declares gcr_2_1_1_a twice"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("Work permits held", "Permits of 2024"), "has a digit"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("permits_held", "Permits"), "id 'Permits' is no id"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("permits_held", "refugees_hosted"), "is declared already"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("self-reliance", "reliance"), "unknown panel in own/a"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("unit: permits", "unit: permit"), "did you mean permits"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("direction: up", "direction: more"), "direction 'more'"),
        ("a", "    - of: gcr_2_1_1\n", NEW.replace("      region: sum\n", ""), "has no region: add it"),
        ("a", "    - of: gcr_2_1_1\n", "", "measures"),
    ],
)
def test_a_declaration_that_does_not_fit_is_one_clear_line(
    own_source: Own, declared_figures: str, *, name: str, old: str, new: str, said: str
):
    folder = own_source(name, declared_figures.replace(old, new))
    with pytest.raises(GcrError) as refused:
        framework.own_source(folder)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("counted: [1]", "counted: [yes]", "holds a bare yes or no"),
        ("  country: LBN\n", "", "needs country or country_column, and not both"),
        ("  year: 2024\n", "  year: 2024\n  year_column: y\n", "needs year or year_column, and not both"),
        ("least: 18, most: 59, ", "", "needs values, or least and most, and not both"),
        ("of: gcr_2_1_1", "of: refugees_hosted", "is counted in persons, and a survey gives a percentage"),
        ("  dates: March to May 2024\n", "", "has no dates: add it"),
        ("  cluster: village", "  clusters: village", "did you mean cluster"),
    ],
)
def test_a_survey_that_does_not_fit_is_one_clear_line(
    own_source: Own, declared_survey: str, old: str, new: str, said: str
):
    folder = own_source("household", declared_survey.replace(old, new))
    with pytest.raises(GcrError) as refused:
        framework.own_source(folder)
    assert said in str(refused.value)


def test_two_sources_cannot_declare_one_measure(own_source: Own, declared_figures: str):
    own_source("a", declared_figures.replace("    - of: gcr_2_1_1\n", NEW))
    own_source("b", declared_figures.replace("    - of: gcr_2_1_1\n", NEW))
    with pytest.raises(GcrError, match="own sources a and b both declare permits_held: rename one"):
        framework.indicators()


def test_an_empty_declaration_is_a_draft(own_source: Own):
    own_source("labour", "# nothing yet\n")
    assert framework.own_sources() == {}
    assert str(framework.own_drafts()["labour"]).startswith("own/labour/source.yaml is empty: write producer")


@pytest.mark.parametrize(
    ("declared", "files", "left"),
    [
        (
            "Name of the dataset",
            {"figures.csv": "iso3,year,value\nLBN,2024,1\n"},
            ["title is still 'Name of"],
        ),
        ("Register", {"figures.csv": "iso3,year,value\n\n"}, ["figures.csv has no row below its header"]),
        ("Register", {"figures.csv": ""}, ["figures.csv has no row below its header"]),
        ("Name of the survey", {"figures.csv": "\n"}, ["title is still", "has no row below"]),
    ],
)
def test_a_source_that_is_not_filled_in_is_a_draft_and_says_what_is_left(
    own_source: Own, declared_figures: str, declared: str, files: dict[str, str], left: list[str]
):
    own_source("done", declared_figures)
    own_source("labour", declared_figures.replace("Register of work permits", declared), **files)
    assert [*framework.own_sources()] == ["done"]
    lines = framework.own_drafts()["labour"].lines
    assert len(lines) == len(left)
    assert all(part in line for part, line in zip(left, lines, strict=True))


def test_a_source_without_its_file_is_a_draft_until_there_is_another_file(
    own_source: Own, declared_figures: str
):
    folder = own_source("labour", declared_figures)
    for name in ("figures.csv", "answers.csv"):
        (folder / name).unlink()
    framework.forget_own()
    assert "there is no own/labour/figures.csv" in str(framework.own_drafts()["labour"])
    (folder / "figurs.csv").write_text("iso3,year,value\nLBN,2024,1\n")
    framework.forget_own()
    assert [*framework.own_sources()] == ["labour"]


def test_a_folder_with_files_and_no_declaration_is_a_draft_and_an_empty_one_nothing(
    own_source: Own, declared_figures: str
):
    folder = own_source("labour", declared_figures)
    (folder / "source.yaml").rename(folder / "source.yml")
    (folder.parent / "later").mkdir()
    framework.forget_own()
    assert [*framework.own_drafts()] == ["labour"]
    assert "there is no own/labour/source.yaml" in str(framework.own_drafts()["labour"])


def test_a_variable_that_names_a_file_or_one_source_is_refused_in_one_line(
    own_source: Own, declared_figures: str, monkeypatch: pytest.MonkeyPatch
):
    folder = own_source("labour", declared_figures)
    wrong = {
        folder: "is one own source: set GCR_OWN to the folder above it",
        folder / "source.yaml": "is a file: set GCR_OWN to the folder of your own",
    }
    for named, said in wrong.items():
        monkeypatch.setenv("GCR_OWN", str(named))
        framework.forget_own()
        with pytest.raises(GcrError, match=said) as refused:
            framework.indicators()
        assert "\n" not in str(refused.value)
