"""What stands beside the notes: timeline, pledges, initiatives, terms, filled from tables and notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from gcr_analysis import framework
from gcr_analysis.framework import Indicator, Initiative, PledgeGroup, Target
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import Place, Published
from gcr_analysis.publishing.text import amount
from gcr_analysis.snapshot import load

_PRECISION = {"at least": "at least", "at most": "at most", "about": "about"}


@dataclass(frozen=True)
class Line:
    """One initiative with its figures, as a place's notes carry them, its goals and its notes."""

    initiative: Initiative
    place: Place | None
    figures: tuple[tuple[Indicator, dict[str, Any]], ...]
    targets: tuple[tuple[Target, str, str], ...]
    notes: tuple[Published, ...]


def context_parts(gathered: Iterable[Place]) -> dict[str, str]:
    """Make the parts that the pages on context include.

    Parameters
    ----------
    gathered
        The places of the site.

    Returns
    -------
    dict of str to str
        Parts by file name.
    """
    gathered = tuple(gathered)
    return {
        "_timeline.qmd": page("_timeline.qmd", timeline=framework.timeline()),
        "_initiatives.qmd": page(
            "_initiatives.qmd", lines=[_line(each, gathered) for each in framework.initiatives()]
        ),
        "_glossary.qmd": page("_glossary.qmd", terms=framework.glossary(), measures=framework.indicators()),
    }


@cache
def published_figures() -> dict[str, dict[str, Any]]:
    """Every published figure by its id, with its value in words as ``text``.

    >>> published_figures()["PV131"]["text"]
    'at least 770'
    """
    rows = load("published_values").astype(object).where(lambda table: table.notna(), None)
    return {row["id"]: row | {"text": _text(row)} for row in rows.to_dict("records")}


def pledged() -> tuple[tuple[PledgeGroup, tuple[dict[str, Any], ...]], ...]:
    """Return the published figures on pledges, group by group."""
    figures = published_figures()
    return tuple((group, tuple(figures[id] for id in group.figures)) for group in framework.pledges())


def _text(row: dict[str, Any]) -> str:
    """Write a published figure with how exact it is; as published, where it is no single number."""
    if row["value"] is None:
        return str(row["value_text"])
    word = _PRECISION.get(row["precision"], "")
    return f"{word} {amount(float(row['value']))}".strip()


def _line(initiative: Initiative, gathered: tuple[Place, ...]) -> Line:
    slugs = initiative.regions or ("world",)
    place = next((place for place in gathered if place.slug in slugs), None)
    notes = place.newest if place else ()
    declared, quoted = framework.indicators(), published_figures()
    return Line(
        initiative,
        place,
        tuple(
            (declared[id], note.measured[id])
            for id in initiative.measures
            for note in notes
            if id in note.measured
        ),
        tuple(
            (target, quoted[target.quoted]["publication"], quoted[target.quoted]["url"])
            for target in (framework.targets()[id] for id in initiative.targets)
        ),
        tuple(n for n in notes if initiative.regions or n.panel in initiative.panels),
    )
