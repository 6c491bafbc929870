"""Run a plan on several worker processes: one that dies or hangs is one failed note, never a failed run."""

import os
import signal
import time
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.running.cube import MANY
from gcr_analysis.running.forking import (
    KERNEL_ENVIRONMENT,
    READY,
    WARM,
    end_with_parent,
    fork_server,
    without_script,
)
from gcr_analysis.running.outcome import Bench, Outcome, Started
from gcr_analysis.running.outputs import require_writable
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run
from gcr_analysis.running.releases import folder_of, reading
from gcr_analysis.temporary import scratch_folder

FORK = "gcr-fork"  # as the package registers it with Papermill
STOCK = None  # Papermill's own engine, with a new Python for each notebook

WORKERS = 2
TIMEOUT = 600.0  # seconds; a panel's notebook takes a few
GRACE = 15.0  # seconds for a worker to end a kernel whose time is over, and to say so


def execute(
    runs: Sequence[Run],
    outputs: Path,
    *,
    workers: int = WORKERS,
    timeout: float = TIMEOUT,
    engine: str | None = FORK,
    root: Path | None = None,
    scratch: Path | None = None,
) -> Generator[Started | Outcome, None, None]:
    """Execute *runs*, and report when each begins and ends.

    Closing the iterator ends what is running then; what was done before is whole.

    Parameters
    ----------
    runs
        The plan.
    outputs
        Folder for the executed notebooks.
    workers
        How many notebooks run at a time.
    timeout
        Seconds that a note may take.
    engine
        Name of a Papermill engine: ``FORK``, or ``STOCK`` for a new Python for each notebook.
    root
        Where the notebooks are and the kernels run; by default the top of the repository.
    scratch
        Folder for what is thrown away afterwards; by default the system's own.

    Yields
    ------
    Started or Outcome
        The outcomes in the order in which the runs end.

    Raises
    ------
    GcrError
        Before the first kernel, when *outputs* cannot be written or *workers* is not 1 or more.
    """
    if workers < 1:
        raise GcrError(f"{workers} workers run nothing: give 1 or more")
    require_writable(outputs)
    if not runs:
        return
    releases = tuple(sorted({run.as_of for run in runs}))
    start_early(engine, len(runs), releases)
    with scratch_folder(scratch) as folder:
        snapshots = {release: folder_of(release) for release in releases}
        bench = Bench(root or project_root(), outputs.resolve(), folder, timeout, snapshots, engine)
        team = [_Worker(bench) for _ in range(min(workers, len(runs)))]
        try:
            yield from _share(deque(runs), team)
        finally:
            for worker in team:
                worker.dismiss()
            for worker in team:
                worker.end()


# One thread each for the matrix libraries: the workers share the cores already. The others keep two runs
# equal. A kernel inherits them, and some count only when they are there before Python or NumPy starts.
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
} | KERNEL_ENVIRONMENT


@cache
def start_early(
    engine: str | None = FORK, notes: int = 1, releases: tuple[str, ...] = ("",)
) -> ForkServerContext | SpawnContext:
    """Start the server from which workers are forked; it gets ready while the parent goes on.

    Parameters
    ----------
    engine
        Name of the Papermill engine that will be used.
    notes
        How many notes are to be made: for many, the server also computes what they have in common.
    releases
        The releases that the notes rest on. The server has one snapshot, so it computes nothing where there
        are several.

    Returns
    -------
    ForkServerContext or SpawnContext
        How worker processes are made.
    """
    ready = [READY] if engine == FORK else []
    warm = [WARM] if engine == FORK and notes >= MANY and len(releases) == 1 else []
    with reading(folder_of(releases[0])):
        return fork_server([*ready, "gcr_analysis.running.worker", *warm], _ENVIRONMENT)


def _share(waiting: deque[Run], team: list["_Worker"]) -> Iterator[Started | Outcome]:
    """Give each worker that is free the next run, and pass on what comes back."""
    while True:
        for worker in team:
            if waiting and worker.run is None:
                yield worker.begin(waiting.popleft())
        busy = [worker for worker in team if worker.run is not None]
        if not busy:
            return
        heard = wait([worker.connection for worker in busy], min(worker.left() for worker in busy))
        for worker in busy:
            if worker.connection in heard:
                yield worker.outcome()
            elif worker.left() <= 0:
                yield worker.overdue()


class _Worker:
    """A process of its own, with the run that it is at. One that died or hung is replaced by a new one."""

    run: Run | None

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.run = None
        self._hire()

    def _hire(self) -> None:
        context = start_early(self.bench.engine)
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.bench))
        with without_script():
            self.process.start()
        theirs.close()

    def begin(self, run: Run) -> Started:
        """Hand over *run*."""
        self.run, self.since = run, time.monotonic()
        with suppress(BrokenPipeError):  # a worker that died idle is noticed when its answer is read
            self.connection.send(run)
        return Started(run)

    def left(self) -> float:
        """Seconds until patience ends, 0 or more."""
        return max(0.0, self.since + self.bench.timeout + GRACE - time.monotonic())

    def outcome(self) -> Outcome:
        """What became of the run: the worker's word, or that it died."""
        try:
            outcome = self.connection.recv()
        except (EOFError, OSError):
            return self._lost("its worker process died" + self._cause())
        self.run = None
        return outcome

    def overdue(self) -> Outcome:
        """End a run that takes too long."""
        return self._lost(f"took longer than {self.bench.timeout:g} seconds and was ended")

    def dismiss(self) -> None:
        """Ask the process to end, and its kernel with it."""
        self.connection.close()
        self.process.terminate()

    def end(self) -> None:
        """Wait until the process has ended; one that does not listen is killed, and its kernel follows."""
        self.process.join(1)
        self.process.kill()
        self.process.join()

    def _lost(self, reason: str) -> Outcome:
        assert self.run is not None
        outcome = Outcome(self.run, "failed", time.monotonic() - self.since, reason)
        self.run = None
        self.dismiss()
        self.end()
        self._hire()
        return outcome

    def _cause(self) -> str:
        self.process.join(3)
        code = self.process.exitcode
        if code is None or code >= 0:
            return ""
        hint = ", perhaps for want of memory" if -code == signal.SIGKILL else ""
        return f" of {signal.Signals(-code).name}{hint}"


def _serve(connection: Connection, bench: Bench) -> None:
    """Import what a worker needs in the worker only."""
    for name, value in _ENVIRONMENT.items():  # the server may have been started by somebody else
        os.environ.setdefault(name, value)
    if hasattr(os, "setsid"):
        os.setsid()  # Ctrl-C at the terminal is for the parent
    end_with_parent()
    from gcr_analysis.running.worker import serve

    serve(connection, bench)
