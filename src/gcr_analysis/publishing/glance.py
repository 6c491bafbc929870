"""A region at a glance: the Compact's indicators and the main measures, each with what became of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing.evidence import title_in, title_of_measure
from gcr_analysis.briefing.reasons import reason_in_words
from gcr_analysis.framework import Indicator, Panel
from gcr_analysis.geography import Region
from gcr_analysis.numbers import number
from gcr_analysis.publishing.known import Known
from gcr_analysis.publishing.pages import said
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
    """One measure of a region: declaration, newest row, trend, title, the series as a line, the rank."""

    measure: Indicator
    row: dict[str, Any]
    trend: Trend | None
    title: str
    spark: str = ""
    rank: tuple[int, int] | None = None

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return self.row["value"] is not None


@dataclass(frozen=True)
class Glance:
    """One panel of a region: its note where there is one, and its lines."""

    panel: Panel
    published: Published | None
    lines: tuple[Line, ...]

    @property
    def drawn(self) -> Line | None:
        """The line of the measure by which the panel compares regions, where it has a figure."""
        return next((line for line in self.lines if line.measure.id == self.panel.drawn and line.known), None)

    @property
    def ranked(self) -> bool:
        """Whether any of its lines has a rank."""
        return any(line.rank for line in self.lines)


def moved(gathered: Iterable[Glance]) -> dict[str, list[Line]]:
    """Return the lines of measures that moved, by their status: ``progress`` and ``regress``."""
    lines = [line for glance in gathered for line in glance.lines if line.trend]
    return {
        status: [line for line in lines if line.trend and line.trend.status == status]
        for status in ("progress", "regress")
    }


def glances(place: Place, known: Known | None = None) -> tuple[Glance, ...]:
    """Gather what a region's page shows, panel by panel.

    Parameters
    ----------
    place
        The region.
    known
        The figures of all declared places: they stand where a panel has no note, and give series and ranks.

    Returns
    -------
    tuple of Glance
        Of each panel with figures the measures that it compares regions by, the Compact's indicators among
        them, and after them those whose direction could be judged.
    """
    found = []
    for panel in framework.panels().values():
        published = place.note_on(panel.id)
        declared = place.region.id if place.region and not place.variant.words else ""
        rows = published.measured if published else known.of(declared, panel.id) if known else {}
        if rows:
            found.append(
                Glance(panel, published, _lines(panel, rows, place.region, known if declared else None))
            )
    return tuple(found)


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
        return Trend(status, reason_in_words(row["why_insufficient"]))
    since = row.get("baseline_value_year") or row["baseline_year"]  # notes of an older version
    return Trend(status, said("figure_in_year", figure=number(row["baseline"], row["unit"]), year=since))


def counts(published: Published) -> list[tuple[str, int]]:
    """Return how many of a note's directed measures have each progress status, in the order of `MARKS`."""
    found = Counter(row.get("progress") for row in published.measured.values())
    return [(status, found[status]) for status in MARKS]


def _lines(
    panel: Panel, rows: Mapping[str, dict[str, Any]], region: Region | None, known: Known | None
) -> tuple[Line, ...]:
    judged = [id for id, row in rows.items() if row.get("progress") in ("progress", "regress")]
    declared, name = framework.indicators(), region.id if region else ""
    return tuple(
        Line(
            *(declared[id], row, trend(row)),
            title=title_in(region, id, row["status"]) if region else title_of_measure(id),
            spark=known.sparks.get((name, id), "") if known else "",
            rank=known.ranks.get((name, id)) if known else None,
        )
        for id in dict.fromkeys((*panel.compared, *judged))
        if id in declared and (row := rows.get(id)) and _is_for(declared[id], region)
    )


def _is_for(measure: Indicator, region: Region | None) -> bool:
    """Whether tables show a measure for regions of a kind."""
    return region is None or measure.row is None or measure.row.is_for(region.kind)
