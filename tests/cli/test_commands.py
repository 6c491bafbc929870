"""Each command prints what it promises; a wrong word is one line that says what would be right, and 2."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

from gcr_analysis import framework, snapshot
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.cli import main
from gcr_analysis.cli.figures import with_bounds
from gcr_analysis.cli.show import show
from gcr_analysis.framework.models import RegionKind
from gcr_analysis.geography import Region
from gcr_analysis.running import project_root, two_releases
from gcr_analysis.running.two_releases import Compared, compare_notes

Gcr = Callable[..., tuple[int, str, str]]
NO_INTERVAL = dict.fromkeys(("low", "high", "coverage"), float("nan"))
CONTRACT = (
    "region,panel,indicator,gcr_code,year,value_year,value,low,high,unit,status,coverage,source,vintage,"
    "reason,baseline_year,series_break"
)


def test_indicators_as_csv_have_the_columns_of_the_contract_and_the_figures(gcr: Gcr) -> None:
    panel = "host-country-burden"
    code, out, _ = gcr(
        "indicators", "--region", "world", "--year", "2022", "--panel", panel, "--format", "csv"
    )
    assert code == 0
    assert out.splitlines()[0] == CONTRACT
    values = {row["indicator"]: row["value"] for row in csv.DictReader(io.StringIO(out))}
    assert values["refugees_hosted"] == "34646534"
    assert values["protracted_refugees"] == "23285655"
    assert values["protracted_situations"] == "57"
    assert values["protracted_hosts"] == "37"
    assert values["gcr_1_2_2"] == ""
    rows = {row["indicator"]: row for row in csv.DictReader(io.StringIO(out))}
    assert rows["hosting_gini"]["baseline_year"] == "2016"
    assert rows["gcr_1_2_2"]["reason"]


def test_a_break_in_a_series_is_told_in_every_format(gcr: Gcr, tmp_path: Path) -> None:
    asked = ("indicators", "--region", "COL", "--year", "2018", "--panel", "host-country-burden")
    began = "Other people in need of international protection are counted from this year on"
    for kind, read in (("csv", pd.read_csv), ("json", pd.read_json), ("parquet", pd.read_parquet)):
        file = tmp_path / f"figures.{kind}"
        gcr(*asked, "--into", str(file))
        rows = read(file).set_index("indicator")
        assert rows.loc["refugees_per_1000_inhabitants", "series_break"] == f"{began} (2018)"
    assert "counted from this year on" in " ".join(gcr(*asked)[1].split())


def test_several_years_are_all_told(gcr: Gcr) -> None:
    asked = ("indicators", "--region", "LBN", "--region", "JOR", "--panel", "host-country-burden")
    _, out, _ = gcr(*asked, "--year", "2022", "--year", "2023", "--format", "csv")
    rows = [row for row in csv.DictReader(io.StringIO(out)) if row["indicator"] == "refugees_hosted"]
    assert [(row["region"], row["year"]) for row in rows] == [
        ("LBN", "2022"),
        ("LBN", "2023"),
        ("JOR", "2022"),
        ("JOR", "2023"),
    ]


def years_of(out: str) -> list[str]:
    return [row["year"] for row in csv.DictReader(io.StringIO(out))]


@pytest.mark.parametrize(
    "years",
    [("--years", "2020-2022"), ("--year", "2020, 2021–2022"), ("--year", "2020", "--years", "2021,2022")],
)
def test_years_are_given_one_by_one_as_a_list_or_as_a_range(gcr: Gcr, years: tuple[str, ...]) -> None:
    asked = ("indicators", "--region", "LBN", "--indicator", "refugees_hosted", "--format", "csv")
    code, out, _ = gcr(*asked, *years)
    assert (code, years_of(out)) == (0, ["2020", "2021", "2022"])


def test_measures_are_chosen_by_their_ids_whatever_their_panel(gcr: Gcr) -> None:
    chosen = ("--indicator", "refugees_hosted", "--indicator", "return_rate", "--indicator", "hosting_gini")
    _, out, _ = gcr("indicators", "--region", "LBN", "--year", "2024", *chosen, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["indicator"] for row in rows] == ["refugees_hosted", "hosting_gini", "return_rate"]
    gini = rows[1]
    assert (gini["value"], gini["status"]) == ("", "not applicable")
    assert gini["reason"] == "A single country has no distribution"


def test_the_regions_of_families_follow_those_that_are_named_each_once(gcr: Gcr) -> None:
    asked = ("indicators", "--region", "LBN", "--region", "ssar", "--family", "platform", "--family", "world")
    _, out, _ = gcr(*asked, "--indicator", "refugees_hosted", "--format", "csv")
    regions = [row["region"] for row in csv.DictReader(io.StringIO(out))]
    assert regions == ["LBN", "ssar", "mirps", "igad", "world"]


def test_a_baseline_within_the_years_compares_those_after_it(gcr: Gcr) -> None:
    asked = ("indicators", "--region", "LBN", "--indicator", "change_since_baseline", "--format", "csv")
    code, out, _ = gcr(*asked, "--years", "2019-2021", "--baseline-year", "2020")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert (code, [bool(row["value"]) for row in rows]) == (0, [False, False, True])
    assert rows[0]["reason"] == "Not after the baseline year 2020"


def test_too_many_rows_for_a_worksheet_are_refused_before_they_are_computed(
    gcr: Gcr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compute(*_: Any, **__: Any) -> None:
        raise AssertionError("computed")

    monkeypatch.setattr("gcr_analysis.cli.figures.measure", compute)
    families = [word for family in get_args(RegionKind) if family != "own" for word in ("--family", family)]
    asked = ("indicators", *families, "--years", "2000-2025")
    code, _, err = gcr(*asked, "--into", str(tmp_path / "figures.xlsx"))
    assert code == 2
    assert err.startswith("gcr: a worksheet holds 1,048,575 rows and these are 1,")
    assert "take .csv.gz, .parquet or .dta, or fewer rows" in err
    assert not list(tmp_path.iterdir())
    with pytest.raises(AssertionError, match="computed"):
        main([*asked, "--into", str(tmp_path / "figures.parquet")])


def test_stata_opens_the_figures_with_labels_and_missing_values(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "figures.dta"
    asked = ("indicators", "--region", "LBN", "--years", "2023-2025", "--panel", "host-country-burden")
    assert gcr(*asked, "--into", str(file)) == (0, "", "")
    rows = pd.read_stata(file)
    assert list(rows.columns) == CONTRACT.split(",")
    gini = rows[rows["indicator"] == "hosting_gini"]
    assert gini["value"].isna().all()
    assert set(gini["reason"]) == {"A single country has no distribution"}
    with pd.io.stata.StataReader(file) as reader:
        labels = reader.variable_labels()
        assert set(labels) == set(CONTRACT.split(","))
        assert all(0 < len(label) <= 80 for label in labels.values())


def test_indicators_as_json_have_null_where_there_is_no_figure(gcr: Gcr) -> None:
    _, out, _ = gcr("indicators", "--region", "lbn", "--year", "2024", "--format", "json")
    rows = {row["indicator"]: row for row in json.loads(out)}
    assert list(rows["hosting_gini"]) == CONTRACT.split(",")
    assert rows["hosting_gini"]["value"] is None
    assert rows["hosting_gini"]["status"] == "not applicable"
    assert round(rows["refugees_per_1000_inhabitants"]["value"], 1) == 130.7


def test_indicators_for_people_are_in_words(gcr: Gcr) -> None:
    _, out, _ = gcr("indicators", "--region", "UGA", "--year", "2024")
    (line,) = [line for line in out.splitlines() if "13.7" in line and "57.4" in line]
    assert "13.7 (7.8 to 57.4)" in line.replace("\u00a0", " ")


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One row for each region and panel that is asked for, with their names."""

    def rows(
        places: list[Region], years: list[int], panel: str, baseline_year: int, indicator: list[str]
    ) -> pd.DataFrame:
        cells = dict.fromkeys(CONTRACT.split(","), "") | {"panel": panel, "baseline_year": baseline_year}
        cells |= {"year": years[0], "value_year": years[0], "value": 1.0} | NO_INTERVAL
        return pd.DataFrame([cells | {"region": place.id} for place in places])

    monkeypatch.setattr("gcr_analysis.cli.figures.measure", rows)


