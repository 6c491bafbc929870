"""What notes draw on are questions, so that a run hears of every figure that a note rests on."""

import ast
import inspect
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from gcr_analysis import briefing
from gcr_analysis.briefing.reading import STUDIES
from gcr_analysis.snapshot import questions, store

ROOMS = ("gcr_analysis.indicators", "gcr_analysis.snapshot")
# What computes nothing from the snapshot, and what notes each cell or source by itself.
PLAIN = {
    *("check_year", "indicator", "indicators", "readings", "row", "since", "sources", "rows_of"),
    *("one_figure", "threshold"),
    *("columns_of", "estimates_of", "prices_of", "result_of", "worded"),
}
# The record of releases, comparisons of releases and of snapshots, and a measure on a slide are no notes.
NO_NOTES = {
    *("measure_chart.py", "note_changes.py", "reading.py", "release_memo.py", "release_notes.py"),
    *("memo_text.py", "snapshot_memo.py"),
}
# What excerpts are taken from.
ARRAYS = {
    *("arrivals", "by_host", "deaths", "latest_known", "latest_years", "low_or_middle_income", "population"),
    *("refugees_at_start", "reported", "stock"),
}
FOLDER = Path(inspect.getfile(briefing)).parent


def imported() -> list[tuple[str, str, str]]:
    """Every name that a module of notes imports from where figures come from."""
    found = []
    for path in sorted(FOLDER.rglob("*.py")):
        if path.name in NO_NOTES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(ROOMS):
                found += [(path.name, str(node.module), alias.name) for alias in node.names]
    return found


@pytest.mark.parametrize(("file", "module", "name"), imported())
def test_a_function_that_notes_import_is_a_question(file: str, module: str, name: str) -> None:
    asked = getattr(import_module(module), name)
    functions = vars(asked).items() if isinstance(asked, ModuleType) else [(name, asked)]
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob(file))
    for own, function in functions:
        if isinstance(asked, ModuleType) and f"{name}.{own}(" not in text:
            continue
        of_package = str(getattr(function, "__module__", "")).startswith("gcr_analysis")
        if callable(function) and of_package and not inspect.isclass(function) and own not in PLAIN | ARRAYS:
            assert inspect.unwrap(function) is not function, f"{own} should be a question"
            assert function.__code__.co_filename == questions.__file__, f"{own} should be a question"


@pytest.mark.parametrize("panel", STUDIES)
@pytest.mark.parametrize("where", ["world", "igad", "COL"])
def test_a_note_reads_no_table_outside_a_question(
    panel: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.txt"
    monkeypatch.setenv(questions.ANSWERS, str(path))
    STUDIES[panel](where, 2025, 2016).note.as_dict()
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50
    assert not [line for line in lines if '["table", ' in line and not set(store.ALWAYS) & {line}]
