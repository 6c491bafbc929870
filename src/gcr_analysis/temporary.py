"""Temporary files and folders: the one place that names them, so that those of killed processes are found.

A name holds the machine and the process that made it: `.2025.ipynb.gcr-1f3a9c-4711-0b5e8d` beside
`2025.ipynb`, and `gcr-1f3a9c-4711-7c20d4` for a scratch folder.
"""

import hashlib
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

_NAME = re.compile(r"(?:\..+\.)?gcr-([0-9a-f]{6})-(\d+)-[0-9a-f]{6}")
LONG = 24 * 60 * 60
"""Seconds after which a file of another machine, whose processes cannot be seen, counts as left behind."""


def temporary_path(path: Path) -> Path:
    """Return a new hidden path beside *path*, for its next version or for work on it.

    Parameters
    ----------
    path
        What the temporary file or folder is for. It need not exist.

    Examples
    --------
    >>> temporary_path(Path("outputs") / "note.txt").name.startswith(".note.txt.gcr-")
    True
    """
    return path.with_name(f".{path.name.lstrip('.')}.{_own_name()}")


def is_temporary(name: str) -> bool:
    """Whether a file or folder of this name is a temporary one, of any process.

    Examples
    --------
    >>> is_temporary(temporary_path(Path("note.txt")).name), is_temporary("note.txt")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Write a file beside *path* and put it there in one step when the block ends well.

    Parameters
    ----------
    path
        Where the file is to be. Its folder exists.

    Yields
    ------
    Path
        Where to write it. It is removed when the block raises; *path* is then as it was.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> with replacing(folder / "note.txt") as fresh:
    ...     _ = fresh.write_text("whole")
    >>> [file.name for file in folder.iterdir()]
    ['note.txt']
    """
    fresh = temporary_path(path)
    try:
        yield fresh
        fresh.replace(path)
    except BaseException:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise


@contextmanager
def scratch_folder(within: Path | None = None, *, beside: Path | None = None) -> Iterator[Path]:
    """Make a folder for the duration of a block, after removing those that killed processes left.

    Parameters
    ----------
    within
        Folder to make it in; by default the system's own for temporary files.
    beside
        Make it beside this path instead, hidden: what is made there can be moved there in one step.

    Yields
    ------
    Path
        The empty folder.

    Examples
    --------
    >>> with scratch_folder() as folder:
    ...     folder.is_dir()
    True
    >>> folder.exists()
    False
    """
    if beside is not None:
        remove_leftovers(beside.parent, beside)
        folder = temporary_path(beside)
        folder.mkdir(mode=0o700)
    else:
        folder = new_scratch_folder(within)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_scratch_folder(within: Path | None = None) -> Path:
    """Make a scratch folder for the caller to remove, after removing those that killed processes left.

    Parameters
    ----------
    within
        Folder to make it in; by default the system's own for temporary files.

    Examples
    --------
    >>> new_scratch_folder().name.startswith("gcr-")
    True
    """
    remove_scratch_folders(within)
    folder = (within or _temporary_files()) / _own_name()
    folder.mkdir(mode=0o700)
    return folder


def leftovers(folder: Path, of: Path | None = None) -> list[Path]:
    """Return the temporary files and folders in *folder* whose processes are no more.

    Parameters
    ----------
    folder
        Where to look; not below it.
    of
        Only those made for this path.

    Examples
    --------
    >>> leftovers(Path("no such folder"))
    []
    """
    begin = _beginning(of) if of is not None else ""
    found = []
    with suppress(OSError):
        for path in sorted(folder.iterdir()):
            named = _NAME.fullmatch(path.name)
            if named and path.name.startswith(begin) and _left_behind(path, named[1], int(named[2])):
                found.append(path)
    return found


def remove_leftovers(folder: Path, of: Path | None = None) -> None:
    """Remove what `leftovers` finds; what cannot be removed stays.

    Parameters
    ----------
    folder, of
        As for `leftovers`.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> (folder / ".note.txt.gcr-000000-1-0b5e8d").touch()
    >>> os.utime(folder / ".note.txt.gcr-000000-1-0b5e8d", (0, 0))
    >>> remove_leftovers(folder)
    >>> list(folder.iterdir())
    []
    """
    _remove(leftovers(folder, of))


def remove_scratch_folders(within: Path | None = None) -> None:
    """Remove scratch folders of processes that are no more.

    Parameters
    ----------
    within
        Folder that holds them; by default the system's own for temporary files. Hidden ones stay: only who
        made them knows what they hold.

    Examples
    --------
    >>> remove_scratch_folders(Path("no such folder"))
    """
    found = leftovers(within or _temporary_files())
    _remove(path for path in found if not path.name.startswith("."))


def _temporary_files() -> Path:
    return Path(tempfile.gettempdir())


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _beginning(path: Path) -> str:
    return f".{path.name.lstrip('.')}.gcr-"


def _own_name() -> str:
    return f"gcr-{_machine()}-{os.getpid()}-{uuid4().hex[:6]}"


@cache
def _machine() -> str:
    return hashlib.sha256(platform.node().encode()).hexdigest()[:6]


def _left_behind(path: Path, machine: str, process: int) -> bool:
    """Whether its process is no more, nor any that an entry of the folder is named after: a worker."""
    try:
        if machine != _machine():
            return time.time() - path.lstat().st_mtime > LONG
        inside = [int(entry.name) for entry in path.glob("*") if entry.name.isdecimal()]
    except OSError:
        return False
    return not any(map(_alive, (process, *inside)))


def _alive(process: int) -> bool:
    import psutil

    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True
