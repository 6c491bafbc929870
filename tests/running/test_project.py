"""A project of an installed package: begun in an empty folder, never over what somebody has."""

from pathlib import Path

import pytest

from gcr_analysis import folders
from gcr_analysis.errors import GcrError
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.project import begin, begin_here

FILES = {
    "_quarto.yml",
    "notebooks/_quarto.yml",
    "notebooks/1-panel.ipynb",
    "data/datapackage.json",
    "requirements.lock",
}


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package as if it were installed with a small project, by a user in an empty folder."""
    folder = tmp_path / "package" / "project"
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"our {name}")
    monkeypatch.setattr(folders, "SHIPPED", folder)
    monkeypatch.setattr(folders, "CHECKOUT", None)
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    return folder


def here() -> set[str]:
    """The files in the current folder."""
    return {path.as_posix() for path in Path().rglob("*") if path.is_file()}


def test_a_project_is_begun_once_in_an_empty_folder_and_found_from_within_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (Path.cwd() / ".venv").mkdir()
    assert begin_here()
    assert here() == FILES
    assert not begin_here()
    top = Path.cwd()
    monkeypatch.chdir("notebooks")
    assert project_root() == top
    assert folders.snapshot() == top / "data"
    assert folders.caches() == top


def test_what_the_package_was_installed_from_may_lie_in_the_folder_with_the_same_lock_alone(
    shipped: Path,
) -> None:
    Path("venv").mkdir()
    others = {"venv/pyvenv.cfg", "gcr_analysis-0.1.0-py3-none-any.whl"}
    for name in others:
        Path(name).touch()
    Path("requirements.lock").write_text("another")
    with pytest.raises(GcrError, match=r"^requirements.lock is there already and would be overwritten"):
        begin_here()
    assert here() == others | {"requirements.lock"}
    assert Path("requirements.lock").read_text() == "another"
    Path("requirements.lock").write_bytes((shipped / "requirements.lock").read_bytes())
    assert begin_here()
    assert here() == FILES | others


def test_outside_a_project_there_is_the_snapshot_of_the_package_and_the_users_cache(
    shipped: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert folders.snapshot() == shipped / "data"
    assert not folders.caches().is_relative_to(shipped.parent)
    with pytest.raises(GcrError, match=r"mine is in no project: go to yours, or make one here with gcr init"):
        project_root()


def test_a_project_may_be_begun_beside_other_things_but_never_over_them() -> None:
    Path("lake-chad.yaml").write_text("mine")
    with pytest.raises(GcrError, match="is no project and no empty folder"):
        begin_here()
    Path("data").mkdir()
    Path("data/datapackage.json").write_text("mine")
    with pytest.raises(GcrError, match=r"^data/datapackage.json is there already and would be overwritten"):
        begin(Path())
    assert here() == {"lake-chad.yaml", "data/datapackage.json"}
    Path("data/datapackage.json").unlink()
    assert begin(Path()) == len(FILES)
    assert here() == FILES | {"lake-chad.yaml"}


def test_what_was_cut_short_is_no_project_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    def full(source: Path, target: Path) -> None:
        if source.name == "_quarto.yml":
            raise OSError(28, "No space left on device")
        begun.append(source.name)
        Path(target).write_bytes(source.read_bytes())

    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(GcrError, match=r"cannot write .*_quarto.yml: No space left on device"):
            begin(Path())
    assert sorted(begun) == ["1-panel.ipynb", "datapackage.json", "requirements.lock"]
    assert folders.project() is None
    assert begin(Path()) == 2
    assert folders.project() == Path.cwd()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(GcrError, match=r"cannot write to .*file/mine: Not a directory"):
        begin(tmp_path / "file" / "mine")
