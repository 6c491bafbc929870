"""The page of a note with all its files: figures, tables, ledger, annex, citation, derivations."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from gcr_analysis import framework
from gcr_analysis.briefing.evidence import title_of_measure
from gcr_analysis.exports import csv_text
from gcr_analysis.figures.card import card
from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.publishing import annex, citation, jsonld
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.figures import Whereabouts, figure_files
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.numbered import numbered
from gcr_analysis.publishing.outputs import LEDGER, Executed, Note
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import Published, known_region, root_of
from gcr_analysis.publishing.studies import region_digest
from gcr_analysis.publishing.translations import switches
from gcr_analysis.publishing.way import Step, tabs, trail
from gcr_analysis.running.processes import in_processes

PREVIEW = "preview.png"
"""The picture that stands beside a link to a note."""


def ways_of(
    published: Published,
    notes: Collection[Published],
    there: Collection[str],
    figures: Collection[str],
    languages: Collection[str],
) -> dict[str, Any]:
    """Return the trail above a note's page, the panels beside it, and the same page in other languages.

    Parameters
    ----------
    published, notes
        The note, and all notes of the site.
    there
        Slugs of the places that have a page.
    figures
        Panels on which its region has figures.
    languages
        Codes of the languages that pages are published in beside English.
    """
    alike = (published.slug, published.variant)
    beside = [note for note in notes if (note.slug, note.variant) == alike and note.newest]
    own = Step(published.note.region_title, str(published.region_folder))
    root = root_of(published.folder)
    return {
        "languages": switches(languages, f"regions/{published.folder}/index.html", root)
        if not published.variant.words
        else (),
        "trail": trail(known_region(published.note.region), there, own),
        "tabs": tabs(
            beside,
            published.region_folder,
            published.folder,
            () if published.variant.words else figures,
        ),
    }


@dataclass(frozen=True)
class NotePage:
    """The page of a note, as it is asked for.

    Attributes
    ----------
    published, executed
        The note, and the notebook that it comes from.
    ways
        What `ways_of` returns.
    address
        Address of the site; empty where it has none.
    """

    published: Published
    executed: Executed
    ways: dict[str, Any]
    address: str

    @property
    def made_from(self) -> tuple[object, ...]:
        """All that its files are made from, for `gcr_analysis.publishing.kept.Kept.files`."""
        told = [repr(value) for value in self.ways.values()]
        folder = str(self.published.folder)
        return "note", self.executed.digest, region_digest(self.executed), folder, told, self.address

    def files(self, drawings: Drawings) -> dict[str, bytes]:
        """Return its files by name: those that are kept, or newly made."""
        return drawings.kept.files(*self.made_from, make=lambda: made_note(self, drawings))


def make_missing(pages: Iterable[NotePage], kept: Kept) -> None:
    """Make the files of the pages that are not kept, several at a time, and keep them."""
    missing = [page for page in pages if kept.lacks(*page.made_from)]
    for made in in_processes(partial(_make, kept), missing):
        kept.made |= made


def _make(kept: Kept, page: NotePage) -> set[str]:
    page.files(Drawings(kept))
    return kept.made


def made_note(asked: NotePage, drawings: Drawings) -> dict[str, bytes]:
    """Make the files of a note by name, with its figures as they are drawn."""
    published, executed, ways, address = asked.published, asked.executed, asked.ways, asked.address
    note = executed.note
    has_annex = language() == ENGLISH
    cells, files = annex.body(executed.cells) if has_annex else ([], {})
    root = root_of(published.folder)
    english_note = f"{root}../regions/{published.folder}/"
    told = numbered(executed, published.folder, english_note)
    files |= told.pages
    where = _where(published, address)
    for name, figure in executed.figures.items():
        picture = executed.pictures.get(name) or drawings.of(figure).whole
        files |= figure_files(figure, picture, drawings, where)
    files[PREVIEW] = card(note.title, note.headline.value, note.headline.label, _eyebrow(published))
    for data in (*executed.tables.values(), *note.added):
        files[f"{data.id}.csv"] = csv_text(data.columns, data.rows).encode()
    entry = citation.note_entry(published, address)
    files[citation.FILE] = entry.encode()
    text = page(
        "note.qmd",
        published=published,
        note=told.note,
        figures=told.figures,
        table=told.table,
        edition=citation.edition(published),
        software=citation.software(),
        cited=citation.figures_of(note.sources),
        root=root,
        english_note=english_note,
        derived=bool(told.addresses),
        hreflang="" if has_annex else ENGLISH,
        behind=told.behind,
        codes=_codes(published.panel),
        **ways,
        entry=annex.fence(entry, citation.CODE),
        described=jsonld.script(jsonld.note(published, address)),
    )
    files["index.qmd"] = told.linked(text).encode()
    if has_annex:
        files["annex.qmd"] = page(
            "annex.qmd",
            published=published,
            note=note,
            title=annex.title(executed),
            root=root,
            trail=(*ways["trail"], Step(published.panel_title, str(published.folder))),
            cells=cells,
            stated=annex.stated(note),
        ).encode()
    files[f"{LEDGER}.csv"] = _ledger(note).encode()
    return files


def _codes(panel: str) -> list[str]:
    """Codes of the Compact's indicators on a panel."""
    declared = framework.indicators().values()
    return sorted({each.gcr_code for each in declared if each.panel == panel and each.gcr_code})


def _where(published: Published, address: str) -> Whereabouts:
    """Say where the figures of a note stand."""
    folder = f"{address.rstrip('/')}/regions/{published.folder}/" if address else ""
    root = root_of(published.folder)
    cite = citation.cite_note(published)
    return Whereabouts(root, "index.html", published.note.title, cite, folder, published.year)


def _eyebrow(published: Published) -> str:
    return f"{published.panel_title} · {published.note.region_title} · {published.dated}"


def _ledger(note: Note) -> str:
    """Every number of a note, one row each, with the year that its changes are read from.

    Columns and ids are in English everywhere; another language adds what it calls the measure.
    """
    rows = [row | {"baseline_year": note.baseline_year} for row in note.ledger]
    if language() != ENGLISH:
        declared = framework.indicators()
        rows = [
            row | {"title": title_of_measure(id) if (id := row.get("indicator")) in declared else None}
            for row in rows
        ]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return csv_text(columns, ([row.get(name) for name in columns] for row in rows))
