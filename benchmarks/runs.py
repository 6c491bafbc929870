"""Time the default notes made by the stock `papermill` command and by `gcr run`, side by side in one call.

Call it on a Linux machine that does nothing else: `make bench`, or `python benchmarks/runs.py`. The stock
command takes ten minutes and more for the hundred notes; `--sample 2` makes those of two regions a panel.
`--growth` tells instead how the memory of `gcr run` grows from four notes to a hundred and to four hundred.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psutil

from gcr_analysis.framework import panels
from gcr_analysis.running import Run, plan_runs
from gcr_analysis.running.paths import project_root

PR_SET_CHILD_SUBREAPER = 36
WORKERS = 2
EVERY = 0.5  # seconds between two looks at the memory
GROWTH_YEARS = ("2022", "2023", "2024", "2025")


@dataclass(frozen=True)
class Cost:
    """What a way to make the notes took: seconds, and at the peak megabytes of all processes and of one."""

    wall: float
    cpu: float
    whole: float
    largest: float


class Memory:
    """Peak memory of the processes below this one; what several share is counted once (PSS)."""

    def __init__(self) -> None:
        self.whole = self.largest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            used = [0.0]
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):  # it has just ended
                    used.append(process.memory_full_info().pss / 1e6)
            self.whole, self.largest = max(self.whole, sum(used)), max(self.largest, *used)


def measured(work: Callable[[], None]) -> Cost:
    """Do *work*, which starts processes, and tell what all of them took."""
    start, before = time.perf_counter(), cpu_of_children()
    with Memory() as memory:
        work()
        wall = time.perf_counter() - start
    with suppress(ChildProcessError):  # the server that forked the workers outlives the command by a moment
        while True:
            os.wait()
    return Cost(wall, cpu_of_children() - before, memory.whole, memory.largest)


def cpu_of_children() -> float:
    """CPU seconds, user and system, of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def stock(runs: Sequence[Run], at_a_time: int) -> None:
    """Call the stock `papermill` command once a note."""
    with tempfile.TemporaryDirectory() as outputs, ThreadPoolExecutor(at_a_time) as pool:
        list(pool.map(partial(papermill, outputs=Path(outputs)), runs))


def papermill(run: Run, outputs: Path) -> None:
    """Make one note with the stock command."""
    output = run.output(outputs)
    output.parent.mkdir(parents=True, exist_ok=True)
    given = [part for name, value in run.parameters for part in ("-p", name, str(value))]
    command = [sys.executable, "-m", "papermill", run.notebook, str(output), "-k", "python3", *given]
    quiet = ["--no-progress-bar", "--log-level", "ERROR"]
    ended = subprocess.run(
        [*command, *quiet], cwd=project_root(), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise SystemExit(f"papermill failed for {run.name}:\n{ended.stderr}")


def gcr(options: Sequence[str], notes: int) -> None:
    """Call `gcr run` once for all notes."""
    command = [sys.executable, "-m", "gcr_analysis", "run", *options, "--workers", str(WORKERS), "--quiet"]
    with tempfile.TemporaryDirectory() as outputs:
        subprocess.run([*command, "--outputs", outputs], cwd=project_root(), check=True)
        made = len([*Path(outputs).rglob("*.ipynb")])
    if made != notes:
        raise SystemExit(f"{made} notes were made, and {notes} were asked for")


def sampled(regions: int) -> list[str]:
    """So many of the default regions that all panels share, far from each other in their order."""
    shared = [
        name
        for name in next(iter(panels().values())).default_regions
        if all(name in panel.default_regions for panel in panels().values())
    ]
    return shared[:: max(1, len(shared) // regions)][:regions]


def options_for(regions: Sequence[str], years: Sequence[str] = ()) -> list[str]:
    """Options of `gcr run` for regions, all where none are given, and years."""
    of_regions = [part for name in regions for part in ("--region", name)]
    return [*(of_regions or ["--all"]), *(part for year in years for part in ("--year", year))]


def told(name: str, notes: int, cost: Cost) -> str:
    """One line of figures."""
    return (
        f"{name:32} {notes:5} {cost.wall:8.1f} {cost.cpu:8.1f} {cost.wall / notes:8.2f}"
        f" {cost.whole:9.0f} {cost.largest:11.0f}"
    )


def compare(regions: Sequence[str]) -> None:
    """Make the notes in three ways, and print the figures and their ratios to `gcr run`."""
    runs = plan_runs(region_names=regions)
    command = f"gcr run --workers {WORKERS}"
    ways = {
        command: partial(gcr, options_for(regions), len(runs)),
        f"papermill, {WORKERS} at a time": partial(stock, runs, WORKERS),
        "papermill, one after the other": partial(stock, runs, 1),
    }
    costs = {}
    for name, work in ways.items():
        costs[name] = measured(work)
        print(told(name, len(runs), costs[name]), flush=True)
    ours = costs.pop(command)
    for name, cost in costs.items():
        wall, cpu = cost.wall / ours.wall, cost.cpu / ours.cpu
        print(f"{command} is {wall:.1f} times as fast as {name}, with {cpu:.1f} times less CPU")


def growth() -> None:
    """Make four, a hundred and four hundred notes with `gcr run`, and print the peak of the memory."""
    for regions, years in ((["mirps"], ()), ([], ()), ([], GROWTH_YEARS)):
        notes = len(plan_runs(region_names=regions, years=years))
        cost = measured(partial(gcr, options_for(regions, years), notes))
        print(told(f"gcr run --workers {WORKERS}", notes, cost), flush=True)


def main() -> None:
    """Print a line a way, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, metavar="N", help="only N regions a panel")
    parser.add_argument("--growth", action="store_true", help="memory from 4 to 100 to 400 notes")
    given = parser.parse_args()
    regions = sampled(given.sample) if given.sample else []
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # so that no process is lost to the count
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first")
    if regions and not given.growth:
        print(f"a sample, not all default regions: {', '.join(regions)}")
    print(f"{'':32} notes   wall s    CPU s   s/note  peak MB  one process", flush=True)
    growth() if given.growth else compare(regions)


if __name__ == "__main__":
    main()
