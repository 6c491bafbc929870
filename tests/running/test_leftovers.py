"""What a killed command leaves is gone after the next one; what is anybody else's is not."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gcr_analysis.running import Run, run
from gcr_analysis.running.leftovers import clear_leftovers
from gcr_analysis.temporary import scratch_folder, temporary_path


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Name temporary files as a process that has ended would."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: process.pid)
        yield patch


def test_half_written_files_are_removed_by_the_next_run(
    dead: pytest.MonkeyPatch, small_run: Callable[..., Run], tree: Path
) -> None:
    (planned,) = [small_run("works", "1 + 1")]
    outputs = tree / "outputs"
    note = planned.output(outputs)
    note.parent.mkdir(parents=True)
    names = (note.name, "2024.ipynb", "2025.receipt.json", "2025.log")
    half = [temporary_path(note.with_name(name)) for name in names]
    half += [temporary_path(outputs / "probe"), temporary_path(outputs / "works" / "2025.ipynb")]
    dead.undo()
    kept = [note.with_name(name) for name in (".hidden", ".2024.ipynb.4711", ".2025.ipynb.gcr-notes")]
    kept += [temporary_path(note)]  # of a process that is alive
    for path in half + kept:
        path.touch()
    (outcome,) = run([planned], outputs, root=tree, quiet=True)
    assert outcome.state == "done"
    assert not any(path.exists() for path in half)
    assert all(path.exists() for path in kept)


def test_the_scratch_folder_of_a_dead_command_is_removed(
    dead: pytest.MonkeyPatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch_folder() as left:
        pass
    left.mkdir()
    dead.undo()
    with scratch_folder() as mine:
        left.mkdir(exist_ok=True)
        for name in ("gcr-notes", "another", f"{left.name}-my-work"):
            (tmp_path / name).mkdir()
        clear_leftovers(tmp_path / "outputs")
        kept = {mine.name, "gcr-notes", "another", f"{left.name}-my-work"}
        assert {path.name for path in tmp_path.iterdir()} == kept
