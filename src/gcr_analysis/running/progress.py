"""What a run shows while it goes on, and the table at its end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from gcr_analysis.running.outcome import Outcome, Started
from gcr_analysis.running.paths import from_here
from gcr_analysis.running.plan import Run

WIDTH_OF_A_FILE = 140
_COLOURS = {"done": "green", "failed": "red", "stopped": "yellow"}
_SKIPPED = "skipped"  # what is fresh, in a word for who waits
_MANY, _SLOWEST, _LONGEST = 10, 5, 3
_ROWS = 100  # of the table; of more notes, it holds those that there is something to say of


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


class Bar(Progress):
    """A bar on a terminal; elsewhere nothing, not even the blank line that Rich ends a bar with.

    Parameters
    ----------
    columns
        What it shows.
    to
        Where it is shown.
    quiet
        Whether nothing is shown.
    """

    def __init__(self, *columns: ProgressColumn, to: Console, quiet: bool = False) -> None:
        super().__init__(*columns, console=to, transient=True, disable=quiet or not to.is_terminal)

    def stop(self) -> None:
        """Take the bar away."""
        if not self.disable:
            super().stop()


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
        self.bar = Bar(
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[state]}"),
            TimeRemainingColumn(compact=True),
            TextColumn("left"),
            to=self.console,
            quiet=quiet,
        )
        self.task = self.bar.add_task("", total=self.total, state="starting")

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def skip(self, fresh: Sequence[Run]) -> None:
        """Show that runs are skipped, since their notes are fresh."""
        self.counts["fresh"] += len(fresh)
        self.total -= len(fresh)
        self.bar.update(self.task, total=self.total, state=self._state())
        if fresh and self.total and self.bar.disable:
            self.say(f"{_SKIPPED} {len(fresh)} of {len(fresh) + self.total} notes: they are fresh")

    def say(self, line: str) -> None:
        """Show a line, unless asked to be quiet."""
        if not self.quiet:
            self.console.print(line)

    def tell(self, event: Started | Outcome) -> None:
        """Show that a run has begun or ended."""
        if isinstance(event, Started):
            self.running.append(event.run)
        else:
            self.running = [run for run in self.running if run != event.run]
            self.counts[event.state] += 1
            self._line(event)
        self.bar.update(self.task, completed=self._ended(), state=self._state(), refresh=True)

    def _state(self) -> str:
        return " · ".join(filter(None, [*_counted(self.counts), ", ".join(run.slug for run in self.running)]))

    def _ended(self) -> int:
        return self.counts.total() - self.counts["fresh"]

    def _line(self, outcome: Outcome) -> None:
        on_terminal = not self.bar.disable
        if self.quiet or (on_terminal and outcome.state == "done" and not outcome.reason):
            return
        count = "" if on_terminal else f"[{self._ended()}/{self.total}] "
        why = f": {outcome.reason}" if outcome.reason else ""
        self.console.print(f"{count}{outcome.state} {outcome.run.name} ({outcome.seconds:.1f} s){why}")


def show_outcomes(outcomes: Sequence[Outcome], to: Console) -> None:
    """Print what ran, what failed and why; failures last, where the eye is. What is fresh is only counted.

    Of more notes than fit a table that people read, those that were made without a remark or were not begun
    are only counted too.

    Parameters
    ----------
    outcomes
        What became of each run.
    to
        Where to print.
    """
    order = {"done": 0, "stopped": 1, "failed": 2}
    shown = [outcome for outcome in outcomes if outcome.state in order]
    if len(shown) > _ROWS:
        shown = [outcome for outcome in shown if outcome.reason]
    more = len(shown) - _ROWS
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for heading, side in [("Region", "left"), ("Panel", "left"), ("Year", "right"), ("Result", "left")]:
        table.add_column(heading, justify="right" if side == "right" else "left", no_wrap=heading != "Region")
    table.add_column("Seconds", justify="right", no_wrap=True)
    table.add_column("Why", overflow="fold")
    for outcome in sorted(shown, key=lambda outcome: order[outcome.state])[-_ROWS:]:
        run = outcome.run
        table.add_row(
            run.title,
            run.panel,
            run.name.removeprefix(f"{run.slug} · {run.panel} · "),
            Text(outcome.state, style=_COLOURS[outcome.state]),
            f"{outcome.seconds:.1f}" if outcome.seconds else "",
            _why(outcome),
        )
    if more > 0:
        to.print(f"the last {_ROWS}, and {more} more:")
    if shown:
        to.print(table)
    for line in slowest(outcomes):
        to.print(line)
    to.print(summary(outcomes))


def slowest(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """Say which notes took longest and on what, where there are enough to compare.

    Parameters
    ----------
    outcomes
        What became of each run.

    Returns
    -------
    tuple of str
        A line for each of the slowest: starting its kernel, the cells that took longest by their heading,
        writing it. What a cell loads, computes and draws cannot be told apart from outside.

    Examples
    --------
    >>> from gcr_analysis.running.outcome import Made
    >>> run = Run("p", "mirps", "MIRPS countries", 2024, "n.ipynb", ())
    >>> made = Made("", (), (("start", 0.5), ("Where", 1.25), ("The note", 0.25), ("write", 0.125)))
    >>> slowest([Outcome(run, "done", 2.25, made=made)] * 10)[1]
    '  2.2 s  mirps · p · 2024: start 0.5, Where 1.2, The note 0.2, write 0.1'
    """
    done = [(outcome, outcome.made) for outcome in outcomes if outcome.made]
    if len(done) < _MANY:
        return ()
    longest_first = sorted(done, key=lambda pair: -pair[0].seconds)[:_SLOWEST]
    return (
        "slowest notes, in seconds:",
        *(
            f"  {outcome.seconds:.1f} s  {outcome.run.name}: {_spent(made.spent)}"
            for outcome, made in longest_first
        ),
    )


def _spent(spent: Sequence[tuple[str, float]]) -> str:
    start, *cells, write = spent
    longest = sorted(cells, key=lambda part: -part[1])[:_LONGEST]
    return ", ".join(f"{name} {seconds:.1f}" for name, seconds in (start, *longest, write))


def summary(outcomes: Sequence[Outcome]) -> str:
    """Count the outcomes in one sentence.

    Examples
    --------
    >>> run = Run("p", "mirps", "MIRPS countries", 2024, "n.ipynb", ())
    >>> summary([Outcome(run, "done"), Outcome(run, "failed", reason="the kernel died in cell [3]")])
    '2 notes: 1 done, 1 failed'
    """
    parts = _counted(Counter(outcome.state for outcome in outcomes))
    return (
        f"{len(outcomes)} {'note' if len(outcomes) == 1 else 'notes'}: {', '.join(parts) or 'nothing to do'}"
    )


def _counted(counts: Mapping[str, int]) -> list[str]:
    words = {state: state for state in _COLOURS} | {"fresh": _SKIPPED}
    return [f"{counts[state]} {word}" for state, word in words.items() if counts.get(state)]


def _why(outcome: Outcome) -> str:
    if outcome.log is None:
        return outcome.reason
    return f"{outcome.reason}; see {from_here(outcome.log)}"