def asked(out: str) -> list[tuple[str, str]]:
    return [(row["panel"], row["region"]) for row in csv.DictReader(io.StringIO(out))]


@pytest.mark.usefixtures("named")
def test_all_regions_of_a_panel_are_its_default_ones(gcr: Gcr) -> None:
    for panel in framework.panels().values():
        _, out, _ = gcr("indicators", "--region", "all", "--panel", panel.id, "--format", "csv")
        assert asked(out) == [(panel.id, region) for region in panel.default_regions]


@pytest.mark.usefixtures("named")
def test_all_regions_of_no_panel_in_particular_are_those_of_every_panel_for_every_panel(gcr: Gcr) -> None:
    _, out, _ = gcr("indicators", "--region", "all", "--format", "csv")
    panels = framework.panels().values()
    everywhere = dict.fromkeys(region for panel in panels for region in panel.default_regions)
    assert asked(out) == [(panel.id, region) for panel in panels for region in everywhere]


@pytest.mark.usefixtures("named")
@pytest.mark.parametrize("ending", ["csv", "csv.gz", "json", "xlsx", "parquet", "dta"])
def test_a_file_has_the_format_of_its_ending(gcr: Gcr, tmp_path: Path, ending: str) -> None:
    file = tmp_path / "new" / f"figures.{ending}"
    assert gcr("indicators", "--region", "world", "--into", str(file)) == (0, "", "")
    begins = {"csv": b"region,panel", "json": b"[\n", "xlsx": b"PK", "parquet": b"PAR1"}
    begins |= {"csv.gz": b"\x1f\x8b", "dta": b"<stata_dta>"}
    assert file.read_bytes().startswith(begins[ending])
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.usefixtures("named")
def test_a_named_format_counts_for_more_than_the_ending(gcr: Gcr, tmp_path: Path) -> None:
    file = tmp_path / "figures.txt"
    gcr("indicators", "--region", "world", "--into", str(file), "--format", "csv")
    assert file.read_text().splitlines()[0] == CONTRACT


