"""Benchmarks: which notes they choose, what they count and extrapolate, and how they refuse and clean up."""

import subprocess
import sys
from pathlib import Path

import pytest

import checkouts
import commands
import runs
from checkouts import Checkout
from costs import Cost
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import regions
from gcr_analysis.running import plan_runs

BENCHMARKS = Path(runs.__file__).parent
ORPHAN = """
import subprocess, sys
from costs import adopt_orphans, measured
adopt_orphans()
burn = "import time; end = time.monotonic() + 20\\nwhile time.process_time() < 0.5 < end: pass"
cost = measured(lambda: subprocess.run(["sh", "-c", '"$0" -c "$1" &', sys.executable, burn], check=True))
print(cost.cpu)
"""


def refusal(script: str, *arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a benchmark says when it ends with exit code 2."""
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit) as ended:
        patch.setattr(sys, "argv", [script, *arguments])
        {"runs.py": runs.main, "commands.py": commands.main}[script]()
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_a_hundred_notes_are_the_default_ones() -> None:
    assert runs.planned(100) == (["--all"], plan_runs())


def test_other_numbers_are_every_panel_of_regions_far_from_each_other() -> None:
    names = [where.id for where in regions()]
    options, plan = runs.planned(8)
    assert options == ["--region", names[len(names) // 4], "--region", names[3 * len(names) // 4]]
    assert len({run.name for run in plan}) == 8
    assert runs.planned(8) == (options, plan)


def test_the_most_notes_are_every_panel_of_every_region() -> None:
    names = [where.id for where in regions()]
    options, plan = runs.planned(4 * len(names))
    assert options[1::2] == names
    assert len({run.name for run in plan}) == 4 * len(names)


def test_a_sample_has_notes_of_every_panel() -> None:
    _, plan = runs.planned(400)
    sample = runs.spread(plan, runs.SAMPLE)
    assert [run.panel for run in sample] == [run.panel for run in plan[::100] for _ in range(3)]


def test_what_was_not_timed_is_extrapolated_and_marked() -> None:
    ours = runs.Timed("gcr run", 400, 400, Cost(wall=100, cpu=200, whole=700, largest=300))
    stock = runs.Timed("papermill", 400, 12, Cost(wall=60, cpu=48, whole=400, largest=300))
    assert (stock.wall, stock.cpu) == (2000, 1600)
    assert " ".join(stock.line(ours).split()) == "papermill 400 2000.0 1600.0 5.00 400 300 20.00 8.00*"
    assert " ".join(ours.line(ours).split()) == "gcr run 400 100.0 200.0 0.25 700 300 1.00 1.00"


def test_processes_that_outlive_their_parent_are_counted() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", ORPHAN], cwd=BENCHMARKS, capture_output=True, text=True, check=True
    )
    assert float(ended.stdout) >= 0.5


@pytest.mark.parametrize("notes", ["7", "0", "-4", "4000"])
def test_notes_that_cannot_be_chosen_are_refused(notes: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = refusal("runs.py", "--notes", "4", notes, capsys=capsys)
    most = 4 * len(regions())
    assert said == f"runs.py: --notes {notes}: a region has 4 notes, so give a multiple of 4 up to {most}\n"


@pytest.mark.parametrize("script", ["runs.py", "commands.py"])
@pytest.mark.parametrize("commit", ["no-such-commit", "-x", "HEAD^{tree}"])
def test_a_commit_that_is_not_there_is_refused(
    script: str, commit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refusal(script, f"--against={commit}", capsys=capsys)
    assert said.startswith(f"{script}: --against {commit}: no such commit in ")
    assert said.count("\n") == 1


def test_no_rounds_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        refusal("commands.py", "--rounds", "0", capsys=capsys) == "commands.py: --rounds 0: give 1 or more\n"
    )


def test_a_commit_that_cannot_be_installed_is_one_line_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    top, scratch = tmp_path / "repository", tmp_path / "scratch"
    scratch.mkdir()
    git = ["git", "-C", str(top), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "init", "--quiet", str(top)], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "--message", "Begin"], check=True)
    monkeypatch.setattr(checkouts, "project_root", lambda: top)
    with (
        pytest.raises(GcrError, match=r"^installing its requirements\.lock failed at [0-9a-f]{7}: .*\.lock"),
        checkouts.at_commit("HEAD", scratch),
    ):
        pass
    listed = subprocess.run([*git, "worktree", "list"], capture_output=True, text=True, check=True).stdout
    assert listed.count("\n") == 1
    assert [folder.name for folder in scratch.iterdir() if not folder.name.endswith("-environment")] == []


def test_variables_that_lead_to_other_code_or_data_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GCR_DATA", "GCR_OWN", "PYTHONPATH", "VIRTUAL_ENV"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    assert "elsewhere" not in checkouts.environment().values()
    assert checkouts.environment()["OMP_NUM_THREADS"] == "1"


def test_a_command_that_an_earlier_commit_lacks_is_said_and_today_it_is_an_error(tmp_path: Path) -> None:
    earlier, today = (Checkout(name, tmp_path, Path(sys.executable), {}) for name in ("at 0123abc", "today"))
    assert "No such command 'unheard-of'" in commands.told("unheard-of", earlier, 1)
    with pytest.raises(GcrError, match="No such command"):
        commands.told("unheard-of", today, 1)
