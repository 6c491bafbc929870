"""Send a plan to a Dask cluster: a task for each run, as many at a time as its workers have threads."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from gcr_analysis.errors import GcrError, MissingPackageError
from gcr_analysis.running.compatibility import compatibility, files_of
from gcr_analysis.running.engine import FORK, TIMEOUT
from gcr_analysis.running.outcome import Outcome, Started
from gcr_analysis.running.outputs import require_writable
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run
from gcr_analysis.temporary import temporary_path

CONNECT = 10.0  # seconds for the scheduler to answer
PATIENCE = 60.0  # seconds that the cluster may have no worker
LOOK = 1.0  # seconds between looks at who is there


def execute_on(
    address: str,
    runs: Sequence[Run],
    outputs: Path,
    *,
    timeout: float = TIMEOUT,
    engine: str | None = FORK,
    root: Path | None = None,
    patience: float = PATIENCE,
) -> Generator[Started | Outcome, None, None]:
    """Execute *runs* on a Dask cluster, and tell the same of each as when it is executed here.

    Closing the iterator takes back what no worker has begun. What one has begun it ends, and writes whole.

    Parameters
    ----------
    address
        Of the scheduler, such as ``tcp://10.0.0.1:8786``.
    runs
        The plan.
    outputs
        Folder for the executed notebooks, which every worker sees by the same path.
    timeout
        Seconds that a note may take.
    engine
        Name of a Papermill engine.
    root
        Where the notebooks are and the kernels run; by default the top of each worker's own repository.
    patience
        Seconds that the cluster may have no worker, at the start or later.

    Yields
    ------
    Started or Outcome
        The outcomes in the order in which the runs end.

    Raises
    ------
    GcrError
        When Dask is not installed, no scheduler answers, there are no workers, or one of them does not fit.
    """
    require_writable(outputs)
    if not runs:
        return
    with _connected(address) as client, _marked(outputs.resolve()) as mark:
        here = root or project_root()
        files = files_of(runs, here)
        from gcr_analysis.running.dask_worker import Terms, perform

        alike = tuple(compatibility(here, files).items())
        releases = tuple(sorted({run.as_of for run in runs}))
        terms = Terms(outputs.resolve(), mark, timeout, engine, root, files, alike, releases)
        crew = Crew(client, address, patience)
        crew.admit(terms)
        yield from share(deque(runs), crew, perform, terms)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Client of the scheduler at *address*."""
    try:
        from distributed import Client
    except ImportError as error:
        raise MissingPackageError("--dask", "distributed", "cluster") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told in one line
    # A client that fails to start leaves a thread behind and may hang when it is collected: so ask before. In
    # a thread, since the caller may have an event loop, as a notebook has.
    with ThreadPoolExecutor(1) as apart:
        who = apart.submit(asyncio.run, _who_answers(address)).result()
    if who != "Scheduler":
        raise GcrError(
            f"no Dask scheduler answers at {address}: start one with 'dask scheduler' "
            "and give the address that it tells, such as tcp://10.0.0.1:8786"
        )
    with Client(address, timeout=CONNECT, set_as_default=False) as client:
        yield client


async def _who_answers(address: str) -> str:
    """What of Dask is at *address*, or nothing."""
    from distributed import Security
    from distributed.core import rpc

    secured = Security().get_connection_args("client")
    try:
        async with rpc(address, timeout=CONNECT, connection_args=secured) as remote:
            identity: Any = await asyncio.wait_for(remote.identity(), CONNECT)
            return identity["type"]
    except (OSError, ValueError):  # nobody, or no address
        return ""


@contextmanager
def _marked(outputs: Path) -> Iterator[str]:
    """Name of a file that is in *outputs* for now, by which others know the folder."""
    mark = temporary_path(outputs / "mark")
    mark.touch()
    try:
        yield mark.name
    finally:
        mark.unlink(missing_ok=True)


