"""The snapshot as it would be on an earlier release of UNHCR's figures: some tables exchanged, others kept.

Releases hold figures above zero. The newest release is written in the same way as any other, so that two
folders of this module differ in nothing but what the releases carried, and the vintage that names it.
"""

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Table, sources, tables
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
SOURCE = "unhcr-population"
"""Their source."""


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
        describe.write_exchanged(into, store.package(current), made, _stated(name))
    except OSError as error:
        raise GcrError(f"cannot write the snapshot to {into}: {error.strerror or error}") from error


def called(name: str) -> str:
    """Return UNHCR's own name of a release, or its id where that could not be the name of a folder.

    Parameters
    ----------
    name
        As for `gcr_analysis.snapshot.releases.release`.

    Examples
    --------
    >>> called("2024-12"), called("gt2024"), called("latest")
    ('GT2024', 'GT2024', 'GT2025r1')
    """
    id = release(name)
    own = str(releases().loc[id, "name"])
    return own if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", own) else id


def _stated(name: str) -> dict[str, Any]:
    """Return what the description of a snapshot says where it is as of a release."""
    published = date.fromisoformat(releases().loc[release(name), "published"])
    taken = store.taken_in(store.data_folder())
    kept = (vintage for id, vintage in taken.items() if id not in EXCHANGED and tables()[id].source == SOURCE)
    others = next(kept, {"vintage_label": sources()[SOURCE].vintage_label})["vintage_label"]
    vintage = {
        "vintage": published.isoformat(),
        "vintage_label": f"{called(name)}, {published.day} {published:%B %Y}; "
        f"what it does not carry: {others}",
    }
    written = {"release": called(name), "tables": list(EXCHANGED), "sources": {SOURCE: vintage}}
    return {store.LAST_OWN_YEAR: store.last_own_year(), store.AS_OF: written}


def _arranged(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Bring rows into the declared columns and order; a series that the release lacks is missing."""
    names = [column.name for column in table.columns]
    return rows.reindex(columns=names).sort_values(list(table.key), ignore_index=True)
