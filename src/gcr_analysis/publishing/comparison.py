"""Regions side by side: the measures that their notes carry, a table a panel, and all of them as files.

Nothing is computed here, so that a figure cannot be another one than in the note.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from gcr_analysis import framework
from gcr_analysis.exports import export
from gcr_analysis.framework import Indicator, Panel
from gcr_analysis.indicators.engine import CONTRACT, TYPES
from gcr_analysis.publishing.site import GROUPS, Place, Published

FILES = ("csv", "xlsx", "parquet")
NOT_IN_NOTE = "not in the note"


@dataclass(frozen=True)
class Cell:
    """A figure in words, or the status that stands where there is none; then what to know of it."""

    text: str
    known: bool
    mark: str = ""


@dataclass(frozen=True)
class Line:
    """One region: its note and a cell a measure."""

    published: Published
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    """One panel's measures (the columns) in every region that has a note (the lines, by kind of region)."""

    panel: Panel
    year: int
    measures: tuple[Indicator, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]


def comparisons(gathered: Iterable[Place]) -> tuple[Comparison, ...]:
    """Set the regions of a site side by side, panel by panel.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page. The latest note of each panel counts.

    Returns
    -------
    tuple of Comparison
        In the order of panels; none for a panel without a note. The columns are those that the panel
        declares as ``compared``; the year is the latest one, and a cell of another year says so.
    """
    gathered = tuple(gathered)
    found = []
    for panel in framework.panels().values():
        notes = [(place, note) for place, note in _newest(gathered, panel)]
        if not notes:
            continue
        year = max(note.year for _, note in notes)
        lines = [
            (place.group, Line(note, tuple(cell(note.measured.get(id), year) for id in panel.compared)))
            for place, note in notes
        ]
        groups = tuple(
            (GROUPS[kind], tuple(line for _, line in own)) for kind, own in groupby(lines, lambda of: of[0])
        )
        measures = tuple(framework.indicators()[id] for id in panel.compared)
        found.append(Comparison(panel, year, measures, groups))
    return tuple(found)


def files(gathered: Iterable[Place]) -> dict[str, bytes]:
    """Return every measure of every note as files, by ending."""
    gathered = tuple(gathered)
    carried = [
        (note, row)
        for panel in framework.panels().values()
        for _, note in _newest(gathered, panel)
        for row in note.measured.values()
    ]
    return {kind: as_file(kind, carried) for kind in FILES}


def as_file(kind: str, carried: Iterable[tuple[Published, dict[str, Any]]]) -> bytes:
    """Return measures as a file, a row each, with the baseline year of the note that carries it.

    Parameters
    ----------
    kind
        One of `FILES`.
    carried
        Notes, each with one of its measures.
    """
    rows = (row | {"baseline_year": note.baseline_year} for note, row in carried)
    return export(kind, CONTRACT, ([row.get(name) for name in CONTRACT] for row in rows), TYPES)


def _newest(gathered: tuple[Place, ...], panel: Panel) -> Iterator[tuple[Place, Published]]:
    return ((place, note) for place in gathered for note in place.newest if note.panel == panel.id)


def cell(row: dict[str, Any] | None, year: int) -> Cell:
    """Return what a table shows of a measure: its figure, or the status that stands where there is none.

    Parameters
    ----------
    row
        The measure as a note carries it; None where it does not.
    year
        The year of the table. A figure of another year says so.

    Examples
    --------
    >>> cell({"value": 58.0, "text": "58 %", "status": "proxy", "value_year": 2024}, 2025)
    Cell(text='58 %', known=True, mark='proxy, 2024')
    >>> cell(None, 2025)
    Cell(text='not in the note', known=False, mark='')
    """
    if row is None:
        return Cell(NOT_IN_NOTE, known=False)
    if row["value"] is None:
        return Cell(row["status"], known=False)
    status = "" if row["status"] == "computed" else row["status"]
    own_year = "" if row["value_year"] == year else str(row["value_year"])
    return Cell(row["text"], known=True, mark=", ".join(word for word in (status, own_year) if word))
