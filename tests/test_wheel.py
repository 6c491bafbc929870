"""A wheel, installed without the checkout: what it brings, and what it makes in an empty folder."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = ("data", "notebooks", "reports", "theme")
FILES = (".gitignore", "404.qmd", "_quarto.yml", "index.qmd", "requirements.lock", "start.qmd")
NOTE = "mirps/host-country-burden/2025"
CHOSEN = ("--region", "mirps", "--panel", "host-country-burden")

Gcr = Callable[..., subprocess.CompletedProcess[str]]


def build(kind: str, source: Path, into: Path) -> Path:
    """Build from a tree, offline, as `pip wheel --no-build-isolation` does."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(into.iterdir())


def members(wheel: Path) -> dict[str, bytes]:
    with ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Gcr:
    """Call the command of the installed wheel from a folder, with the libraries of this environment."""
    library, home = tmp_path_factory.mktemp("library"), tmp_path_factory.mktemp("home")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    subprocess.run([*pip, str(library), str(wheel)], check=True)
    environment = os.environ | {"PYTHONPATH": str(library), "XDG_CACHE_HOME": str(home)}
    environment.pop("GCR_DATA", None)

    def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "gcr_analysis", *arguments]
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )

    return call


@pytest.fixture(scope="module")
def folder(installed: Gcr, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what README.md installs from, and no more, in which a note was made."""
    here = tmp_path_factory.mktemp("mine")
    for file in (wheel, ROOT / "requirements.lock"):
        shutil.copy(file, here)
    made = installed(here, "run", *CHOSEN, "--quiet")
    assert made.returncode == 0, made.stderr
    assert "wrote the notebooks, pages and figures of a new project here" in made.stderr
    return here


def test_a_wheel_has_the_package_and_the_project_as_git_tracks_them(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "src", *PROJECT, *FILES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    expected = {
        name.removeprefix("src/") if name.startswith("src/") else f"gcr_analysis/project/{name}": ROOT / name
        for name in tracked
        if (ROOT / name).is_file()
    }
    found = {name: held for name, held in members(wheel).items() if ".dist-info/" not in name}
    assert found.keys() == expected.keys()
    assert [name for name, path in expected.items() if found[name] != path.read_bytes()] == []


def test_a_wheel_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "dist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    again = build("wheel", tmp_path / archive.name.removesuffix(".tar.gz"), tmp_path / "again")
    assert members(again) == members(wheel)


def test_figures_need_no_project_and_leave_nothing_where_they_are_asked_for(
    installed: Gcr, tmp_path: Path
) -> None:
    asked = ("indicators", "--region", "LBN", "--panel", "host-country-burden", "--format", "csv")
    command = [sys.executable, "-m", "gcr_analysis", *asked]
    here = subprocess.run(command, capture_output=True, text=True, check=True)
    there = installed(tmp_path, *asked)
    assert (there.returncode, there.stdout) == (0, here.stdout)
    assert len(there.stdout.splitlines()) > 20
    assert list(tmp_path.iterdir()) == []


@pytest.mark.site
def test_an_empty_folder_gets_the_same_note_and_receipt_as_the_checkout(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "gcr_analysis", "run", *CHOSEN, "--quiet", "--outputs", str(tmp_path)]
    subprocess.run(command, check=True)
    for file in (f"{NOTE}.ipynb", f"{NOTE}.receipt.json"):
        assert (folder / "outputs" / file).read_bytes() == (tmp_path / file).read_bytes()


@pytest.mark.long
def test_a_site_in_an_empty_folder_is_whole(installed: Gcr, tmp_path: Path) -> None:
    made = installed(tmp_path, "site", *CHOSEN, "--engine", "embedded", "--quiet")
    assert made.returncode == 0, made.stderr
    for page in ("index", "regions/mirps/index", "regions/mirps/host-country-burden/index"):
        assert (tmp_path / "_site" / f"{page}.html").is_file()


@pytest.mark.site
def test_a_changed_notebook_of_the_project_is_the_one_that_runs(installed: Gcr, folder: Path) -> None:
    def why() -> str:
        return installed(folder / "reports", "run", *CHOSEN, "--explain").stdout  # from within the project

    assert why().endswith(": fresh\n")
    notebook = folder / "notebooks" / "1-host-country-burden.ipynb"
    notebook.write_text(notebook.read_text().replace('"# ', '"# Our ', 1))
    assert why().endswith(": notebooks/1-host-country-burden.ipynb changed\n")


def test_a_folder_with_other_things_is_left_as_it_is(installed: Gcr, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    for command in (("site",), ("run", *CHOSEN)):
        refused = installed(tmp_path, *command)
        assert refused.returncode == 2
        assert refused.stderr == (
            f"gcr: {tmp_path} is no project and no empty folder: go to one, or call gcr init\n"
        )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_wrong_name_begins_no_project(installed: Gcr, tmp_path: Path) -> None:
    refused = installed(tmp_path, "run", "--region", "mrps", "--panel", "host-country-burden")
    assert (refused.returncode, [*tmp_path.iterdir()]) == (2, [])
    assert "did you mean mirps" in refused.stderr.lower()


def test_init_writes_a_project_once_and_nothing_over_it(installed: Gcr, tmp_path: Path) -> None:
    first, again = (installed(tmp_path, "init", "mine").stdout for _ in range(2))
    files = [path for path in (tmp_path / "mine").rglob("*") if path.is_file()]
    assert first == f"wrote {len(files)} files: go to mine and call gcr site\n"
    assert again == "wrote 0 files: go to mine and call gcr site\n"
    (tmp_path / "mine" / "index.qmd").write_text("our own words")
    refused = installed(tmp_path, "init", "mine")
    assert refused.returncode == 2
    assert refused.stderr.startswith("gcr: mine/index.qmd is there already and would be overwritten")
