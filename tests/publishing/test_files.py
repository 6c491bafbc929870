"""A folder is replaced whole, or stays as it was."""

from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.files import MARK, folder_in_place_of


def filled(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "page").write_text(text)
    (folder / MARK).touch()
    return folder


def test_the_new_folder_stands_alone_in_the_place_of_the_old(tmp_path: Path) -> None:
    target = filled(tmp_path / "site", "old")
    (target / "stale").write_text("stale")
    with folder_in_place_of(target) as fresh:
        assert (target / "page").read_text() == "old"
        (fresh / "page").write_text("new")
    assert sorted((file.name, file.read_text()) for file in target.iterdir()) == [(MARK, ""), ("page", "new")]
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_failure_leaves_the_old_folder_and_nothing_else(tmp_path: Path) -> None:
    target = filled(tmp_path / "site", "old")

    def fail() -> None:
        with folder_in_place_of(target) as fresh:
            (fresh / "page").write_text("half")
            raise GcrError("no")

    with pytest.raises(GcrError, match=r"^no$"):
        fail()
    assert (target / "page").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_swap_that_was_cut_short_is_mended_before_the_next(tmp_path: Path) -> None:
    filled(tmp_path / "site.gcr-old", "last good")
    filled(tmp_path / "site.gcr-new", "half")
    with pytest.raises(GcrError, match="no"), folder_in_place_of(tmp_path / "site"):
        raise GcrError("no")
    assert (tmp_path / "site" / "page").read_text() == "last good"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_was_not_made_here_is_never_replaced(tmp_path: Path) -> None:
    for kept in ("precious", "precious.old", "precious.new"):
        (tmp_path / kept).mkdir()
        (tmp_path / kept / "thesis").write_text("years of work")
    with (
        pytest.raises(GcrError, match="would lose them: name another folder"),
        folder_in_place_of(tmp_path / "precious"),
    ):
        pass
    assert [path.read_text() for path in sorted(tmp_path.rglob("thesis"))] == ["years of work"] * 3


def test_a_file_in_the_way_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(GcrError, match="is not a folder"), folder_in_place_of(tmp_path / "site"):
        pass
    assert (tmp_path / "site").read_text() == "mine"


def test_a_full_disk_is_one_clear_line(tmp_path: Path) -> None:
    target = filled(tmp_path / "site", "old")
    with pytest.raises(GcrError, match=r"cannot publish .* No space left"), folder_in_place_of(target):
        raise OSError(28, "No space left on device", str(target))
    assert (target / "page").read_text() == "old"
