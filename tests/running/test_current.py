"""Notebooks in the outputs are held against what they rest on, and planned again from their receipts."""

import json
from pathlib import Path
from typing import Any

import pytest

from gcr_analysis.running.current import check_notes, not_made, runs_again
from gcr_analysis.running.inputs import Inputs, digest
from gcr_analysis.running.outputs import write_whole
from gcr_analysis.running.plan import Run, plan_runs
from gcr_analysis.running.receipt import note_failure, receipt_path, write_receipt

PANEL = "self-reliance"


def made(outputs: Path, region: str = "mirps", **how: Any) -> Run:
    """Leave what a run leaves: something for a note, and its receipt."""
    (run,) = plan_runs([PANEL], [region], **how)
    write_whole("{}", run.output(outputs))
    write_receipt(run, outputs, Inputs([run]), digest(b"{}"), ("table population",))
    return run


def changed(path: Path, **parts: Any) -> None:
    """Change the receipt of a note."""
    receipt = receipt_path(path)
    receipt.write_text(json.dumps(json.loads(receipt.read_text()) | parts))


def test_notes_of_every_year_and_baseline_year_are_current_once_they_are_made(tmp_path: Path) -> None:
    runs = [made(tmp_path), made(tmp_path, years=[2024]), made(tmp_path, baseline_year=2020)]
    checked = check_notes(tmp_path)
    assert {each.name for each in checked} == {run.name for run in runs}
    assert {(each.state, each.reasons) for each in checked} == {("current", ())}
    assert runs_again(checked) == ()


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ({"releases": {"unhcr-population": "an earlier one"}}, "other release"),
        ({"tables": {"population": "other"}}, "stale"),
        ({"note": "other"}, "stale"),
    ],
)
def test_a_note_that_rests_on_something_else_is_planned_by_what_it_was_given(
    parts: dict[str, Any], state: str, tmp_path: Path
) -> None:
    run = made(tmp_path, years=[2024], baseline_year=2020)
    changed(run.output(tmp_path), **parts)
    checked = check_notes(tmp_path)
    assert [each.state for each in checked] == [state]
    assert runs_again(checked) == (run,)
    other = plan_runs([PANEL], ["mirps"], [2024], 2020)
    assert runs_again(checked, other) == other


def test_a_failure_is_kept_in_the_receipt_of_the_earlier_note_and_starts_none(tmp_path: Path) -> None:
    run = made(tmp_path)
    note_failure(run, tmp_path, "out of order")
    (checked,) = check_notes(tmp_path)
    assert (checked.state, checked.reasons) == ("failed", ("its last run failed: out of order",))
    (other,) = plan_runs([PANEL], ["ssar"])
    note_failure(other, tmp_path, "out of order")
    assert not receipt_path(other.output(tmp_path)).exists()


def test_a_notebook_without_a_receipt_is_foreign_wherever_it_lies(tmp_path: Path) -> None:
    run = made(tmp_path)
    receipt_path(run.output(tmp_path)).unlink()
    write_whole("{}", tmp_path / "draft.ipynb")
    write_whole("{}", tmp_path / "mirps" / ".ipynb_checkpoints" / "2025.ipynb")
    checked = check_notes(tmp_path)
    assert [(each.name, each.state) for each in checked] == [
        ("draft.ipynb", "foreign"),
        (f"mirps/{PANEL}/2025.ipynb", "foreign"),
    ]
    assert runs_again(checked) == ()
    assert [each.name for each in not_made(checked, [run], tmp_path)] == ["draft.ipynb"]


def test_a_note_that_lies_where_another_belongs_stays_until_that_one_is_made(tmp_path: Path) -> None:
    """A baseline year was no part of an address once."""
    run = made(tmp_path)
    changed(run.output(tmp_path), parameters={"region": "mirps", "year": 2025, "baseline_year": 2020})
    checked = check_notes(tmp_path)
    assert [each.reasons for each in checked] == [
        (f"it would be made as mirps · {PANEL} · 2025 · since 2020 now",)
    ]
    assert not_made(checked, (), tmp_path) == checked
    assert not_made(checked, [run], tmp_path) == ()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"region": "mirps", "year": 2025}, "its receipt names no baseline_year"),
        (
            {"region": "sets/gone.yaml", "year": 2025, "baseline_year": 2016},
            "its region file sets/gone.yaml is gone",
        ),
        ({"region": "mirps", "year": 2025, "baseline_year": 2016, "top": 3}, "unknown parameter of "),
    ],
)
def test_what_cannot_be_made_again_says_why(given: dict[str, Any], why: str, tmp_path: Path) -> None:
    changed(made(tmp_path).output(tmp_path), parameters=given)
    (checked,) = check_notes(tmp_path)
    assert checked.lost
    assert checked.reasons[0].startswith(why)


def test_a_note_of_a_set_that_is_no_longer_declared_is_left_to_a_run_that_tidies_up(tmp_path: Path) -> None:
    changed(
        made(tmp_path).output(tmp_path), parameters={"region": "passing", "year": 2025, "baseline_year": 2016}
    )
    (checked,) = check_notes(tmp_path)
    assert (checked.reasons, checked.run, checked.lost) == (
        ("there is no region passing any more",),
        None,
        False,
    )
