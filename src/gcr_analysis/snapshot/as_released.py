"""The snapshot as it would be on an earlier release of UNHCR's figures: some tables exchanged, others kept.

Releases hold figures above zero. The newest release is written in the same way as any other, so that two
folders of this module differ in nothing but what the releases carried.
"""

import shutil
from pathlib import Path

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Table, tables
from gcr_analysis.snapshot import describe, files, store
from gcr_analysis.snapshot.releases import carried, release, releases

FLOWS = {
    "refugee_returns": {"origin": "origin", "asylum": "asylum"},
    "idp_returns": {"origin": "country"},
    "resettlement_arrivals": {"origin": "origin", "asylum": "destination"},
    "naturalisations": {"origin": "origin", "asylum": "asylum"},
}
"""Tables of flows, with what they call the two sides of a figure."""
EXCHANGED = ("population", *FLOWS)
"""The tables whose figures releases carry."""


def last_end_year(name: str) -> int:
    """Return the last year of whose end a release tells.

    Parameters
    ----------
    name
        As for `gcr_analysis.snapshot.releases.release`.

    Examples
    --------
    >>> last_end_year("MYT2025"), last_end_year("GT2025")
    (2024, 2025)
    """
    year, month = releases().loc[release(name), "reference_date"].split("-")[:2]
    return int(year) if month == "12" else int(year) - 1


def tables_of(name: str) -> dict[str, pd.DataFrame]:
    """Return the tables of population and solutions as a release carried them.

    Parameters
    ----------
    name
        As for `gcr_analysis.snapshot.releases.release`.

    Returns
    -------
    dict of str to DataFrame
        `EXCHANGED` by id, in persons, in the columns and the order of the snapshot. What the release does not
        carry is missing, and so is every figure of the middle of a year.

    Examples
    --------
    >>> returned = tables_of("GT2022")["refugee_returns"]
    >>> int(returned.loc[returned["year"] == 2022, "persons"].sum())
    339261
    """
    figures = carried(name)
    persons = figures.loc[figures["reference"] == "year_end", "persons"].astype("Int64")
    wide = persons.unstack("series").rename_axis(columns=None).reset_index()
    stocks = [column.name for column in tables()["population"].columns if column.name in wide]
    people = [name for name in stocks if name not in ("year", "origin", "asylum")]
    made = {"population": wide[wide[people].notna().any(axis=1)]}
    for flow, sides in FLOWS.items():
        rows = wide[wide[flow].notna()]
        made[flow] = rows[["year", *sides, flow]].rename(columns={flow: "persons"} | sides)
    return {id: _arranged(rows, tables()[id]) for id, rows in made.items()}


def write(name: str, into: Path) -> None:
    """Write the snapshot as it would be on a release into a folder, for a process that has it as `GCR_DATA`.

    Parameters
    ----------
    name
        As for `gcr_analysis.snapshot.releases.release`.
    into
        An empty folder.

    Raises
    ------
    GcrError
        Where the folder cannot be written.
    """
    current = store.data_folder()
    try:
        for table in store.ids_in(current):
            if table not in EXCHANGED:
                shutil.copyfile(store.checked_path(current, table), into / f"{table}.parquet")
        made = tables_of(name)
        for id, rows in made.items():
            files.write(rows, tables()[id], into / f"{id}.parquet")
        describe.write_exchanged(into, store.package(current), made, store.last_own_year())
    except OSError as error:
        raise GcrError(f"cannot write the snapshot to {into}: {error.strerror or error}") from error


def _arranged(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Bring rows into the declared columns and order; a series that the release lacks is missing."""
    names = [column.name for column in table.columns]
    return rows.reindex(columns=names).sort_values(list(table.key), ignore_index=True)
