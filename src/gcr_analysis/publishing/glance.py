"""A region at a glance: the Compact's indicators and the main measures, each with what became of it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.numbers import number
from gcr_analysis.publishing.site import Place, Published

MARKS = {"progress": "+", "stalled": "=", "regress": "\u2212", "insufficient data": "?"}
"""A sign for each progress status, beside its word. It is no arrow: a falling figure may be progress."""


@dataclass(frozen=True)
class Trend:
    """What a measure with a direction did since the baseline year: a status, and from where, or why none.

    Attributes
    ----------
    status
        One of `MARKS`.
    detail
        The figure at the baseline with its year, or why the data do not suffice.
    """

    status: str
    detail: str

    @property
    def mark(self) -> str:
        """Its sign."""
        return MARKS[self.status]

    @property
    def kind(self) -> str:
        """Its status as the name of a style."""
        return self.status.split()[0]


@dataclass(frozen=True)
class Line:
    """One measure of a region: the measure as declared and as the note carries it, and its trend."""

    measure: Indicator
    row: dict[str, Any]
    trend: Trend | None

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.row["value"] is not None


@dataclass(frozen=True)
class Glance:
    """One panel of a region: its note, and its lines."""

    published: Published
    lines: tuple[Line, ...]


def glances(place: Place) -> tuple[Glance, ...]:
    """Gather what a region's page shows of its newest notes, panel by panel.

    Parameters
    ----------
    place
        The region.

    Returns
    -------
    tuple of Glance
        Of each panel the measures that it compares regions by, the Compact's indicators among them, and after
        them those whose direction could be judged.
    """
    return tuple(Glance(published, _lines(published)) for published in place.newest)


def trend(row: dict[str, Any]) -> Trend | None:
    """Return what a measure did since the baseline, nothing where it has no direction.

    >>> row = {"progress": "progress", "baseline": 69.0, "baseline_value_year": 2016, "unit": "percent"}
    >>> trend(row)
    Trend(status='progress', detail='69\\xa0% in 2016')
    """
    status = row.get("progress")
    if status is None:
        return None
    if status == "insufficient data":
        return Trend(status, row["why_insufficient"])
    since = row.get("baseline_value_year") or row["baseline_year"]  # notes of an older version
    return Trend(status, f"{number(row['baseline'], row['unit'])} in {since}")


def counts(published: Published) -> list[tuple[str, int]]:
    """Return how many of a note's directed measures have each progress status, in the order of `MARKS`."""
    found = Counter(row.get("progress") for row in published.measured.values())
    return [(status, found[status]) for status in MARKS]


def _lines(published: Published) -> tuple[Line, ...]:
    panel = framework.panels().get(published.panel)
    judged = [id for id, row in published.measured.items() if row.get("progress") in ("progress", "regress")]
    shown = dict.fromkeys((*(panel.compared if panel else ()), *judged))
    declared = framework.indicators()
    return tuple(
        Line(declared[id], row, trend(row))
        for id in shown
        if id in declared and (row := published.measured.get(id))
    )
