"""Executed notebooks → pages, papers, pictures, CSV files, for either publisher. No figure is computed."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gcr_analysis.exports import csv_text
from gcr_analysis.figures.card import card
from gcr_analysis.publishing import annex, citation
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.figures import Whereabouts, figure_files
from gcr_analysis.publishing.files import folder_in_place_of, write_files
from gcr_analysis.publishing.glance import glances
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.outputs import LEDGER, Choose, Executed, Note, executed_notebooks, read
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.papers import archive, background_paper, note_paper, write_papers
from gcr_analysis.publishing.parts import parts
from gcr_analysis.publishing.since import since
from gcr_analysis.publishing.site import GROUPS, OTHER_LANGUAGES, Place, Published, places, variants

KEPT = ".kept"
"""Folder of what earlier publishings made, beside the prepared pages."""

BIBTEX = ".bibtex"
PREVIEW = "preview.png"
"""The picture that stands beside a link to a note."""


@dataclass(frozen=True)
class Prepared:
    """What was prepared.

    Attributes
    ----------
    notes
        The notes, in the order of their addresses.
    seconds
        How long each kind of paper took, by its ending.
    """

    notes: tuple[Published, ...]
    seconds: dict[str, float]


def prepare(
    outputs: Path,
    into: Path,
    kept: Kept | None = None,
    address: str = "",
    choose: Choose = executed_notebooks,
) -> Prepared:
    """Turn every executed notebook into pages and papers, and write what the site's own pages include.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.
    into
        Folder of the prepared pages, replaced as a whole: a region without an output is no longer there.
    kept
        What earlier publishings made; ``.kept`` beside *into* when None.
    address
        Address of the site, for links from papers to pages.
    choose
        Says which notebooks of *outputs* are published.

    Returns
    -------
    Prepared
        The notes, and how long their papers took.

    Raises
    ------
    GcrError
        Where there is nothing to publish, a notebook is not whole, or the folder cannot be written.
    """
    paths = choose(outputs)
    kept = kept or Kept(into.absolute().parent / KEPT)
    newest = {
        path.parent: max(other.stem for other in paths if other.parent == path.parent) for path in paths
    }
    with folder_in_place_of(into) as fresh:
        found = [(_published(each, newest[each.path.parent]), each) for each in map(read, paths)]
        drawings = Drawings(kept)
        drawings.add(figure for _, notebook in found for figure in notebook.figures.values())
        executed = {}
        for published, notebook in found:
            write_files(fresh / published.folder, _note_files(published, notebook, drawings, address))
            executed[published.folder] = published, notebook
        notes = tuple(published for published, _ in executed.values())
        gathered, *others = (places(notes, variant) for variant in variants(notes))
        every = [place for own in (gathered, *others) for place in own]
        for place in every:
            told = [(str(note.folder), executed[note.folder][1].digest) for note in place.notes]
            others_of = [str(folder) for _, folder in place.others]
            files = kept.files(
                *("region", told, others_of, address),
                make=lambda place=place: _region_files(place, fresh, address),
            )
            write_files(fresh / place.folder, files)
        prepared = {index.parent.name for index in fresh.glob("*/index.qmd")}
        write_files(fresh, parts(gathered, others, drawings, address, prepared))
        papers = [
            note_paper(notebook, published, drawings, address) for published, notebook in executed.values()
        ]
        papers += [
            background_paper(place, [executed[note.folder][1] for note in place.newest], drawings, address)
            for place in every
        ]
        seconds = write_papers(papers, fresh, kept)
    return Prepared(notes, seconds)


def _published(executed: Executed, newest: str) -> Published:
    address, figures = executed.address, tuple(executed.figures.values())
    is_newest = executed.path.stem == newest
    named = address.slug, address.panel, address.year
    variant = address.baseline_year, address.as_of
    return Published(*named, executed.note, is_newest, figures, *variant)


def _note_files(
    published: Published, executed: Executed, drawings: Drawings, address: str
) -> dict[str, bytes]:
    return drawings.kept.files(
        *("note", executed.digest, str(published.folder), address),
        make=lambda: _made_note(published, executed, drawings, address),
    )


def _made_note(
    published: Published, executed: Executed, drawings: Drawings, address: str
) -> dict[str, bytes]:
    note = executed.note
    shown = [executed.figures[name] for name in note.figures]
    table = executed.tables[note.table] if note.table else None
    cells, files = annex.body(executed)
    where = _where(published, address)
    for name, figure in executed.figures.items():
        files |= figure_files(figure, executed.pictures[name], drawings, where)
    files[PREVIEW] = card(note.title, note.headline.value, note.headline.label, _eyebrow(published))
    for data in (*executed.tables.values(), *note.added):
        files[f"{data.id}.csv"] = csv_text(data.columns, data.rows).encode()
    entry = citation.note_entry(published, address)
    files[citation.FILE] = entry.encode()
    files["index.qmd"] = page(
        "note.qmd",
        published=published,
        note=note,
        figures=shown,
        table=table,
        edition=citation.edition(published),
        software=citation.software(),
        cited=citation.figures_of(note.sources),
        entry=annex.fence(entry, BIBTEX),
    ).encode()
    files["annex.qmd"] = page(
        "annex.qmd",
        published=published,
        note=note,
        title=annex.title(executed),
        cells=cells,
        stated=annex.stated(note),
    ).encode()
    files[f"{LEDGER}.csv"] = _ledger(note).encode()
    return files


def _where(published: Published, address: str) -> Whereabouts:
    """Say where the figures of a note stand."""
    folder = f"{address.rstrip('/')}/regions/{published.folder}/" if address else ""
    root = "../" * (len(published.folder.parts) + 1)
    cite = citation.cite_note(published)
    return Whereabouts(root, "index.html", published.note.title, cite, folder, published.year)


def _eyebrow(published: Published) -> str:
    return f"{published.panel_title} · {published.note.region_title} · {published.dated}"


def _region_files(place: Place, root: Path, address: str) -> dict[str, bytes]:
    """Make the page of a region, its citation, and the archive of its data, which lie under *root*."""
    index = page(
        "region.qmd",
        place=place,
        groups=GROUPS,
        languages=OTHER_LANGUAGES,
        glances=glances(place),
        since=since(place),
        entry=annex.fence(citation.place_entry(place, address), BIBTEX),
    )
    return {
        "index.qmd": index.encode(),
        "data.zip": archive(place, _tables(root, place)),
        citation.FILE: citation.place_file(place, address).encode(),
    }


def _tables(root: Path, place: Place) -> dict[PurePosixPath, bytes]:
    """Every CSV file of a region's notes, by its address."""
    return {
        note.folder / path.name: path.read_bytes()
        for note in place.notes
        for path in sorted((root / note.folder).glob("*.csv"))
    }


def _ledger(note: Note) -> str:
    """Every number of a note, one row each, with the year that its changes are read from."""
    rows = [row | {"baseline_year": note.baseline_year} for row in note.ledger]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return csv_text(columns, ([row.get(name) for name in columns] for row in rows))
