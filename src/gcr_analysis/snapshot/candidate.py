"""A candidate snapshot, read from the sources' own files or from tables, and brought before the gate."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import as_released, assemble, files, judged, store
from gcr_analysis.snapshot.gate import Refusal, refusals
from gcr_analysis.sources import Extract
from gcr_analysis.temporary import scratch_folder


def check(candidate: Path | str, against: str | Path | None = None) -> list[Refusal]:
    """Check a candidate: a folder of the sources' own files, or one of tables in the project's layout.

    Every table is read and checked by its schema, the identities between tables are checked, and each table
    is compared with that of the current snapshot. What a person has accepted in ``corrections.yaml``
    is left out as long as the figures are those that the entry expects.

    Parameters
    ----------
    candidate
        Folder to check. Nothing is written to it.
    against
        Folder of the snapshot to compare with, that of `data_folder` when left out; or a release of UNHCR's
        figures, as for `gcr_analysis.snapshot.releases.release`: then the tables that it carries are compared
        with it, and the others with the current snapshot.

    Returns
    -------
    list of Refusal
        Empty when nothing speaks against it.

    Raises
    ------
    GcrError
        When there is no such folder, or the snapshot to compare with cannot be read.
    UnknownNameError
        When *against* is no folder and no release.

    Examples
    --------
    >>> check("no/such/folder")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: no folder to check at no/such/folder
    """
    folder = Path(candidate).absolute()
    if not folder.is_dir():
        raise GcrError(f"no folder to check at {candidate}")
    named = against is not None and not Path(against).is_dir()
    released = _released(str(against)) if named else {}
    current = Path(against).absolute() if against and not named else store.data_folder()
    store.package(current)
    unread: list[Refusal] = []
    there = store.ids_in(current)
    frames = dict(_read(folder, unread, there))
    old = {
        name: files.read(store.checked_path(current, name), framework.tables()[name])
        for name in there & frames.keys()
    }
    old |= {name: frame for name, frame in released.items() if name in frames}
    older = store.older_in(folder) if (folder / store.PACKAGE).is_file() else ()
    return unread + refusals(frames, old, older)


def judgements(candidate: Path | str) -> list[str]:
    """Tell which judged figures a candidate mends, and how many of its figures repeat the year before.

    Parameters
    ----------
    candidate
        Folder to check, as for `check`. Tables that it does not have, or that cannot be read, are left out.

    Examples
    --------
    >>> judgements(store.data_folder())[0].split(":")[0]
    'population'
    """
    wanted = {*judged.LEAST_DIGITS, *(entry.table for entry in framework.ledger())}
    frames = dict(_read(Path(candidate).absolute(), [], (), wanted))
    read = frames.__getitem__
    return [*judged.mended(read, frames), *judged.unjudged(read, frames)]


def _released(name: str) -> dict[str, pd.DataFrame]:
    """Tables as a release carried them. It does not tell none from not reported: what is missing is none."""
    return {
        id: assemble.arrange(rows.fillna(0) if id == "population" else rows, framework.tables()[id])
        for id, rows in as_released.tables_of(name).items()
    }


def _read(
    folder: Path, found: list[Refusal], there: Collection[str], wanted: Collection[str] | None = None
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Read every table of the candidate, or those that are wanted; what cannot be read is a finding.

    A table that neither a candidate in our layout nor the current snapshot has, of those in *there*, is
    declared and not made so far.
    """
    ours, extract = (folder / store.PACKAGE).is_file(), Extract(folder)
    with scratch_folder() as scratch:
        for table in framework.tables().values():
            if wanted is not None and table.id not in wanted:
                continue
            path = scratch / f"{table.id}.parquet"
            if ours and table.id not in store.ids_in(folder):
                if table.id in there:
                    found.append(_lost(table.id))
                continue
            try:
                if ours:
                    path = store.checked_path(folder, table.id)
                else:
                    assemble.write(table, extract, path)
                yield table.id, files.read(path, table)
            except (GcrError, OSError, pa.ArrowInvalid) as error:
                found.append(_of_file(table.id, str(error).splitlines()[0]))


def _lost(table: str) -> Refusal:
    return Refusal(table, "lost table", "", (), "it is not there", f"gcr data add {table} --from FILE")


def _of_file(table: str, message: str) -> Refusal:
    missing = "is missing" in message
    remedy = (
        "name the folder that holds it" if missing else "fetch the file again; if whole, its columns changed"
    )
    return Refusal(table, "file", "", (), message, remedy)
