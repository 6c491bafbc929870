"""The notes as two releases of UNHCR's figures would have them: each release in a process of its own.

A process has one snapshot. So each release is written as a snapshot into a folder of its own, and a new
process reads the notes there; the process that asks keeps its own.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn

from gcr_analysis.briefing.note_changes import Change, changes, in_order
from gcr_analysis.briefing.reading import STUDIES, Reading, reading
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.running.forking import end_with_parent, without_script
from gcr_analysis.running.plan import checked_panel, regions_of
from gcr_analysis.running.progress import Bar, console
from gcr_analysis.snapshot import as_released
from gcr_analysis.snapshot.releases import release, releases
from gcr_analysis.temporary import scratch_folder

Note = tuple[str, Region]
"""A panel and a region."""


@dataclass(frozen=True)
class Compared:
    """The notes of two releases side by side.

    Attributes
    ----------
    before, after
        The releases.
    year, baseline_year
        The year of the notes, and the one that changes are read from.
    notes
        How many notes were read under each release.
    changes
        What differs, the gravest first.
    """

    before: str
    after: str
    year: int
    baseline_year: int
    notes: int
    changes: tuple[Change, ...]


def compare_notes(
    before: str,
    after: str,
    panels: Sequence[str] = (),
    regions: Sequence[str | Path] = (),
    year: int | None = None,
    *,
    baseline_year: int = BASELINE_YEAR,
    quiet: bool = False,
) -> Compared:
    """Read the notes as two releases would have them, and return what differs.

    Only the figures that releases carry are exchanged: population, returns, resettlement arrivals and
    naturalisations. Every other table, the record of releases and with it the revision bands are those of the
    snapshot, on both sides. No note is left out as untouched: figures of the world stand in most of them.

    Parameters
    ----------
    before, after
        Releases, as for `gcr_analysis.snapshot.releases.release`; the second was published later.
    panels, regions
        Ids of panels, all when there are none; regions, the default ones of each panel when there are none.
    year
        Year of the notes; the last of whose end both releases tell when None.
    baseline_year
        The year that changes are read from.
    quiet
        Whether to show no progress.

    Raises
    ------
    UnknownNameError
        Where there is no such release, panel or region.
    GcrError
        Where *after* is not the later one, or a release does not carry the end of *year*.
    """
    one, other = _in_order(before, after)
    last = min(as_released.last_end_year(one), as_released.last_end_year(other))
    year = last if year is None else year
    if not baseline_year < year <= last:
        raise GcrError(
            f"year {year} is not one of whose end both releases tell: "
            f"give one from {baseline_year + 1} to {last}"
        )
    notes = notes_of(panels, regions)
    read = readings((one, other), notes, (year, baseline_year), quiet=quiet)
    found = [change for pair in zip(*read, strict=True) for change in changes(*pair)]
    return Compared(one, other, year, baseline_year, len(notes), tuple(in_order(found)))


def notes_of(panels: Sequence[str] = (), regions: Sequence[str | Path] = ()) -> list[Note]:
    """Return the notes of panels and regions, as for `compare_notes`.

    Examples
    --------
    >>> [(panel, where.id) for panel, where in notes_of(["self-reliance"], ["mirps", "LBN"])]
    [('self-reliance', 'mirps'), ('self-reliance', 'LBN')]
    """
    return [
        (panel.id, where)
        for panel in map(checked_panel, panels or STUDIES)
        for where in regions_of(panel, regions).values()
    ]


def _in_order(before: str, after: str) -> tuple[str, str]:
    one, other, order = release(before), release(after), list(releases().index)
    if order.index(one) >= order.index(other):
        raise GcrError(f"{after} was not published after {before}: give the earlier release first")
    return one, other


def readings(
    names: Sequence[str], notes: Sequence[Note], years: tuple[int, int], *, quiet: bool = True
) -> list[list[Reading]]:
    """Read notes as each of some releases would have them, the releases side by side.

    Parameters
    ----------
    names
        Releases, as for `gcr_analysis.snapshot.releases.release`.
    notes
        Panels and regions.
    years
        The year of the notes, and the one that changes are read from.
    quiet
        Whether to show no progress.

    Returns
    -------
    list of list of Reading
        For each release its notes, in the order given.

    Raises
    ------
    GcrError
        Where a note cannot be made on a release.
    """
    with scratch_folder() as scratch:
        folders = {f"release {name}": scratch / release(name) for name in names}
        for name, folder in zip(names, folders.values(), strict=True):
            folder.mkdir()
            as_released.write(name, folder)
        return readings_in(folders, notes, years, quiet=quiet)


def readings_in(
    folders: Mapping[str, Path], notes: Sequence[Note], years: tuple[int, int], *, quiet: bool = True
) -> list[list[Reading]]:
    """Read notes on some snapshots, side by side.

    Parameters
    ----------
    folders
        Folders of the snapshots, by what an error calls each.
    notes, years, quiet
        As for `readings`.

    Returns
    -------
    list of list of Reading
        For each snapshot its notes, in the order given.

    Raises
    ------
    GcrError
        Where a note cannot be made on a snapshot.
    """
    with ExitStack() as stack:
        waiting: list[list[Future[Reading]]] = []
        for name, folder in folders.items():
            pool = stack.enter_context(_process(folder))
            with without_script():
                waiting.append([pool.submit(_read, name, panel, where, *years) for panel, where in notes])
        told = [future for own in waiting for future in own]
        with _bar(len(told), quiet=quiet) as advance:
            for future in as_completed(told):
                future.result()  # what failed is told at once, and ends the rest
                advance()
        return [[future.result() for future in own] for own in waiting]


def _read(name: str, panel: str, where: Region, *years: int) -> Reading:
    try:
        return reading(panel, where, *years)
    except GcrError as error:
        raise GcrError(f"{where.id} · {panel} cannot be read on {name}: {error}") from None


@contextmanager
def _process(folder: Path) -> Iterator[ProcessPoolExecutor]:
    """A new process that has a folder as its snapshot; what waits there is dropped at the end."""
    pool = ProcessPoolExecutor(
        1, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(str(folder),)
    )
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _begin(folder: str) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears the user
    os.environ["GCR_DATA"] = folder


@contextmanager
def _bar(total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    bar = Bar(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("notes read"),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        to=console(stderr=True),
        quiet=quiet,
    )
    with bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
