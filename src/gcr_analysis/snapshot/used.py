"""What a process used, for who asked to be told: a run asks its notebooks, and JupyterLab asks nobody."""

import os
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

TOLD_IN = "GCR_USED"
"""Variable with the path of the file in which a process notes what it used; without it, it notes nothing."""

Use = tuple[str, str]  # its kind and its name

_told: set[tuple[str, Use]] = set()
_open: list[set[Use]] = []  # what was used by each of the results that are being made now

P = ParamSpec("P")
T = TypeVar("T")


def used(kind: str, name: str) -> None:
    """Note that this process used something, when it was asked to.

    Parameters
    ----------
    kind
        ``"table"`` or ``"measure"``.
    name
        Id of the table that was read, or of the measure that was asked for.

    Examples
    --------
    >>> used("table", "population")
    """
    _note([(kind, name)])


def remembered(function: Callable[P, T], *, size: int | None = None) -> Callable[P, T]:
    """Make each result of a function once, and let everyone who takes it have used what it was made of.

    That counts where the result was made by the process from which this one was forked. What is returned is
    shared: do not change it.

    Parameters
    ----------
    function
        A function of arguments that can be hashed.
    size
        How many results to remember; all when left out.

    Examples
    --------
    >>> @remembered
    ... def doubled(number: int) -> int:
    ...     used("table", "population")
    ...     return 2 * number
    >>> doubled(4)
    8
    """

    @lru_cache(size)
    def made(*args: Any, **kwargs: Any) -> tuple[T, frozenset[Use]]:
        _open.append(set())
        try:
            result = function(*args, **kwargs)
        finally:
            uses = _open.pop()
        return result, frozenset(uses)

    @wraps(function)
    def remembering(*args: Any, **kwargs: Any) -> T:
        result, uses = made(*args, **kwargs)
        _note(uses)
        return result

    cast(Any, remembering).cache_clear = made.cache_clear
    return remembering


def _note(uses: Iterable[Use]) -> None:
    if _open:
        _open[-1].update(uses)
    if path := os.environ.get(TOLD_IN):
        fresh = {(path, use) for use in uses} - _told
        if fresh:
            _told.update(fresh)
            with Path(path).open("a", encoding="utf-8") as file:
                file.writelines(f"{kind} {name}\n" for _, (kind, name) in sorted(fresh))
