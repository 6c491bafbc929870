"""An executed notebook holds nothing that differs between two equal runs, and appears whole or not at all."""

import errno
import os
import resource
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from gcr_analysis.errors import GcrError
from gcr_analysis.running.outputs import NOTE, checked, cleaned, require_writable, write_whole


@pytest.fixture
def source() -> Any:
    cells = [new_code_cell("1", id="first"), new_code_cell("note", id="note")]
    return new_notebook(cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}})


@pytest.fixture
def executed(source: Any) -> Any:
    """The notebook as Papermill leaves it."""
    made = deepcopy(source)
    made.metadata.papermill = {"start_time": "2026-11-24T08:00:00", "output_path": "/somewhere/note.ipynb"}
    made.metadata.language_info = {"name": "python", "version": "3.11.7"}
    made.cells.insert(1, new_code_cell("year = 2024", metadata={"tags": ["injected-parameters"]}))
    for number, cell in enumerate(made.cells, start=1):
        cell.execution_count = number
        cell.metadata.papermill = {"duration": 0.1}
        cell.metadata.execution = {"iopub.status.busy": "2026-11-24T08:00:00"}
        cell.metadata.setdefault("tags", [])
    made.cells[0].outputs = [
        new_output("stream", name="stdout", text="one\n"),
        new_output("stream", name="stderr", text="careful\n"),
        new_output("stream", name="stdout", text="two\n"),
    ]
    made.cells[2].outputs = [new_output("display_data", data={NOTE: {"panel": "small"}})]
    return made


def test_times_paths_and_versions_of_the_machine_are_taken_out(executed: Any, source: Any) -> None:
    notebook, _ = cleaned(executed, source)
    text = nbformat.writes(notebook)
    for trace in ("2026-11-24", "/somewhere", "3.11.7", "papermill", "duration"):
        assert trace not in text


def test_cells_keep_their_ids_and_the_injected_one_has_a_fixed_one(executed: Any, source: Any) -> None:
    notebook, _ = cleaned(executed, source)
    assert [cell.id for cell in notebook.cells] == ["first", "injected-parameters", "note"]


def test_what_was_printed_in_pieces_is_one_output_and_warnings_are_apart(executed: Any, source: Any) -> None:
    notebook, warnings = cleaned(executed, source)
    assert [output.text for output in notebook.cells[0].outputs] == ["one\ntwo\n"]
    assert warnings == "careful\n"


def test_the_letters_of_a_picture_are_no_path(executed: Any, source: Any) -> None:
    notebook, _ = cleaned(executed, source)
    notebook.cells[0].outputs = [new_output("display_data", data={"image/png": "AAAA/top/BBBB"})]
    checked(notebook, Path("/top"))
    notebook.cells[0].outputs = [new_output("display_data", data={"text/plain": "read /top/data"})]
    with pytest.raises(GcrError, match="a path of this machine"):
        checked(notebook, Path("/top"))


def test_a_full_folder_leaves_the_old_file_and_no_half_of_the_new(tmp_path: Path) -> None:
    note = tmp_path / "mirps" / "2025.ipynb"
    write_whole("old", note)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))  # the system refuses what is longer
    try:
        with pytest.raises(GcrError, match=r"^cannot write 2025.ipynb in .*mirps: File too large$"):
            write_whole("new" * 1000, note)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert note.read_text() == "old"
    assert [file.name for file in note.parent.iterdir()] == ["2025.ipynb"]


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.ENOSPC])
def test_a_folder_that_takes_nothing_is_told_in_one_line(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(GcrError) as error:
        require_writable(tmp_path)
    assert str(error.value) == f"cannot write to {tmp_path}: {os.strerror(number)}"
    assert not list(tmp_path.iterdir())
