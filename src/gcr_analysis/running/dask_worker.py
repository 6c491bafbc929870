"""What a Dask worker does for a run: what `gcr run` does for it on one machine."""

import multiprocessing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from distributed import get_worker

from gcr_analysis.errors import GcrError
from gcr_analysis.running.compatibility import compatibility, require_alike
from gcr_analysis.running.engine import MANY, execute, start_early
from gcr_analysis.running.outcome import Outcome
from gcr_analysis.running.outputs import require_writable
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run

_admitting = Lock()


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms a worker takes part in a plan.

    Attributes
    ----------
    outputs
        Folder of the executed notebooks, which all machines share.
    mark
        Name of a file in *outputs* by which a worker knows that it is the same folder.
    timeout
        Seconds that a note may take.
    engine
        Name of the Papermill engine.
    root
        Top of the repository; None is the worker's own.
    files
        Files of the repository that the plan reads.
    alike
        Likeness of the machine that asks.
    releases
        The releases that the notes of the plan rest on.
    """

    outputs: Path
    mark: str
    timeout: float
    engine: str | None
    root: Path | None
    files: tuple[str, ...]
    alike: tuple[tuple[str, str], ...]
    releases: tuple[str, ...]


def admit(terms: Terms) -> None:
    """Check that this worker fits, once, and let the server start from which its processes are forked.

    Raises
    ------
    GcrError
        When it would make other notes, or cannot put them in their place.
    """
    with _admitting:  # a worker has threads, and what follows is for one of them
        _admit(terms)


def perform(run: Run, terms: Terms) -> Outcome:
    """Execute one notebook in a process of its own, which a worker with threads cannot be.

    Raises
    ------
    GcrError
        When this worker, which may have joined a minute ago, does not fit.
    """
    worker = get_worker()
    try:
        admit(terms)
        *_, outcome = execute(
            [run],
            terms.outputs,
            workers=1,
            timeout=terms.timeout,
            engine=terms.engine,
            root=terms.root,
            scratch=Path(worker.local_directory),
        )
    except GcrError as error:
        raise GcrError(f"worker {worker.address}: {error}") from error
    assert isinstance(outcome, Outcome)
    return outcome


@cache
def _admit(terms: Terms) -> None:
    require_alike(compatibility(terms.root or project_root(), terms.files), dict(terms.alike))
    if not (terms.outputs / terms.mark).is_file():
        raise GcrError(f"{terms.outputs} is not the same folder there: give --outputs one that all share")
    require_writable(terms.outputs)
    # Dask starts workers as daemons, which multiprocessing lets have no children. These die with the worker.
    multiprocessing.current_process().daemon = False
    start_early(terms.engine, MANY, terms.releases)  # a cluster is for many notes
