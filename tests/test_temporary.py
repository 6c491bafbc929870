"""Temporary files are named in one place, and those of processes that are no more are removed."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gcr_analysis import temporary
from gcr_analysis.errors import GcrError
from gcr_analysis.running.leftovers import clear_leftovers
from gcr_analysis.running.outputs import require_writable, write_whole
from gcr_analysis.services.answers import Answers
from gcr_analysis.services.client import Question
from gcr_analysis.snapshot import candidate
from gcr_analysis.snapshot.assemble import build
from gcr_analysis.temporary import (
    LONG,
    leftovers,
    remove_leftovers,
    scratch_folder,
    temporary_path,
)

SERVER = """
import json, os, sys
from pathlib import Path
from gcr_analysis import temporary
from gcr_analysis.errors import GcrError
from gcr_analysis.running import cluster, outputs
from gcr_analysis.services.answers import Answers
from gcr_analysis.services.client import Question
from gcr_analysis.snapshot import assemble

def die(*_, **__):
    os._exit(9)

def die_at(name, number):
    real, calls = getattr(os, name), []
    def counted(*args, **kwargs):
        calls.append(args)
        return die() if len(calls) == number else real(*args, **kwargs)
    setattr(os, name, counted)

for line in sys.stdin:
    script, folder = json.loads(line)
    child = os.fork()
    if not child:
        exec(script, globals() | {"folder": Path(folder)})
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def killed() -> Iterator[Callable[[str, Path], None]]:
    """Run a script in a process that ends in the midst of it, as a killed one does."""
    command = [sys.executable, "-c", SERVER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        asked, told = server.stdin, server.stdout

        def run(script: str, folder: Path) -> None:
            print(json.dumps([script, str(folder)]), file=asked, flush=True)
            assert told.readline() == "9\n"

        yield run
        asked.close()


@pytest.fixture(scope="module")
def dead() -> int:
    """Id of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def named(path: Path, process: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The temporary path that another process would give."""
    with monkeypatch.context() as patch:
        patch.setattr(os, "getpid", lambda: process)
        return temporary_path(path)


def test_what_a_process_leaves_is_found_when_it_is_no_more(
    dead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = named(tmp_path / "2025.ipynb", dead, monkeypatch)
    mine = temporary_path(tmp_path / "2025.ipynb")
    for path in (left, mine, tmp_path / "2025.ipynb", tmp_path / ".2025.ipynb.gcr-notes"):
        path.touch()
    assert leftovers(tmp_path) == [left]
    assert leftovers(tmp_path, tmp_path / "2025.ipynb") == [left]
    assert leftovers(tmp_path, tmp_path / "2024.ipynb") == []
    remove_leftovers(tmp_path)
    assert not left.exists()
    assert mine.exists()


def test_a_folder_is_in_use_while_a_process_that_an_entry_is_named_after_lives(
    dead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = named(tmp_path / "data", dead, monkeypatch)
    (folder / str(os.getpid())).mkdir(parents=True)
    assert leftovers(tmp_path) == []
    (folder / str(os.getpid())).rename(folder / str(dead))
    assert leftovers(tmp_path) == [folder]


def test_a_process_that_was_killed_and_not_yet_waited_for_is_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.read()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        left = named(tmp_path / "note", process.pid, monkeypatch)
        left.touch()
        assert leftovers(tmp_path) == [left]


def test_a_file_of_another_machine_is_left_behind_after_a_day(
    dead: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(temporary, "_machine", lambda: "0" * 6)
        left = named(tmp_path / "note", dead, monkeypatch)
    left.touch()
    assert leftovers(tmp_path) == []
    old = time.time() - LONG - 60
    os.utime(left, (old, old))
    assert leftovers(tmp_path) == [left]


@pytest.mark.parametrize(
    "script",
    [
        "die_at('fsync', 1); outputs.require_writable(folder)",
        "die_at('unlink', 1); outputs.require_writable(folder)",
        "die_at('fsync', 1); outputs.write_whole('half', folder / 'world' / 'hosts' / '2025.ipynb')",
        "die_at('fsync', 1); outputs.write_whole('half', folder / 'world' / 'hosts' / '2025.receipt.json')",
        "die_at('fsync', 1); outputs.write_whole('half', folder / 'figures.xlsx')",
        "with cluster._marked(folder): die()",
    ],
    ids=["probe", "probe removed", "note", "receipt", "figures", "mark"],
)
def test_whatever_a_killed_run_leaves_in_the_outputs_is_removed_by_the_next(
    script: str, killed: Callable[[str, Path], None], tmp_path: Path
) -> None:
    killed(script, tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()]
    clear_leftovers(tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_half_written_file_is_removed_when_the_file_is_written_again(
    killed: Callable[[str, Path], None], tmp_path: Path
) -> None:
    killed("die_at('fsync', 1); outputs.write_whole('half', folder / 'figures.csv')", tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    write_whole("whole", tmp_path / "figures.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["figures.csv"]


def test_a_half_written_answer_is_removed_when_a_refresh_goes_on(
    killed: Callable[[str, Path], None], tmp_path: Path
) -> None:
    question = Question("idmc-00001", "idmc/", ())
    killed(
        "die_at('rename', 1); os.replace = die; Answers(folder).keep(Question('a', 'a/', ()), {})", tmp_path
    )
    assert len(list(tmp_path.iterdir())) == 1
    assert Answers(tmp_path).of(question) is None
    assert list(tmp_path.iterdir()) == []


def test_a_scratch_folder_is_removed_by_the_next_that_is_made(
    killed: Callable[[str, Path], None], tmp_path: Path
) -> None:
    killed("with temporary.scratch_folder(folder): die()", tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    with scratch_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []


BUILD = """
assemble.against = lambda *_: []
assemble.check = lambda _: None
assemble.fill = lambda fresh, _: (fresh / "datapackage.json").touch()
{}
assemble.build(folder, folder / "data")
"""


@pytest.mark.parametrize(
    "moment",
    ["assemble.fill = die", "die_at('rename', 1)", "die_at('rename', 2)", "assemble.shutil.rmtree = die"],
    ids=["filling", "first rename", "second rename", "removing the old one"],
)
def test_a_build_that_was_killed_leaves_a_snapshot_and_the_next_removes_the_rest(
    moment: str, killed: Callable[[str, Path], None], tmp_path: Path
) -> None:
    """Also between the two renames, when the only snapshot is in the hidden folder."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").touch()
    killed(BUILD.format(moment), tmp_path)
    assert len(leftovers(tmp_path)) == 1
    with pytest.raises(GcrError, match="is missing"):
        build(tmp_path, tmp_path / "data")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "data",
        "data/datapackage.json",
    ]


def test_what_a_build_or_a_check_writes_and_removes_bears_a_temporary_name(
    tmp_path: Path, unknown_names: Callable[..., set[str]]
) -> None:
    assert unknown_names(build, tmp_path, tmp_path / "data") == set()  # without extracts: it ends early
    assert unknown_names(candidate.check, tmp_path) == set()


def test_what_is_written_whole_bears_a_temporary_name_before(
    tmp_path: Path, unknown_names: Callable[..., set[str]]
) -> None:
    assert unknown_names(write_whole, "whole", tmp_path / "figures.csv") == set()
    assert unknown_names(require_writable, tmp_path) == set()
    answers = Answers(tmp_path / "answers")
    assert unknown_names(answers.keep, Question("idmc-00001", "idmc/", ()), {}) == set()


def test_a_name_of_another_kind_would_be_noticed(
    tmp_path: Path, unknown_names: Callable[..., set[str]]
) -> None:
    def careless() -> None:
        (tmp_path / "half.part").write_text("half")
        (tmp_path / "half.part").rename(tmp_path / "whole")

    assert unknown_names(careless) == {"half.part"}
