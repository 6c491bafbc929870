"""Places whose notes carry measures alone, and what stands for them in a digest."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from gcr_analysis.publishing.outputs import Headline, Measures, Note
from gcr_analysis.publishing.site import Place, Published


def measures_alone(gathered: Iterable[Place], measures: Collection[str] | None = None) -> tuple[Place, ...]:
    """Return places whose notes carry measures and their sources, and no words, figures or tables.

    Parameters
    ----------
    gathered
        The places.
    measures
        Ids of the measures that stay; all when None.
    """
    return tuple(
        replace(place, notes=tuple(_measures_alone(note, measures) for note in place.newest))
        for place in gathered
    )


def in_plain(gathered: Iterable[Place]) -> list[Any]:
    """Return all that places tell, in plain Python: what stands for them in a digest.

    Parameters
    ----------
    gathered
        The places, without the figures of their notes: see `measures_alone`.
    """
    return [
        (
            *(place.slug, place.title, [str(folder) for _, folder in place.others]),
            [
                (note.slug, note.panel, note.year, note.newest, note.note.model_dump(mode="json"))
                for note in place.notes
            ],
        )
        for place in gathered
    ]


def _measures_alone(published: Published, measures: Collection[str] | None) -> Published:
    note, told = published.note, published.note.measures
    named = told.columns.index("indicator") if told.columns else 0
    kept = tuple(row for row in told.rows if measures is None or row[named] in measures)
    bare = Note(
        **{name: getattr(note, name) for name in ("panel", "region", "region_title", "year")},
        baseline_year=note.baseline_year,
        as_of=note.as_of,
        title="",
        headline=Headline(value="", label=""),
        sources=note.sources,
        measures=Measures(columns=told.columns, rows=kept),
    )
    return replace(published, note=bare, figures=())
