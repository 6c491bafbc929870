"""What the parent and its workers tell each other."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gcr_analysis.running.plan import Run

State = Literal["fresh", "done", "failed", "stopped"]


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
    snapshots
        Folder of the snapshot that kernels read, by the release that it is as of.
    engine
        Name of the Papermill engine; None is Papermill's own.
    """

    root: Path
    outputs: Path
    scratch: Path
    timeout: float
    snapshots: Mapping[str, Path]
    engine: str | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A run that a worker has begun."""

    run: Run


@dataclass(frozen=True, slots=True)
class Made:
    """An executed notebook that is in its place.

    Attributes
    ----------
    digest
        Digest of the file.
    used
        What its kernel was answered: see `gcr_analysis.snapshot.questions`.
    spent
        Seconds by what they were spent on: starting the kernel, the cells below each heading, writing.
    """

    digest: str
    used: tuple[str, ...]
    spent: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that has ended.

    Attributes
    ----------
    state
        ``fresh`` when the note was there and nothing that it rests on has changed, ``done`` when it was made,
        ``failed`` when it could not be made, ``stopped`` when the user ended the whole before it was done.
    seconds
        How long it took.
    reason
        Why it failed, on one line; or that a note which is there came with warnings.
    log
        File with the traceback or the warnings, if there were any.
    made
        What was made, when it is done.
    """

    run: Run
    state: State
    seconds: float = 0.0
    reason: str = ""
    log: Path | None = None
    made: Made | None = None
