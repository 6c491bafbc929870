"""From what `gcr new source` writes to a published note, for a table and for a survey."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gcr_analysis.indicators import own
from gcr_analysis.running.receipt import receipt_path

Here = Callable[..., tuple[int, str, str]]
NOTE = "application/vnd.gcr.note+json"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder of own sources."""
    root = tmp_path / "own"
    root.mkdir()
    monkeypatch.setenv("GCR_OWN", str(root))
    own.forget()
    yield root
    own.forget()


def answers() -> str:
    lines = ["weight,district,cluster,age,may_work,has_document"]
    for n in range(120):
        work, document = (1, 2, 98)[n * n % 5 % 3], ("yes", "no", "")[n * n % 7 % 3]
        lines.append(f"{40 + n % 9},{'abc'[n % 3]},{n // 3 % 5},{15 + n % 50},{work},{document}")
    return "\n".join(lines) + "\n"


def fill(folder: Path, old: str = "", new: str = "") -> None:
    """Give a source a title of its own, and change something else in its declaration."""
    path = folder / "source.yaml"
    text = path.read_text()
    assert old in text
    named = text.replace("title: Name of the dataset", "title: Register").replace(
        "Name of the survey", "Survey"
    )
    path.write_text(named.replace(old, new) if old else named)
    own.forget()


def ran(*arguments: str) -> int:
    """Run notes in a process of its own: the one that forks kernels keeps its folder of own sources."""
    command = [sys.executable, "-m", "gcr_analysis", "run", *arguments, "--quiet"]
    return subprocess.run(command, capture_output=True, timeout=300, check=False).returncode


def written(note: Path) -> dict:
    outputs = json.loads(note.read_text())["cells"][-1]["outputs"]
    return outputs[-1]["data"][NOTE]


