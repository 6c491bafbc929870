"""The executed notebook: stripped of all that differs between two equal runs, written whole or not at all."""

import json
import os
import re
from pathlib import Path
from typing import Any

from gcr_analysis.errors import GcrError
from gcr_analysis.temporary import remove_leftovers, replacing, temporary_path

NOTE = "application/vnd.gcr.note+json"

# Python's way to show an object that has no text of its own.
_ADDRESS = re.compile(r"\w+ at 0x[0-9a-fA-F]{6,}")


def cleaned(executed: Any, source: Any) -> tuple[Any, str]:
    """Strip an executed notebook of times, random ids and what belongs to the machine.

    Parameters
    ----------
    executed
        The notebook as Papermill leaves it; it is changed in place.
    source
        The notebook as it was read, whose cell ids are kept.

    Returns
    -------
    tuple
        The notebook, and what its cells wrote to standard error: warnings are for who runs it, not for
        who reads it.
    """
    known = {cell.get("id") for cell in source.cells}
    language = dict(executed.metadata.get("language_info", {}))
    language.pop("version", None)  # the patch version of Python is the machine's
    executed.metadata = {
        "kernelspec": dict(executed.metadata.get("kernelspec", {})),
        "language_info": language,
    }
    errors: list[str] = []
    for number, cell in enumerate(executed.cells):
        for key in ("papermill", "execution"):
            cell.metadata.pop(key, None)
        if not cell.metadata.get("tags"):
            cell.metadata.pop("tags", None)
        if cell.get("id") not in known:
            injected = "injected-parameters" in cell.metadata.get("tags", ())
            cell.id = "injected-parameters" if injected else f"cell-{number}"
        if cell.cell_type == "code":
            cell.outputs = _joined(cell.outputs, errors)
    return executed, "".join(errors)


def checked(executed: Any, root: Path) -> None:
    """Hold an executed notebook against what is promised of one.

    Parameters
    ----------
    executed
        An executed notebook.
    root
        Top of the repository, whose path must not be in any output.

    Raises
    ------
    GcrError
        When its last output is not the note, or an output differs from run to run or machine to machine.
    """
    shown = [(cell, output) for cell in executed.cells for output in cell.get("outputs", ())]
    if not shown or NOTE not in shown[-1][1].get("data", {}):
        raise GcrError("the last output is not the note: end the notebook with a cell that shows it")
    for cell, output in shown:
        text = _text(output)
        where = f"cell [{cell.execution_count}] shows"
        if re.search(rf"{re.escape(str(root))}(?![\w-])", text):
            raise GcrError(f"{where} a path of this machine: an executed notebook is the same everywhere")
        if address := _ADDRESS.search(text):
            raise GcrError(f"{where} {address.group()!r}, which differs from run to run: show something else")


def write_whole(content: str | bytes, path: Path) -> None:
    """Write a file so that it is there whole or not at all.

    Parameters
    ----------
    content
        What the file is to hold; text is written as UTF-8.
    path
        Where; missing folders are made, an older file is replaced in one step.

    Raises
    ------
    GcrError
        When the folder cannot be written or is full. An older file is then as it was.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> folder = Path(mkdtemp())
    >>> write_whole("whole", folder / "mirps" / "note.txt")
    >>> [file.name for file in (folder / "mirps").iterdir()]
    ['note.txt']
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(path.parent, path)
        with replacing(path) as fresh:
            _write_through(content.encode() if isinstance(content, str) else content, fresh)
    except OSError as error:
        raise GcrError(f"cannot write {path.name} in {path.parent}: {error.strerror or error}") from error


def require_writable(folder: Path) -> None:
    """Write a file in *folder* and remove it, so that a run fails before its first kernel and not after it.

    Raises
    ------
    GcrError
        When that does not work.
    """
    probe = temporary_path(folder / "probe")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            _write_through(b"", probe)
        finally:
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise GcrError(f"cannot write to {folder}: {error.strerror or error}") from error


def _write_through(content: bytes, path: Path) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _joined(outputs: list[Any], errors: list[str]) -> list[Any]:
    """Outputs without standard error, and what was printed in several pieces in one."""
    kept: list[Any] = []
    for output in outputs:
        if output.output_type == "stream" and output.name == "stderr":
            errors.append(output.text)
        elif output.output_type == "stream" and kept and kept[-1].output_type == "stream":
            kept[-1].text += output.text
        else:
            kept.append(output)
    return kept


def _text(output: Any) -> str:
    """All that an output shows but its pictures, whose letters mean nothing."""
    data = output.get("data", {})
    kept = {kind: shown for kind, shown in data.items() if not kind.startswith("image/")}
    return json.dumps({**output, "data": kept}, ensure_ascii=False)
