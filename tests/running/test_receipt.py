"""What a note rests on: for the four panels, each change makes just those stale that it can change."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gcr_analysis.framework import indicators, panels
from gcr_analysis.running import STOCK, Run, inputs, plan_runs, run
from gcr_analysis.running.inputs import Inputs, mentioned
from gcr_analysis.running.parameters import read_source
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.receipt import read_receipt, reasons, receipt_path, receipts_of

pytestmark = pytest.mark.site

HOSTS, SELF, THIRD, RETURN = panels()
ALL = {HOSTS, SELF, THIRD, RETURN}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four panels, run for a region set."""
    folder = tmp_path_factory.mktemp("outputs")
    outcomes = run(planned(), folder, quiet=True)
    assert {outcome.state for outcome in outcomes} == {"done"}
    return folder


def planned() -> tuple[Run, ...]:
    return plan_runs(region_names=["mirps"])


def stale(outputs: Path, now: Inputs) -> dict[str, tuple[str, ...]]:
    """Why the note of each panel is stale."""
    return {run.panel: why for run in planned() if (why := reasons(run, outputs, now))}


def test_what_was_just_run_is_fresh(outputs: Path) -> None:
    assert stale(outputs, Inputs(planned())) == {}


@pytest.mark.parametrize(
    ("table", "change", "why"),
    [
        pytest.param(
            "resettlement_arrivals",
            {"column": "persons", "persons": 7, "origin": ["HND", "SLV"], "destination": "USA"},
            {THIRD: "origins of mirps"},
            id="arrivals from one country rather than another",
        ),
        pytest.param(
            "unhcr_results",
            {
                "column": "value",
                "persons": 2,
                "year": 2024,
                "result": "secure_tenure",
                "population_group": "refugees_and_asylum_seekers",
                "country": ["MEX", "KEN"],
            },
            {SELF: "secure_tenure of mirps"},
            id="a result in one host",
            marks=pytest.mark.long,
        ),
        pytest.param(
            "refugee_returns",
            {"column": "persons", "persons": 100, "origin": "SSD", "asylum": ["UGA", "KEN"]},
            {},
            id="returns elsewhere",
        ),
    ],
)
def test_a_changed_figure_makes_those_stale_that_read_it(
    table: str,
    change: dict[str, object],
    why: dict[str, str],
    outputs: Path,
    altered: Callable[..., None],
) -> None:
    altered(table, **{"year": 2025} | change)
    found = stale(outputs, Inputs(planned(), receipts=receipts_of(planned(), outputs)))
    assert found.keys() == why.keys()
    assert all(f"{question} changed" in found[panel] for panel, question in why.items())


