"""What a paper says: the words and pictures of executed notebooks, in the order of the paper."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from gcr_analysis.briefing.display import producers_in_words
from gcr_analysis.briefing.quantity import given
from gcr_analysis.briefing.sentences import templates
from gcr_analysis.framework.languages import ENGLISH, language, spoken
from gcr_analysis.publishing.citation import software
from gcr_analysis.publishing.drawings import Drawings, for_paper
from gcr_analysis.publishing.html import of_words
from gcr_analysis.publishing.outputs import Cited, Executed, Table
from gcr_analysis.publishing.pages import said
from gcr_analysis.publishing.papers.paper import Paper
from gcr_analysis.publishing.site import Place, Published, group_title
from gcr_analysis.publishing.text import one_line
from gcr_analysis.publishing.way import members

AUTHOR = "gcr-analysis"
LABELS = {
    "sources": "sources",
    "cite": "paper_how_to_cite",
    "countries": "paper_countries",
    "contents": "paper_contents",
    "note_online": "paper_note_online",
    "region_online": "paper_region_online",
    "online": "paper_online",
}
"""What the templates of papers say by themselves, with the message that says it."""
# A column of words takes room by its longest cell, up to so many letters; one with more breaks its lines. One
# of short words or numbers, but for the first, takes what it needs.
LONGEST, SHORT = 40, 24


def note_paper(executed: Executed, published: Published, drawings: Drawings, address: str = "") -> Paper:
    """Return the paper of one note.

    Parameters
    ----------
    executed
        The notebook that it comes from.
    published
        Where it stands on the site.
    drawings
        Draws its figures.
    address
        Address of the site, for the link to the note online. Without one the link leads to the page that
        lies beside the paper.

    Returns
    -------
    Paper
        At most two pages.
    """
    note = executed.note
    told, pictures = _note(executed, published, drawings, level=1, folder="")
    words = {
        **_about(note.title, note.lead, note.region_title, (published.panel_title,)),
        "place": _line(published.panel_title, note.region_title, published.dated),
        "online": _online(address, published.folder),
        "note": told,
        "sources": _sources(note.sources),
        "cite": _cite(note.title, note.region_title, published.dated),
    }
    return Paper(published.folder / "note", "note", note.year, words, pictures)


def background_paper(
    place: Place, executed: Sequence[Executed], drawings: Drawings, address: str = ""
) -> Paper:
    """Return the paper that holds all notes on a region, with their sources once.

    Parameters
    ----------
    place
        The region and its notes.
    executed
        The notebooks of its newest notes, in the same order.
    drawings
        Draws their figures.
    address
        Address of the site, as for `note_paper`.
    """
    title = said("paper_title", region=place.title)
    year = max(published.year for published in place.newest)
    dated = next(published.dated for published in place.newest if published.year == year)
    notes, pictures, sources = [], {}, []
    for published, notebook in zip(place.newest, executed, strict=True):
        told, shown = _note(notebook, published, drawings, level=2, folder=f"{published.panel}-")
        notes.append(told)
        pictures |= shown
        sources += notebook.note.sources
    lead = " ".join(f"{told['entry']}." for told in notes)
    words = {
        **_about(title, lead, place.title, tuple(published.panel_title for published in place.newest)),
        "place": _line(said("paper_of_region"), group_title(place.group), dated),
        "online": _online(address, place.folder),
        "members": said("comma").join(step.title for step in members(place.region)),
        "notes": notes,
        "sources": _sources(sources),
        "cite": _cite(title, place.title, dated),
    }
    return Paper(place.folder / "background-paper", "background-paper", year, words, pictures)


def _about(title: str, description: str, region: str, panels: tuple[str, ...]) -> dict[str, Any]:
    return {
        "title": one_line(title),
        "description": one_line(description),
        "author": AUTHOR,
        "keywords": [said("series"), one_line(region), *panels],
        "series": said("series"),
        "lang": language(),
        "region": "GB" if language() == ENGLISH else "",
        "dir": spoken().marks.direction,
        "labels": {name: one_line(said(message)) for name, message in LABELS.items()}
        | {name: said(name) for name in ("comma", "semicolon")},
    }


def _note(
    executed: Executed, published: Published, drawings: Drawings, *, level: int, folder: str
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return a note's words, and its pictures by file name."""
    note = executed.note
    table = executed.tables[note.table] if note.table else None
    drawn = {f"{folder}{name}": drawings.of(executed.figures[name]) for name in note.figures}
    pictures = {f"{name}.svg": for_paper(each.page) for name, each in drawn.items()}
    pictures |= {f"{name}-phone.svg": for_paper(each.phone) for name, each in drawn.items()}
    pictures |= {f"{name}.png": each.print for name, each in drawn.items()}
    told = {
        "panel": published.panel_title,
        "title": one_line(note.title),
        "entry": one_line(said("paper_note", panel=published.panel_title, title=note.title)),
        "headline": {part: one_line(text) for part, text in note.headline.model_dump().items()},
        "lead": one_line(note.lead),
        "figures": [_plate(executed, name, folder) for name in note.figures],
        "table": _listed_apart(table, note.sources) if table else None,
        "added": [_table(table) for table in note.added],
        "sections": [
            {
                "id": section.id,
                "level": level,
                "title": one_line(section.title),
                "continued": one_line(said("paper_continued", section=section.title)),
                "items": [one_line(item.text) for item in section.items],
            }
            for section in note.sections
            if section.items
        ],
    }
    return told, pictures


