"""What a killed command leaves is gone after the next one; what is anybody else's is not."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis.running import Run, run
from gcr_analysis.running.leftovers import clear_leftovers, scratch_prefix


@pytest.fixture
def dead() -> int:
    """Id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_half_written_files_are_removed_by_the_next_run(
    dead: int, small_run: Callable[..., Run], tree: Path
) -> None:
    (planned,) = [small_run("works", "1 + 1")]
    note = planned.output(tree / "outputs")
    note.parent.mkdir(parents=True)
    half = [note.with_name(f".{name}.{dead}") for name in (note.name, "2025.receipt.json", "2025.log")]
    kept = [
        note.with_name(name) for name in (".hidden", "2024.ipynb.4711", ".vimrc.2024", ".backup.20240101")
    ]
    kept += [tree / "outputs" / f".2024.ipynb.{dead}"]  # no note lies there
    for path in half + kept:
        path.touch()
    note.with_name(f".2024.log.{dead}").mkdir()  # no file
    (outcome,) = run([planned], tree / "outputs", root=tree, quiet=True)
    assert outcome.state == "done"
    assert not any(path.exists() for path in half)
    assert all(path.exists() for path in kept)


def test_the_scratch_folder_of_a_dead_command_is_removed(
    dead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    mine, others = scratch_prefix(os.getpid()) + "a", scratch_prefix(dead) + "b"
    for name in (mine, others, "gcr-notes", "another"):
        (tmp_path / name / str(dead)).mkdir(parents=True)
    foreign = scratch_prefix(dead) + "my-work"
    (tmp_path / foreign).mkdir()
    (tmp_path / foreign / "thesis.txt").touch()
    (tmp_path / f"{scratch_prefix(dead)}file").touch()
    clear_leftovers(tmp_path / "outputs")
    kept = {mine, "gcr-notes", "another", foreign, f"{scratch_prefix(dead)}file"}
    assert {path.name for path in tmp_path.iterdir()} == kept
