"""Make the snapshot from a folder of extracts: beside the old one, then swapped in whole."""

import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Table, tables
from gcr_analysis.snapshot import describe, files, gate, identities, schemas, store
from gcr_analysis.sources import Extract, reader
from gcr_analysis.temporary import leftovers, scratch_folder


class UnusableError(GcrError):
    """What a table cannot be made of.

    Parameters
    ----------
    table
        Id of the table.
    message
        What is wrong, and what would be right.
    """

    def __init__(self, table: str, message: str) -> None:
        super().__init__(message)
        self.table = table


def build(extracts: Path | str, into: Path | str) -> None:
    """Build every declared table from the extracts in a folder.

    The new snapshot is built and checked beside the old one and takes its place as a whole, so that a build
    that fails or is killed leaves the old one as it was. The same extracts give the same bytes.

    Parameters
    ----------
    extracts
        Folder of the sources' own files, in the layout that `framework/sources.yaml` names.
    into
        Folder of the snapshot. It is replaced; one that holds something else than a snapshot is refused.

    Raises
    ------
    GcrError
        When an extract is missing, cut short, lacks a column or holds figures that cannot be, or when the
        folder cannot be written.

    Examples
    --------
    >>> build("no/such/folder", "data")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: no folder of extracts at no/such/folder
    """
    extract, into = Extract(Path(extracts)), Path(into).absolute()
    if not extract.folder.is_dir():
        raise GcrError(f"no folder of extracts at {extract.folder}")
    _refuse_other_folders(into)
    with replacing(into) as fresh:
        frames = fill(fresh, lambda table, path: write(table, extract, path))
        check(frames)
        if found := against(frames, into):
            more = f" (and {len(found) - 1} more: gcr data check lists them)" if len(found) > 1 else ""
            raise GcrError(f"the new figures are refused: {found[0]}{more}")


@contextmanager
def replacing(into: Path) -> Iterator[Path]:
    """Make a snapshot in an empty folder that takes the place of *into* as a whole at the end of the block.

    Parameters
    ----------
    into
        Folder of the snapshot. It stays as it was when the block ends with an error.

    Yields
    ------
    Path
        The empty folder, beside *into*.

    Raises
    ------
    GcrError
        When there is no place to write to.
    """
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        for left in leftovers(into.parent, into):
            mend(into, left / "old")
        with scratch_folder(beside=into) as beside:
            fresh = beside / "new"
            fresh.mkdir()
            yield fresh
            swap(fresh, into, beside / "old")
    except OSError as error:
        raise GcrError(f"cannot write the snapshot to {into}: {error.strerror or error}") from error
    finally:
        store.forget()


def arrange(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Bring *rows* into the shape of *table*: declared columns, sorted by key, missing before a series began.

    Sources write 0 in the years before they collected a series; there it is missing, not zero.

    Raises
    ------
    GcrError
        When a column has figures before the year in which it is declared to begin.

    Examples
    --------
    >>> rows = pd.DataFrame({"persons": [7, 0], "country": ["AFG", "AFG"], "year": [1998, 1996]})
    >>> arrange(rows, tables()["idp_returns"])["persons"].tolist()
    [nan, 7.0]
    """
    rows = rows[[column.name for column in table.columns]]
    year = schemas.year_column(table)
    for column in table.columns:
        if column.since is None or year is None:
            continue
        early = rows[year] < column.since
        if (rows.loc[early, column.name] > 0).any():
            raise GcrError(f"table {table.id} has figures of {column.name} before {column.since}")
        rows = rows.assign(**{column.name: rows[column.name].mask(early)})
    return rows.sort_values(list(table.key), ignore_index=True)


def fill(
    folder: Path,
    make: Callable[[Table, Path], None],
    vintages: Callable[[], describe.Taken] = dict,
    names: Iterable[str] | None = None,
) -> dict[str, pd.DataFrame]:
    """Make the tables of a snapshot in an empty folder, in declared order, read them back, and describe all.

    Parameters
    ----------
    folder
        Where.
    make
        Writes a table to a file.
    vintages
        Called when all tables are there; returns what `describe.write` takes.
    names
        Ids of the tables; every declared one when left out.

    Returns
    -------
    dict
        The tables by id.

    Raises
    ------
    GcrError
        When a table cannot be made.
    """
    written: dict[str, pd.DataFrame] = {}
    chosen = set(tables() if names is None else names)
    for table in (table for table in tables().values() if table.id in chosen):
        path = folder / f"{table.id}.parquet"
        make(table, path)
        written[table.id] = files.read(path, table)
    describe.write(folder, written, vintages())
    return written


def check(frames: Mapping[str, pd.DataFrame]) -> None:
    """Check all tables by their schemas and the identities between them.

    Raises
    ------
    GcrError
        When one breaks.
    """
    codes = list(frames["countries"]["iso3"])
    for table in tables().values():
        schemas.check(frames[table.id], table, codes)
    if broken := identities.broken(frames):
        raise GcrError(broken[0])


def against(
    frames: Mapping[str, pd.DataFrame], into: Path, older: Collection[str] = ()
) -> list[gate.Refusal]:
    """Return what the gate finds against tables, by the snapshot in *into* that they are to replace."""
    if not (into / store.PACKAGE).is_file():
        return []
    old = {}
    for name in frames:
        with suppress(GcrError):  # what is damaged there cannot be compared with, and is mended by this
            old[name] = files.read(store.checked_path(into, name), tables()[name])
    return gate.refusals(frames, old, older)


def write(table: Table, extract: Extract, path: Path) -> None:
    """Make a table from its extract and write it to a file.

    Raises
    ------
    GcrError
        When the extract is missing, cut short, lacks a column or holds figures that cannot be.
    """
    try:
        files.write(arrange(reader(table.id)(extract), table), table, path)
    except (TypeError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise UnusableError(
            table.id, f"table {table.id} cannot be made from its extract: {reason}"
        ) from error
    except GcrError as error:
        raise UnusableError(table.id, str(error)) from error


def _refuse_other_folders(into: Path) -> None:
    if into.is_dir() and any(into.iterdir()) and not (into / store.PACKAGE).is_file():
        raise GcrError(f"{into} holds something else than a snapshot: name an empty or a new folder")
    if into.exists() and not into.is_dir():
        raise GcrError(f"{into} is a file: name a folder for the snapshot")


def swap(fresh: Path, into: Path, old: Path) -> None:
    """Put *fresh* in the place of *into*; the old one comes back when that fails."""
    if not into.exists():
        fresh.rename(into)
        return
    into.rename(old)
    try:
        fresh.rename(into)
    except OSError:
        old.rename(into)
        raise
    shutil.rmtree(old)


def mend(into: Path, old: Path) -> None:
    """Put the old snapshot back, where a process was killed between the two renames of its swap."""
    if old.is_dir() and not into.exists():
        old.rename(into)
    shutil.rmtree(old, ignore_errors=True)
