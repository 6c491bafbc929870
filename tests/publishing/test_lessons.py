"""Pages of the notebooks that teach: all that the notebooks show, and nothing that only a note has."""

import re

import pytest
import yaml

from gcr_analysis.framework.lessons import LESSONS
from gcr_analysis.publishing.lessons import lessons
from gcr_analysis.publishing.notebook import Notebook
from gcr_analysis.running.paths import project_root

NOTEBOOKS = project_root() / "notebooks"


@pytest.fixture(scope="module")
def made():
    return lessons()


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_shows_every_heading_and_refers_to_no_file_of_a_note(made, name):
    text = made[f"_{name}.qmd"].decode()
    cells = Notebook.model_validate_json((NOTEBOOKS / f"{name}.ipynb").read_bytes()).cells
    headings = [cell.source.splitlines()[0] for cell in cells if cell.source.startswith("## ")]
    assert headings and [line for line in headings if line not in text] == []
    assert "drawings/" not in text and "index.qmd" not in text


def test_each_picture_is_there_with_an_alternative_text(made):
    text = "".join(made[f"_{name}.qmd"].decode() for name in LESSONS)
    shown = re.findall(r'!\[\]\(\.\./regions/([^)]+)\)\{fig-alt="[^"]{40,}"', text)
    assert shown and set(shown) == {name for name in made if name.endswith(".png")}


@pytest.mark.parametrize("name", LESSONS)
def test_each_lesson_has_a_page_with_the_title_of_its_notebook(name):
    page = (project_root() / "reports" / f"{name}.qmd").read_text(encoding="utf-8")
    first = Notebook.model_validate_json((NOTEBOOKS / f"{name}.ipynb").read_bytes()).cells[0]
    assert f"# {yaml.safe_load(page.split('---')[1])['title']}" == first.source.splitlines()[0]
    assert f"/regions/_{name}.qmd" in page
