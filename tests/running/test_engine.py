"""One plan with a notebook for each way to fail: every failure is one failed note, and the rest is done."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import nbformat
import psutil
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.running import Outcome, Run, Started, execute
from gcr_analysis.running.engine import FORK, GRACE, STOCK
from gcr_analysis.running.outputs import NOTE

pytestmark = pytest.mark.usefixtures("nothing_to_prepare")

RAISES = "def share(part, whole):\n    return part / whole\n\nshare(1, 0)"
PLAIN_ERROR = (
    "from gcr_analysis.errors import GcrError\nraise GcrError('snapshot file population.parquet is missing')"
)


@pytest.fixture(scope="module")
def runs(small_run: Callable[..., Run]) -> Sequence[Run]:
    return (
        small_run("works", "print('one')\nprint('two')", "year"),
        small_run("raises", "1 + 1", RAISES),
        small_run("says-why", PLAIN_ERROR),
        small_run("kernel-dies", "import os", "os._exit(1)"),
        small_run("hangs", "import time", "time.sleep(300)"),
        small_run("worker-dies", "import os, signal", "os.kill(os.getppid(), signal.SIGKILL)"),
        small_run("no-note", note=""),
        small_run("talks-after", note="region\nprint('after the note')"),
        small_run("warns", "import warnings", "warnings.warn('careful')"),
        small_run("shows-a-path", "import os", "os.getcwd()"),
        small_run("shows-an-address", "object()"),
        small_run("works-too", "region"),
    )


@pytest.fixture(scope="module")
def outcomes(runs: Sequence[Run], tree: Path) -> dict[str, Outcome]:
    events = list(execute(runs, tree / "outputs", timeout=8, root=tree))
    assert [event.run.slug for event in events if isinstance(event, Started)] == [run.slug for run in runs]
    ended = [event for event in events if isinstance(event, Outcome)]
    assert len(ended) == len(runs)
    return {outcome.run.slug: outcome for outcome in ended}


def test_what_works_is_done_whatever_happens_beside_it(outcomes: dict[str, Outcome], tree: Path) -> None:
    done = {slug for slug, outcome in outcomes.items() if outcome.state == "done"}
    assert done == {"works", "warns", "works-too"}
    assert {path.parts[-3] for path in (tree / "outputs").rglob("*.ipynb")} == done


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("raises", "cell [4] raised ZeroDivisionError: division by zero"),
        ("says-why", "snapshot file population.parquet is missing"),
        ("kernel-dies", "the kernel died in cell [4]"),
        ("hangs", "took longer than 8 seconds, in cell [4]"),
        ("worker-dies", "its worker process died of SIGKILL, perhaps for want of memory"),
        ("no-note", "the last output is not the note: end the notebook with a cell that shows it"),
        ("talks-after", "the last output is not the note: end the notebook with a cell that shows it"),
        (
            "shows-a-path",
            "cell [4] shows a path of this machine: an executed notebook is the same everywhere",
        ),
    ],
)
def test_a_failure_says_why_on_one_line(outcomes: dict[str, Outcome], slug: str, reason: str) -> None:
    assert (outcomes[slug].state, outcomes[slug].reason) == ("failed", reason)


def test_a_failed_notebook_leaves_its_traceback_in_a_log(outcomes: dict[str, Outcome]) -> None:
    log = outcomes["raises"].log
    assert log is not None
    text = log.read_text(encoding="utf-8")
    assert text.startswith("raises · small · 2025: cell [4] raised ZeroDivisionError: division by zero\n")
    assert "return part / whole" in text
    assert "\x1b" not in text


def test_an_address_in_memory_is_no_output(outcomes: dict[str, Outcome]) -> None:
    assert "which differs from run to run" in outcomes["shows-an-address"].reason


def test_warnings_are_for_who_runs_it_and_not_for_who_reads_it(
    outcomes: dict[str, Outcome], tree: Path
) -> None:
    outcome = outcomes["warns"]
    assert outcome.reason == "with warnings"
    assert outcome.log is not None
    assert "UserWarning: careful" in outcome.log.read_text(encoding="utf-8")
    assert "careful')" not in json.dumps(_outputs(outcome.run.output(tree / "outputs")))


def test_the_note_is_the_last_output(outcomes: dict[str, Outcome], tree: Path) -> None:
    note = _outputs(outcomes["works"].run.output(tree / "outputs"))[-1]["data"][NOTE]
    assert note == {"panel": "small", "region": "works", "year": 2025}


def test_nothing_is_left_but_notebooks_and_logs(outcomes: dict[str, Outcome], tree: Path) -> None:
    left = [path for path in (tree / "outputs").rglob("*") if path.is_file()]
    assert {path.suffix for path in left} == {".ipynb", ".log"}
    assert outcomes["works"].run.output(tree / "outputs").with_suffix(".log") not in left


def test_a_run_gives_the_same_bytes_whatever_the_number_of_workers(
    outcomes: dict[str, Outcome], tree: Path
) -> None:
    again = [outcomes[slug].run for slug in ("works-too", "works")]
    list(execute(again, tree / "again", workers=1, engine="nbclient", root=tree))
    for run in again:
        assert run.output(tree / "again").read_bytes() == run.output(tree / "outputs").read_bytes()


def test_a_failed_run_keeps_the_last_good_note(
    outcomes: dict[str, Outcome], tree: Path, small_run: Callable[..., Run]
) -> None:
    good = outcomes["works-too"].run.output(tree / "outputs")
    before = good.read_bytes()
    (event,) = (
        e
        for e in execute([small_run("works-too", "1 / 0")], tree / "outputs", root=tree)
        if isinstance(e, Outcome)
    )
    assert event.state == "failed"
    assert good.read_bytes() == before


def test_closing_the_iterator_ends_what_is_running(small_run: Callable[..., Run], tree: Path) -> None:
    says_its_id = "import os, pathlib\npathlib.Path('kernel').write_text(str(os.getpid()))"
    events = execute([small_run("endless", says_its_id, "while True: pass")], tree / "closed", root=tree)
    assert isinstance(next(events), Started)
    kernel = psutil.Process(_when_written(tree / "kernel"))
    events.close()
    kernel.wait(10)
    assert not list((tree / "closed").rglob("*.ipynb"))


@pytest.mark.parametrize("engine", [FORK, STOCK])
def test_the_time_is_that_of_the_whole_note_and_the_next_one_runs(
    small_run: Callable[..., Run], tree: Path, engine: str | None
) -> None:
    """Each cell takes less than the note may take, and all together take more."""
    slow = small_run("slow", "import time", *["time.sleep(3)"] * 20)
    planned = [slow, small_run("quick")]
    events = execute(planned, tree / f"overdue-{engine}", workers=1, timeout=12, engine=engine, root=tree)
    first, second = (event for event in events if isinstance(event, Outcome))
    assert first.state == "failed"
    assert first.reason.startswith("took longer than 12 seconds, in cell [")
    assert first.seconds < 12 + GRACE
    assert (second.state, second.reason) == ("done", "")


@pytest.mark.long
def test_a_worker_that_does_not_say_that_the_time_is_over_is_ended(
    small_run: Callable[..., Run], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gcr_analysis.running.engine.GRACE", 0.5)
    stops = "import os, signal\nos.kill(os.getppid(), signal.SIGSTOP)"
    runs = [small_run("stops", stops), small_run("quick")]
    events = execute(runs, tree / "stopped", workers=1, timeout=8, root=tree)
    assert [(event.state, event.reason) for event in events if isinstance(event, Outcome)] == [
        ("failed", "took longer than 8 seconds and was ended"),
        ("done", ""),
    ]


@pytest.mark.parametrize("workers", [0, -1])
def test_no_worker_is_refused(workers: int, runs: Sequence[Run], tree: Path) -> None:
    with pytest.raises(GcrError, match=f"^{workers} workers run nothing: give 1 or more$"):
        next(execute(runs, tree / "none", workers=workers, root=tree))


def test_a_folder_that_cannot_be_written_is_told_before_any_kernel_starts(
    runs: Sequence[Run], tree: Path
) -> None:
    (tree / "file").write_text("not a folder")
    with pytest.raises(GcrError, match=r"^cannot write to .*file/outputs: Not a directory$"):
        next(execute(runs, tree / "file" / "outputs", root=tree))


def _when_written(path: Path) -> int:
    end = time.monotonic() + 180
    while not (path.is_file() and path.read_text()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return int(path.read_text())


def _outputs(path: Path) -> list[dict]:
    executed = nbformat.read(path, as_version=4)
    return [output for cell in executed.cells for output in cell.get("outputs", ())]
