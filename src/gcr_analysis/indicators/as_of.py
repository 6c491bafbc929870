"""Figures as of an earlier release, computed by a process that has its snapshot: this one keeps its own."""

import os
import pickle
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot.kept_releases import snapshot_as_of
from gcr_analysis.snapshot.questions import ANSWERS, note

_ANSWER = "from gcr_analysis.indicators.as_of import answer; answer()"


def asked_as_of(release: str, function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Return what a function of the package returns where the snapshot is as of a release.

    Parameters
    ----------
    release
        As for `gcr_analysis.snapshot.releases.release`.
    function
        A function at the top of a module.
    *arguments, **named
        What it is given.

    Raises
    ------
    UnknownNameError
        Where there is no such release.
    GcrError
        Where the function raises one.

    Examples
    --------
    >>> asked_as_of("GT2023", snapshot.latest_year)
    2023
    """
    folder = snapshot_as_of(release)
    if folder == snapshot.data_folder():
        return function(*arguments, **named)
    note([(["table", "releases"], snapshot.table_hash("releases"))])  # what it answers rests on them
    given = [
        [*each] if isinstance(each, Iterable) and not isinstance(each, str) else each for each in arguments
    ]
    asked = subprocess.run(
        [sys.executable, "-c", _ANSWER],
        input=pickle.dumps((function, given, named)),
        stdout=subprocess.PIPE,
        env={name: value for name, value in os.environ.items() if name != ANSWERS}
        | {"GCR_DATA": str(folder)},
        check=True,
    )
    result, refusal, warned = pickle.loads(asked.stdout)
    for kind, text in warned:
        warnings.warn(text, kind, stacklevel=3)
    if refusal:
        raise refusal
    return result


def answer() -> None:
    """Call the function that standard input names and write what it returns, refuses or warns of."""
    function, arguments, named = pickle.load(sys.stdin.buffer)
    result, refusal = None, None
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            result = function(*arguments, **named)
        except GcrError as error:
            refusal = error
    said = [(each.category, str(each.message)) for each in warned]
    sys.stdout.buffer.write(pickle.dumps((result, refusal, said)))
