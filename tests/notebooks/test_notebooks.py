"""The panel notebooks: thin, readable, committed with the outputs of their own parameters."""

import ast
import base64
from pathlib import Path

import nbformat
import pytest

from gcr_analysis.briefing.refresh import refresh
from gcr_analysis.framework import panels

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = [FOLDER / panel.notebook for panel in panels().values()]
PLUMBING = ("merge", "groupby", "style", "pivot", "concat", "apply", "assign", "savefig", "to_csv", "open")


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_panel_has_its_notebook():
    assert [path.name for path in NOTEBOOKS if not path.is_file()] == []
    assert NOTEBOOKS


def test_it_is_a_valid_notebook_of_the_stock_kernel_without_traces_of_a_run(notebook):
    nbformat.validate(notebook)
    assert notebook.metadata.kernelspec.name == "python3"
    assert "papermill" not in notebook.metadata and "version" not in notebook.metadata.language_info
    assert all(not {"papermill", "execution"} & set(cell.metadata) for cell in notebook.cells)


def test_it_begins_with_a_title_and_has_one_cell_of_parameters(notebook):
    assert notebook.cells[0].source.startswith("# ")
    (parameters,) = (cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", []))
    names = [target.id for line in ast.parse(parameters.source).body for target in line.targets]
    assert names == ["region", "year", "baseline_year"]


def test_its_cells_are_few_and_short_and_do_no_plumbing(notebook):
    assert len(code(notebook)) <= 13
    for cell in code(notebook):
        assert len(cell.source.splitlines()) <= 5
        called = {node.attr for node in ast.walk(ast.parse(cell.source)) if isinstance(node, ast.Attribute)}
        assert not called & set(PLUMBING)


def test_every_cell_that_shows_something_is_committed_with_it_and_none_failed(notebook):
    shown = [cell for cell in code(notebook) if isinstance(ast.parse(cell.source).body[-1], ast.Expr)]
    assert all(len(cell.outputs) == 1 and cell.outputs[0].output_type == "execute_result" for cell in shown)
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))


def test_its_last_output_is_the_note_and_its_figures_are_pictures(notebook):
    bundles = [output.data for cell in code(notebook) for output in cell.outputs]
    note = bundles[-1]["application/vnd.gcr.note+json"]
    figures = [b for b in bundles if "application/vnd.gcr.figure+json" in b]
    assert note["figures"] == [b["application/vnd.gcr.figure+json"]["id"] for b in figures] or set(
        note["figures"]
    ) == {b["application/vnd.gcr.figure+json"]["id"] for b in figures}
    assert all(base64.b64decode(b["image/png"]).startswith(b"\x89PNG") for b in figures)


def test_its_outputs_hold_no_path_and_no_address_in_memory(notebook):
    text = nbformat.writes(notebook)
    assert str(Path.home()) not in text and str(FOLDER.parent) not in text and " at 0x" not in text


@pytest.fixture
def small(tmp_path):
    """Write a notebook of one cell."""

    def write(source: str) -> Path:
        path = tmp_path / "small.ipynb"
        cells = [nbformat.v4.new_code_cell(source, id="one")]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return write


@pytest.mark.site
def test_refreshing_keeps_the_outputs_and_nothing_that_differs_between_runs(small):
    path = small("6 * 7")
    refresh(path)
    first = path.read_bytes()
    refresh(path)
    assert path.read_bytes() == first
    assert nbformat.read(path, as_version=4).cells[0].outputs[0].data["text/plain"] == "42"
    assert [file.name for file in path.parent.iterdir()] == ["small.ipynb"]


@pytest.mark.site
def test_a_notebook_whose_cell_raises_stays_as_it_was(small):
    path = small("1 / 0")
    before = path.read_bytes()
    with pytest.raises(Exception, match="ZeroDivisionError"):
        refresh(path)
    assert path.read_bytes() == before
