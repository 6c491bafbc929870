"""Areas in need of support: which measures got worse where, and which regions have most of them.

Nothing is computed but counts: statuses, figures and sentences are those of the notes.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.publishing.glance import Trend, trend
from gcr_analysis.publishing.order import share_countries
from gcr_analysis.publishing.site import GROUPS, Place, Published

JUDGED = ("progress", "stalled", "regress")
"""Statuses of measures of which the data let one say whether they moved."""
VERDICTS = ("verdict", "verdict_of_origin")
"""Rules of a note that say how a measure moved since the baseline year."""
DISJOINT = "unhcr-region"
"""Kind of region whose members share no country, so that counting them counts no country twice."""


@dataclass(frozen=True)
class Worse:
    """One measure of a region that regressed."""

    measure: Indicator
    published: Published
    row: dict[str, Any]
    trend: Trend

    @property
    def sentence(self) -> str:
        """What the note says of it, with what has to stand beside the change; empty for an older note."""
        said = (each for each in self.published.note.claims if each["rule"] in VERDICTS)
        ends = (each for each in said if each["facts"]["end"]["indicator"] == self.measure.id)
        return next((str(each["sentence"]) for each in ends), "")


@dataclass(frozen=True)
class Measure:
    """One measure that regressed somewhere.

    Attributes
    ----------
    measure
        The measure.
    counts
        Number of the UNHCR regions by progress status.
    regions
        The UNHCR regions in which it regressed.
    others
        The other sets and countries in which it did.
    """

    measure: Indicator
    counts: Counter[str]
    regions: tuple[Place, ...]
    others: tuple[Place, ...]


@dataclass(frozen=True)
class Ranked:
    """One region with what got worse in it.

    Attributes
    ----------
    place
        The region.
    worse
        Its measures that regressed, in the order of panels.
    judged
        Number of its measures of which the data let one say whether they moved.
    people
        Refugees hosted or refugees who come from there, whichever are more.
    gaps
        Codes of the Compact's indicators without any figure.
    """

    place: Place
    worse: tuple[Worse, ...]
    judged: int
    people: float
    gaps: tuple[str, ...]

    def text(self, id: str) -> str:
        """Return a measure of the region in words; nothing where no note carries it with a figure."""
        row = _row(self.place, id)
        return row["text"] if row and row["value"] is not None else ""

    @property
    def asked(self) -> tuple[tuple[Published, tuple[str, ...]], ...]:
        """What its notes say of areas in need of support, note by note."""
        return tuple(
            (published, tuple(item.text for section in sections for item in section.items))
            for published in self.place.newest
            if (sections := [s for s in published.note.sections if s.id == "support" and s.items])
        )


def worsening(gathered: Iterable[Place]) -> tuple[Measure, ...]:
    """Rank the measures that regressed anywhere but in the world as a whole.

    Parameters
    ----------
    gathered
        The places of the site.

    Returns
    -------
    tuple of Measure
        By the number of UNHCR regions, then of all regions, in which they regressed; else as declared.
    """
    gathered = tuple(gathered)
    found = []
    for measure in framework.indicators().values():
        told = [
            (place, row["progress"])
            for place in gathered
            if place.group != "world" and (row := _row(place, measure.id)) and row.get("progress")
        ]
        down = [place for place, status in told if status == "regress"]
        if down:
            counts = Counter(status for place, status in told if place.group == DISJOINT)
            regions = tuple(place for place in down if place.group == DISJOINT)
            others = tuple(place for place in down if place.group != DISJOINT)
            found.append(Measure(measure, counts, regions, others))
    return tuple(sorted(found, key=lambda m: (-len(m.regions), -len(m.regions) - len(m.others))))


def ranking(gathered: Iterable[Place]) -> tuple[tuple[str, tuple[Ranked, ...]], ...]:
    """Order regions among their like, by what got worse in them.

    Parameters
    ----------
    gathered
        The places of the site.

    Returns
    -------
    tuple of (str, tuple of Ranked)
        Of each kind, by the number of measures that regressed, then by people; as declared where regions of a
        kind share countries. The world is left out.
    """
    gathered = tuple(gathered)
    found = []
    for kind, title in GROUPS.items():
        places = [place for place in gathered if place.group == kind]
        lines = [_ranked(place) for place in places]
        if kind != "world" and lines:
            ordered = lines if share_countries(places) else sorted(lines, key=_weight)
            found.append((title, tuple(ordered)))
    return tuple(found)


def _weight(ranked: Ranked) -> tuple[float, ...]:
    return (-len(ranked.worse), -ranked.people)


def _ranked(place: Place) -> Ranked:
    declared = framework.indicators()
    rows = [(published, id, row) for published in place.newest for id, row in published.measured.items()]
    return Ranked(
        place,
        tuple(
            Worse(declared[id], published, row, found)
            for published, id, row in rows
            if row.get("progress") == "regress" and id in declared and (found := trend(row))
        ),
        sum(row.get("progress") in JUDGED for _, _, row in rows),
        max(
            (
                float(row["value"])
                for _, id, row in rows
                if id in ("refugees_hosted", "refugees_from_origin") and row["value"] is not None
            ),
            default=0.0,
        ),
        _gaps([row for _, _, row in rows]),
    )


def _gaps(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Codes of which no measure has a figure, where any would mean something for the region."""
    open = [row for row in rows if row["gcr_code"] and row["status"] != "not applicable"]
    known = {row["gcr_code"] for row in open if row["value"] is not None}
    return tuple(sorted({row["gcr_code"] for row in open} - known))


def _row(place: Place, id: str) -> dict[str, Any] | None:
    return next((note.measured[id] for note in place.newest if id in note.measured), None)
