"""Execute what of a plan is not fresh and show how it goes; who stops it is told what was done."""

import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import own_sources
from gcr_analysis.indicators.own import checked
from gcr_analysis.running.cluster import execute_on
from gcr_analysis.running.cube import MANY, make_cube
from gcr_analysis.running.engine import FORK, TIMEOUT, WORKERS, execute
from gcr_analysis.running.inputs import Inputs
from gcr_analysis.running.leftovers import clear_leftovers
from gcr_analysis.running.lock import only_one
from gcr_analysis.running.outcome import Outcome
from gcr_analysis.running.outputs import require_writable
from gcr_analysis.running.paths import from_here, project_root
from gcr_analysis.running.plan import Run
from gcr_analysis.running.progress import Reporter
from gcr_analysis.running.prune import prune
from gcr_analysis.running.receipt import (
    inputs_of,
    is_fresh,
    note_failure,
    note_same_answers,
    reasons,
    write_receipt,
)
from gcr_analysis.running.releases import on_snapshot_of

LOCK = ".lock"


def run(
    runs: Sequence[Run],
    outputs: Path | None = None,
    *,
    workers: int = WORKERS,
    timeout: float = TIMEOUT,
    engine: str | None = FORK,
    quiet: bool = False,
    force: bool = False,
    tidy: bool = False,
    root: Path | None = None,
    dask: str | None = None,
) -> tuple[Outcome, ...]:
    """Execute what of a plan is not fresh, and show how it goes.

    While another run writes to *outputs*, this one waits.

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
    force
        Whether to execute what is fresh too.
    tidy
        Whether to remove notes of panels and region sets that are no longer there.
    root
        Where the notebooks are and the kernels run; by default the top of the repository.
    dask
        Address of a Dask scheduler, whose workers then run the plan; *workers* means nothing there.

    Returns
    -------
    tuple of Outcome
        One for each run, in the order of the plan: ``fresh`` where nothing that the note rests on has changed
        since it was made. When the user stops it, those that were not done by then are ``stopped``.

    Raises
    ------
    GcrError
        Before the first kernel, when *outputs* cannot be written, an own source is not sound or the cluster
        cannot be used; later, when the cluster goes away.
    """
    outputs = outputs or project_root() / "outputs"
    require_writable(outputs)
    ended: dict[str, Outcome] = {}
    with Reporter(runs, quiet=quiet) as reporter, _stoppable():
        try:
            other = f"another run is writing to {from_here(outputs)}"
            with only_one(outputs / LOCK, other, quiet=quiet):
                clear_leftovers(outputs)
                for line in prune(outputs) if tidy else ():
                    reporter.say(line)
                inputs = inputs_of(runs, outputs, root)
                fresh = [run for run in runs if not force and is_fresh(run, outputs, inputs[run.as_of])]
                for run in fresh:
                    note_same_answers(run, outputs, inputs[run.as_of])
                ended |= {run.name: Outcome(run, "fresh") for run in fresh}
                stale = [run for run in runs if run.name not in ended]
                _check_own({run.panel for run in stale})
                for release, notes in Counter(run.as_of for run in stale).items():
                    if notes >= MANY:
                        with on_snapshot_of(release):
                            make_cube(quiet=quiet)
                reporter.skip(fresh)
                how = {"timeout": timeout, "engine": engine, "root": root}
                events = (
                    execute_on(dask, stale, outputs, **how)
                    if dask
                    else execute(stale, outputs, workers=workers, **how)
                )
                with closing(events):
                    for event in events:
                        told = event
                        if isinstance(event, Outcome):
                            its_inputs = inputs[event.run.as_of]
                            told = ended[event.run.name] = _with_receipt(event, outputs, its_inputs)
                        reporter.tell(told)
        except KeyboardInterrupt:
            pass  # what was not done by now says so in its outcome
    return tuple(ended.get(run.name) or Outcome(run, "stopped") for run in runs)


def explain(
    runs: Sequence[Run], outputs: Path | None = None, *, force: bool = False, root: Path | None = None
) -> tuple[tuple[Run, tuple[str, ...]], ...]:
    """Say why each run of a plan would be executed, and execute none.

    Parameters
    ----------
    runs, outputs, force, root
        As for `run`.

    Returns
    -------
    tuple
        Each run with its reasons; none where its note is fresh.

    Examples
    --------
    >>> from gcr_analysis.running import plan_runs
    >>> (note,) = plan_runs(["host-country-burden"], ["mirps"], [2024])
    >>> explain([note], Path("no such folder"))[0][1]
    ('never run',)
    """
    outputs = outputs or project_root() / "outputs"
    inputs = inputs_of(runs, outputs, root)
    forced = ("forced",) if force else ()
    return tuple((run, reasons(run, outputs, inputs[run.as_of]) or forced) for run in runs)


def _check_own(panels: set[str]) -> None:
    """Refuse an own source that is not sound before a note of its panel is begun."""
    for source in own_sources().values():
        if panels & {each.panel for each in source.indicators}:
            checked(source).require_none()


def _with_receipt(outcome: Outcome, outputs: Path, inputs: Inputs) -> Outcome:
    """Write the receipt of a note that is done, or into that of an earlier one that its last run failed."""
    try:
        if outcome.made:
            write_receipt(outcome.run, outputs, inputs, outcome.made.digest, outcome.made.used)
            return replace(outcome, made=replace(outcome.made, used=()))  # it stands in the receipt now
        elif outcome.state == "failed":
            note_failure(outcome.run, outputs, outcome.reason)
    except GcrError as error:
        reason = "; ".join(filter(None, [outcome.reason, str(error)]))
        return replace(outcome, state="failed", reason=reason)
    return outcome


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