class Crew:
    """The workers of a cluster, as they come and go."""

    def __init__(self, client: Any, address: str, patience: float) -> None:
        self.client = client
        self.address = address
        self.patience = patience
        self.places = 0
        self.last_seen = self.looked = time.monotonic()

    def admit(self, terms: Any) -> None:
        """Wait for a worker, and hold those that are there against *terms*."""
        from gcr_analysis.running.dask_worker import admit

        try:
            self.client.wait_for_workers(1, self.patience)
        except TimeoutError as error:
            raise self._empty() from error
        try:
            self.client.run_on_scheduler(project_root)  # tasks pass through it, and it reads what they name
        except Exception as error:
            raise self._unready("the Dask scheduler", error) from error
        for address, refusal in self.client.run(admit, terms, on_error="return").items():
            if isinstance(refusal, GcrError):
                raise GcrError(f"worker {address}: {refusal}") from refusal
            if isinstance(refusal, Exception) and not isinstance(refusal, OSError):  # which has just gone
                raise self._unready(f"worker {address}", refusal) from refusal
        self.look()

    def look(self) -> None:
        """Count how many notes the workers can make at a time."""
        try:
            self.places = sum(self.client.nthreads().values())
        except OSError as error:
            raise self.gone() from error
        self.looked = time.monotonic()
        if self.places:
            self.last_seen = self.looked
        elif self.looked - self.last_seen > self.patience:
            raise self._empty()

    def gone(self) -> GcrError:
        """Say that the scheduler does not answer any more."""
        return GcrError(
            f"the Dask scheduler at {self.address} is gone or was restarted: start it and run what is missing"
        )

    def _unready(self, who: str, error: Exception) -> GcrError:
        return GcrError(f"{who} has not what notes need: {error}: set it up from the same commit and lock")

    def _empty(self) -> GcrError:
        return GcrError(
            f"the Dask cluster at {self.address} has had no worker for {self.patience:g} seconds: "
            f"start some with 'dask worker {self.address}'"
        )


def share(
    waiting: deque[Run], crew: Crew, perform: Callable[..., Outcome], *terms: Any
) -> Iterator[Started | Outcome]:
    """Keep as many runs with the scheduler as workers can take, and pass on what comes back.

    Parameters
    ----------
    waiting
        The plan.
    crew
        Who takes part.
    perform
        What a worker does for a run, which is its first argument.
    *terms
        Its further arguments.

    Yields
    ------
    Started or Outcome
        A run has begun when it is sent: there is a thread for it.

    Raises
    ------
    GcrError
        When the cluster goes away, or a worker does not fit.
    """
    ended: SimpleQueue[Any] = SimpleQueue()
    sent: dict[Any, Run] = {}  # whose future is forgotten here is forgotten by the scheduler
    while waiting or sent:
        while waiting and len(sent) < crew.places:
            run = waiting.popleft()
            future = crew.client.submit(perform, run, *terms, pure=False)
            sent[future] = run
            future.add_done_callback(ended.put)
            yield Started(run)
        try:
            future = ended.get(timeout=LOOK)
        except Empty:
            future = None
        if time.monotonic() - crew.looked > LOOK:
            crew.look()
        if future is not None:
            yield _outcome(sent.pop(future), future, crew)


def _outcome(run: Run, future: Any, crew: Crew) -> Outcome:
    """What became of *run*: the worker's word, or why there is none."""
    from distributed import CancelledError, KilledWorker

    try:
        return future.result()
    except GcrError:
        raise
    except CancelledError as error:
        raise crew.gone() from error
    except KilledWorker as error:
        deaths = error.allowed_failures + 1
        reason = f"{deaths} Dask workers died while they were at it, perhaps for want of memory"
    except Exception as error:  # of a machine, such as a full disk: one failed note, and the plan goes on
        said = next(iter(str(error).splitlines()), "")
        reason = f"its Dask worker could not run it: {type(error).__name__}: {said}"
    return Outcome(run, "failed", reason=reason)
