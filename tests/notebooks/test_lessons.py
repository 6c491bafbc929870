"""The notebooks that teach: right for any region, no figure typed into words, nothing left behind."""

import re

import nbformat
import papermill
import pytest

from gcr_analysis.framework.lessons import LESSONS
from gcr_analysis.running import project_root

NOTEBOOKS = project_root() / "notebooks"

READING, OWN = (NOTEBOOKS / f"{lesson}.ipynb" for lesson in LESSONS)
INLINE_CODE = re.compile(r"`[^`]*`")


@pytest.fixture(params=[READING, OWN], ids=lambda path: path.stem)
def lesson(request):
    return nbformat.read(request.param, as_version=4)


def of_type(lesson, kind):
    return [cell for cell in lesson.cells if cell.cell_type == kind]


def test_it_is_a_valid_notebook_with_parameters_and_without_traces_of_a_run(lesson):
    nbformat.validate(lesson)
    assert [c.id for c in lesson.cells if "parameters" in c.metadata.get("tags", [])] == ["parameters"]
    assert "papermill" not in lesson.metadata and "version" not in lesson.metadata.language_info
    assert all(not {"papermill", "execution"} & set(cell.metadata) for cell in lesson.cells)


def test_its_steps_are_few_and_each_is_short(lesson):
    assert 12 <= len(of_type(lesson, "code")) <= 18
    assert all(len(cell.source.splitlines()) <= 30 for cell in of_type(lesson, "code"))
    assert all(len(cell.source.split()) <= 150 for cell in of_type(lesson, "markdown"))


def test_it_was_run_from_top_to_bottom_without_a_warning(lesson):
    cells = of_type(lesson, "code")
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    kinds = {output.output_type for cell in cells for output in cell.outputs}
    streams = {output.get("name") for cell in cells for output in cell.outputs}
    assert kinds <= {"stream", "execute_result"} and "stderr" not in streams


def test_its_outputs_hold_no_path_and_no_address_in_memory(lesson):
    text = nbformat.writes(lesson)
    assert not re.search(r"/tmp/|/home/|gcr-[0-9a-f]{6}-| at 0x", text)
    assert str(NOTEBOOKS.parent) not in text


def typed_figures(words):
    """Numbers in words, but for those in code and in names such as ISO3."""
    return re.findall(r"(?<![\w.])\d[\d.,]*", INLINE_CODE.sub("", words))


def test_figures_in_words_are_found():
    assert typed_figures("In 2025 there were 1,500, by `2024` and the ISO3 code") == ["2025", "1,500,"]


def test_no_figure_is_typed_into_its_words(lesson):
    assert [found for cell in of_type(lesson, "markdown") for found in typed_figures(cell.source)] == []


def said(executed, id):
    """What a cell shows, as text."""
    (cell,) = (cell for cell in executed.cells if cell.get("id") == id)
    assert all(output.get("name") != "stderr" for output in cell.outputs)
    return "".join(
        output.get("text", output.get("data", {}).get("text/plain", "")) for output in cell.outputs
    )


@pytest.fixture
def rerun(tmp_path, monkeypatch):
    """Run a notebook with other parameters, while temporary files go into a folder of their own."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))

    def rerun(path, **parameters):
        into = tmp_path / "executed.ipynb"
        papermill.execute_notebook(path, into, parameters, progress_bar=False, cwd=NOTEBOOKS)
        return nbformat.read(into, as_version=4), temporary

    return rerun


@pytest.mark.site
@pytest.mark.first(1, "region", ["mirps", "NRU", "world", "LBN", "TUR", "GRL"])
def test_a_figure_of_another_region_is_read_in_the_same_steps(rerun, region):
    executed, _ = rerun(READING, region=region)
    by_hand = re.fullmatch(r"from the rows ([\d,]+), by the measure ([\d,]+)\n", said(executed, "by-hand"))
    assert by_hand and by_hand[1] == by_hand[2]
    assert "both-ends" in said(executed, "changes") and "1.2.2" in said(executed, "missing")
    assert "no figure" in said(executed, "quantities")


@pytest.mark.site
@pytest.mark.long
def test_other_countries_and_another_survey_leave_nothing_behind(rerun):
    there = {path.name for path in NOTEBOOKS.parent.iterdir()}
    executed, temporary = rerun(OWN, countries=["KEN", "UGA"], title="two countries", surveyed="UGA")
    assert [path.name for path in temporary.iterdir() if path.name.startswith("gcr-")] == []
    assert {path.name for path in NOTEBOOKS.parent.iterdir()} == there
    assert "unknown country" in said(executed, "region-mistake")
    assert "has a unit: write" in said(executed, "source-check-fails")
    assert "Uganda" in said(executed, "note-surveyed") and "two countries" in said(executed, "note-region")
