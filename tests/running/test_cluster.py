"""The same plan on a Dask cluster: what is made is the same, and what dies costs its own notes a retry."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from pathlib import Path

import psutil
import pytest
from distributed import Client

from gcr_analysis.cli import main
from gcr_analysis.errors import GcrError
from gcr_analysis.running import Outcome, Run, Started, execute, plan_runs
from gcr_analysis.running.cluster import Crew, execute_on, share
from gcr_analysis.running.forking import FORKS
from gcr_analysis.snapshot.store import data_folder, seal

pytestmark = [
    pytest.mark.site,
    pytest.mark.usefixtures("nothing_to_prepare"),
    pytest.mark.skipif(not FORKS, reason="what is held here is how forked processes end with their worker"),
]
ALONE = ("--no-nanny", "--nthreads", "2")
WATCHED = ("--nanny", "--nthreads", "1")
# A kernel was forked by the process that runs the notebook, that by a server, and the server is the worker's.
KILLS_ITS_WORKER = "import psutil\npsutil.Process().parents()[2].kill()\nimport time; time.sleep(60)"


@dataclass
class Cluster:
    """A scheduler and workers on this machine, each a process as `dask` starts it."""

    folder: Path
    stack: ExitStack
    settings: dict[str, str] = field(default_factory=dict)
    workers: list[psutil.Process] = field(default_factory=list)

    def __post_init__(self) -> None:
        file = self.folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
        self.scheduler = self._start("scheduler", *options)
        _until(file.is_file)
        self.address = json.loads(file.read_text())["address"]

    def add(self, *options: str, **settings: str) -> psutil.Process:
        """Start a worker."""
        space = self.folder / f"worker-{len(self.workers)}"
        self.workers.append(
            self._start(
                "worker",
                self.address,
                *options,
                *("--no-dashboard", "--local-directory", str(space)),
                **settings,
            )
        )
        return self.workers[-1]

    def _start(self, what: str, *options: str, **settings: str) -> psutil.Process:
        log = self.stack.enter_context((self.folder / "log.txt").open("a"))
        process = subprocess.Popen(
            [sys.executable, "-m", "dask", what, *options],
            cwd=self.folder,
            env={**os.environ, **self.settings, **settings},
            stdout=log,
            stderr=log,
        )
        self.stack.callback(_end, process)
        return psutil.Process(process.pid)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Cluster]]:
    """Start a cluster; it ends with the tests."""
    with ExitStack() as stack:

        def started(*workers: Sequence[str], **settings: str) -> Cluster:
            cluster = Cluster(tmp_path_factory.mktemp("cluster"), stack, settings)
            for options in workers:
                cluster.add(*options)
            return cluster

        yield started


@pytest.fixture(scope="module")
def cluster(start: Callable[..., Cluster]) -> Cluster:
    """One worker under a nanny, one without and with two threads."""
    return start(WATCHED, ALONE)


@pytest.fixture(scope="module")
def runs(small_run: Callable[..., Run]) -> Sequence[Run]:
    return [
        small_run("hangs", "import time", "time.sleep(300)"),  # first: the others need not wait for its end
        *(small_run(f"works-{number}", "print(region)", "year") for number in range(5)),
        small_run("raises", "1 / 0"),
        small_run("warns", "import warnings", "warnings.warn('careful')"),
        small_run("kernel-dies", "import os", "os._exit(1)"),
        small_run("process-dies", "import os, signal", "os.kill(os.getppid(), signal.SIGKILL)"),
    ]


@pytest.fixture(scope="module")
def events(cluster: Cluster, runs: Sequence[Run], tree: Path) -> list[Started | Outcome]:
    return [*execute_on(cluster.address, runs, tree / "outputs", timeout=15, root=tree)]


def test_each_run_ends_as_it_does_on_one_machine(
    events: list[Started | Outcome], runs: Sequence[Run], tree: Path
) -> None:
    here = _ended(execute(runs[1:], tree / "here", root=tree))
    there = _ended(events)
    hung = there.pop(runs[0].name)
    assert (hung.state, hung.reason) == ("failed", "took longer than 15 seconds, in cell [4]")
    assert [event.run for event in events if isinstance(event, Started)] == list(runs)
    assert {name: (o.state, o.reason) for name, o in there.items()} == {
        name: (o.state, o.reason) for name, o in here.items()
    }
    left = {name for name in _files(tree / "outputs") if not name.startswith("hangs/")}
    assert left == _files(tree / "here").keys()
    assert _notes(tree / "outputs") == _notes(tree / "here")


@pytest.mark.long
def test_a_worker_that_is_killed_costs_nothing_but_a_retry_and_leaves_nothing_behind(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path
) -> None:
    cluster = start(ALONE, ALONE)
    slow = [small_run(f"slow-{number}", "import time", "time.sleep(2)", "region") for number in range(8)]
    here = _ended(execute(slow, tree / "slow-here", root=tree))
    assert {(outcome.state, outcome.reason) for outcome in here.values()} == {("done", "")}
    ended, below = [], []
    for event in execute_on(cluster.address, slow, tree / "slow", root=tree):
        ended += [event] if isinstance(event, Outcome) else []
        if ended and not below:
            children = cluster.workers[0].children(recursive=True)
            if len(children) > 2:  # it is at a note: besides the server there is what that has forked
                below = children
                cluster.workers[0].kill()
                cluster.workers[0].wait(10)
    assert below
    assert [outcome.state for outcome in ended] == ["done"] * len(slow)
    assert _files(tree / "slow") == _files(tree / "slow-here")
    assert not psutil.wait_procs(below, 20)[1]


@pytest.mark.long
def test_a_worker_that_is_asked_to_end_leaves_nothing_behind(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path
) -> None:
    cluster = start(WATCHED)
    list(execute_on(cluster.address, [small_run("once")], tree / "asked", root=tree))
    below = cluster.workers[0].children(recursive=True)
    assert below
    cluster.workers[0].terminate()
    assert not psutil.wait_procs([*below, *cluster.workers], 60)[1]


@pytest.mark.long
def test_a_note_that_kills_its_worker_again_and_again_is_one_failed_note(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path
) -> None:
    cluster = start(WATCHED, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    plan = [small_run("kills", KILLS_ITS_WORKER), small_run("after", "region")]
    ended = _ended(execute_on(cluster.address, plan, tree / "kills", root=tree))
    assert {outcome.run.slug: (outcome.state, outcome.reason) for outcome in ended.values()} == {
        "kills": ("failed", "2 Dask workers died while they were at it, perhaps for want of memory"),
        "after": ("done", ""),
    }


@pytest.mark.long
def test_who_stops_takes_back_what_was_not_begun_and_leaves_whole_notes(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path
) -> None:
    cluster = start(("--no-nanny", "--nthreads", "1"))
    plan = [small_run(f"stop-{number}", "import time", "time.sleep(1)", "region") for number in range(6)]
    events = execute_on(cluster.address, plan, tree / "stopped", root=tree)
    next(event for event in events if isinstance(event, Outcome))
    events.close()
    server = cluster.workers[0].children()
    _until(lambda: not any(process.children() for process in server))
    left = _files(tree / "stopped")
    assert 1 <= len(left) <= 2
    assert all(json.loads(content)["nbformat"] == 4 for content in left.values())


def test_a_worker_with_another_snapshot_is_refused_by_name(
    start: Callable[..., Cluster], runs: Sequence[Run], tree: Path, tmp_path: Path
) -> None:
    described = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    described["resources"] = described["resources"][:1]
    described["seal"] = seal(described["resources"])
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    cluster = start()
    cluster.add(*ALONE, GCR_DATA=str(tmp_path))
    with pytest.raises(
        GcrError, match=r"^worker tcp://127\.0\.0\.1:\d+: the snapshot is \w+ there and \w+ here"
    ):
        list(execute_on(cluster.address, runs, tree / "refused", root=tree))
    assert not _files(tree / "refused")


@pytest.mark.long
def test_a_worker_that_does_not_fit_and_joins_later_makes_no_note(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "code"
    shutil.copytree(Path(str(sys.modules["gcr_analysis"].__file__)).parent, elsewhere / "gcr_analysis")
    with (elsewhere / "gcr_analysis" / "errors.py").open("a") as file:
        file.write("# changed\n")
    cluster = start(("--no-nanny", "--nthreads", "1"))
    plan = [small_run(f"many-{number}", "import time", "time.sleep(1)") for number in range(60)]
    events = execute_on(cluster.address, plan, tree / "late", root=tree)
    next(event for event in events if isinstance(event, Outcome))
    cluster.add(*ALONE, PYTHONPATH=str(elsewhere), GCR_DATA=str(data_folder()))
    with pytest.raises(
        GcrError, match=r"^worker tcp:\S+: the code of gcr-analysis is \w+ there and \w+ here"
    ):
        list(events)


def test_a_scheduler_that_lacks_the_package_is_told(
    start: Callable[..., Cluster], runs: Sequence[Run], tree: Path, tmp_path: Path
) -> None:
    (tmp_path / "gcr_analysis.py").write_text("raise ImportError('No module named gcr_analysis')")
    cluster = start(ALONE, PYTHONPATH=str(tmp_path))
    with pytest.raises(
        GcrError, match=r"^the Dask scheduler has not what notes need: .*gcr_analysis.*: set it"
    ):
        list(execute_on(cluster.address, runs, tree / "lacks", root=tree))


def test_a_task_that_a_machine_breaks_is_one_failed_note(cluster: Cluster, runs: Sequence[Run]) -> None:
    with Client(cluster.address, set_as_default=False) as client:
        crew = Crew(client, cluster.address, 60)
        crew.look()
        (outcome,) = _ended([*share(deque(runs[:1]), crew, int)]).values()  # a run is no number
    assert outcome.state == "failed"
    assert outcome.reason.startswith("its Dask worker could not run it: TypeError: int() argument")


def test_a_cluster_without_workers_is_told_after_a_while(
    start: Callable[..., Cluster], runs: Sequence[Run], tree: Path
) -> None:
    address = start().address
    with pytest.raises(GcrError, match=rf"^the Dask cluster at {address} has had no worker for 1 seconds: "):
        list(execute_on(address, runs, tree / "nobody", root=tree, patience=1))


@pytest.mark.long
def test_a_cluster_that_loses_its_last_worker_is_told_after_a_while(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path
) -> None:
    cluster = start(ALONE)
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(1, 120)
    events = execute_on(
        cluster.address,
        [small_run("lost", "import time", "time.sleep(30)")],
        tree / "lost",
        root=tree,
        patience=2,
    )
    next(events)
    cluster.workers[0].kill()
    with pytest.raises(GcrError, match=r"has had no worker for 2 seconds: start some with 'dask worker tcp:"):
        list(events)


@pytest.mark.long
def test_a_scheduler_that_dies_is_told_and_what_is_done_is_there(
    start: Callable[..., Cluster], small_run: Callable[..., Run], tree: Path
) -> None:
    cluster = start(ALONE)
    plan = [small_run("quick"), *(small_run(f"long-{n}", "import time", "time.sleep(20)") for n in range(3))]
    events = execute_on(cluster.address, plan, tree / "gone", root=tree)
    next(event for event in events if isinstance(event, Outcome))
    cluster.scheduler.kill()
    with pytest.raises(
        GcrError, match=rf"^the Dask scheduler at {cluster.address} is gone or was restarted: "
    ):
        list(events)
    assert [path.parts[-3] for path in (tree / "gone").rglob("*.ipynb")] == ["quick"]


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "nonsense", "tcp://", "http://127.0.0.1:1", "a:b:c"]
)
def test_an_address_where_no_scheduler_is_is_one_line(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", "--region", "mirps", "--outputs", str(tmp_path / "none"), "--dask", address])
    assert ended.value.code == 2
    assert capsys.readouterr().err == (
        f"gcr: no Dask scheduler answers at {address}: start one with 'dask scheduler' "
        "and give the address that it tells, such as tcp://10.0.0.1:8786\n"
    )


def test_a_worker_is_no_scheduler(cluster: Cluster, runs: Sequence[Run], tree: Path) -> None:
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, 120)
        address = min(client.nthreads())
    with pytest.raises(GcrError, match=rf"^no Dask scheduler answers at {address}: "):
        list(execute_on(address, runs, tree / "worker", root=tree))


def test_without_dask_the_extra_is_named(
    runs: Sequence[Run], tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(GcrError, match=r"^--dask needs the package distributed: call .*\[cluster\]'$"):
        list(execute_on("tcp://127.0.0.1:1", runs, tree / "without", root=tree))


def test_a_folder_that_cannot_be_written_is_told_before_the_cluster_is_asked(
    runs: Sequence[Run], tree: Path
) -> None:
    (tree / "file").write_text("not a folder")
    with pytest.raises(GcrError, match=r"^cannot write to .*file/outputs: Not a directory$"):
        list(execute_on("tcp://127.0.0.1:1", runs, tree / "file" / "outputs", root=tree))


@pytest.mark.long
def test_four_panels_for_ten_regions_are_the_same_while_a_worker_is_killed(
    start: Callable[..., Cluster], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GCR_DATA")
    forkserver._forkserver._stop()
    regions = ["world", "mirps", "igad", "ssar", "LBN", "UGA", "COL", "DEU", "TUR", "PAK"]
    plan = plan_runs(region_names=regions)
    assert len(plan) == 40
    cluster = start(WATCHED, WATCHED)
    ended = []
    for event in execute_on(cluster.address, plan, tmp_path / "there"):
        ended += [event] if isinstance(event, Outcome) else []
        if isinstance(event, Outcome) and len(ended) == 12:
            (dask_worker,) = [p for p in cluster.workers[0].children() if "spawn_main" in str(p.cmdline())]
            dask_worker.kill()
    assert {outcome.state for outcome in ended} == {"done"}
    list(execute(plan, tmp_path / "here"))
    assert len(_notes(tmp_path / "there")) == 40
    assert _notes(tmp_path / "there") == _notes(tmp_path / "here")


def _ended(events: Iterator[Started | Outcome] | Sequence[Started | Outcome]) -> dict[str, Outcome]:
    return {event.run.name: event for event in events if isinstance(event, Outcome)}


def _files(top: Path) -> dict[str, bytes]:
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in top.rglob("*") if path.is_file()}


def _notes(top: Path) -> dict[str, bytes]:
    return {name: content for name, content in _files(top).items() if name.endswith(".ipynb")}


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)


def _end(process: subprocess.Popen) -> None:
    """End a process with all that is below it."""
    if process.poll() is None:
        whole = psutil.Process(process.pid)
        for each in [whole, *whole.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                each.kill()
    process.wait()
