"""What a command that was killed left behind, taken away by the next one."""

import os
import re
import shutil
import tempfile
from pathlib import Path

import psutil

_HALF_WRITTEN = re.compile(r"\..+\.\d+")
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
    """Remove half-written files below *outputs*, and scratch folders of commands that are no more.

    Call it when nobody else writes there.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Examples
    --------
    >>> outputs = Path(tempfile.mkdtemp())
    >>> (outputs / ".2024.ipynb.4711").touch()
    >>> clear_leftovers(outputs)
    >>> list(outputs.iterdir())
    []
    """
    for path in outputs.rglob(".*"):
        if _HALF_WRITTEN.fullmatch(path.name):
            path.unlink(missing_ok=True)
    for folder in Path(tempfile.gettempdir()).glob("gcr-*"):
        named = _SCRATCH.fullmatch(folder.name)
        if named and os.access(folder, os.W_OK) and not _in_use(folder, int(named[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _in_use(folder: Path, command: int) -> bool:
    """Whether the command lives, or one of its workers, each of which has a folder of its own there."""
    workers = [int(inside.name) for inside in folder.iterdir() if inside.name.isdigit()]
    return any(psutil.pid_exists(process) for process in (command, *workers))
