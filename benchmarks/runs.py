"""Time notes made by `gcr run` and by the stock `papermill` command, today and at an earlier commit.

Call it on a Linux machine that does nothing else: `make bench`, or `python benchmarks/runs.py`. A hundred
notes take the stock command ten minutes and more; `--notes 8` is enough to try it out. Of more than a hundred
notes, the stock command makes a sample, from which the rest is extrapolated.
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from checkouts import Checkout, Parser, earlier, ending_in_one_line, today
from costs import Cost, adopt_orphans, measured
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import regions
from gcr_analysis.running import Run, plan_runs
from gcr_analysis.temporary import scratch_folder

WORKERS = 2
MOST, SAMPLE = 100, 12  # the stock command makes up to so many notes, or else so many of them
HEAD = f"{'':42} notes   wall s    CPU s   s/note  peak MB  one process  wall ratio  CPU ratio"


@dataclass(frozen=True)
class Timed:
    """What a way to make *notes* notes cost; where *made* are fewer, the time is extrapolated from them."""

    name: str
    notes: int
    made: int
    cost: Cost

    @property
    def wall(self) -> float:
        """Wall seconds of all notes."""
        return self.cost.wall / self.made * self.notes

    @property
    def cpu(self) -> float:
        """CPU seconds of all notes."""
        return self.cost.cpu / self.made * self.notes

    def line(self, to: "Timed | None" = None) -> str:
        """Write its figures on one line, with their ratios *to* another way."""
        ratios = f" {self.wall / to.wall:11.2f} {self.cpu / to.cpu:10.2f}" if to else ""
        mark = "*" if self.made < self.notes else " "
        return (
            f"{self.name:42} {self.notes:5} {self.wall:8.1f} {self.cpu:8.1f} {self.wall / self.notes:8.2f}"
            f" {self.cost.whole:8.0f} {self.cost.largest:12.0f}{ratios}{mark}".rstrip()
        )


def spread(items: Sequence[Any], count: int) -> list[Any]:
    """So many of *items*, evenly spread over their order."""
    return [items[(2 * place + 1) * len(items) // (2 * count)] for place in range(count)]


def planned(notes: int) -> tuple[list[str], tuple[Run, ...]]:
    """Choose notes, the same on every call: the default ones, or every panel of regions spread over the list.

    Returns
    -------
    list of str, tuple of Run
        The choice as options of `gcr run`, and its plan.

    Raises
    ------
    GcrError
        When there are not so many, or they are not whole regions.
    """
    default = plan_runs()
    if notes == len(default):
        return ["--all"], default
    names = [where.id for where in regions()]
    panels = len({run.panel for run in default})
    count, rest = divmod(notes, panels)
    if rest or not 0 < count <= len(names):
        raise GcrError(
            f"--notes {notes}: a region has {panels} notes, so give a multiple of {panels}"
            f" up to {panels * len(names)}"
        )
    chosen = spread(names, count)
    return [part for name in chosen for part in ("--region", name)], plan_runs(region_names=chosen)


def papermill(run: Run, where: Checkout, outputs: Path) -> None:
    """Make one note with the stock command."""
    output = run.output(outputs)
    output.parent.mkdir(parents=True, exist_ok=True)
    given = [part for name, value in run.parameters for part in ("-p", name, str(value))]
    quiet = ["--no-progress-bar", "--log-level", "ERROR"]
    command = ["-m", "papermill", run.notebook, str(output), "-k", "python3", *given, *quiet]
    where.call(command, f"papermill for {run.name}")


def stock(runs: Sequence[Run], where: Checkout, at_a_time: int) -> None:
    """Call the stock command once for each note."""
    with scratch_folder() as outputs, ThreadPoolExecutor(at_a_time) as pool:
        list(pool.map(partial(papermill, where=where, outputs=outputs), runs))


def gcr(options: Sequence[str], notes: int, where: Checkout, **variables: str) -> None:
    """Call `gcr run` once for all notes."""
    with scratch_folder() as outputs:
        command = ["-m", "gcr_analysis", "run", *options, "--workers", str(WORKERS), "--quiet"]
        where.call([*command, "--outputs", outputs], "gcr run", **variables)
        made = len([*outputs.rglob("*.ipynb")])
    if made != notes:
        raise GcrError(f"gcr run made {made} notes, and {notes} were asked for")


def compare(notes: int, places: Sequence[Checkout], scratch: Path) -> None:
    """Make so many notes in every way, and print the figures and their ratios to `gcr run` of today."""
    new = places[0]
    options, runs = planned(notes)
    few = runs if notes <= MOST else spread(runs, SAMPLE)
    command = f"gcr run --workers {WORKERS}"
    empty = str(scratch / f"no-cube-{notes}")
    kept = Timed(f"{command}, cube kept", notes, notes, measured(partial(gcr, options, notes, new)))
    what = "the default ones" if options == ["--all"] else "all of regions spread evenly over their list"
    print(f"\n{notes} notes, {what}\n{HEAD}\n{kept.line(kept)}", flush=True)
    ways: list[tuple[str, int, Callable[[], None]]] = [
        (f"{command}, no cube kept", notes, partial(gcr, options, notes, new, GCR_CUBE=empty))
    ]
    for where in places:
        for at_a_time in (WORKERS, 1):
            manner = f"{at_a_time} at a time" if at_a_time > 1 else "one after the other"
            ways.append(
                (f"papermill {where.name}, {manner}", len(few), partial(stock, few, where, at_a_time))
            )
    timed = []
    for name, made, work in ways:
        timed.append(Timed(name, notes, made, measured(work)))
        print(timed[-1].line(kept), flush=True)
    if len(few) < notes:
        print(f"* {len(few)} of the {notes} notes were timed; the rest is extrapolated, per note")
    without, *others = timed
    for other in others:
        print(
            f"{command} is {other.wall / kept.wall:.1f} times as fast as {other.name}"
            f" ({other.wall / without.wall:.1f} times with no cube kept),"
            f" with {other.cpu / kept.cpu:.1f} times less CPU"
        )


def main() -> None:
    """Print a table for each number of notes, then the ratios in words."""
    parser = Parser(description=__doc__)
    parser.add_argument(
        "--notes",
        type=int,
        nargs="+",
        default=[100],
        metavar="N",
        help="how many notes to make: 100 are the default ones [default: 100]",
    )
    parser.add_argument("--against", metavar="COMMIT", help="an earlier commit, whose notes are made too")
    given = parser.parse_args()
    with ending_in_one_line(parser):
        plans = [planned(notes)[1] for notes in given.notes]
        with scratch_folder() as scratch, earlier(given.against, scratch) as old:
            adopt_orphans()
            new = today(scratch / "cube")
            places = [new, *([old] if old else [])]
            for where in places:
                where.compile()
            print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first", flush=True)
            cube = measured(new.make_cube)
            print(
                f"computing the cube: {cube.wall:.1f} s, {cube.cpu:.1f} CPU s, {cube.whole:.0f} MB",
                flush=True,
            )
            for where in places:  # a first note reads much from the disk
                stock(plans[0][:1], where, 1)
            for notes in given.notes:
                compare(notes, places, scratch)


if __name__ == "__main__":
    main()
