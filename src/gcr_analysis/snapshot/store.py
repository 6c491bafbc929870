"""The only door to a table."""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gcr_analysis import folders
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Source, Table, tables
from gcr_analysis.framework import sources as declared_sources
from gcr_analysis.framework.own import VARIABLE as OWN
from gcr_analysis.snapshot.questions import is_listening, note, question

if TYPE_CHECKING:  # who asks where the snapshot is, or for its years, does not wait for pandas
    import pandas as pd

PACKAGE = "datapackage.json"
ALWAYS = (
    *("boundary_lines", "countries", "country_names", "country_shapes", "income_groups", "least_developed"),
)
"""Tables that every note rests on, since its region and its map are made of them."""
LAST_OWN_YEAR = "lastOwnYear"
AS_OF = "asOf"
_Stamp = tuple[int, int, int]
_stamps: dict[Path, _Stamp] = {}  # of the files that were read, as they were then

REMEDY = "restore it, or build the snapshot again with: gcr data build --from DIR"


def data_folder() -> Path:
    """Folder of the snapshot: the environment variable `GCR_DATA`, or `data` in the project.

    Raises
    ------
    GcrError
        When there is no such folder.

    Examples
    --------
    >>> (data_folder() / "datapackage.json").is_file()
    True
    """
    named = os.environ.get("GCR_DATA")
    return _found(Path(named).absolute() if named else folders.snapshot())


@cache
def _found(folder: Path) -> Path:
    if not folder.is_dir():
        raise GcrError(
            f"no snapshot in {folder}: set GCR_DATA to its folder, or build one: gcr data build --from DIR"
        )
    return folder


def load(table: str, columns: Sequence[str] | None = None) -> "pd.DataFrame":
    """Load a table of the snapshot, once its file is what the snapshot's description states.

    The frame is yours: whatever you change in it, the next call returns the table as the file holds it. Its
    cells are shared until you change them, so that a call costs no copy; arrays that reach into them
    (``.values``, ``.to_numpy()``) are read-only.

    Parameters
    ----------
    table
        Id of a table; `data/README.md` describes each.
    columns
        The columns to load; all when left out. They come in declared order.

    Returns
    -------
    pandas.DataFrame
        One row for each key. Years are ``int64``; counts are ``Int64``, missing where the source has no
        figure; numbers are ``float64``; codes and ISO3 codes are unordered categories. Tables with shapes
        come as a `geopandas.GeoDataFrame` in degrees (WGS 84).

    Raises
    ------
    UnknownNameError
        When there is no such table or column.
    GcrError
        When the table's file is missing, cut short or changed.

    Examples
    --------
    >>> stocks = load("population", columns=["year", "refugees"])
    >>> int(stocks.loc[stocks["year"] == 2025, "refugees"].sum())
    28461306
    """
    names = tuple(column.name for column in declared(table).columns)
    if isinstance(columns, str):
        columns = (columns,)
    for name in columns or ():
        if name not in names:
            raise UnknownNameError(f"column of table {table}", name, names)
    if table not in ALWAYS and is_listening():
        note([(["table", table], table_hash(table))])
        cited_source(tables()[table].source)
    chosen = tuple(name for name in names if columns is None or name in columns)
    return _read(data_folder(), table, chosen).copy(deep=False)


def table_hash(table: str) -> str:
    """SHA-256 of the file of *table*, as the snapshot's description states it.

    Examples
    --------
    >>> len(table_hash("population"))
    64
    """
    return resource(data_folder(), declared(table).id)["hash"].removeprefix("sha256:")


@question
def table_years(table: str) -> tuple[int, int]:
    """First and last year with rows in *table*.

    Raises
    ------
    GcrError
        When the rows of the table have no year.

    Examples
    --------
    >>> table_years("conflict_idps")
    (1990, 2025)
    """
    return _years_of(data_folder(), declared(table).id)


