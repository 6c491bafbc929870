"""Files and folders that appear whole or not at all."""

import csv
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.text import csv_cell


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV (comma, LF, UTF-8) that a spreadsheet opens without running anything.

    >>> print(csv_text(["country", "refugees"], [["=Chad", 1500], ["Mali", None]]), end="")
    country,refugees
    '=Chad,1500
    Mali,
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([csv_cell(name) for name in columns])
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return text.getvalue()


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
