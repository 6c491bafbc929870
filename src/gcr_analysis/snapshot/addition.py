"""Make one table of the snapshot from its source's own file, and keep all others as they are."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Table
from gcr_analysis.snapshot import assemble, files, gate, store
from gcr_analysis.sources import Extract, SingleFile


class RefusedError(GcrError):
    """What the gate finds against a table.

    Parameters
    ----------
    refusals
        The findings, one or more.
    """

    def __init__(self, refusals: list[gate.Refusal]) -> None:
        super().__init__("; ".join(map(str, refusals)))
        self.refusals = refusals


@dataclass(frozen=True)
class Added:
    """What became of a table.

    Attributes
    ----------
    rows
        How many it has now.
    before
        How many it had; None when it is new.
    changed
        Whether its content differs from before.
    """

    rows: int
    before: int | None
    changed: bool


def add(table: str, given: Path | str, into: Path | str) -> Added:
    """Build one table from its source's own file and put it into a snapshot that exists.

    The snapshot is copied with the new table beside the old one, brought before the gate, and takes its place
    as a whole: an addition that fails or is refused leaves everything as it was. All other tables keep their
    bytes; `datapackage.json`, the data dictionary and the terms of use are written again.

    Parameters
    ----------
    table
        Id of a declared table.
    given
        The file that its reader asks for, whatever its name; or a folder of extracts that holds it, where the
        reader needs several.
    into
        Folder of the snapshot.

    Raises
    ------
    UnknownNameError
        When no table has that id.
    RefusedError
        When the gate finds something that speaks against the table.
    GcrError
        When there is no such file or snapshot, the file cannot be read, the table is one that came from a
        service, or the snapshot cannot be written.

    Examples
    --------
    >>> add("human_development", "no/such.csv", "data")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: no file no/such.csv: give the source's own file, or a folder that holds it
    """
    declared, given, into = store.declared(table), Path(given), Path(into).resolve()
    if not given.exists():
        raise GcrError(f"no file {given}: give the source's own file, or a folder that holds it")
    seal, there = store.package(into)["seal"], store.ids_in(into)
    if taken := store.taken_in(into).get(table):
        raise GcrError(
            f"table {table} came from a live service ({taken['vintage_label']}): "
            "bring it up to date with gcr data refresh"
        )
    old = {}
    if table in there:
        path = store.checked_path(into, table)  # which may lack a column that is declared since
        old = {table: files.read(path, declared, files.columns_of(path))}
    before = store.resource(into, table) if old else {}
    extract = _extract(given, declared, into)

    def make(each: Table, path: Path) -> None:
        if each.id == table:
            assemble.write(each, extract, path)
        else:
            shutil.copyfile(store.checked_path(into, each.id), path)

    with assemble.replacing(into) as fresh:
        frames = assemble.fill(fresh, make, lambda: store.taken_in(into), {*there, table})
        if found := gate.refusals(frames, old, store.older_in(into)):
            raise RefusedError(found)
        stated = store.resource(fresh, table)
        store.forget()  # what is there now, and not what was there at the start
        if store.package(into)["seal"] != seal:
            raise GcrError(f"{into} was changed meanwhile: give the command again")
    return Added(len(frames[table]), before.get("rowCount"), stated["hash"] != before.get("hash"))


def _extract(given: Path, table: Table, into: Path) -> Extract:
    """Return what the reader of *table* reads from; countries are those of the snapshot."""
    if table.id == "countries":
        codes = frozenset()
    else:
        path = store.checked_path(into, "countries")
        codes = frozenset(files.read(path, store.declared("countries"), ("iso3",))["iso3"])
    return Extract(given, codes) if given.is_dir() else SingleFile(given, codes)
