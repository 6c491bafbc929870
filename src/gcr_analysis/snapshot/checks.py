"""Read a snapshot critically: is each file as built, and do the figures add up to what was published?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import describe, files, identities, schemas, store


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with a snapshot: which table, found by which check, in one line."""

    table: str
    check: str
    message: str


def status(folder: Path | str | None = None) -> pd.DataFrame:
    """Describe what a snapshot holds, one row a table.

    Parameters
    ----------
    folder
        Folder of the snapshot; that of `data_folder` when left out.

    Returns
    -------
    pandas.DataFrame
        Columns ``table``, ``rows``, ``years``, ``source``, ``vintage``, ``bytes``; from the snapshot's
        description alone, no table is read. A table that is declared and not in the snapshot has no rows
        and no bytes.

    Examples
    --------
    >>> status().set_index("table").loc["population", "years"]
    '1951-2025'
    """
    folder = Path(folder).absolute() if folder else store.data_folder()
    rows = []
    there = store.ids_in(folder)
    for table in tables().values():
        stated = store.resource(folder, table.id) if table.id in there else {}
        source = store.sources_of(folder)[table.source]
        rows.append(
            {
                "table": table.id,
                "rows": stated.get("rowCount"),
                "years": describe.years(stated),
                "source": source.id,
                "vintage": source.vintage,
                "bytes": stated.get("bytes"),
            }
        )
    return pd.DataFrame(rows).astype({"rows": "Int64", "bytes": "Int64"})


def verify(folder: Path | str | None = None) -> list[Finding]:
    """Check a snapshot: files, schemas, row counts by year, published totals, identities.

    Parameters
    ----------
    folder
        Folder of the snapshot; that of `data_folder` when left out.

    Returns
    -------
    list of Finding
        Empty when nothing is wrong.

    Raises
    ------
    GcrError
        When there is no description of the snapshot to check against.

    Examples
    --------
    >>> verify()
    []
    """
    folder = Path(folder).absolute() if folder else store.data_folder()
    store.forget()
    store.package(folder)
    findings: list[Finding] = []
    frames: dict[str, pd.DataFrame] = {}
    for table in tables():
        try:
            frames[table] = files.read(store.checked_path(folder, table), tables()[table])
        except GcrError as error:
            findings.append(Finding(table, "file", str(error)))
    if "countries" in frames:
        findings += _schema(frames)
    findings += _rows_per_year(folder, frames)
    findings += _totals(folder, frames)
    if frames.keys() >= identities.NEEDED:
        broken = identities.broken(frames, store.older_in(folder))
        findings += [Finding("", "identity", message) for message in broken]
    return findings


@cache
def totals() -> tuple[dict[str, Any], ...]:
    """Return published totals that the snapshot must give: table, column, year and value of each."""
    text = package_files("gcr_analysis.snapshot").joinpath("totals.yaml").read_text(encoding="utf-8")
    return tuple(
        {"table": place.split(".")[0], "column": place.split(".")[1], "year": year, "value": value}
        for place, values in yaml.safe_load(text).items()
        for year, value in values.items()
    )


def _schema(frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    codes = list(frames["countries"]["iso3"])
    for table, frame in frames.items():
        try:
            schemas.check(frame, tables()[table], codes)
        except GcrError as error:
            yield Finding(table, "schema", str(error))


def _rows_per_year(folder: Path, frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    for table, frame in frames.items():
        stated = store.resource(folder, table)
        year = schemas.year_column(tables()[table])
        found = frame[year].value_counts().to_dict() if year else {}
        expected = {int(y): n for y, n in stated.get("rowsPerYear", {}).items()}
        if len(frame) != stated["rowCount"] or found != expected:
            yield Finding(
                table, "rows", f"table {table} has {len(frame):,} rows, not {stated['rowCount']:,} as stated"
            )


def _totals(folder: Path, frames: dict[str, pd.DataFrame]) -> Iterator[Finding]:
    """Hold figures against totals that were published with them; what was taken from a service is newer."""
    newer = store.taken_in(folder)
    for total in totals():
        table, column, year = total["table"], total["column"], total["year"]
        if table not in frames or table in newer:
            continue
        found = int(frames[table].loc[frames[table]["year"] == year, column].sum())
        if found != total["value"]:
            message = f"{table}.{column} of {year} is {found:,}, not {total['value']:,} as published"
            yield Finding(table, "total", message)
