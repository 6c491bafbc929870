"""Quarto itself: a fresh clone, a notebook by itself, publishing twice inside the project."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup

from gcr_analysis.framework import panels
from gcr_analysis.publishing import publish
from gcr_analysis.publishing.files import MARK
from gcr_analysis.publishing.parts import site_settings
from gcr_analysis.publishing.render import render, warnings_in

REPOSITORY = Path(__file__).resolve().parents[2]
KINDS = ("csv", "xlsx", "parquet")
NOTEBOOKS = sorted((REPOSITORY / "notebooks").glob("*.ipynb"))
OF_PANELS = {panel.notebook for panel in panels().values()}


@pytest.fixture
def clone(project: Path) -> Path:
    """The files that Quarto reads, as git has them: no page is prepared."""
    shutil.copy(REPOSITORY / ".gitignore", project)
    (project / "notebooks").mkdir()
    for file in (REPOSITORY / "notebooks" / "_quarto.yml", NOTEBOOKS[0]):
        shutil.copy(file, project / "notebooks")
    for command in ("init --quiet", "add --all"):
        subprocess.run(["git", *command.split()], cwd=project, check=True)
    return project


def quarto_render(project: Path, *arguments: str) -> None:
    """Call Quarto as a user does, and demand that it warns of nothing."""
    run = subprocess.run(
        ["quarto", "render", *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert warnings_in(run.stderr) == []


def git_status(project: Path) -> str:
    return subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def text_of(page: Path) -> str:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").get_text()


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_quarto_looks_for_pages_and_files_at_the_top_of_the_project_alone() -> None:
    """It finds a glob without a slash at its beginning in every folder, the last site's copies too."""
    declared = yaml.safe_load((REPOSITORY / "_quarto.yml").read_text(encoding="utf-8"))["project"]
    prepared = yaml.safe_load(site_settings())["project"]
    globs = [*declared["render"], *declared["resources"], *prepared["render"]]
    assert len(globs) > 10
    assert [glob for glob in globs if not glob.removeprefix("!").startswith("/")] == []


def test_no_source_of_a_page_is_published_as_a_file(write: Callable[..., Path], project: Path) -> None:
    declared = yaml.safe_load((REPOSITORY / "_quarto.yml").read_text(encoding="utf-8"))["project"]
    write("mirps", "MIRPS countries")
    publish(write("mirps", "MIRPS countries", baseline_year=2020), project / "_site", "embedded", project)
    globs = [glob.removeprefix("/") for glob in declared["resources"]]
    copied = {file.relative_to(project).as_posix() for glob in globs for file in project.glob(glob)}
    assert {f"regions/{of}comparison.{kind}" for of in ("", "since-2020/") for kind in KINDS} < copied
    assert [name for name in copied if name.endswith((".qmd", ".md", ".yml"))] == []


def test_a_fresh_clone_publishes_a_page_that_says_what_to_run(project: Path, tmp_path: Path) -> None:
    assert render(project, tmp_path / "_site", "embedded") == 1
    assert "make site" in text_of(tmp_path / "_site" / "start.html")
    assert "{{<" not in (REPOSITORY / "start.qmd").read_text(encoding="utf-8")


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_quarto_can_show_every_output_of_a_notebook_as_it_is(notebook: Path) -> None:
    """Pictures bear their alternative texts, and no table has an id that Quarto takes for a reference."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    of_panel = notebook.name in OF_PANELS
    assert len(pictures) >= 3 or not of_panel
    for output in pictures:
        told = output["data"]["application/vnd.gcr.figure+json"]["alt"]
        assert output["metadata"]["image/png"]["alt"] == told
    shown = "".join("".join(output.get("data", {}).get("text/html", "")) for output in outputs)
    tables = BeautifulSoup(shown, "html.parser").find_all("table", id=re.compile("^[a-z]+-"))
    assert len(tables) == 1 or not of_panel
    assert {table["data-quarto-disable-processing"] for table in tables} <= {"true"}


@pytest.mark.quarto
@pytest.mark.site
def test_quarto_renders_a_fresh_clone_to_a_page_that_says_what_to_run(clone: Path) -> None:
    before = git_status(clone)
    quarto_render(clone)
    assert "make site" in text_of(clone / "_site" / "start.html")
    assert git_status(clone) == before


@pytest.mark.quarto
@pytest.mark.site
def test_quarto_renders_one_notebook_of_a_fresh_clone_with_alternative_texts(clone: Path) -> None:
    before = git_status(clone)
    quarto_render(clone, f"notebooks/{NOTEBOOKS[0].name}")
    page = (clone / "notebooks" / "_rendered" / NOTEBOOKS[0].name).with_suffix(".html")
    images = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").select("main img")
    assert len(images) >= 3
    assert all(len(str(image.get("alt", ""))) > 40 for image in images)
    assert git_status(clone) == before


@pytest.mark.quarto
@pytest.mark.site
def test_publishing_inside_the_project_again_and_after_a_render_by_hand_makes_the_same_files(
    write: Callable[..., Path], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs, site = write("lbn", "Lebanon"), project / "_site"
    publish(outputs, site, "quarto", project)
    made = files(site)
    assert "regions/lbn/background-paper.pdf" in made
    assert "start.html" not in made
    quarto_render(project)
    assert files(site) - {"search.json"} == made - {MARK}  # Quarto writes an index although its search is off
    publish(outputs, site, "quarto", project)
    assert files(site) == made
    assert capsys.readouterr().err == ""
