"""Forked kernels, receipts and clusters see the own sources that are there now."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import own
from gcr_analysis.indicators.own import forget
from gcr_analysis.running.compatibility import compatibility, require_alike
from gcr_analysis.running.inputs import Inputs, digest
from gcr_analysis.running.outputs import write_whole
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run
from gcr_analysis.running.receipt import reasons, write_receipt

Own = Callable[..., Path]
TABLE = "iso3,year,value\nLBN,2024,31\n"


def test_a_process_knows_when_own_sources_are_not_those_that_it_read(
    own_source: Own, declared_figures: str, monkeypatch: pytest.MonkeyPatch
):
    folder = own_source("labour", declared_figures, **{"figures.csv": TABLE})
    framework.indicators()
    assert own.is_as_read()
    (folder / "figures.csv").write_text(TABLE + "JOR,2024,40\n")
    assert not own.is_as_read()
    framework.forget_own()
    framework.indicators()
    (folder.parent / "new").mkdir()
    (folder.parent / "new" / "source.yaml").write_text(declared_figures)
    assert not own.is_as_read()
    monkeypatch.setenv("GCR_OWN", "")
    assert own.is_as_read()


def test_a_note_rests_on_the_own_sources_of_its_panel(own_source: Own, declared_figures: str):
    own_source("labour", declared_figures, **{"figures.csv": TABLE})
    inputs = Inputs()
    run = Run("self-reliance", "lbn", "Lebanon", 2024, "n.ipynb", ())
    other = Run("return-conditions", "lbn", "Lebanon", 2024, "n.ipynb", ())
    files = {"own/labour/figures.csv", "own/labour/source.yaml"}
    assert files <= inputs.files(run).keys()
    assert files.isdisjoint(inputs.files(other))


def test_a_note_of_many_measures_is_stale_only_by_its_own_files(own_source: Own, declared_figures: str):
    folder = own_source("labour", declared_figures, **{"figures.csv": TABLE})
    run = Run("self-reliance", "lbn", "Lebanon", 2024, "n.ipynb", ())
    before = Inputs().files(run)
    (folder / "notes.txt").write_text("not a figure")
    assert Inputs().files(run) == before
    (folder / "figures.csv").write_text(TABLE + "JOR,2024,40\n")
    changed = Inputs().files(run)
    assert {name for name in changed if changed[name] != before[name]} == {"own/labour/figures.csv"}


def test_two_machines_have_the_same_own_sources_or_are_not_alike(
    own_source: Own, declared_figures: str, monkeypatch: pytest.MonkeyPatch
):
    own_source("labour", declared_figures, **{"figures.csv": TABLE})
    with_own = compatibility(project_root(), [])
    monkeypatch.setenv("GCR_OWN", "")
    without = compatibility(project_root(), [])
    require_alike(with_own, with_own)
    for pair in ((with_own, without), (without, with_own)):
        with pytest.raises(GcrError, match="the own sources is"):
            require_alike(*pair)


def test_a_note_that_rests_on_a_lost_source_is_stale(own_source: Own, declared_figures: str, tmp_path: Path):
    own_source("labour", declared_figures, **{"figures.csv": TABLE})
    runs = [
        Run(panel, "lbn", "Lebanon", 2024, "n.ipynb", ()) for panel in ("self-reliance", "return-conditions")
    ]
    for run in runs:
        write_whole("{}", run.output(tmp_path))
        write_receipt(run, tmp_path, Inputs(), digest(b"{}"), ())
    assert [reasons(run, tmp_path, Inputs()) for run in runs] == [(), ()]
    (tmp_path / "own" / "labour" / "source.yaml").unlink()
    forget()
    why = reasons(runs[0], tmp_path, Inputs())
    assert why == ("own/labour/figures.csv was removed", "own/labour/source.yaml was removed")
    assert reasons(runs[1], tmp_path, Inputs()) == ()
