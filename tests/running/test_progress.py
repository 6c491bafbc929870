"""A run tells how it goes: a bar on a terminal, lines elsewhere, nothing when asked to be quiet."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from gcr_analysis.running.outcome import Made, Outcome, Started
from gcr_analysis.running.plan import Run
from gcr_analysis.running.progress import Reporter, show_outcomes, slowest

RUNS = [
    Run("small", name, f"{name.title()} [b]countries[/b]", 2024, "n.ipynb", ()) for name in ("mirps", "ssar")
]
ENDED = [
    Outcome(RUNS[0], "done", 1.25),
    Outcome(RUNS[1], "failed", 2.0, "the kernel died in cell [4]", Path.cwd() / "outputs" / "2024.log"),
]


def told(*, terminal: bool, quiet: bool = False) -> str:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=140, highlight=False, markup=False)
    with Reporter(RUNS, quiet=quiet, to=console) as reporter:
        for event in (*map(Started, RUNS), *ENDED):
            reporter.tell(event)
    return file.getvalue()


def test_elsewhere_each_run_is_a_line_when_it_ends() -> None:
    assert told(terminal=False).splitlines() == [
        "[1/2] done mirps · small · 2024 (1.2 s)",
        "[2/2] failed ssar · small · 2024 (2.0 s): the kernel died in cell [4]",
    ]


def test_on_a_terminal_a_bar_names_what_runs_and_a_failure_is_told_at_once() -> None:
    text = told(terminal=True)
    assert "mirps, ssar" in text
    assert "left" in text
    assert "failed ssar · small · 2024 (2.0 s): the kernel died in cell [4]" in text
    assert "done mirps" not in text


def test_what_is_skipped_is_no_part_of_the_count() -> None:
    file = io.StringIO()
    with Reporter(RUNS, to=Console(file=file, width=140)) as reporter:
        reporter.skip(RUNS[:1])
        reporter.tell(ENDED[1])
    assert file.getvalue().splitlines() == [
        "skipped 1 of 2 notes: they are fresh",
        "[1/1] failed ssar · small · 2024 (2.0 s): the kernel died in cell [4]",
    ]


def test_where_nothing_is_left_to_do_only_the_summary_speaks() -> None:
    fresh = [Outcome(run, "fresh") for run in RUNS]
    file = io.StringIO()
    console = Console(file=file, width=140)
    with Reporter(RUNS, to=console) as reporter:
        reporter.skip(RUNS)
    show_outcomes(fresh, console)
    assert file.getvalue() == "2 notes: 2 skipped\n"


def test_the_slowest_notes_are_told_where_there_are_enough_to_compare() -> None:
    spent = (("start", 0.5), ("How many", 0.25), ("Where", 1.5), ("Who hosts", 1.0), ("write", 0.125))
    done = [
        Outcome(replace(RUNS[0], slug=f"r{n}"), "done", float(n), made=Made("", (), spent)) for n in range(12)
    ]
    assert slowest([*done[:9], ENDED[1]]) == ()
    lines = slowest(done)
    assert [line.split()[2] for line in lines[1:]] == ["r11", "r10", "r9", "r8", "r7"]
    assert (
        lines[1]
        == "  11.0 s  r11 · small · 2024: start 0.5, Where 1.5, Who hosts 1.0, How many 0.2, write 0.1"
    )


@pytest.mark.parametrize("terminal", [True, False])
def test_quiet_is_quiet(terminal: bool) -> None:
    assert told(terminal=terminal, quiet=True) == ""


def test_the_table_has_failures_last_with_their_log_and_takes_no_title_for_markup() -> None:
    file = io.StringIO()
    show_outcomes([ENDED[1], ENDED[0]], Console(file=file, width=140, markup=False))
    lines = [line.strip() for line in file.getvalue().splitlines() if "small" in line]
    assert lines[0].startswith("Mirps [b]countries[/b]")
    assert lines[1].endswith("the kernel died in cell [4]; see outputs/2024.log")
    assert file.getvalue().rstrip().endswith("2 notes: 1 done, 1 failed")


def test_of_many_notes_the_table_holds_those_that_there_is_something_to_say_of() -> None:
    plan = [replace(RUNS[0], slug=f"r{number}") for number in range(400)]
    states = ["done", "stopped", "failed", "done"]
    reasons = ["", "", "no figures", "with warnings"]
    outcomes = [
        Outcome(run, states[number % 4], 1.0, reasons[number % 4])  # type: ignore[arg-type]
        for number, run in enumerate(plan)
    ]
    file = io.StringIO()
    show_outcomes(outcomes, Console(file=file, width=140))
    lines = [line.strip() for line in file.getvalue().splitlines() if line.strip()]
    assert lines[0] == "the last 100, and 100 more:"
    assert sum("no figures" in line for line in lines) == 100
    assert not any("stopped  " in line for line in lines)
    assert lines[-1] == "400 notes: 200 done, 100 failed, 100 stopped"
    assert len(lines) == 104
