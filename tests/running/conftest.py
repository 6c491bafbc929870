"""Small notebooks in a repository of their own: they work, or fail in one of the ways that notebooks have."""

from collections.abc import Callable, Iterator
from multiprocessing import forkserver
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from gcr_analysis.running.plan import Run
from gcr_analysis.snapshot.store import data_folder

SHOW_NOTE = """
from IPython.display import display
note = {"panel": "small", "region": region, "year": year}
display({"text/plain": f"the note of {region}", "application/vnd.gcr.note+json": note}, raw=True)
"""
PARAMETERS = 'region = "world"\nyear = 2025\nbaseline_year = 2016\ntop = 5'


@pytest.fixture(scope="module")
def nothing_to_prepare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The snapshot without its main tables: workers would compute what notes of these have in common."""
    folder = tmp_path_factory.mktemp("data")
    for file in data_folder().iterdir():
        if file.stem not in ("population", "country_shapes"):
            (folder / file.name).symlink_to(file)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GCR_DATA", str(folder))
        forkserver._forkserver._stop()  # one that other tests started has read the whole snapshot
        yield
    forkserver._forkserver._stop()


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Top of a small repository."""
    top = tmp_path_factory.mktemp("repository")
    (top / "notebooks").mkdir()
    return top


@pytest.fixture(scope="module")
def notebook(tree: Path) -> Callable[..., Path]:
    """Write a notebook: a title, the parameters, the given cells, the note."""

    def write(name: str, *cells: str, note: str = SHOW_NOTE, parameters: str = PARAMETERS) -> Path:
        first = new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]})
        rest = [new_code_cell(cell, id=f"source-{number}") for number, cell in enumerate(cells)]
        last = [new_code_cell(note, id="note")] if note else []
        made = new_notebook(
            cells=[new_markdown_cell("# Small", id="title"), first, *rest, *last],
            metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        )
        path = tree / "notebooks" / f"{name}.ipynb"
        nbformat.write(made, path)
        return path

    return write


@pytest.fixture(scope="module")
def small_run(notebook: Callable[..., Path]) -> Callable[..., Run]:
    """Plan one run of a notebook with the given cells; the region's name is the notebook's."""

    def make(slug: str, *cells: str, year: int = 2025, note: str = SHOW_NOTE) -> Run:
        path = notebook(slug, *cells, note=note)
        given = {"region": slug, "year": year, "baseline_year": 2016}
        return Run("small", slug, slug.title(), year, f"notebooks/{path.name}", tuple(given.items()))

    return make