def test_from_the_template_of_a_table_to_a_note(gcr: Here, place: Path, tmp_path: Path):
    code, out, _ = gcr("new", "source", "work-permits")
    assert code == 0
    assert out.splitlines()[-1] == "fill in both, then: gcr own check work-permits"
    folder = place / "work-permits"
    left = gcr("own", "check", "work-permits")
    assert left == (
        1,
        "own/work-permits/source.yaml: title is still 'Name of the dataset': write what it is called\n"
        "own/work-permits/figures.csv has no row below its header: add one a figure\n",
        "",
    )
    fill(folder)
    with (folder / "figures.csv").open("a") as file:
        file.write("LBN,2022,25,,,\nLBN,2024,31.5,28,35,published\n")
    own.forget()
    code, out, err = gcr("own", "check", "work-permits", "--format", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines()[-1] == "gcr_2_1_1_work_permits,LBN,2024,31.5,percent,28,35,published"
    code, out, _ = gcr("indicators", "--region", "LBN", "--panel", "self-reliance", "--format", "csv")
    [row] = [line for line in out.splitlines() if "work_permits" in line]
    assert row.split(",")[6:14] == ["31.5", "28", "35", "percent", "published", "1", "work-permits", "2025"]
    assert "work-permits" in gcr("sources", "--format", "csv")[1]

    outputs = ("--outputs", str(tmp_path / "outputs"))
    asked = ("run", "--panel", "self-reliance", "--region", "LBN", *outputs)
    assert ran(*asked[1:]) == 0
    note = tmp_path / "outputs" / "lbn" / "self-reliance" / "2025.ipynb"
    [table] = written(note)["added"]
    assert table["rows"][0][:3] == [
        "Right to decent work (2.1.1), Work permits",
        "32\u00a0% (2024)",
        "28\u00a0%\u00a0to\u00a035\u00a0%",
    ]
    files = json.loads(receipt_path(note).read_text())["files"]
    assert {name for name in files if name.startswith("own/")} == {
        "own/work-permits/figures.csv",
        "own/work-permits/source.yaml",
    }
    assert gcr(*asked, "--explain")[1] == "skip lbn · self-reliance · 2025: fresh\n"
    path = folder / "figures.csv"
    path.write_text(path.read_text().replace("31.5", "32.5"))
    assert "own/work-permits/figures.csv changed" in gcr(*asked, "--explain")[1]
    assert (
        "figures.csv"
        not in gcr("run", "--panel", "return-conditions", "--region", "LBN", "--explain", *outputs)[1]
    )


def test_from_the_template_of_a_survey_to_a_note(gcr: Here, place: Path, tmp_path: Path):
    pytest.importorskip("svy")
    code, out, _ = gcr("new", "source", "camp-survey", "--survey")
    assert (code, out.splitlines()[0].endswith("camp-survey/source.yaml")) == (0, True)
    assert gcr("own", "check", "camp-survey")[1].splitlines() == [
        "own/camp-survey/source.yaml: title is still 'Name of the survey': write what it is called",
        "there is no own/camp-survey/answers.csv: put it there, or mend file in source.yaml beside it",
    ]
    fill(place / "camp-survey")
    (place / "camp-survey" / "answers.csv").write_text(answers())
    own.forget()
    path = place / "camp-survey" / "source.yaml"
    path.write_text(path.read_text().replace(", 99]", "]").replace("year: 2025", "year: 2024"))
    own.forget()
    code, out, err = gcr("own", "check", "camp-survey", "--format", "csv")
    assert code == 0
    assert "28 % of those whom identity_documents_camp_survey is about gave no answer" in err
    head, *rows = out.splitlines()
    assert head == (
        "indicator,iso3,year,percent,low,high,standard_error,answers,unanswered_percent,clusters,strata,"
        "degrees_of_freedom"
    )
    assert [row.split(",")[0] for row in rows] == ["gcr_2_1_1_camp_survey", "identity_documents_camp_survey"]

    assert ran("--panel", "self-reliance", "--region", "LBN", "--outputs", str(tmp_path / "outputs")) == 0
    [table] = written(tmp_path / "outputs" / "lbn" / "self-reliance" / "2025.ipynb")["added"]
    assert len(table["rows"]) == 2
    assert float(rows[0].split(",")[3]) == pytest.approx(
        float(table["rows"][0][1].split("\u00a0")[0]), abs=0.5
    )


def test_what_the_templates_hold_as_comments_works_too(gcr: Here, place: Path):
    pytest.importorskip("svy")
    gcr("new", "source", "work-permits")
    gcr("new", "source", "camp-survey", "--survey")
    for name in ("work-permits", "camp-survey"):
        path = place / name / "source.yaml"
        text = path.read_text().replace("column: permits  ", "column: held  ").replace(", 99]", "]")
        path.write_text(re.sub(r"^    # (?=- id|  \w+: )", "    ", text, flags=re.MULTILINE))
    (place / "work-permits" / "figures.csv").write_text("iso3,year,gcr_2_1_1,held\nLBN,2024,31,500\n")
    rows = [line + ("," + "12"[n % 2] if n else ",worked") for n, line in enumerate(answers().splitlines())]
    (place / "camp-survey" / "answers.csv").write_text("\n".join(rows))
    for folder in place.iterdir():
        fill(folder)
    for name, id in (("work-permits", "work_permits_permits"), ("camp-survey", "camp_survey_employed")):
        code, out, err = gcr("own", "check", name, "--format", "csv")
        assert code == 0
        assert all("gave no answer" in line for line in err.splitlines())
        assert out.splitlines()[-1].startswith(f"{id},LBN,")


def test_what_is_wrong_is_told_line_by_line_and_no_note_is_begun(gcr: Here, place: Path, tmp_path: Path):
    gcr("new", "source", "work-permits")
    (place / "work-permits" / "figures.csv").write_text('iso3,year,value\nKorea,2024,30\nJOR,2024,"1,500"\n')
    fill(place / "work-permits")
    code, out, err = gcr("own", "check", str(place / "work-permits"))
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "own/work-permits/figures.csv, line 2, column iso3: 'Korea' may be KOR (Republic of Korea) or PRK "
        "(Democratic People's Republic of Korea): write the code",
        "own/work-permits/figures.csv, line 3, column value: '1,500' may be 1500 or 1.500: write one of them",
    ]
    outputs = tmp_path / "outputs"
    code, _, err = gcr(
        "run", "--panel", "self-reliance", "--region", "LBN", "--outputs", str(outputs), "--quiet"
    )
    assert code == 2
    assert err == (
        "gcr: own/work-permits/figures.csv, line 2, column iso3: 'Korea' may be KOR (Republic of Korea) or "
        "PRK (Democratic People's Republic of Korea): write the code (1 more: gcr own check)\n"
    )
    assert not (outputs / "lbn").exists()


def test_the_check_says_how_many_more_there_are(gcr: Here, place: Path):
    gcr("new", "source", "work-permits")
    rows = "".join(f"LBN,{year},x\n" for year in range(2001, 2011))
    (place / "work-permits" / "figures.csv").write_text("iso3,year,value\n" + rows)
    fill(place / "work-permits")
    code, out, _ = gcr("own", "check", "work-permits")
    assert (code, len(out.splitlines())) == (1, 4)
    assert out.splitlines()[-1] == "7 more like these: mend them all, and check again"


