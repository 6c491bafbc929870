"""What is kept is used only for what it was made from, and only as it was written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.publishing import kept
from gcr_analysis.publishing.kept import NOTHING, Kept, basis


def make(text: bytes) -> Callable[[], dict[str, bytes]]:
    return lambda: {"index.qmd": text, "drawings/map.png": b"\x89PNG" + text}


def test_files_are_made_once_for_what_they_are_made_from(tmp_path: Path) -> None:
    assert Kept(tmp_path).files("page", 1, make=make(b"one")) == make(b"one")()
    assert Kept(tmp_path).files("page", 1, make=make(b"two")) == make(b"one")()
    assert Kept(tmp_path).files("page", 2, make=make(b"two")) == make(b"two")()
    assert NOTHING.files("page", 1, make=make(b"three")) == make(b"three")()


def test_a_failure_keeps_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        Kept(tmp_path).files("page", make=lambda: {"index.qmd": bytes(1 // 0)})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["flip", "cut", "empty"])
def test_what_is_not_as_it_was_written_is_made_again(tmp_path: Path, damage: str) -> None:
    Kept(tmp_path).files("page", make=make(b"one"))
    (file,) = tmp_path.iterdir()
    content = file.read_bytes()
    flipped = content[:-1] + bytes([content[-1] ^ 1])
    file.write_bytes({"flip": flipped, "cut": content[:-3], "empty": b""}[damage])
    assert Kept(tmp_path).files("page", make=make(b"again")) == make(b"again")()
    assert Kept(tmp_path).files("page", make=make(b"more")) == make(b"again")()


def test_what_a_publishing_does_not_use_is_removed_with_what_a_kill_left(tmp_path: Path) -> None:
    first = Kept(tmp_path)
    first.files("page", 1, make=make(b"one"))
    first.files("page", 2, make=make(b"two"))
    (tmp_path / ".half.4711").touch()
    second = Kept(tmp_path)
    second.files("page", 2, make=make(b"other"))
    second.sweep()
    (left,) = tmp_path.iterdir()
    assert b"two" in left.read_bytes()


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package, a snapshot and templates that may be changed."""
    for name in ("package", "data", "templates"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(name)
    monkeypatch.setattr(kept, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(kept, "TEMPLATES", tmp_path / "templates")
    monkeypatch.setattr(kept, "data_folder", lambda: tmp_path / "data")
    return tmp_path


@pytest.mark.parametrize("name", ["package", "data", "templates"])
def test_a_change_of_code_figures_declarations_or_templates_changes_what_all_rests_on(
    program: Path, name: str
) -> None:
    before = basis(kept._program.__wrapped__)
    (program / name / "file").write_text("changed")
    changed = basis(kept._program.__wrapped__)
    (program / name / "another").touch()
    assert len({before, changed, basis(kept._program.__wrapped__)}) == 3


def test_a_process_makes_nothing_for_code_that_it_has_not_read(program: Path) -> None:
    before = basis()
    (program / "package" / "file").write_text("changed")
    assert basis() == before
    (program / "templates" / "file").write_text("changed")
    assert basis() != before


def test_what_was_made_while_code_changed_is_not_kept(program: Path) -> None:
    folder = program / "kept"
    Kept(folder).files("page", 1, make=make(b"one"))
    publishing = Kept(folder)
    publishing.files("page", 1, make=make(b"one"))
    publishing.files("page", 2, make=make(b"of neither state"))
    (program / "package" / "file").write_text("changed")
    publishing.sweep()
    (left,) = folder.iterdir()
    assert b"of neither state" not in left.read_bytes()


def test_an_own_source_is_part_of_what_all_rests_on(
    own_source: Callable[..., Path], declared_figures: str
) -> None:
    without = basis()
    folder = own_source("work-permits", declared_figures, **{"figures.csv": "iso3,year,value\nLBN,2022,25\n"})
    before = basis()
    (folder / "figures.csv").write_text("iso3,year,value\nLBN,2022,30.5\n")
    assert len({without, before, basis()}) == 3
