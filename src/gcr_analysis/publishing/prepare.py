"""Executed notebooks → pages, papers, pictures, CSV files, for either publisher. No figure is computed."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gcr_analysis.errors import GcrError
from gcr_analysis.exports import csv_text
from gcr_analysis.publishing import annex, citation
from gcr_analysis.publishing.figures import figure_files
from gcr_analysis.publishing.files import folder_in_place_of, write_files
from gcr_analysis.publishing.glance import glances
from gcr_analysis.publishing.outputs import LEDGER, Executed, Note, executed_notebooks, read
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.papers import archive, background_paper, note_paper, write_papers
from gcr_analysis.publishing.parts import parts
from gcr_analysis.publishing.since import since
from gcr_analysis.publishing.site import GROUPS, OTHER_LANGUAGES, Published, places

BIBTEX = ".bibtex"


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


def prepare(outputs: Path, into: Path, kept: Path | None = None, address: str = "") -> Prepared:
    """Turn every executed notebook into pages and papers, and write what the site's own pages include.

    Parameters
    ----------
    outputs
        Folder with ``<region slug>/<panel>/<year>.ipynb``.
    into
        Folder of the prepared pages, replaced as a whole: a region without an output is no longer there.
    kept
        Folder in which papers are kept from one publishing to the next; ``.papers`` beside *into* when None.
    address
        Address of the site, for links from papers to pages.

    Returns
    -------
    Prepared
        The notes, and how long their papers took.

    Raises
    ------
    GcrError
        Where there is nothing to publish, a notebook is not whole, or the folder cannot be written.
    """
    paths = executed_notebooks(outputs)
    newest = {
        path.parent: max(_year(other) for other in paths if other.parent == path.parent) for path in paths
    }
    with folder_in_place_of(into) as fresh:
        executed = {
            published.folder: (published, notebook)
            for notebook in map(read, paths)
            for published in [_published(notebook, newest[notebook.path.parent])]
        }
        with ThreadPoolExecutor(os.cpu_count()) as workers:  # packing a picture lets other threads run
            list(workers.map(lambda told: told[1].drawings, executed.values()))
        for published, notebook in executed.values():
            _prepare_note(published, notebook, fresh, address)
        notes = tuple(published for published, _ in executed.values())
        gathered = places(notes)
        for place in gathered:
            region = page(
                "region.qmd",
                place=place,
                groups=GROUPS,
                languages=OTHER_LANGUAGES,
                glances=glances(place),
                since=since(place),
                entry=annex.fence(citation.place_entry(place, address), BIBTEX),
            )
            zipped = archive(place, _tables(fresh, place.slug))
            cited = citation.place_file(place, address)
            files = {"index.qmd": region.encode(), "data.zip": zipped, citation.FILE: cited.encode()}
            write_files(fresh / place.slug, files)
        write_files(fresh, parts(gathered))
        papers = [note_paper(notebook, published, address) for published, notebook in executed.values()]
        papers += [
            background_paper(place, [executed[note.folder][1] for note in place.newest], address)
            for place in gathered
        ]
        seconds = write_papers(papers, fresh, kept or into.absolute().parent / ".papers")
    return Prepared(notes, seconds)


def _year(path: Path) -> int:
    if not (path.stem.isdecimal() and len(path.stem) == 4):
        raise GcrError(f"{path}: an executed notebook is named by its year, such as 2025.ipynb")
    return int(path.stem)


def _published(executed: Executed, newest: int) -> Published:
    year, figures = _year(executed.path), tuple(executed.figures.values())
    return Published(executed.slug, executed.panel, year, executed.note, year == newest, figures)


def _prepare_note(published: Published, executed: Executed, root: Path, address: str) -> None:
    note = executed.note
    folder = root / published.folder
    shown = [executed.figures[name] for name in note.figures]
    table = executed.tables[note.table] if note.table else None
    cells, files = annex.body(executed)
    for name, figure in executed.figures.items():
        files |= figure_files(figure, executed.pictures[name], executed.drawings[name])
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
        software=citation.software(),
        cited=citation.figures_of(note.sources),
        entry=annex.fence(entry, BIBTEX),
    ).encode()
    files["annex.qmd"] = page(
        "annex.qmd", published=published, note=note, title=annex.title(executed), cells=cells
    ).encode()
    files[f"{LEDGER}.csv"] = _ledger(note).encode()
    write_files(folder, files)


def _tables(root: Path, slug: str) -> dict[PurePosixPath, bytes]:
    """Every CSV file of a region, by its address."""
    return {
        PurePosixPath(path.relative_to(root).as_posix()): path.read_bytes()
        for path in sorted((root / slug).rglob("*.csv"))
    }


def _ledger(note: Note) -> str:
    """Every number of a note, one row each."""
    columns = list(dict.fromkeys(name for row in note.ledger for name in row))
    return csv_text(columns, ([row.get(name) for name in columns] for row in note.ledger))
