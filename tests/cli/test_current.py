"""What is published is current, and notes of one baseline year are never mixed with those of another."""

import csv
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PANEL = "host-country-burden"
REPOSITORY = Path(__file__).resolve().parents[2]
PARAMETERS = 'region = "world"\nyear = 2025\nbaseline_year = 2016\ntop = 5'
READ = "import gcr_analysis as gcr\ngcr.load('population').shape"
NOTE = """from IPython.display import display
from gcr_analysis.snapshot import sources
people = sources()["unhcr-population"]
cited = {"producer": people.producer, "title": people.title, "vintage": people.vintage_label}
measure = {"region": region, "panel": "host-country-burden", "indicator": "refugees_hosted", "gcr_code": "",
    "year": year, "value_year": year, "value": 1.0, "unit": "persons", "status": "computed", "coverage": 1.0,
    "source": people.id if hasattr(people, "id") else "unhcr-population", "vintage": people.vintage,
    "reason": "", "text": "1", "low": None, "high": None, "progress": "regress", "baseline": 2.0,
    "baseline_year": baseline_year, "certainty": "holds", "why_insufficient": ""}
note = {
    "panel": "host-country-burden", "region": region, "region_title": gcr.region(region).title, "year": year,
    "baseline_year": baseline_year, "title": f"Of {year} and {baseline_year}",
    "headline": {"value": str(top), "label": "people"}, "sources": [cited],
    "ledger": [{"text": "1", "value": 1}],
    "measures": {"columns": list(measure), "rows": [list(measure.values())]},
}
display({"application/vnd.gcr.note+json": note}, raw=True)"""
OWN = "name: lake-chad\ntitle: Lake Chad basin\ncountries: [CMR, NER, NGA, TCD]\n"
RUNS = {
    "mirps · host-country-burden · 2025": ("--region", "mirps", "-p", "top=7"),
    "mirps · host-country-burden · 2024": ("--region", "mirps", "--year", "2024"),
    "mirps · host-country-burden · 2025 · since 2020": ("--region", "mirps", "--baseline-year", "2020"),
    "lake-chad · host-country-burden · 2025": ("--region", "sets/chad.yaml"),
}
"""Notes of every kind, by name, with what they are run by."""

Gcr = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def tree(tree: Path) -> Path:
    """One panel with a notebook whose note can be published, and the site's own pages."""
    write_notebook(tree, READ)
    (tree / "sets").mkdir()
    (tree / "sets" / "chad.yaml").write_text(OWN)
    for name in ("_quarto.yml", "index.qmd"):
        shutil.copy(REPOSITORY / name, tree)
    for name in ("reports", "theme"):
        shutil.copytree(REPOSITORY / name, tree / name)
    return tree


def write_notebook(tree: Path, *cells: str) -> None:
    first = new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]})
    rest = [new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate((*cells, NOTE))]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = new_notebook(
        cells=[new_markdown_cell("# Small", id="title"), first, *rest], metadata={"kernelspec": kernel}
    )
    nbformat.write(made, tree / "notebooks" / "1-host-country-burden.ipynb")


@pytest.fixture(scope="module")
def done(gcr_in_tree: Gcr, tree: Path) -> Path:
    """A region set with a further parameter, in another year and from another baseline year; an own set."""
    for arguments in RUNS.values():
        result = gcr_in_tree("run", "--panel", PANEL, *arguments)
        assert result.returncode == 0, result.stderr
    return tree / "outputs"


