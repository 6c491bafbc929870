"""Making the cube: by one command at a time, whole or not at all, and never needed."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gcr_analysis.indicators.cube import store
from gcr_analysis.running import plan_runs, run
from gcr_analysis.running.cube import make_cube
from gcr_analysis.temporary import is_temporary

pytestmark = [pytest.mark.site, pytest.mark.reads_cube]
SHARED = os.environ["GCR_CUBE"]
MAKE = [sys.executable, "-c", "from gcr_analysis.running.cube import make_cube; print(make_cube())"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the cube that is not there yet."""
    path = tmp_path / "cube"
    monkeypatch.setenv(store.VARIABLE, str(path))
    return path


@pytest.mark.long
def test_two_commands_at_once_make_it_once(folder: Path) -> None:
    both = [subprocess.Popen(MAKE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in "ab"]
    said = [each.communicate(timeout=300) for each in both]
    assert [out.strip() for out, _ in said] == ["True", "True"]
    assert sum("computing all figures" in err for _, err in said) == 1
    assert [path.name for path in folder.glob("*.parquet")] == [store.cube_path().name]


@pytest.mark.long
def test_a_command_that_is_killed_leaves_nothing_and_the_next_one_makes_it(folder: Path) -> None:
    first = subprocess.Popen(MAKE, stderr=subprocess.DEVNULL)
    time.sleep(1.5)
    second = subprocess.Popen(MAKE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    time.sleep(1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    out, _ = second.communicate(timeout=300)
    assert out.strip() == "True"
    assert not [path for path in folder.iterdir() if is_temporary(path.name)]


def test_where_it_cannot_be_written_one_line_says_so(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    folder.write_text("a file")
    assert make_cube(quiet=True) is False
    [line] = capfd.readouterr().err.splitlines()
    assert line.startswith(f"note: figures are not kept in {folder}: ")


@pytest.mark.long
def test_a_disk_without_room_is_told_and_leaves_nothing(folder: Path) -> None:
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000)); "
    limited = [sys.executable, "-c", code + MAKE[2]]
    done = subprocess.run(limited, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
    assert "File too large" in done.stderr
    assert not [path for path in folder.iterdir() if path.suffix == ".parquet" or is_temporary(path.name)]


def test_notes_and_receipts_are_the_same_without_a_cube_with_one_and_with_a_damaged_one(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(name: str, panels: list[str] | None = None) -> dict[str, bytes]:
        outputs = tmp_path / name
        outcomes = run(plan_runs(panels, ["LBN"]), outputs, quiet=True)
        assert {outcome.state for outcome in outcomes} == {"done"}
        return {
            path.relative_to(outputs).as_posix(): path.read_bytes() for path in sorted(outputs.rglob("*.*n*"))
        }

    without = made("without")
    with monkeypatch.context() as shared:  # the one that all tests read, made once
        shared.setenv(store.VARIABLE, SHARED)
        assert make_cube(quiet=True)
        whole = store.cube_path()
    folder.mkdir()
    shutil.copy(whole, store.cube_path())
    kept = made("kept")
    content = whole.read_bytes()
    store.cube_path().write_bytes(content[: len(content) // 3])
    damaged = made("damaged", ["self-reliance"])  # the first note that finds it so removes it
    assert len(without) == 8
    assert len(damaged) == 2
    assert without == kept == kept | damaged


def test_a_run_of_few_notes_makes_no_cube(folder: Path, tmp_path: Path) -> None:
    run(plan_runs(["self-reliance"], ["LBN"]), tmp_path / "outputs", quiet=True)
    assert not folder.exists()
    assert os.environ[store.VARIABLE] == str(folder)
