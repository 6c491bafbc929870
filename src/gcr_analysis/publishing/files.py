"""Folders that appear whole or not at all."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gcr_analysis.errors import GcrError

MARK = ".gcr-analysis"
"""Lies in every folder made here: only such a folder, or an empty one, is ever replaced."""


@contextmanager
def folder_in_place_of(target: Path) -> Iterator[Path]:
    """Build a folder beside *target* and put it in its place when all went well.

    Parameters
    ----------
    target
        The folder to replace, or to make. Nothing of it is kept, so it has to be one that was made here.

    Yields
    ------
    Path
        An empty folder to fill. Where the block raises, it is removed and *target* stays as it was.

    Raises
    ------
    GcrError
        Where *target* is a file or somebody else's folder, or cannot be written.
    """
    target = target.absolute()
    fresh, old = (target.with_name(f"{target.name}.gcr-{end}") for end in ("new", "old"))
    try:
        require_room(target)
        if old.exists() and not target.exists():
            old.rename(target)  # an earlier swap was cut short after its first step
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=not left.exists())
        fresh.mkdir(parents=True)
        yield fresh
        (fresh / MARK).touch()
        if target.exists():
            target.rename(old)
        fresh.replace(target)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise GcrError(
            f"cannot publish to {target}: {error.filename or target}: {error.strerror or error}"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if old.exists() and not target.exists():
            old.rename(target)


def require_room(target: Path) -> None:
    """Refuse a place where `folder_in_place_of` could not put a folder. Nothing is written to find out.

    Parameters
    ----------
    target
        As for `folder_in_place_of`.

    Raises
    ------
    GcrError
        Where *target* is a file or somebody else's folder, or the folder above it cannot be written to.
    """
    target = target.absolute()
    _refuse_what_is_not_ours(target)
    require_place(target, "publish")


def require_place(target: Path, verb: str) -> None:
    """Refuse a place where no folder can be made, or be replaced.

    Parameters
    ----------
    target
        Absolute path of the folder.
    verb
        What is to be done there, for the message.

    Raises
    ------
    GcrError
        Where *target* is a file, or the folder above it cannot be written to.
    """
    if target.is_file() or target.is_symlink():
        raise GcrError(f"{target} is not a folder; move it away, a folder is to be written there")
    above = next(folder for folder in target.parents if folder.exists())
    if not above.is_dir():
        raise GcrError(f"cannot {verb} to {target}: {above} is not a folder")
    if not os.access(above, os.W_OK | os.X_OK):
        raise GcrError(f"cannot {verb} to {target}: {above} is read-only; name a folder elsewhere")


def write_folder(target: Path, files: Mapping[str, bytes]) -> None:
    """Write files to a folder that is replaced as a whole.

    Parameters
    ----------
    target
        As for `folder_in_place_of`.
    files
        Contents by path within the folder.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as parent:
    ...     write_folder(Path(parent, "pages"), {"2-1-1/index.qmd": b"# Work"})
    ...     Path(parent, "pages", "2-1-1", "index.qmd").read_text()
    '# Work'
    """
    with folder_in_place_of(target) as fresh:
        write_files(fresh, files)


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files below a folder, which is made where it is missing; paths are as for `write_folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def small_json(value: Any) -> bytes:
    """Return a value as JSON without a space, for files that a page loads.

    Examples
    --------
    >>> small_json({"title": "Türkiye", "value": None}).decode()
    '{"title":"Türkiye","value":null}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _refuse_what_is_not_ours(target: Path) -> None:
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise GcrError(
            f"{target.name} holds files that were not published from here, and would lose them: "
            "name another folder, or an empty one"
        )
