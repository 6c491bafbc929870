"""Prepared pages hold what the notebooks show, at the addresses that their folders name."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from smalldocs.markdown import split_front_matter

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing import prepare
from gcr_analysis.publishing.papers import pdf
from gcr_analysis.publishing.prepare import KEPT

PANEL = "host-country-burden"


@pytest.fixture(scope="module")
def kept(
    write_below: Callable[[Path], Callable[..., Path]], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """What is kept of the pages that rest on no note: they are made once for all tests."""
    folder = tmp_path_factory.mktemp("kept")
    prepare(write_below(folder)("world", "World"), folder / "regions")
    return folder / KEPT


@pytest.fixture
def into(tmp_path: Path, kept: Path) -> Path:
    """Where pages are prepared."""
    shutil.copytree(kept, tmp_path / KEPT)
    return tmp_path / "regions"


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def test_a_note_becomes_a_page_an_annex_pictures_and_files(write: Callable[..., Path], into: Path) -> None:
    prepare(write("mirps", "MIRPS countries"), into)
    assert sorted(file.name for file in (into / "mirps" / PANEL).iterdir()) == [
        *(
            "annex.qmd",
            "cite.bib",
            "drawings",
            "figures.csv",
            *(f"hosted.{kind}" for kind in ("csv", "html", "json", "png", "svg")),
            "hosts.csv",
            "index.qmd",
            *(f"map.{kind}" for kind in ("csv", "html", "json", "png", "svg")),
            "note.docx",
            "note.pdf",
            "preview.png",
        )
    ]
    front, body = split_front_matter((into / "mirps" / PANEL / "index.qmd").read_text(encoding="utf-8"))
    assert (
        front["title"] == "MIRPS countries: 35.6 million refugees, 71 % in low- and middle-income countries"
    )
    for words in (
        "up by 72 % since 2016",
        "## Progress",
        "## Areas in need of support",
        "## What the data cannot say",
    ):
        assert words in body


def test_added_tables_are_on_the_page_in_the_papers_and_as_files(
    write: Callable[..., Path], into: Path, bundles: dict[str, Callable[..., Any]]
) -> None:
    table = bundles["table"](id="added-figures", title="Figures added", rows=[["Mali", "<b>12</b>", ""]])
    added = [table["application/vnd.gcr.table+json"]]
    prepare(write("mirps", "MIRPS countries", added=added), into)
    folder = into / "mirps" / PANEL
    assert rows(folder / "added-figures.csv")[0]["Country"] == "Mali"
    page = (folder / "index.qmd").read_text(encoding="utf-8")
    assert page.index("The largest hosts") < page.index("Figures added") < page.index("## Progress")
    assert "&lt;b&gt;12" in page
    assert "(added-figures.csv)" in page
    pages = PdfReader(folder / "note.pdf").pages
    assert "Figures added" in "".join(page.extract_text() for page in pages)
    document = zipfile.ZipFile(folder / "note.docx").read("word/document.xml").decode()
    assert document.index("The largest hosts") < document.index("Figures added")


def test_the_ledger_has_a_row_for_every_number_and_nothing_a_spreadsheet_would_run(
    write: Callable[..., Path], into: Path
) -> None:
    prepare(write(), into)
    ledger = rows(into / "world" / PANEL / "figures.csv")
    assert [row["text"] for row in ledger] == ["35.6 million", "'=71 %"]
    assert [row["value"] for row in ledger] == ["35638779", "-71.0"]


def test_the_data_of_a_figure_keep_missing_apart_from_zero(write: Callable[..., Path], into: Path) -> None:
    prepare(write(), into)
    more = {"unit": "million", "source": "UNHCR, end-2025 figures"}
    assert rows(into / "world" / PANEL / "hosted.csv") == [
        {"year": "2024", "refugees": "12.5", **more},
        {"year": "2025", "refugees": "", **more},
    ]


def test_the_region_page_lists_notes_members_and_other_years(write: Callable[..., Path], into: Path) -> None:
    write("ssar", "SSAR countries", 2024)
    prepare(write("ssar", "SSAR countries", 2025), into)
    page = (into / "ssar" / "index.qmd").read_text(encoding="utf-8")
    assert "(host-country-burden/index.qmd)" in page
    assert "(host-country-burden/2024/index.qmd)" in page
    assert "Afghanistan" in page
    assert (into / "ssar" / PANEL / "2024" / "annex.qmd").is_file()


def test_the_home_page_names_every_region_with_its_finding(write: Callable[..., Path], into: Path) -> None:
    write("world", "World")
    prepare(write("lbn", "Lebanon"), into)
    home = (into / "_home.qmd").read_text(encoding="utf-8")
    for words in (
        "### The world",
        "### Countries",
        '<a href="regions/lbn/index.html">Lebanon</a>',
        'href="regions/lbn/host-country-burden/index.html"',
        "[World: 35.6 million",
        "since 2016: 2 of 3 measures can be judged (1 progress, 1 regress)",
    ):
        assert words in home


def test_a_region_without_an_output_is_gone(write: Callable[..., Path], into: Path, tmp_path: Path) -> None:
    write("mirps", "MIRPS countries")
    prepare(write("world", "World"), into)
    (tmp_path / "outputs" / "mirps" / PANEL / "2025.ipynb").unlink()
    prepare(tmp_path / "outputs", into)
    assert not (into / "mirps").exists()
    assert (into / "world").is_dir()


def test_a_damaged_notebook_leaves_the_prepared_pages_as_they_were(
    write: Callable[..., Path], into: Path
) -> None:
    outputs = write("world", "World")
    prepare(outputs, into)
    before = {file: file.read_bytes() for file in into.rglob("*") if file.is_file()}
    write("mirps", "MIRPS countries", figures=["gone"])
    with pytest.raises(GcrError, match="mirps"):
        prepare(outputs, into)
    assert {file: file.read_bytes() for file in into.rglob("*") if file.is_file()} == before


def test_a_paper_that_cannot_be_made_leaves_the_prepared_pages_as_they_were(
    write: Callable[..., Path], into: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(write("world", "World"), into)
    before = {file: file.read_bytes() for file in into.rglob("*") if file.is_file()}
    (tmp_path / "note.typ").write_text('#panic("no such look")')
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    with pytest.raises(GcrError, match=r"^mirps/.*\.pdf cannot be made: [^\n]*no such look[^\n]*$"):
        prepare(write("mirps", "MIRPS countries"), into)
    assert {file: file.read_bytes() for file in into.rglob("*") if file.is_file()} == before


def test_the_same_notebooks_make_the_same_bytes(write: Callable[..., Path], tmp_path: Path) -> None:
    write("mirps", "MIRPS countries")
    outputs = write("world", "World")
    made: list[dict[str, bytes]] = []
    for name in ("one", "two"):
        prepare(outputs, tmp_path / name)
        files = (file for file in (tmp_path / name).rglob("*") if file.is_file())
        made.append({str(file.relative_to(tmp_path / name)): file.read_bytes() for file in files})
    assert made[0] == made[1]


@pytest.mark.parametrize("name", ["25.ipynb", "latest.ipynb"])
def test_an_output_that_is_not_named_by_its_year_is_refused(
    write: Callable[..., Path], into: Path, name: str
) -> None:
    outputs = write()
    path = outputs / "world" / PANEL / "2025.ipynb"
    path.rename(path.with_name(name))
    with pytest.raises(GcrError, match="named by its year"):
        prepare(outputs, into)


def test_a_note_without_figures_or_table_has_no_empty_figure(
    write: Callable[..., Path], into: Path, bundles: dict[str, Callable[..., Any]]
) -> None:
    cells = [bundles["shown"](bundles["note"]("mdv", "Maldives", figures=[], table=None))]
    prepare(write("mdv", "Maldives", own=cells), into)
    page = (into / "mdv" / PANEL / "index.qmd").read_text(encoding="utf-8")
    assert "gcr-figure" not in page
    assert "<table" not in page


def test_where_no_note_has_the_default_baseline_year_the_sites_own_pages_compare_the_earliest(
    write: Callable[..., Path], into: Path
) -> None:
    write("mirps", "MIRPS countries", baseline_year=2021)
    prepare(write("mirps", "MIRPS countries", baseline_year=2020), into)
    home = (into / "_home.qmd").read_text(encoding="utf-8")
    assert "Changes are read from 2020." in home
    assert '<a href="regions/mirps/since-2020/index.html">MIRPS countries</a>' in home
    assert "[since 2021](/regions/since-2021/index.qmd)" in home
    assert not (into / "since-2020").exists()
    assert not (into / "mirps" / "index.qmd").exists()
    page = (into / "mirps" / "since-2021" / "index.qmd").read_text(encoding="utf-8")
    assert f"(../{PANEL}/since-2021/index.qmd)" in page
    assert "(../since-2020/index.qmd)" in page


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        (f"world/{PANEL}/2024.ipynb", "the year 2025 and lies where one of 2024 belongs"),
        (f"world/{PANEL}/since-2020/2025.ipynb", "the baseline year 2016 and lies where one of 2020 belongs"),
    ],
)
def test_a_note_of_another_year_than_its_place_is_refused(
    moved: str, said: str, write: Callable[..., Path], into: Path
) -> None:
    outputs = write()
    target = outputs / moved
    target.parent.mkdir(exist_ok=True)
    (outputs / "world" / PANEL / "2025.ipynb").rename(target)
    with pytest.raises(GcrError, match=said):
        prepare(outputs, into)
