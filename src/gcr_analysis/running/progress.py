"""What a run shows while it goes on, and the table at its end."""

from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from gcr_analysis.running.outcome import Outcome, Started
from gcr_analysis.running.paths import from_here
from gcr_analysis.running.plan import Run

WIDTH_OF_A_FILE = 140
_COLOURS = {"done": "green", "failed": "red", "stopped": "yellow"}


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, or wide enough for a table where there is none.

    Examples
    --------
    >>> console().width > 0
    True
    """
    made = Console(stderr=stderr, highlight=False, markup=False)
    if not made.is_terminal:
        made.width = WIDTH_OF_A_FILE
    return made


class Reporter:
    """Shows a bar on a terminal, a line for each run elsewhere, nothing when asked to be quiet.

    Parameters
    ----------
    runs
        The plan.
    quiet
        Whether to say nothing before the end.
    to
        Where to show it.
    """

    def __init__(self, runs: Sequence[Run], *, quiet: bool = False, to: Console | None = None) -> None:
        self.total = len(runs)
        self.quiet = quiet
        self.console = to or console(stderr=True)
        self.running: list[Run] = []
        self.counts: Counter[str] = Counter()
        self.bar = Progress(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[state]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("left"),
            console=self.console,
            transient=True,
            disable=quiet or not self.console.is_terminal,
        )
        self.task = self.bar.add_task("", total=self.total, state="starting")

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def tell(self, event: Started | Outcome) -> None:
        """Show that a run has begun or ended."""
        if isinstance(event, Started):
            self.running.append(event.run)
        else:
            self.running = [run for run in self.running if run != event.run]
            self.counts[event.state] += 1
            self._line(event)
        self.bar.update(self.task, completed=self.counts.total(), state=self._state(), refresh=True)

    def _state(self) -> str:
        failed = f"{self.counts['failed']} failed" if self.counts["failed"] else ""
        return " · ".join(filter(None, [failed, ", ".join(run.slug for run in self.running)]))

    def _line(self, outcome: Outcome) -> None:
        on_terminal = not self.bar.disable
        if self.quiet or (on_terminal and outcome.state == "done" and not outcome.reason):
            return
        count = "" if on_terminal else f"[{self.counts.total()}/{self.total}] "
        why = f": {outcome.reason}" if outcome.reason else ""
        self.console.print(f"{count}{outcome.state} {outcome.run.name} ({outcome.seconds:.1f} s){why}")


def show_outcomes(outcomes: Sequence[Outcome], to: Console) -> None:
    """Print what ran, what failed and why; failures last, where the eye is.

    Parameters
    ----------
    outcomes
        What became of each run.
    to
        Where to print.
    """
    order = {"done": 0, "stopped": 1, "failed": 2}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, side in [("Region", "left"), ("Panel", "left"), ("Year", "right"), ("Result", "left")]:
        table.add_column(heading, justify="right" if side == "right" else "left", no_wrap=heading != "Region")
    table.add_column("Seconds", justify="right", no_wrap=True)
    table.add_column("Why", overflow="fold")
    for outcome in sorted(outcomes, key=lambda outcome: order[outcome.state]):
        run = outcome.run
        table.add_row(
            run.title,
            run.panel,
            str(run.year),
            Text(outcome.state, style=_COLOURS[outcome.state]),
            f"{outcome.seconds:.1f}" if outcome.seconds else "",
            _why(outcome),
        )
    to.print(table)
    to.print(summary(outcomes))


def summary(outcomes: Sequence[Outcome]) -> str:
    """Count the outcomes in one sentence.

    Examples
    --------
    >>> run = Run("p", "mirps", "MIRPS countries", 2024, "n.ipynb", ())
    >>> summary([Outcome(run, "done"), Outcome(run, "failed", reason="the kernel died in cell [3]")])
    '2 notes: 1 done, 1 failed'
    """
    counts = Counter(outcome.state for outcome in outcomes)
    parts = [f"{counts[state]} {state}" for state in _COLOURS if counts[state]]
    return (
        f"{len(outcomes)} {'note' if len(outcomes) == 1 else 'notes'}: {', '.join(parts) or 'nothing to do'}"
    )


def _why(outcome: Outcome) -> str:
    if outcome.log is None:
        return outcome.reason
    return f"{outcome.reason}; see {from_here(outcome.log)}"
