"""What `make` calls: the project's own files are checked, and what a user keeps beside them is not."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def commands(folder: Path, *arguments: str) -> str:
    """What make would call in a folder."""
    command = ["make", "--dry-run", "-o", ".venv/.ready", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The Makefile with a module and a notebook that git tracks, and one of each that it does not."""
    (tmp_path / "notebooks").mkdir()
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("module.py", "gone.py", "notebooks/1-panel.ipynb"):
        (tmp_path / name).touch()
    git = ["git", "-c", "init.defaultBranch=main", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    (tmp_path / "gone.py").unlink()
    for name in ("mine.py", "mine.ipynb", "notebooks/mine.ipynb"):
        (tmp_path / name).touch()
    return tmp_path


def test_style_and_outputs_are_checked_of_tracked_files_alone(checkout: Path) -> None:
    said = commands(checkout, "test")
    checked = "module.py notebooks/1-panel.ipynb"
    for command in ("ruff check", "ruff format --check"):
        assert f"{command} --force-exclude {checked}\n" in said
    assert "--nbval tests src notebooks/1-panel.ipynb\n" in said
    assert "mine" not in said
    assert "gone" not in said


def test_everything_is_checked_where_there_is_no_git(checkout: Path) -> None:
    shutil.rmtree(checkout / ".git")
    said = commands(checkout, "test")
    assert "ruff check --force-exclude .\n" in said
    assert "--nbval tests src notebooks\n" in said


def test_jupyterlab_takes_arguments_of_its_own(checkout: Path) -> None:
    said = commands(checkout, "lab", "ARGS=--no-browser --port 9999")
    assert "jupyter lab notebooks --no-browser --port 9999\n" in said
