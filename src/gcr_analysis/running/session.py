"""Execute a plan and show how it goes; who stops it is told what was done."""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from gcr_analysis.running.cluster import execute_on
from gcr_analysis.running.engine import FORK, TIMEOUT, WORKERS, execute
from gcr_analysis.running.outcome import Outcome
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run
from gcr_analysis.running.progress import Reporter


def run(
    runs: Sequence[Run],
    outputs: Path | None = None,
    *,
    workers: int = WORKERS,
    timeout: float = TIMEOUT,
    engine: str | None = FORK,
    quiet: bool = False,
    root: Path | None = None,
    dask: str | None = None,
) -> tuple[Outcome, ...]:
    """Execute a plan and show how it goes.

    Parameters
    ----------
    runs
        The plan.
    outputs
        Folder for the executed notebooks; by default `outputs` at the top of the repository.
    workers
        How many notebooks run at a time.
    timeout
        Seconds that a note may take.
    engine
        Name of a Papermill engine: ``FORK``, or ``STOCK`` for a new Python for each notebook.
    quiet
        Whether to show nothing.
    root
        Where the notebooks are and the kernels run; by default the top of the repository.
    dask
        Address of a Dask scheduler, whose workers then run the plan; *workers* means nothing there.

    Returns
    -------
    tuple of Outcome
        One for each run, in the order of the plan. When the user stops it, those that were not done by then
        are ``stopped``.

    Raises
    ------
    GcrError
        Before the first kernel, when *outputs* cannot be written or the cluster cannot be used; later, when
        the cluster goes away.
    """
    outputs = outputs or project_root() / "outputs"
    ended: dict[str, Outcome] = {}
    with Reporter(runs, quiet=quiet) as reporter, _stoppable():
        if dask:
            events = execute_on(dask, runs, outputs, timeout=timeout, engine=engine, root=root)
        else:
            events = execute(runs, outputs, workers=workers, timeout=timeout, engine=engine, root=root)
        try:
            with closing(events):
                for event in events:
                    reporter.tell(event)
                    if isinstance(event, Outcome):
                        ended[event.run.name] = event
        except KeyboardInterrupt:
            pass  # what was not done by now says so in its outcome
    return tuple(ended.get(run.name) or Outcome(run, "stopped") for run in runs)


@contextmanager
def _stoppable() -> Iterator[None]:
    """Treat a request to end, as a scheduler sends it, like Ctrl-C at the terminal."""
    if threading.current_thread() is not threading.main_thread():  # only that one may set what a signal does
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
