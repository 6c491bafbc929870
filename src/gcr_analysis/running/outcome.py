"""What the parent and its workers tell each other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gcr_analysis.running.plan import Run

State = Literal["done", "failed", "stopped"]


@dataclass(frozen=True, slots=True)
class Bench:
    """What all runs share.

    Attributes
    ----------
    root
        Top of the repository: where notebooks are found and kernels run.
    outputs
        Folder of the executed notebooks.
    scratch
        Folder for what is thrown away afterwards.
    timeout
        Seconds that a note may take.
    engine
        Name of the Papermill engine; None is Papermill's own.
    """

    root: Path
    outputs: Path
    scratch: Path
    timeout: float
    engine: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A run that a worker has begun."""

    run: Run


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that has ended.

    Attributes
    ----------
    state
        ``done`` when the note is there, ``failed`` when it could not be made, ``stopped`` when the user ended
        the whole before it was done.
    seconds
        How long it took.
    reason
        Why it failed, on one line; or that a note which is there came with warnings.
    log
        File with the traceback or the warnings, if there were any.
    """

    run: Run
    state: State
    seconds: float = 0.0
    reason: str = ""
    log: Path | None = None
