"""Work in processes: results in order, in the language of the moment, errors as they are raised."""

import os
import subprocess
import sys
from functools import partial
from operator import call
from pathlib import Path

import pytest

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework.languages import language, written_in
from gcr_analysis.running import processes
from gcr_analysis.running.plan import checked_panel
from gcr_analysis.running.processes import in_processes

FEWEST, MANY = 8, 40


@pytest.fixture(autouse=True)
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start processes, which no other test does."""
    monkeypatch.setattr(processes, "FEWEST", FEWEST)


def test_results_are_in_order() -> None:
    assert list(in_processes(abs, range(-MANY, 0))) == list(range(MANY, 0, -1))


def test_each_process_writes_in_the_language_of_the_moment() -> None:
    with written_in("fr"):
        assert list(in_processes(call, [language] * MANY)) == ["fr"] * MANY


def test_a_few_are_worked_on_here_and_many_elsewhere() -> None:
    assert set(in_processes(call, [os.getpid] * (FEWEST - 1))) == {os.getpid()}
    assert os.getpid() not in set(in_processes(call, [os.getpid] * MANY))


def test_an_error_is_the_one_that_was_raised() -> None:
    asked = [os.getpid, partial(checked_panel, "host-burden"), *[os.getpid] * MANY]
    with pytest.raises(UnknownNameError, match="unknown panel 'host-burden': did you mean host-country-bur"):
        list(in_processes(call, asked))


def test_a_process_that_is_ended_is_one_line() -> None:
    with pytest.raises(GcrError, match="memory ran out: end other programs, and call the same command again"):
        list(in_processes(os._exit, [1] * MANY))


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from gcr_analysis.running.processes import in_processes\n"
        "print(sum(in_processes(abs, range(-20, 0))))\n"
    )
    ran = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("210\n", "")