@cache
def _years_of(folder: Path, table: str) -> tuple[int, int]:
    rows_per_year = resource(folder, table).get("rowsPerYear")
    if not rows_per_year:
        raise GcrError(f"the rows of table {table} have no year")
    years = [int(year) for year in rows_per_year]
    return min(years), max(years)


def sources() -> dict[str, Source]:
    """Return every source by its id, with the vintage that the snapshot rests on.

    That is the declared one, unless the snapshot's figures were taken from the source's service since, or
    the snapshot was written as of an earlier release.

    Examples
    --------
    >>> sources()["unhcr-population"].vintage
    '2026-06-25'
    """
    return sources_of(data_folder(), os.environ.get(OWN))


@question
def cited_source(id: str) -> Source:
    """Return a source, with the vintage that the snapshot rests on: see `sources`."""
    return sources()[id]


@cache
def sources_of(folder: Path, own: str | None = "") -> dict[str, Source]:
    """Return every source by its id, with the vintage that the snapshot in *folder* rests on.

    *own* says which sources of the user's own are meant, as the variable `GCR_OWN` does.
    """
    taken = {tables()[table].source: vintage for table, vintage in taken_in(folder).items()}
    taken |= package(folder).get(AS_OF, {}).get("sources", {})
    return {id: source.model_copy(update=taken.get(id, {})) for id, source in declared_sources().items()}


def as_of(folder: Path | None = None) -> str:
    """Return the earlier release that a snapshot was written as of; empty for any other snapshot.

    Parameters
    ----------
    folder
        Folder of the snapshot; that of this process when None.

    Examples
    --------
    >>> as_of()
    ''
    """
    return package(folder or data_folder()).get(AS_OF, {}).get("release", "")


def vintages(source: str, ids: Iterable[str]) -> str:
    """Return the vintage of figures that are made of some tables of a source.

    A snapshot as of an earlier release has tables of one source that releases carry, and others that they do
    not: each keeps its own vintage, and those that the release carries name it.

    Parameters
    ----------
    source
        Id of the source.
    ids
        Tables that the figures are made of. Those of other sources do not count.

    Examples
    --------
    >>> vintages("unhcr-population", ["population", "economy"])
    '2026-06-25'
    """
    folder, known = data_folder(), sources()[source].vintage
    written = package(folder).get(AS_OF, {})
    if source not in written.get("sources", {}):
        return known
    release, taken, declared = f"{known} ({written['release']})", taken_in(folder), declared_sources()[source]
    found = [
        release if id in written["tables"] else taken.get(id, {}).get("vintage", declared.vintage)
        for id in ids
        if id in tables() and tables()[id].source == source
    ]
    return ", ".join(dict.fromkeys(found)) or release


def ids_in(folder: Path) -> frozenset[str]:
    """Return the ids of the tables that the snapshot in *folder* has."""
    return frozenset(each["name"] for each in package(folder)["resources"])


def taken_in(folder: Path) -> dict[str, dict[str, str]]:
    """Return vintage and label, by table, of the figures in *folder* that were taken from a service."""
    taken = {each["name"]: each["taken"] for each in package(folder)["resources"] if "taken" in each}
    if unknown := sorted(taken.keys() - tables().keys()):
        raise GcrError(
            f"the snapshot in {folder} has tables that this version does not know ({', '.join(unknown)}): "
            "install the version that made it, or set GCR_DATA to another snapshot"
        )
    return taken


def older_in(folder: Path) -> frozenset[str]:
    """Return the tables in *folder* whose source has a service which gave others of its tables since."""
    taken = taken_in(folder)
    sources = {tables()[table].source for table in taken}
    return frozenset(id for id, table in tables().items() if table.source in sources and id not in taken)


@question
def latest_year() -> int:
    """Last end-year of UNHCR's population figures.

    Examples
    --------
    >>> latest_year()
    2025
    """
    return table_years("population")[1]


