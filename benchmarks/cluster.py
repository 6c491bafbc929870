"""What a Dask cluster costs beside one machine, on this machine: small notes, then tasks that do nothing.

Call it on a Linux machine that does nothing else: `python benchmarks/cluster.py [--notes N] [--tasks N]`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import psutil
from distributed import Client
from nbformat.v4 import new_code_cell, new_notebook

from gcr_analysis.running import Outcome, Run, Started, execute
from gcr_analysis.running.cluster import Crew, execute_on, share

SHOW_NOTE = """
from IPython.display import display
display({"text/plain": region, "application/vnd.gcr.note+json": {"region": region}}, raw=True)
"""


def small_runs(count: int, root: Path) -> list[Run]:
    """Plan runs of a notebook that shows a note and nothing else."""
    first = new_code_cell('region = "world"', id="parameters", metadata={"tags": ["parameters"]})
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = new_notebook(cells=[first, new_code_cell(SHOW_NOTE, id="n")], metadata={"kernelspec": kernel})
    (root / "notebooks").mkdir()
    nbformat.write(made, root / "notebooks" / "small.ipynb")
    names = [f"region-{number}" for number in range(count)]
    return [Run("small", name, name, 2025, "notebooks/small.ipynb", (("region", name),)) for name in names]


def nothing(run: Run) -> Outcome:
    """Make no note of *run*."""
    return Outcome(run, "done")


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, psutil.Process]]:
    """Address and process of a scheduler with workers of one thread, on this machine."""
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    local = ["--no-dashboard", "--scheduler-file", str(file)]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": folder}
    started = [subprocess.Popen([*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *local], **silent)]
    started += [
        subprocess.Popen([*dask, "worker", "--no-nanny", "--nthreads", "1", *local], **silent)
        for _ in range(workers)
    ]
    while not (file.is_file() and file.read_text()):
        time.sleep(0.1)
    try:
        yield json.loads(file.read_text())["address"], psutil.Process(started[0].pid)
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def seconds(events: Iterable[Started | Outcome]) -> float:
    """Wall seconds until the last run has ended; all must have been done."""
    start = time.perf_counter()
    assert {event.state for event in events if isinstance(event, Outcome)} == {"done"}
    return time.perf_counter() - start


def memory(process: psutil.Process) -> float:
    """Resident memory in MB."""
    return process.memory_info().rss / 1e6


def main() -> None:
    """Print the ratio of a cluster to one machine, and what each 1,000 tasks cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=100)
    parser.add_argument("--tasks", type=int, default=20_000)
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name, cluster(Path(name), 2) as (address, scheduler):
        top = Path(name)
        runs = small_runs(max(given.notes, given.tasks), top)
        few = runs[: given.notes]
        seconds(execute(few[:4], top / "here", root=top))  # what is read once is read now
        seconds(execute_on(address, few[:4], top / "there", root=top))
        here = there = 0.0
        for part in (few[first : first + 20] for first in range(0, len(few), 20)):  # in turns: loads change
            here += seconds(execute(part, top / "here", root=top))
            there += seconds(execute_on(address, part, top / "there", root=top))
        print(
            f"{len(few)} small notes, 2 workers: here {here:.1f} s, cluster {there:.1f} s, "
            f"ratio {there / here:.2f}"
        )
        me = psutil.Process()
        with Client(address, set_as_default=False) as client:
            crew = Crew(client, address, 60)
            crew.look()
            before = memory(scheduler), memory(me)
            took = seconds(share(deque(runs[: given.tasks]), crew, nothing))
            grown = [
                (memory(p) - b) / given.tasks * 1000 for p, b in zip((scheduler, me), before, strict=True)
            ]
        print(
            f"{given.tasks} tasks that do nothing: {took / given.tasks * 1000:.1f} ms a task; for each 1,000 "
            f"the scheduler grew by {grown[0]:.2f} MB, the sender by {grown[1]:.2f} MB"
        )


if __name__ == "__main__":
    main()
