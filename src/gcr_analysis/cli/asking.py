"""What a refresh shows while it goes on."""

from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from gcr_analysis.running.progress import console


class Asking:
    """A bar of the questions that are answered, on a terminal; nothing elsewhere or when asked to be quiet.

    Parameters
    ----------
    quiet
        Whether to show nothing.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        to = console(stderr=True)
        self._bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            TimeElapsedColumn(),
            console=to,
            transient=True,
            disable=quiet or not to.is_terminal,
        )
        self._task = self._bar.add_task("asking", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
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
        self._bar.update(self._task, completed=answered, total=known, description=name.rpartition("-")[0])
