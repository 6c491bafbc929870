"""What a refresh shows while it goes on."""

import time
from types import TracebackType
from typing import Self

import typer
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn

from gcr_analysis.running.progress import Bar, console

PAUSE = 10.0  # seconds between two lines


class Asking:
    """A bar of the questions that are answered, on a terminal; elsewhere a line now and then.

    Parameters
    ----------
    quiet
        Whether to show nothing.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        to = console(stderr=True)
        self._in_lines = not quiet and not to.is_terminal
        self._next = 0.0
        self._bar = Bar(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            to=to,
            quiet=quiet,
        )
        self._task = self._bar.add_task("asking", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        self._say("asking the services for their newest figures; what is answered is kept")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def tell(self, answered: int, known: int, name: str) -> None:
        """Show how many of the questions that are known of are answered, and the last one's name."""
        part = name.rpartition("-")[0]
        self._bar.update(self._task, completed=answered, total=known, description=part)
        if answered == known or time.monotonic() >= self._next:
            self._say(f"{answered} of {known} questions answered so far: {part}")
            self._next = time.monotonic() + PAUSE

    def _say(self, line: str) -> None:
        if self._in_lines:
            typer.echo(line, err=True)
