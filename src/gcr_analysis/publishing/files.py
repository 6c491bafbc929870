"""Folders that appear whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gcr_analysis.errors import GcrError


@contextmanager
def folder_in_place_of(target: Path) -> Iterator[Path]:
    """Build a folder beside *target* and put it in its place when all went well.

    Parameters
    ----------
    target
        The folder to replace, or to make. Nothing of it is kept.

    Yields
    ------
    Path
        An empty folder to fill. Where the block raises, it is removed and *target* stays as it was.

    Raises
    ------
    GcrError
        Where *target* is a file, or cannot be written.
    """
    fresh, old = (target.with_name(f"{target.name}.{end}") for end in ("new", "old"))
    try:
        if target.is_file() or target.is_symlink():
            raise GcrError(f"{target} is not a folder; move it away, a folder is to be written there")
        if old.exists() and not target.exists():
            old.rename(target)  # an earlier swap was cut short after its first step
        for left in (fresh, old):
            shutil.rmtree(left, ignore_errors=not left.exists())
        fresh.mkdir(parents=True)
        yield fresh
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