@pytest.mark.parametrize("table", ["countries", "country_shapes"])
def test_a_table_that_every_note_rests_on_makes_all_stale(table: str, outputs: Path) -> None:
    changed = Inputs(planned())
    changed.tables[table] = "another"
    assert stale(outputs, changed) == dict.fromkeys(ALL, (f"table {table} changed",))


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package, to change, that is looked at in its place."""
    copy = tmp_path / "gcr_analysis"
    shutil.copytree(inputs.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(inputs, "PACKAGE", copy)
    return copy


@pytest.mark.parametrize(
    ("file", "resting"),
    [
        ("indicators/host_country_burden/shares.py", {HOSTS}),
        ("indicators/self_reliance/law.py", {SELF}),
        ("indicators/third_country_solutions/flows.py", {THIRD}),
        ("indicators/return_conditions/returns.py", {RETURN}),
        ("framework/indicators/return-conditions.yaml", {RETURN}),
        ("framework/sentences/third-country-solutions.yaml", {THIRD}),
        ("briefing/self_reliance/exhibits.py", {SELF}),
        ("figures/sheet.py", ALL),
        ("briefing/templates/note.html", ALL),
        ("framework/breaks.yaml", ALL),
        ("indicators/arrays.py", ALL),
        ("indicators/host_country_burden/stocks.py", {HOSTS}),  # others know its figures by their answers
        ("publishing/pages.py", set()),
        ("cli/making.py", set()),
        ("sources/unhcr_population.py", set()),
        ("framework/timeline.yaml", set()),
    ],
)
def test_a_changed_file_makes_those_stale_that_rest_on_it(
    file: str, resting: set[str], package: Path, outputs: Path
) -> None:
    with (package / file).open("a", encoding="utf-8") as code:
        code.write("\n# changed\n")
    assert stale(outputs, Inputs(planned())) == dict.fromkeys(resting, (f"{file} changed",))


def test_a_file_that_came_or_went_is_told(package: Path, outputs: Path) -> None:
    (package / "methods" / "new.py").touch()
    (package / "indicators" / "self_reliance" / "law.py").unlink()
    why = stale(outputs, Inputs(planned()))
    assert why[SELF] == ("indicators/self_reliance/law.py was removed", "methods/new.py was added")
    assert why[THIRD] == ("methods/new.py was added",)


def test_a_changed_declaration_makes_those_stale_that_ask_another_panel_for_it(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = indicators()["refugees_hosted"]
    changed = indicators() | {asked.id: asked.model_copy(update={"title": "Others"})}
    monkeypatch.setattr(inputs, "indicators", lambda: changed)
    assert stale(outputs, Inputs(planned())) == dict.fromkeys(
        {SELF, THIRD}, ("measure refugees_hosted changed",)
    )


def test_another_python_is_a_reason(outputs: Path) -> None:
    now = Inputs(planned())
    now.python, was = "3.99", now.python
    assert stale(outputs, now) == dict.fromkeys(ALL, (f"python {was} → 3.99",))


def test_the_receipts_do_not_depend_on_how_a_kernel_starts(outputs: Path, tmp_path: Path) -> None:
    (note,) = plan_runs([SELF], ["mirps"])
    run([note], tmp_path, engine=STOCK, quiet=True)
    for path in (note.output(tmp_path), receipt_path(note.output(tmp_path))):
        assert path.read_bytes() == (outputs / path.relative_to(tmp_path)).read_bytes()


@pytest.fixture
def note(outputs: Path) -> Iterator[Path]:
    """A note to spoil, put back afterwards with its receipt."""
    path = planned()[0].output(outputs)
    kept = {file: file.read_bytes() for file in (path, receipt_path(path))}
    yield path
    for file, content in kept.items():
        file.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda note: note.unlink(), "never run"),
        (lambda note: note.write_text("{}"), "the note is not as it was written"),
        (lambda note: receipt_path(note).unlink(), "it has no receipt"),
        (lambda note: receipt_path(note).write_text("{"), "its receipt is damaged"),
        (lambda note: receipt_path(note).write_text("{}"), "its receipt is damaged"),
    ],
)
def test_a_note_that_is_not_whole_is_made_again(
    spoil: Callable[[Path], object], why: str, note: Path, outputs: Path
) -> None:
    spoil(note)
    assert stale(outputs, Inputs(planned())) == {HOSTS: (why,)}


def test_a_receipt_holds_no_time_no_path_and_no_name_of_the_machine(outputs: Path) -> None:
    for planned_run in planned():
        text = receipt_path(planned_run.output(outputs)).read_text(encoding="utf-8")
        assert str(project_root()) not in text
        assert str(outputs) not in text


def test_a_notebook_names_no_panel_but_its_own() -> None:
    for panel in panels().values():
        assert mentioned(read_source(project_root() / "notebooks" / panel.notebook)) == {panel.id}


def test_a_receipt_reads_as_it_was_written(outputs: Path) -> None:
    receipt = read_receipt(planned()[0].output(outputs))
    assert receipt is not None
    assert receipt.parameters == {"region": "mirps", "year": 2025, "baseline_year": 2016}
    assert receipt.measures == {}


@pytest.mark.parametrize(
    ("cell", "reaches"),
    [
        ("from gcr_analysis.indicators.arrays import row, stock", True),
        ("import gcr_analysis.indicators.arrays as arrays", True),
        ("from gcr_analysis.indicators.return_conditions import reconciliation", False),
        ("import gcr_analysis as gcr\ngcr.indicator('refugees_hosted', 'LBN')", False),
    ],
)
def test_a_notebook_that_takes_arrays_rests_on_every_figure(cell: str, reaches: bool) -> None:
    notebook = {"cells": [{"cell_type": "code", "source": cell}]}
    assert inputs.reaches_past_questions(notebook) == reaches


def test_the_panel_notebooks_ask_questions_only() -> None:
    for panel in panels().values():
        assert not inputs.reaches_past_questions(read_source(project_root() / "notebooks" / panel.notebook))
