"""Run panel notebooks for regions and years: planned, executed side by side, a note whole or not at all."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gcr_analysis.running.current import Checked, check_notes, not_made, runs_again
    from gcr_analysis.running.engine import FORK, STOCK, execute, start_early
    from gcr_analysis.running.outcome import Outcome, Started
    from gcr_analysis.running.paths import from_here, project_root
    from gcr_analysis.running.plan import Run, plan_runs
    from gcr_analysis.running.progress import console, show_outcomes, summary
    from gcr_analysis.running.project import begin, begin_here
    from gcr_analysis.running.session import explain, run

__all__ = [
    "FORK",
    "STOCK",
    "Checked",
    "Outcome",
    "Run",
    "Started",
    "begin",
    "begin_here",
    "check_notes",
    "console",
    "execute",
    "explain",
    "from_here",
    "not_made",
    "plan_runs",
    "project_root",
    "run",
    "runs_again",
    "show_outcomes",
    "start_early",
    "summary",
]

# Nothing is imported before it is used: Papermill asks for the engine whatever it runs, and the process from
# which kernels are forked has its own order.
_HOMES = {
    "current": ("Checked", "check_notes", "not_made", "runs_again"),
    "engine": ("FORK", "STOCK", "execute", "start_early"),
    "outcome": ("Outcome", "Started"),
    "paths": ("from_here", "project_root"),
    "plan": ("Run", "plan_runs"),
    "progress": ("console", "show_outcomes", "summary"),
    "project": ("begin", "begin_here"),
    "session": ("explain", "run"),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
