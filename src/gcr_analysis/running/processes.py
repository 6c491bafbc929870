"""Work on many notes or figures, shared among as many processes as there are processors."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

import psutil

from gcr_analysis.errors import GcrError
from gcr_analysis.framework.languages import language, written_in
from gcr_analysis.running.forking import end_with_parent, without_script

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 8
"""Items that are worth starting processes for."""


def in_processes(function: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """Yield what a function returns of each item, in order, in the language of the moment.

    Parameters
    ----------
    function
        A function at the top of a module.
    items
        What it is given: few of them are worked on in this process.

    Raises
    ------
    GcrError
        Where the function raises one, or a process was ended, as the system does where memory runs out.

    Examples
    --------
    >>> list(in_processes(len, ["one", "three"]))
    [3, 5]
    """
    processes = min(processors(), len(items))
    if len(items) < FEWEST or processes < 2:
        yield from map(function, items)
        return
    # New processes read the snapshot for themselves: one forked from a server has what that one read.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin)
    try:
        with without_script():
            results = pool.map(partial(_called, language(), function), items, chunksize=4)
        yield from results
    except BrokenProcessPool as error:
        raise GcrError(
            "a process was ended before its work was done, most often since memory ran out: "
            "end other programs, and call the same command again"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """Count the processors that this process may use.

    >>> processors() >= 1
    True
    """
    process = psutil.Process()
    return len(process.cpu_affinity()) if hasattr(process, "cpu_affinity") else os.cpu_count() or 1


def _begin() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears the user


def _called(code: str, function: Callable[[Item], Result], item: Item) -> Result:
    with written_in(code):
        return function(item)
