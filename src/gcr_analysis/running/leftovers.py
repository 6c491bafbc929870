"""What a command that was killed left behind, taken away by the next one."""

import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import psutil

_HALF_WRITTEN = re.compile(r"\.\d{4}\.(ipynb|receipt\.json|log)\.\d+")
_SCRATCH = re.compile(r"gcr-(\d+)-.+")


def scratch_prefix(process: int) -> str:
    """Begin the name of a command's scratch folder, from which its process can be told.

    Examples
    --------
    >>> scratch_prefix(4711)
    'gcr-4711-'
    """
    return f"gcr-{process}-"


def clear_leftovers(outputs: Path) -> None:
    """Remove half-written notes below *outputs*, and scratch folders of commands that are no more.

    Call it when nobody else writes there. Only what a run can have left goes, and what cannot be removed
    stays: no run fails for it.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Examples
    --------
    >>> outputs = Path(tempfile.mkdtemp())
    >>> note = outputs / "mirps" / "self-reliance"
    >>> note.mkdir(parents=True)
    >>> (note / ".2024.ipynb.4711").touch()
    >>> clear_leftovers(outputs)
    >>> list(note.iterdir())
    []
    """
    for path in (*outputs.glob("*/*/.*"), *outputs.glob("*/*/since-*/.*")):
        with suppress(OSError):
            if _HALF_WRITTEN.fullmatch(path.name) and path.is_file():
                path.unlink()
    for folder in Path(tempfile.gettempdir()).glob("gcr-*"):
        with suppress(OSError):
            named = _SCRATCH.fullmatch(folder.name)
            if named and folder.is_dir() and _left_behind(folder, int(named[1])):
                shutil.rmtree(folder, ignore_errors=True)


def _left_behind(folder: Path, command: int) -> bool:
    """Whether a command made the folder, which then holds one for each worker, and all these are no more."""
    inside = [path.name for path in folder.iterdir()]
    ours = os.access(folder, os.W_OK) and all(name.isdecimal() for name in inside)
    return ours and not any(psutil.pid_exists(process) for process in (command, *map(int, inside)))
