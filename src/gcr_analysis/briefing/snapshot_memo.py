"""What the snapshot changed against an earlier copy of it, as a text for who accepts the change."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gcr_analysis.briefing.memo_text import text_template
from gcr_analysis.briefing.note_changes import Change
from gcr_analysis.briefing.release_notes import chapters_of, counted
from gcr_analysis.framework import Table, tables
from gcr_analysis.snapshot import store


@dataclass(frozen=True)
class Moved:
    """A table that differs, its source, and what the two snapshots have of it: rows and vintage."""

    table: str
    source: str
    before: str
    now: str


def snapshot_memo(
    before: Path, after: Path, found: Sequence[Change], *, year: int, baseline_year: int, notes: int
) -> str:
    """Write down which tables differ and which notes read otherwise.

    Parameters
    ----------
    before, after
        Folders of the snapshots.
    found
        What differs in the notes, as `gcr_analysis.running.two_snapshots.compare_snapshots` finds it.
    year, baseline_year
        The year of the notes, and the one that changes are read from.
    notes
        How many notes were read on each snapshot.

    Returns
    -------
    str
        Markdown, the gravest changes first.

    Examples
    --------
    >>> here = store.data_folder()
    >>> print(snapshot_memo(here, here, [], year=2025, baseline_year=2016, notes=4)[:17])
    No table differs.
    """
    told = {"year": year, "baseline_year": baseline_year, "notes": notes, "told": counted(found, notes)}
    text = text_template("snapshot_memo.md")
    return text.render(tables=moved(before, after), chapters=chapters_of(found), **told).strip()


def moved(before: Path, after: Path) -> list[Moved]:
    """Return the tables that differ between two snapshots, in the order of declaration.

    Examples
    --------
    >>> moved(store.data_folder(), store.data_folder())
    []
    """
    titles = {id: source.title for id, source in store.sources_of(after).items()}
    return [
        Moved(table.id, titles[table.source], _held(before, table), _held(after, table))
        for table in tables().values()
        if _hash(before, table.id) != _hash(after, table.id)
    ]


def _hash(folder: Path, table: str) -> str:
    return store.resource(folder, table)["hash"] if table in store.ids_in(folder) else ""


def _held(folder: Path, table: Table) -> str:
    if table.id not in store.ids_in(folder):
        return "none"
    rows = store.resource(folder, table.id)["rowCount"]
    return f"{rows:,} rows, {store.sources_of(folder)[table.source].vintage_label}"
