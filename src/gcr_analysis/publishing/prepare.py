"""Executed notebooks → pages, pictures and CSV files, for either publisher. No figure is computed here."""

from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.exports import csv_text
from gcr_analysis.publishing import annex
from gcr_analysis.publishing.files import folder_in_place_of
from gcr_analysis.publishing.glance import glances
from gcr_analysis.publishing.outputs import LEDGER, Executed, Note, executed_notebooks, read
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.parts import parts
from gcr_analysis.publishing.site import GROUPS, Published, places


def prepare(outputs: Path, into: Path) -> tuple[Published, ...]:
    """Turn every executed notebook into pages, and write the parts that the site's own pages include.

    Parameters
    ----------
    outputs
        Folder with ``<region slug>/<panel>/<year>.ipynb``.
    into
        Folder of the prepared pages, replaced as a whole: a region without an output is no longer there.

    Returns
    -------
    tuple of Published
        The notes, in the order of their addresses.

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
        notes = tuple(_prepare_note(read(path), _year(path) == newest[path.parent], fresh) for path in paths)
        gathered = places(notes)
        for place in gathered:
            _write(
                fresh / place.slug / "index.qmd",
                page("region.qmd", place=place, groups=GROUPS, glances=glances(place)),
            )
        for name, content in parts(gathered).items():
            (fresh / name).write_bytes(content)
    return notes


def _year(path: Path) -> int:
    if not (path.stem.isdecimal() and len(path.stem) == 4):
        raise GcrError(f"{path}: an executed notebook is named by its year, such as 2025.ipynb")
    return int(path.stem)


def _prepare_note(executed: Executed, newest: bool, root: Path) -> Published:
    note = executed.note
    published = Published(
        executed.slug, executed.panel, _year(executed.path), note, newest, tuple(executed.figures.values())
    )
    folder = root / published.folder
    shown = [executed.figures[name] for name in note.figures]
    table = executed.tables[note.table] if note.table else None
    cells, pictures = annex.body(executed)
    pictures |= {f"{name}.png": png for name, png in executed.pictures.items()}

    _write(folder / "index.qmd", page("note.qmd", published=published, note=note, figures=shown, table=table))
    _write(
        folder / "annex.qmd",
        page("annex.qmd", published=published, note=note, title=annex.title(executed), cells=cells),
    )
    for name, png in sorted(pictures.items()):
        (folder / name).write_bytes(png)
    for data in (*executed.figures.values(), *executed.tables.values()):
        _write(folder / f"{data.id}.csv", csv_text(data.columns, data.rows))
    _write(folder / f"{LEDGER}.csv", _ledger(note))
    return published


def _ledger(note: Note) -> str:
    """Every number of a note, one row each."""
    columns = list(dict.fromkeys(name for row in note.ledger for name in row))
    return csv_text(columns, ([row.get(name) for name in columns] for row in note.ledger))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