def test_the_check_tells_what_is_withheld(gcr: Here, place: Path):
    pytest.importorskip("svy")
    gcr("new", "source", "camp-survey", "--survey")
    path = place / "camp-survey" / "source.yaml"
    path.write_text(
        path.read_text().replace(", 99]", "]").replace("least: 18, most: 59", "least: 15, most: 15")
    )
    rows = ["weight,district,cluster,age,may_work,has_document", "40,a,1,15,1,yes", "40,a,1,15,2,no"]
    rows += [f"40,a,{n},30,{1 + n % 2},{'yes' if n % 2 else 'no'}" for n in range(2, 9)] + [
        "40,a,9,30,98,yes"
    ]
    (place / "camp-survey" / "answers.csv").write_text("\n".join(rows))
    for folder in place.iterdir():
        fill(folder)
    code, out, err = gcr("own", "check", "camp-survey", "--format", "csv")
    assert code == 0
    assert (
        "gcr_2_1_1_camp_survey: Survey estimate withheld: 2 answers from one cluster of each stratum" in err
    )
    assert out.splitlines()[1].split(",")[3:8] == ["", "", "", "", "2"]


def test_a_wrong_name_is_answered_with_the_near_ones(gcr: Here, place: Path):
    assert gcr("own", "check", "labour")[2] == "gcr: no own source labour: gcr new source NAME begins one\n"
    gcr("new", "source", "labour")
    own.forget()
    assert gcr("own", "check", "labor")[2] == "gcr: unknown own source 'labor': did you mean labour?\n"
    assert gcr("new", "source", "labour")[0] == 2
    assert gcr("new", "region", "labour", "--survey")[2] == "gcr: --survey is for a source: leave it out\n"


def test_a_declaration_that_is_wrong_is_one_line_for_every_command(gcr: Here, place: Path):
    gcr("new", "source", "labour")
    (place / "labour" / "figures.csv").write_text("iso3,year,value\nLBN,2024,30\n")
    fill(place / "labour", "of: gcr_2_1_1", "of: gcr_2_1_9")
    code, _, err = gcr("sources")
    assert code == 2
    assert err.startswith("gcr: unknown measure in own/labour/source.yaml: measure gcr_2_1_9 'gcr_2_1_9'")


def test_a_draft_stops_no_command_and_is_named_once(gcr: Here, place: Path, tmp_path: Path):
    gcr("new", "source", "work-permits")
    gcr("new", "source", "camp-survey", "--survey")
    own.forget()
    outputs = ("--outputs", str(tmp_path / "outputs"))
    asked = ("--panel", "self-reliance", "--region", "LBN")
    for command in (("indicators", *asked), ("run", *asked, "--explain", *outputs), ("sources",)):
        code, _, err = gcr(*command)
        assert code == 0
        assert [line.split(" and left out")[0] for line in err.splitlines()] == [
            "note: own source camp-survey is a draft",
            "note: own source work-permits is a draft",
        ]
        assert err.splitlines()[1].endswith("(gcr own check work-permits)")
    own.forget()
    assert gcr("regions")[2] == ""  # it asks for no figures


def test_a_variable_that_names_a_folder_without_sources_is_told(
    gcr: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "figures.csv").write_text("iso3,year,value\nLBN,2024,30\n")
    monkeypatch.setenv("GCR_OWN", str(tmp_path / "elsewhere"))
    own.forget()
    code, _, err = gcr("sources")
    assert code == 0
    assert err == f"note: no own source in {tmp_path / 'elsewhere'}, which GCR_OWN names\n"


@pytest.mark.long
def test_notes_of_earlier_releases_leave_later_own_figures_out(gcr: Here, place: Path):
    """The earlier release ends before the newest own figure, which is no fault of the figure."""
    gcr("new", "source", "work-permits")
    rows = "LBN,2016,20\nLBN,2023,25\nLBN,2025,31\n"
    (place / "work-permits" / "figures.csv").write_text("iso3,year,value\n" + rows)
    gcr("new", "source", "newest")
    (place / "newest" / "figures.csv").write_text("iso3,year,value\nLBN,2025,31\n")
    fill(place / "work-permits")
    fill(place / "newest")
    asked = ("--notes", "--panel", "self-reliance", "--region", "LBN", "--quiet")
    code, out, err = gcr("data", "diff", "GT2023", "GT2024", *asked)
    assert (code, err) == (0, "")
    assert "read under both releases: 1." in out
