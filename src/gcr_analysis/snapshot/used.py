"""What a process used, for who asked to be told: a run asks its notebooks, and JupyterLab asks nobody."""

import os
from pathlib import Path

TOLD_IN = "GCR_USED"
"""Variable with the path of the file in which a process notes what it used; without it, it notes nothing."""


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
    if path := os.environ.get(TOLD_IN):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{kind} {name}\n")