@contextmanager
def changed(path: Path, change: Callable[[str], str]) -> Iterator[None]:
    before = path.read_text(encoding="utf-8")
    path.write_text(change(before), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.fixture
def relabelled(tree: Path) -> Iterator[None]:
    """The snapshot's figures on people bear another release."""
    file = tree / "src" / "gcr_analysis" / "framework" / "sources.yaml"
    with changed(file, lambda text: text.replace("end-2025 figures, June 2026", "a later release", 1)):
        yield


def refusal(gcr_in_tree: Gcr, tree: Path, command: str = "publish") -> str:
    result = gcr_in_tree(command)
    assert (result.returncode, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert not (tree / "_site").exists()
    return result.stderr


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


REMEDY = "gcr run --stale brings the notes up to date, gcr publish --stale publishes the notes as they are\n"


def test_two_baseline_years_leave_two_notes(done: Path) -> None:
    assert {path.relative_to(done).as_posix() for path in done.rglob("*.ipynb")} == {
        f"lake-chad/{PANEL}/2025.ipynb",
        f"mirps/{PANEL}/2024.ipynb",
        f"mirps/{PANEL}/2025.ipynb",
        f"mirps/{PANEL}/since-2020/2025.ipynb",
    }


def test_after_a_change_of_code_publishing_counts_and_names_what_is_stale(
    done: Path, gcr_in_tree: Gcr, tree: Path
) -> None:
    with changed(tree / "src" / "gcr_analysis" / "figures" / "sheet.py", lambda text: f"{text}\n# other\n"):
        assert refusal(gcr_in_tree, tree) == (
            f"gcr: not published: 4 notes are stale (lake-chad · {PANEL} · 2025, mirps · {PANEL} · 2024, "
            f"mirps · {PANEL} · 2025 and 1 more); {REMEDY}"
        )


def test_after_a_change_of_release_publishing_says_so(
    done: Path, gcr_in_tree: Gcr, tree: Path, relabelled: None
) -> None:
    said = refusal(gcr_in_tree, tree)
    assert said.startswith("gcr: not published: 4 notes are made from another release (lake-chad · ")
    why = gcr_in_tree("run", "--stale", "--explain").stdout.splitlines()[0]
    assert "release of unhcr-population was end-2025 figures, June 2026 and is a later release" in why


def test_after_a_failed_run_publishing_says_so_until_it_runs_well(
    done: Path, gcr_in_tree: Gcr, tree: Path
) -> None:
    notebook = tree / "notebooks" / "1-host-country-burden.ipynb"
    before = {path: path.read_bytes() for path in done.rglob("*") if path.is_file()}
    failing = "raise ValueError('out of order')"
    with changed(notebook, lambda text: text.replace('"import gcr_analysis as gcr', f'"{failing}')):
        assert gcr_in_tree("run", "--panel", PANEL, "--region", "sets/chad.yaml").returncode == 1
    name = f"lake-chad · {PANEL} · 2025"
    said = refusal(gcr_in_tree, tree)
    assert said == f"gcr: not published: 1 note is from before a run that failed ({name}); {REMEDY}"
    why = gcr_in_tree("run", "--stale", "--explain").stdout
    assert why.startswith(f"run  {name}: its last run failed: cell [3] raised ValueError: out of order")
    assert gcr_in_tree("run", "--stale").returncode == 0
    assert {path: path.read_bytes() for path in done.rglob("*") if path.is_file()} == before


def test_run_stale_makes_own_sets_other_years_and_other_baseline_years_again_as_they_were_asked_for(
    done: Path, gcr_in_tree: Gcr, tree: Path
) -> None:
    notes = {path: path.read_bytes() for path in done.rglob("*.ipynb")}
    with changed(tree / "src" / "gcr_analysis" / "figures" / "sheet.py", lambda text: f"{text}\n# other\n"):
        planned = gcr_in_tree("run", "--stale", "--explain").stdout.splitlines()
        assert {line.partition(":")[0] for line in planned} == {f"run  {name}" for name in RUNS}
        result = gcr_in_tree("run", "--stale")
        assert result.stdout.rstrip().endswith("4 notes: 4 done"), result.stderr
        assert {path: path.read_bytes() for path in done.rglob("*.ipynb")} == notes
        assert gcr_in_tree("run", "--stale").stdout == "0 notes: nothing to do\n"
    assert gcr_in_tree("run", "--stale").stdout.rstrip().endswith("4 notes: 4 done")


@pytest.mark.parametrize("more", [("--region", "mirps"), ("--year", "2024"), ("--baseline-year", "2020")])
def test_run_stale_asks_for_nothing_beside_it(more: tuple[str, str], gcr_in_tree: Gcr) -> None:
    result = gcr_in_tree("run", "--stale", *more)
    assert result.returncode == 2
    assert result.stderr == "gcr: --stale runs what lies in the outputs: give it alone, or with --all\n"


def test_a_note_whose_region_file_is_gone_is_named_and_all_others_are_made(
    done: Path, gcr_in_tree: Gcr, tree: Path
) -> None:
    file, aside = tree / "sets" / "chad.yaml", tree / "sets" / "aside"
    file.rename(aside)
    try:
        gone = f"lake-chad · {PANEL} · 2025: its region file sets/chad.yaml is gone"
        result = gcr_in_tree("run", "--stale")
        assert (result.returncode, result.stderr) == (1, f"left as it is: {gone}\n")
        for command in ("publish", "site"):
            said = refusal(gcr_in_tree, tree, command)
            assert f"1 note is stale and cannot be made again ({gone}; put that right, or delete" in said
        assert not (done / "world").exists()
    finally:
        aside.rename(file)


def test_a_note_whose_region_file_names_another_set_now_is_not_made_in_another_place(
    done: Path, gcr_in_tree: Gcr, tree: Path
) -> None:
    with changed(tree / "sets" / "chad.yaml", lambda text: text.replace("lake-chad", "the-lake")):
        result = gcr_in_tree("run", "--stale")
    said = f"left as it is: lake-chad · {PANEL} · 2025: it would be made as the-lake · {PANEL} · 2025 now\n"
    assert (result.returncode, result.stderr) == (1, said)
    assert not (done / "the-lake").exists()


@pytest.mark.long
def test_a_site_makes_everything_in_the_outputs_again_first(
    done: Path, gcr_in_tree: Gcr, tree: Path, tmp_path: Path
) -> None:
    panels = tree / "src" / "gcr_analysis" / "framework" / "panels.yaml"
    shutil.copytree(done, tmp_path / "outputs")
    with changed(panels, _only_mirps):
        result = gcr_in_tree(
            *("site", "--baseline-year", "2021", "--engine", "embedded"),
            *("--outputs", str(tmp_path / "outputs"), "--into", str(tmp_path / "_site")),
        )
    assert result.returncode == 0, result.stderr
    assert "5 notes: 5 done" in result.stdout
    assert "published 5 notes" in result.stdout
    for year in (2020, 2021):
        assert (tmp_path / "_site" / "regions" / "mirps" / PANEL / f"since-{year}" / "index.html").is_file()


def _only_mirps(panels: str) -> str:
    first, second = panels.index("    - world"), panels.index("self-reliance:")
    return f"{panels[:first]}    - mirps\n{panels[second:]}"


@pytest.mark.long
def test_pages_published_as_they_are_name_their_own_release_baseline_year_and_year(
    done: Path, gcr_in_tree: Gcr, tree: Path, tmp_path: Path, relabelled: None
) -> None:
    outputs, site = tmp_path / "outputs", tmp_path / "_site"
    shutil.copytree(done, outputs)
    shutil.copy(outputs / "mirps" / PANEL / "2025.ipynb", outputs / "draft.ipynb")
    (outputs / "TCD" / PANEL).mkdir(parents=True)
    shutil.copy(outputs / "draft.ipynb", outputs / "TCD" / PANEL / "2025.ipynb")
    result = gcr_in_tree(
        *("publish", "--stale", "--engine", "embedded", "--outputs", str(outputs), "--into", str(site))
    )
    assert result.returncode == 0, result.stderr
    assert "published 4 notes" in result.stdout
    lines = result.stderr.splitlines()
    assert lines[0].startswith("published as they are: 4 notes are made from another release (lake-chad · ")
    assert lines[1:] == [
        f"left out: 2 notebooks have no receipt of gcr run (TCD/{PANEL}/2025.ipynb, draft.ipynb)"
    ]
    assert not (site / "regions" / "TCD").exists()

    texts = {
        path.relative_to(site).as_posix(): BeautifulSoup(path.read_text(), "html.parser").get_text(" ", True)
        for path in site.rglob("*.html")
    }
    for address, year, baseline_year in (
        (f"regions/mirps/{PANEL}", 2025, 2016),
        (f"regions/mirps/{PANEL}/2024", 2024, 2016),
        (f"regions/mirps/{PANEL}/since-2020", 2025, 2020),
        (f"regions/lake-chad/{PANEL}", 2025, 2016),
    ):
        text = texts[f"{address}/index.html"]
        assert f"Of {year} and {baseline_year}" in text
        assert (
            f"The figures are of {year}, changes are read from {baseline_year}, and figures on people are "
            "UNHCR's end-2025 figures, June 2026." in text
        )
        assert "a later release" not in text
        (row,) = rows_of(site / address / "figures.csv")
        assert row["baseline_year"] == str(baseline_year)
    assert all("Figures on people: UNHCR, of the releases that each note names." in t for t in texts.values())

    for folder, baseline_year in (("reports", 2016), ("regions/since-2020", 2020)):
        for name in ("comparison", "support"):
            text = texts[f"{folder}/{name}.html"]
            assert f"Changes are read from {baseline_year}. These notes rest on other releases" in text
            assert "MIRPS" in text
        assert ("Lake Chad basin" in texts[f"{folder}/comparison.html"]) == (baseline_year == 2016)
    for folder, baseline_year, regions in (
        ("regions", "2016", {"mirps", "sets/chad.yaml"}),
        ("regions/since-2020", "2020", {"mirps"}),
    ):
        rows = rows_of(site / folder / "comparison.csv")
        assert {row["baseline_year"] for row in rows} == {baseline_year}
        assert {row["region"] for row in rows} == regions
        assert "reason" in rows[0]
    assert "Since 2016" in texts["regions/mirps/index.html"]
    assert "Since 2020" in texts["regions/mirps/since-2020/index.html"]
    assert "Of 2025 and 2020" not in texts["regions/mirps/index.html"]


def test_a_receipt_says_from_which_releases_a_note_was_made(done: Path) -> None:
    receipt = json.loads((done / "mirps" / PANEL / "2025.receipt.json").read_text())
    assert receipt["releases"]["unhcr-population"] == "end-2025 figures, June 2026"
    assert "wgi" not in receipt["releases"]  # of no table that it reads
    assert receipt["failed"] == ""
