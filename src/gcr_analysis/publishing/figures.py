"""A figure on a page: the files beside it, and a page of its own."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from gcr_analysis.briefing import display
from gcr_analysis.exports import csv_text
from gcr_analysis.figures.svg import framed
from gcr_analysis.framework.languages import language
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.pages import html_page

DRAWINGS = "drawings"
"""Folder of the drawings without words, below that of the page."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class Whereabouts:
    """Where a figure stands.

    Parameters
    ----------
    root
        The way from its folder to the root of the site: ``"../../../"``.
    page
        The page that shows it, from its folder.
    page_title
        What that page is called.
    cite
        How the figure is cited, after its title.
    address
        Address of its folder on the web; empty where nobody knows it.
    year
        End-year of its figures; None where the data says it.
    """

    root: str
    page: str
    page_title: str
    cite: str
    address: str = ""
    year: int | None = None


def figure_files(figure: Figure, png: bytes, drawings: Drawings, where: Whereabouts) -> dict[str, bytes]:
    """Return the files of a figure by name: pictures, drawings without words, data, what they are, a page.

    Parameters
    ----------
    figure
        The figure.
    png
        Its picture with words.
    drawings
        Draws it for pages and phones.
    where
        Where it stands.
    """
    drawn = drawings.of(figure)
    columns, rows = _data(figure, where.year)
    return {
        f"{figure.id}.png": png,
        f"{figure.id}.svg": framed(figure, drawn.page),
        f"{DRAWINGS}/{figure.id}.svg": drawn.page,
        f"{DRAWINGS}/{figure.id}-phone.svg": drawn.phone,
        f"{figure.id}.csv": csv_text(columns, rows).encode(),
        f"{figure.id}.json": _metadata(figure, columns, where).encode(),
        f"{figure.id}.html": _page(figure, where).encode(),
    }


def for_page(
    drawings: Drawings,
    where: Whereabouts,
    *made_from: object,
    draw: Callable[[], Iterable[display.Figure | None]],
) -> list[tuple[Figure, dict[str, bytes]]]:
    """Return figures for a page of the site as its template takes them, each with its files by name.

    Parameters
    ----------
    drawings, where
        As for `figure_files`.
    made_from
        What *draw* uses, as for `Kept.files`.
    draw
        Returns the figures; None stands where there is too little to draw.
    """

    def make() -> dict[str, bytes]:
        made = {}
        for figure in filter(None, draw()):
            said = figure.specification.model_dump_json()
            made |= {f"{figure.id}.json": said.encode(), f"{figure.id}.png": figure.png}
        return made

    found = drawings.kept.files("figures", made_from, make=make)
    figures = [Figure.model_validate_json(each) for name, each in found.items() if name.endswith(".json")]
    drawings.add(figures)
    return [(each, figure_files(each, found[f"{each.id}.png"], drawings, where)) for each in figures]


def _page(figure: Figure, where: Whereabouts) -> str:
    source, title = f"{where.address}{figure.id}.html", escape(figure.title)
    look = 'loading="lazy" style="width: 100%; height: 36rem; border: 0"'
    embed = f'<iframe src="{source}" title="{title}" {look}></iframe>'
    return html_page("figure.html", figure=figure, where=where, embed=embed)


def _data(figure: Figure, year: int | None) -> tuple[list[str], list[list[Any]]]:
    """Return the data with what it has to keep when it leaves the page: unit, year and source."""
    more: dict[str, Any] = {"unit": "; ".join(figure.drawing.units)}
    if year is not None and "year" not in figure.columns:
        more["year"] = year
    more["source"] = figure.source
    more = {name: value for name, value in more.items() if value and name not in figure.columns}
    return [*figure.columns, *more], [[*row, *more.values()] for row in figure.rows]


def _metadata(figure: Figure, columns: list[str], where: Whereabouts) -> str:
    """Describe the data of a figure as CSV on the Web does."""
    said = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": language()}],
        "url": f"{where.address}{figure.id}.csv",
        "dc:title": figure.title,
        "dc:description": figure.alt,
        "dc:subject": figure.subtitle,
        "dc:source": figure.source,
        "dc:license": {"@id": LICENCE},
        "dc:bibliographicCitation": f"{figure.title}. {where.cite}",
        "dc:isPartOf": where.page_title,
        "rdfs:comment": list(figure.breaks),
        "tableSchema": {"columns": [{"name": _name(each), "titles": each} for each in columns]},
    }
    known = {name: each for name, each in said.items() if each}
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _name(column: str) -> str:
    return re.sub(r"\W+", "_", column.lower()).strip("_") or "column"