@pytest.mark.usefixtures("named")
def test_a_program_that_reads_the_output_gets_the_workbook(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with pytest.raises(SystemExit):
        main(["indicators", "--region", "world", "--format", "xlsx"])
    assert capfdbinary.readouterr().out.startswith(b"PK")


def test_a_workbook_is_not_written_to_a_screen(gcr: Gcr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = gcr("indicators", "--region", "world", "--format", "xlsx")
    assert (code, out) == (2, "")
    assert err == "gcr: xlsx is not for a screen: give a file, such as --into figures.xlsx\n"


@pytest.mark.usefixtures("named")
def test_a_file_that_cannot_be_written_is_one_line(gcr: Gcr, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    code, _, err = gcr("indicators", "--region", "world", "--into", str(tmp_path / "file" / "figures.csv"))
    assert code == 2
    assert err.startswith("gcr: cannot write figures.csv")


def test_the_figures_of_years_before_the_usual_baseline_can_be_asked_for(gcr: Gcr) -> None:
    code, out, _ = gcr("indicators", "--region", "world", "--year", "2005", "--format", "csv")
    assert code == 0
    assert "refugees_hosted,,2005,2005,8661293" in out


def test_regions_are_listed_by_family(gcr: Gcr) -> None:
    _, out, _ = gcr("regions", "--family", "platform", "--format", "csv")
    assert [row.split(",")[0] for row in out.splitlines()] == ["region", "mirps", "igad", "ssar"]


def test_regions_without_a_family_are_the_sets_and_say_how_to_see_the_countries(gcr: Gcr) -> None:
    _, out, _ = gcr("regions", "--format", "table")
    assert "West and Central Africa" in out
    assert "Lebanon" not in out
    assert "gcr regions --family country" in out


def test_to_a_pipe_regions_are_an_id_a_line(gcr: Gcr, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gcr("regions", "--family", "platform") == (0, "mirps\nigad\nssar\n", "")
    assert gcr("regions", "--family", "host")[1].splitlines()[:2] == ["ABW", "AFG"]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert "MIRPS countries" in gcr("regions", "--family", "platform")[1]


def test_regions_are_read_from_standard_input(gcr: Gcr, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("run", "--panel", "self-reliance", "--explain", "--outputs", "none")
    monkeypatch.setattr("sys.stdin", io.StringIO("mirps\n\nCote d'Ivoire\n"))
    _, out, _ = gcr(*asked, "--region", "LBN", "--region", "-")
    assert [line.split()[1] for line in out.splitlines()] == ["lbn", "mirps", "civ"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    code, _, err = gcr(*asked, "--region", "-")
    assert (code, err) == (2, "gcr: no region on standard input: write one a line, as gcr regions | does\n")


def test_a_plan_has_every_year_that_is_given(gcr: Gcr) -> None:
    asked = ("run", "--panel", "self-reliance", "--region", "Chad", "--explain", "--outputs", "none")
    _, out, _ = gcr(*asked, "--year", "2022", "--year", "2023")
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "run  tcd · self-reliance · 2022",
        "run  tcd · self-reliance · 2023",
    ]


def test_panels_and_sources_are_those_declared(gcr: Gcr) -> None:
    _, out, _ = gcr("panels", "--format", "json")
    assert [row["panel"] for row in json.loads(out)] == list(framework.panels())
    _, out, _ = gcr("sources", "--format", "json")
    assert [row["source"] for row in json.loads(out)] == list(framework.sources())


def test_data_status_has_a_line_for_each_table(gcr: Gcr) -> None:
    _, out, _ = gcr("data", "status", "--format", "json")
    assert [row["table"] for row in json.loads(out)] == list(framework.tables())


def test_data_check_ends_with_1_and_says_what_to_do(gcr: Gcr, tmp_path: Path) -> None:
    code, out, _ = gcr("data", "check", str(tmp_path))
    assert code == 1
    assert len(out.splitlines()) == len(framework.tables()) - 1  # nowcasts, which only a service has
    assert "population: file: extract unhcr/population.parquet is missing" in out
    assert all("Remedy: " in line for line in out.splitlines())


def test_data_diff_is_a_memo_or_rows(gcr: Gcr) -> None:
    _, memo, _ = gcr("data", "diff", "GT2025", "GT2025r1")
    assert memo.startswith("GT2025r1 (published 25 June 2026) against GT2025 (published 12 June 2026)")
    _, rows, _ = gcr("data", "diff", "GT2025", "GT2025r1", "--by", "pair", "--format", "csv")
    read = list(csv.DictReader(io.StringIO(rows)))
    assert len(read) == 25
    assert {row["asylum"] for row in read} == {"CAN"}


def test_data_diff_of_notes_is_a_text_or_rows(gcr: Gcr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the two newest releases only a figure of asylum-seekers differs, by too little to see."""
    read: list[Compared] = []

    def compared_once(*releases: str, **chosen: Any) -> Compared:
        if not read:
            read.append(compare_notes(*releases, **chosen))
        return read[0]

    monkeypatch.setattr(two_releases, "compare_notes", compared_once)
    chosen = ("data", "diff", "GT2025", "GT2025r1", "--notes", "--quiet", "--region", "CAN")
    chosen = (*chosen, "--panel", "host-country-burden")
    _, memo, _ = gcr(*chosen)
    assert memo.startswith("What GT2025r1 (published 25 June 2026) changed in the notes against GT2025 (publ")
    assert "Notes of 2025, against 2016, read under both releases: 1. 1 reads otherwise" in memo
    _, out, _ = gcr(*chosen, "--format", "csv")
    assert out.splitlines()[0] == "region,panel,year,kind,part,id,before,after"
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["region"], row["part"], row["kind"]) == ("CAN", "challenges", "figures within their band")
    assert "314,469 asylum-seekers" in row["before"]
    assert "314,475 asylum-seekers" in row["after"]


def test_data_verify_ends_with_1_and_names_what_is_wrong(gcr: Gcr, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = [snapshot.Finding("population", "file", "population.parquet is cut short")]
    monkeypatch.setattr(snapshot, "verify", lambda _: wrong)
    code, out, _ = gcr("data", "verify")
    assert (code, out) == (1, "population: file: population.parquet is cut short\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("indicators --region mirp", "unknown region 'mirp': did you mean mirps"),
        (
            "indicators --region world --panel host-burden",
            "unknown panel 'host-burden': did you mean host-count",
        ),
        (
            "indicators --region world --year 1999",
            "year 1999 is outside the data: give one from 2000 to 2025",
        ),
        ("indicators --region world --year 20x4", "year '20x4' is not a number: give one from 2000 to 2025"),
        (
            "indicators --region world --year 2019 --baseline-year 2021",
            "baseline year 2021 is not before 2019: set --baseline-year to an earlier one",
        ),
        (
            "indicators --region Congo",
            "region 'Congo' may be COD (Democratic Republic of the Congo) or COG (C",
        ),
        ("indicators --region LBN,JOR", "unknown region 'LBN,JOR': give each region by itself"),
        ("indicators --region LBN --format csv --format json", "Invalid value for '--format': it is given m"),
        ("run --region LBN --baseline-year 2016 --baseline-year 2020", "Invalid value for '--baseline-year'"),
        ("data nowcasts --region LBN --region JOR", "Invalid value for '--region': it is given more than on"),
        (
            "data diff --notes --year 2020 --year 2021",
            "Invalid value for '--year': it is given more than once",
        ),
        ("regions --family host --family origin", "Invalid value for '--family': it is given more than once"),
        ("indicators --region ../../x", "unknown region '../../x': see: gcr regions"),
        ("indicators --region nowhere.yaml", "no region file nowhere.yaml: give the path of a YAML file"),
        ("indicators", "no region given: give --region, --family or both"),
        ("indicators --family platforms", "unknown family of regions 'platforms': did you mean platform?"),
        (
            "indicators --region LBN --indicator hosting_ginni",
            "unknown indicator 'hosting_ginni': did you mean hosting_gini",
        ),
        (
            "indicators --region LBN --indicator hosting_gini --panel self-reliance",
            "hosting_gini is a measure of host-country-burden and not of self-reliance: give its panel",
        ),
        (
            "indicators --region LBN --years 2025-2015",
            "years 2025-2015 end before they begin: give 2015-2025",
        ),
        ("indicators --region LBN --years 1990-2025", "year 1990 is outside the data: give one from 2000 to"),
        ("indicators --region LBN --years 2015-", "year '2015-' is not a number: give one from 2000 to 2025"),
        ("indicators --region LBN --years 2015,,2020", "year '' is not a number: give one from 2000 to 2025"),
        (
            "indicators --region world --into figures.txt",
            "figures.txt does not end in .csv, .csv.gz, .json, .xlsx, .parquet or .dta: give --format",
        ),
        (
            "indicators --region world --into figures.csv.gz --format csv",
            "figures.csv.gz ends in .csv.gz and --format says csv: give one of them",
        ),
        (
            "indicators --region world --into figures.csv --format table",
            "a table is for the screen: give --format csv, csv.gz, json, xlsx, parquet or dta",
        ),
        ("indicators --region world --format xml", "Invalid value for '--format': 'xml' is not one of"),
        ("indicators --region world --formt csv", "No such option: --formt (Possible options: --format)"),
        ("indicator", "No such command 'indicator'. Did you mean 'indicators', 'init'?"),
        ("regions --family platforms", "unknown family of regions 'platforms': did you mean platform?"),
        ("run", "nothing to run: give --panel, --region or both, or --all"),
        ("run --all --workers none", "Invalid value for '--workers'"),
        ("run --region world -p top", "parameter 'top' is not NAME=VALUE"),
        ("publish --engine hugo", "Invalid value for '--engine'"),
        ("publish --language frr", "unknown language 'frr': did you mean fr"),
        ("site --language fr,de", "unknown language 'de'"),
        ("data build --from no/such/folder", "no folder of extracts at no/such/folder"),
        ("data check no/such/folder", "no folder to check at no/such/folder"),
        ("data diff GT2019", "unknown release 'GT2019': did you mean"),
        ("data diff GT2025 GT2024", "GT2024 was not published after GT2025: give the earlier release first"),
        ("data diff --by panel", "Invalid value for '--by'"),
        ("data diff --format csv", "--format prints rows: give --by or --notes too"),
        ("data diff --by pair --notes", "--by is about figures and --notes about notes: give one of them"),
        ("data diff --region mirps", "--panel, --region and --year choose notes: give --notes too"),
        ("data diff --notes --region mirp", "unknown region 'mirp': did you mean mirps"),
        ("data diff --notes --panel host-burden", "unknown panel 'host-burden': did you mean host-country"),
        ("data diff GT2024 GT2025 --notes --year 2025", "year 2025 is not one of whose end both releases"),
        ("new region ../x", "'../x' cannot name a region: use lower-case words joined by hyphens"),
        ("new country x", "Invalid value for"),
    ],
)
def test_a_wrong_word_is_one_line_on_standard_error_and_2(arguments: str, line: str, gcr: Gcr) -> None:
    code, out, err = gcr(*arguments.split())
    assert (code, out) == (2, "")
    assert err.startswith(f"gcr: {line}")
    assert err.count("\n") == 1


def test_without_a_command_there_is_help(gcr: Gcr) -> None:
    for arguments in ((), ("--help",), ("data",)):
        code, out, _ = gcr(*arguments)
        assert code == 0
        assert out.startswith("Usage: gcr")


def test_every_command_is_told_in_one_whole_line(gcr: Gcr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    for group in ((), ("data",), ("own",)):
        _, out, _ = gcr(*group, "--help")
        commands = out.partition("Commands:\n")[2].splitlines()
        assert commands
        assert [line for line in commands if line.endswith("...")] == []


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [
        ("--help", "pandas rich pydantic yaml"),
        ("indicators --help", "pandas rich yaml"),
        ("regions", "geopandas matplotlib pandera rich papermill polars httpx pycountry"),
        (
            "indicators --region LBN --indicator refugees_hosted --format csv",
            "geopandas matplotlib pandera rich papermill polars svy httpx gcr_analysis.indicators.own",
        ),
    ],
)
def test_a_command_imports_nothing_that_it_does_not_use(arguments: str, unwanted: str) -> None:
    script = (
        "import sys\nfrom gcr_analysis.cli import main\ntry: main(sys.argv[2:])\n"
        "except SystemExit: print(*({*sys.argv[1].split()} & {*sys.modules}), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, unwanted, *arguments.split()]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "\n")
    assert ended.stdout


def test_the_version_is_the_packages(gcr: Gcr) -> None:
    code, out, _ = gcr("--version")
    assert code == 0
    assert out.startswith("gcr 0.")


def test_who_stops_reading_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "gcr_analysis", "regions", "--family", "country", "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_a_missing_value_is_empty_and_a_whole_number_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    show([{"a": 3.0, "b": float("nan")}, {"a": 0.1 + 0.2, "b": "NA"}], ["a", "b"], "csv")
    assert capsys.readouterr().out == "a,b\n3,\n0.3,NA\n"


def test_the_large_plan_of_the_documentation_can_be_planned(gcr: Gcr, tmp_path: Path) -> None:
    """With its cluster and its outputs left out: every country, panel and year."""
    text = (project_root() / "docs" / "cluster.md").read_text(encoding="utf-8")
    (asked,) = re.findall(r"^gcr (run --family .*) \\\n", text, re.MULTILINE)
    code, out, _ = gcr(*asked.split(), "--outputs", str(tmp_path), "--explain")
    assert code == 0
    assert len(out.splitlines()) == 22_700


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (4.0, 7.0, "5 (4 to 7)"),
        (5.0, None, "at least 5"),
        (4.0, None, "5 (at least 4)"),
        (None, 5.0, "at most 5"),
        (None, 6.0, "5 (at most 6)"),
        (None, None, "5"),
    ],
)
def test_a_figure_with_one_bound_is_at_least_or_at_most_and_names_no_missing_one(
    low: float | None, high: float | None, said: str
):
    assert with_bounds(Quantity(value=5.0, unit="donors", low=low, high=high)) == said
