"""The process that runs one notebook after the other. Heavy imports are here and not in the parent."""

# ruff: noqa: E402

import gc
import logging
import math
import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.util import register_after_fork
from pathlib import Path
from typing import Any

_GRAMMAR = "rfc3987_syntax"  # where it is installed, jsonschema takes a second to compile it for nbformat
if _GRAMMAR not in sys.modules:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
import nbformat

if sys.modules[_GRAMMAR] is None:
    del sys.modules[_GRAMMAR]
import papermill
from papermill.engines import papermill_engines

from gcr_analysis.errors import GcrError
from gcr_analysis.running.engine import FORK
from gcr_analysis.running.failure import explained
from gcr_analysis.running.forking import READY
from gcr_analysis.running.inputs import digest
from gcr_analysis.running.kernel import ForkedKernel, ForkEngine
from gcr_analysis.running.outcome import Bench, Made, Outcome
from gcr_analysis.running.outputs import checked, cleaned, write_whole
from gcr_analysis.running.plan import Run
from gcr_analysis.running.releases import reading
from gcr_analysis.snapshot.questions import ANSWERS

LEAST = 0.01  # seconds that a cell gets when the note's time is over: none would be for ever
_HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)


def serve(connection: Connection, bench: Bench) -> None:
    """Perform the runs that come through *connection* and send back what became of each, until it closes."""
    gc.freeze()  # what is shared with the server stays shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears the user, and ends its workers
    ForkedKernel.from_here = READY in sys.modules
    register_after_fork(connection, Connection.close)  # else nobody would hear that this process died
    bench = replace(bench, scratch=bench.scratch / str(os.getpid()))
    bench.scratch.mkdir()
    # Neither the user's start-up files nor their history, nor a home folder that may be read-only.
    os.environ["IPYTHONDIR"] = os.environ["JUPYTER_RUNTIME_DIR"] = str(bench.scratch)
    papermill_engines.register(FORK, ForkEngine)  # also where the package is not installed
    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)
    with suppress(EOFError, OSError):
        while True:
            connection.send(perform(connection.recv(), bench))


def perform(run: Run, bench: Bench) -> Outcome:
    """Execute one notebook and put it in its place.

    Returns
    -------
    Outcome
        Done or failed. Whatever the notebook does, nothing is raised: one failure is one failed note.
    """
    start = time.monotonic()
    output = run.output(bench.outputs)
    begun: list[int] = []
    with reading(bench.snapshots[run.as_of]), _aside(bench.scratch / "said.txt") as said:
        try:
            made, log = _execute(run, bench, begun, output, start)
            state, reason = "done", "with warnings" if log else ""
        except Exception as error:
            reason, log = explained(error, len(begun), said.read_text(errors="replace"), bench.timeout)
            made, state, log = None, "failed", f"{run.name}: {reason}\n\n{log}"
    seconds = time.monotonic() - start
    return Outcome(run, state, seconds, reason, keep_log(log, output.with_suffix(".log")), made)


def keep_log(text: str, path: Path) -> Path | None:
    """Write a log, or take away that of an earlier run; a log that cannot be written stops nothing."""
    try:
        if text:
            write_whole(f"{text.rstrip()}\n", path)
            return path
        path.unlink(missing_ok=True)
    except (GcrError, OSError):
        return None
    return None


def _execute(run: Run, bench: Bench, begun: list[int], output: Path, start: float) -> tuple[Made, str]:
    """Execute, clean, check, write; return what was made, and what the cells wrote to standard error.

    Papermill saves no copy on the way: it would write and check the whole notebook twice a cell.
    """
    source = nbformat.read(bench.root / run.notebook, as_version=4)
    with _told(bench.scratch / "used.txt") as used:
        executed = papermill.execute_notebook(
            source,
            None,
            parameters=dict(run.parameters),
            engine_name=bench.engine,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            cwd=bench.root,
            # The note's time, of which each cell gets what is left; Papermill's own limit is for one cell.
            start_timeout=math.ceil(bench.timeout),
            timeout_func=lambda cell: max(LEAST, start + bench.timeout - time.monotonic()),
            on_cell_execute=lambda cell, cell_index: begun.append(cell_index),
        )
    ended = time.monotonic()
    cells = seconds_by_heading(executed)
    executed, warnings = cleaned(executed, source)
    checked(executed, bench.root)
    content = (nbformat.writes(executed) + "\n").encode()
    write_whole(content, output)
    spent = {"start": ended - start - sum(cells.values()), **cells, "write": time.monotonic() - ended}
    return Made(digest(content), tuple(used), tuple(spent.items())), warnings


def seconds_by_heading(executed: Any) -> dict[str, float]:
    """Seconds that the cells below each heading took, as Papermill noted them.

    Parameters
    ----------
    executed
        The notebook as Papermill leaves it.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
    >>> ran = new_code_cell(metadata={"papermill": {"duration": 1.5}})
    >>> seconds_by_heading(new_notebook(cells=[new_markdown_cell("## Where"), ran]))
    {'Where': 1.5}
    """
    heading, spent = "", {}
    for cell in executed.cells:
        if cell.cell_type == "markdown":
            heading = next(iter(_HEADING.findall(cell.source)), heading)
        elif seconds := cell.metadata.get("papermill", {}).get("duration"):
            spent[heading] = spent.get(heading, 0.0) + seconds
    return spent


@contextmanager
def _told(path: Path) -> Iterator[list[str]]:
    """Let the kernel say what it uses; the list is filled when it has ended."""
    path.write_bytes(b"")
    os.environ[ANSWERS] = str(path)
    said: list[str] = []
    try:
        yield said
    finally:
        del os.environ[ANSWERS]
        said += sorted({*path.read_text(encoding="utf-8").splitlines()})


@contextmanager
def _aside(path: Path) -> Iterator[Path]:
    """Send what this process and its kernels print to a file: a crash's last words belong in the log."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    with path.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    try:
        yield path
    finally:
        for number, copy in enumerate(kept, start=1):
            os.dup2(copy, number)
            os.close(copy)
