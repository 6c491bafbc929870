"""Work on many notes or figures, shared among as many processes as there are processors."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

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
        Where the function raises one.

    Examples
    --------
    >>> list(in_processes(len, ["one", "three"]))
    [3, 5]
    """
    processes = min(os.cpu_count() or 1, len(items))
    if len(items) < FEWEST or processes < 2:
        yield from map(function, items)
        return
    # New processes read the snapshot for themselves: one forked from a server has what that one read.
    pool = ProcessPoolExecutor(processes, get_context("spawn"), initializer=_begin)
    try:
        with without_script():
            results = pool.map(partial(_called, language(), function), items, chunksize=4)
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears the user


def _called(code: str, function: Callable[[Item], Result], item: Item) -> Result:
    with written_in(code):
        return function(item)
