"""Why a notebook failed: one line for the table, the traceback for the log."""

import re
import traceback
from typing import Any

from nbclient.exceptions import DeadKernelError
from papermill.exceptions import PapermillExecutionError

from gcr_analysis.errors import GcrError

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def explained(error: Exception, begun: int, said: str, timeout: float) -> tuple[str, str]:
    """Say why a notebook failed.

    Parameters
    ----------
    error
        What ended it.
    begun
        How many of its code cells were begun, which is what Jupyter numbers the last of them.
    said
        What the kernel printed outside its cells: the last words of one that crashed.
    timeout
        Seconds that the note was allowed.

    Returns
    -------
    tuple of str
        The reason on one line, and the traceback.

    Examples
    --------
    >>> explained(ZeroDivisionError("division by zero"), 1, "", 60)[0]
    'ZeroDivisionError: division by zero'
    """
    trace = "".join([*traceback.format_exception(error), "\n", said])
    match error:
        case PapermillExecutionError(ename="GcrError" | "UnknownNameError"):
            return first_line(error.evalue), _cell_trace(error)
        case PapermillExecutionError():
            return f"cell [{error.exec_count}] raised {_named(error.ename, error.evalue)}", _cell_trace(error)
        case DeadKernelError():
            return f"the kernel died in cell [{begun}]", trace
        case TimeoutError():
            where = f"in cell [{begun}]" if begun else "before its first cell"
            return f"took longer than {timeout:g} seconds, {where}", trace
        case GcrError():
            return str(error), trace
        case _:
            return _named(type(error).__name__, str(error)), trace


def first_line(text: str) -> str:
    """First line of *text*, or nothing.

    Examples
    --------
    >>> first_line("no such region\\nand more")
    'no such region'
    """
    return next(iter(text.strip().splitlines()), "")


def _named(kind: str, message: str) -> str:
    return ": ".join(filter(None, [kind, first_line(message)]))


def _cell_trace(error: Any) -> str:
    return _COLOUR.sub("", "\n".join([f"In [{error.exec_count}]:", error.source, "", *error.traceback]))
