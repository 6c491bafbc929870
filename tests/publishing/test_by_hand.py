"""A site that `quarto render` made by hand can be replaced; a folder that holds anything else never is."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing import by_hand
from gcr_analysis.publishing.files import MARK, folder_in_place_of

MADE = (
    "index.html",
    "search.json",
    "reports/cite.html",
    "theme/site.css",
    "regions/gone/index.html",
    "regions/comparison.csv",
    "site_libs/quarto-html/quarto.js",
)


def fill(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("made")
    return folder


def is_marked(project: Path, site: Path) -> bool:
    by_hand.mark_what_quarto_made(project, site)
    return (site / MARK).is_file()


def test_what_quarto_made_of_the_project_can_be_replaced(project: Path) -> None:
    site = fill(project / "_site", *MADE)
    assert is_marked(project, site)
    with folder_in_place_of(site) as fresh:
        (fresh / "index.html").write_text("new")
    assert (site / "index.html").read_text() == "new"


def test_what_quarto_made_of_a_fresh_clone_can_be_replaced(project: Path) -> None:
    made = ("index.html", "start.html", "search.json", "theme/site.css", "site_libs/quarto-html/quarto.js")
    assert is_marked(project, fill(project / "_site", *made))


@pytest.mark.parametrize(
    "name", ["thesis.docx", "reports/thesis.docx", "thesis.html", "README.md", ".git/HEAD", "own/notes.txt"]
)
def test_a_site_with_a_file_that_the_project_cannot_make_again_is_left_alone(
    project: Path, name: str
) -> None:
    (project / "README.md").write_text("another")
    site = fill(project / "_site", *MADE, name)
    assert not is_marked(project, site)
    with pytest.raises(GcrError, match="name another folder"), folder_in_place_of(site):
        pass
    assert (site / name).is_file()


def link(site: Path, elsewhere: Path) -> None:
    (site / "regions" / "data").symlink_to(fill(elsewhere, "thesis.docx"), target_is_directory=True)


def remove_scripts(site: Path, _: Path) -> None:
    (site / "site_libs" / "quarto-html").rename(site / "site_libs" / "bootstrap")


@pytest.mark.parametrize("change", [link, remove_scripts])
def test_a_link_to_elsewhere_or_a_site_of_another_program_is_left_alone(
    project: Path, tmp_path: Path, change: Callable[[Path, Path], None]
) -> None:
    site = fill(project / "_site", *MADE)
    change(site, tmp_path / "elsewhere")
    assert not is_marked(project, site)


def test_another_folder_than_the_output_folder_is_left_alone(project: Path, tmp_path: Path) -> None:
    assert not is_marked(project, fill(project / "site", *MADE))
    fill(tmp_path / "elsewhere", *MADE)
    (project / "_site").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    assert not is_marked(project, project / "_site")


def test_a_project_whose_output_folder_is_itself_is_left_alone(project: Path) -> None:
    settings = project / "_quarto.yml"
    settings.write_text(settings.read_text("utf-8").replace("output-dir: _site", "output-dir: ."), "utf-8")
    fill(project, *MADE)
    assert not is_marked(project, project)