@question
def last_own_year() -> int:
    """Last year that figures of a user's own may have.

    It is the snapshot's last one or, where the snapshot was written as an earlier release had it, that of the
    one which it was made from.

    Examples
    --------
    >>> last_own_year()
    2025
    """
    return package(data_folder()).get(LAST_OWN_YEAR, latest_year())


def resource(folder: Path, table: str) -> dict[str, Any]:
    """Return what the snapshot in *folder* states about the file of *table*."""
    for stated in package(folder)["resources"]:
        if stated["name"] == table:
            return stated
    raise GcrError(
        f"the snapshot in {folder} has no table {table}: add it with gcr data add {table} --from FILE"
    )


@cache
def package(folder: Path) -> dict[str, Any]:
    """Return the description of the snapshot in *folder*, once it is as it was written."""
    path = folder / PACKAGE
    try:
        _stamps[path] = _stamp(path)
        described = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise GcrError(f"snapshot file {PACKAGE} is missing in {folder}: {REMEDY}") from error
    except ValueError as error:
        raise GcrError(f"snapshot file {PACKAGE} is damaged: {REMEDY}") from error
    if not isinstance(described, dict) or described.get("seal") != seal(described.get("resources")):
        raise GcrError(f"snapshot file {PACKAGE} has changed since it was built: {REMEDY}")
    return described


@cache
def checked_path(folder: Path, table: str) -> Path:
    """Path of the table's file, once its size and SHA-256 are as stated: once a process and file."""
    stated = resource(folder, table)
    path = folder / f"{table}.parquet"
    if not path.is_file():
        raise GcrError(f"snapshot file {path.name} is missing in {folder}: {REMEDY}")
    _stamps[path] = _stamp(path)
    content = path.read_bytes()
    if len(content) < stated["bytes"]:
        raise GcrError(f"snapshot file {path.name} is cut short: {REMEDY}")
    if digest(content) != stated["hash"]:
        raise GcrError(f"snapshot file {path.name} has changed since it was built: {REMEDY}")
    return path


def digest(content: bytes) -> str:
    """SHA-256 of *content*, written as the snapshot's description writes it.

    Examples
    --------
    >>> digest(b"")[:19]
    'sha256:e3b0c44298fc'
    """
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def seal(resources: object) -> str:
    """SHA-256 over what a snapshot states of its tables, so that a change there is noticed too.

    Examples
    --------
    >>> seal([{"name": "a"}]) == seal([{"name": "b"}])
    False
    """
    return digest(json.dumps(resources, sort_keys=True).encode())


def is_as_read() -> bool:
    """Whether nothing has changed since this process read its first table, or the process that forked it.

    Returns
    -------
    bool
        Whether the snapshot is in the same folder, and none of the files that were read was written again.

    Examples
    --------
    >>> forget()  # what was read from elsewhere
    >>> _ = load("countries")
    >>> is_as_read()
    True
    """
    try:
        return all(path.parent == data_folder() and _stamp(path) == stamp for path, stamp in _stamps.items())
    except (GcrError, OSError):
        return False


def _stamp(path: Path) -> _Stamp:
    """What differs after a file was written again."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


def forget() -> None:
    """Forget what was read and checked, after the files have changed."""
    _stamps.clear()
    for remembered in (_found, _years_of, package, sources_of, checked_path, _read):
        remembered.cache_clear()


def declared(table: str) -> Table:
    """Return the declaration of *table*.

    Raises
    ------
    UnknownNameError
        When there is none.

    Examples
    --------
    >>> declared("idp-returns")
    Traceback (most recent call last):
    gcr_analysis.errors.UnknownNameError: unknown table 'idp-returns': did you mean idp_returns?
    """
    if not isinstance(table, str) or table not in tables():
        raise UnknownNameError("table", table, tables())
    return tables()[table]


@cache
def _read(folder: Path, table: str, columns: tuple[str, ...]) -> "pd.DataFrame":
    from gcr_analysis.snapshot import files

    return files.frozen(files.read(checked_path(folder, table), tables()[table], columns))