def _plate(executed: Executed, name: str, folder: str) -> dict[str, Any]:
    figure = executed.figures[name]
    return {
        "file": f"{folder}{name}",
        "title": one_line(figure.title),
        "subtitle": one_line(figure.subtitle),
        "notes": [one_line(note) for note in figure.breaks],
        "source": one_line(figure.source),
        "alt": one_line(figure.alt),
    }


def _table(table: Table) -> dict[str, Any]:
    rows = [["" if cell is None else one_line(cell) for cell in row] for row in table.rows]
    columns = [one_line(name) for name in table.columns]
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    words = [index == 0 or of_words(column) for index, column in enumerate(cells)]
    letters = [max(map(len, (name, *column))) for name, column in zip(columns, cells, strict=True)]
    return {
        "title": one_line(table.title),
        "note": one_line(table.note),
        "source": one_line(table.source),
        "columns": columns,
        "rows": rows,
        "words": words,
        "letters": letters,
        "widths": [
            min(LONGEST if of else SHORT, size) if size > SHORT or not index else 0
            for index, (size, of) in enumerate(zip(letters, words, strict=True))
        ],
    }


def _listed_apart(table: Table, listed: Iterable[Cited]) -> dict[str, Any]:
    """Return a table, its sources beside those of a list, and what is said where rows are left out."""
    unlisted = _unlisted(table.source, listed)
    left_out = [given(number + 1, "measures") for number in range(len(table.rows))]
    return _table(table) | {
        "unlisted": one_line(said("paper_other_sources", source=unlisted)) if unlisted else "",
        "left_out": ["", *(one_line(said("paper_more_measures", number=number)) for number in left_out)],
    }


def _unlisted(source: str, listed: Iterable[Cited]) -> str:
    """Return what a line of sources says beyond those that a list names; empty where that is nothing."""
    semicolon = spoken().marks.semicolon
    for each in listed:
        citation = f"{each.producer}, {each.title} ({each.vintage})"
        source = re.sub(rf"{re.escape(citation)}({re.escape(semicolon)}|$)", "", source)
    rest = one_line(source).removesuffix(semicolon.rstrip()).rstrip()
    heads = {f"{templates('note')[name]}{spoken().marks.colon}".rstrip() for name in ("source", "sources")}
    return "" if rest in heads else rest


def _sources(cited: Iterable[Cited]) -> list[dict[str, str]]:
    """Each source once, in the order in which they are first cited."""
    return [
        {part: one_line(text) for part, text in source.model_dump().items()}
        | {"url": source.url if source.url.startswith(("http://", "https://")) else ""}
        | {"in_words": source.producer if source.producer in producers_in_words() else ""}
        for source in dict.fromkeys(cited)
    ]


def _line(*parts: object) -> str:
    return " · ".join(one_line(part) for part in parts)


def _online(address: str, folder: PurePosixPath) -> str:
    return f"{address.rstrip('/')}/regions/{folder}/index.html" if address else "index.html"


def _cite(title: str, region: str, dated: str) -> str:
    return one_line(
        said("paper_citation", title=one_line(title), region=region, edition=dated, software=software())
    )
