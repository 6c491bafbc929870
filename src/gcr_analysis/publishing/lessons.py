"""The notebooks that teach, cell by cell, as parts of pages under ``reports/``."""

from pathlib import PurePosixPath

from gcr_analysis.framework.lessons import LESSONS
from gcr_analysis.publishing import annex
from gcr_analysis.publishing.notebook import Cell, Notebook
from gcr_analysis.publishing.outputs import FIGURE, NOTE
from gcr_analysis.running.paths import project_root

_OF_NOTES = {FIGURE, NOTE}
"""Representations that refer to the files of a note, which a lesson does not have."""


def lessons() -> dict[str, bytes]:
    """Return what the pages of the lessons include, and their pictures, by file name.

    Examples
    --------
    >>> sorted(name for name in lessons() if name.endswith(".qmd"))
    ['_how-to-read-a-figure.qmd', '_your-own-region.qmd']
    """
    made: dict[str, bytes] = {}
    folder = project_root() / "notebooks"
    for lesson in LESSONS:
        notebook = Notebook.model_validate_json((folder / f"{lesson}.ipynb").read_bytes())
        text, pictures = annex.body(map(_without_notes, notebook.cells), f"../regions/{lesson}")
        made[f"_{lesson}.qmd"] = text.encode()
        made |= {PurePosixPath(address).name: picture for address, picture in pictures.items()}
    return made


def _without_notes(cell: Cell) -> Cell:
    """Return a cell that shows its figures as pictures and its notes as words."""
    outputs = [
        output | {"data": {kind: shown for kind, shown in output["data"].items() if kind not in _OF_NOTES}}
        if "data" in output
        else output
        for output in cell.outputs
    ]
    return cell.model_copy(update={"outputs": tuple(outputs)})
