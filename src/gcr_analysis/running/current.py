"""Which notes of a folder are current, what the others lack, and how each is made again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from gcr_analysis.errors import GcrError
from gcr_analysis.running.addresses import Address, address_of, notebooks_in
from gcr_analysis.running.answers import changed
from gcr_analysis.running.inputs import Inputs, own_file
from gcr_analysis.running.paths import project_root
from gcr_analysis.running.plan import Run, plan_runs
from gcr_analysis.running.prune import why_pruned
from gcr_analysis.running.receipt import Receipt, inputs_of, other_releases, read_receipt, reasons

State = Literal["current", "failed", "other release", "other figures", "stale", "foreign"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A notebook in the outputs, held against what it rests on.

    Attributes
    ----------
    path
        The notebook.
    name
        It in one short phrase.
    state
        ``current`` where nothing that it rests on has changed; ``failed`` where its last run failed;
        ``other release`` where a source has another release now; ``other figures`` where a figure that it was
        given would be another one now; ``stale`` where anything else has changed;
        ``foreign`` where it has no receipt that can be read, so that nobody knows what it rests on.
    reasons
        Why it is not current.
    run
        The run that makes it again; None where it is foreign or cannot be made again.
    declared
        Whether its panel and region set are still declared. A run that tidies up removes it where not.
    """

    path: Path
    name: str
    state: State
    reasons: tuple[str, ...] = ()
    run: Run | None = None
    declared: bool = True

    @property
    def lost(self) -> bool:
        """Whether it is a note that is not current, stays, and cannot be made again."""
        return self.state != "foreign" and self.run is None and self.declared


def check_notes(outputs: Path) -> tuple[Checked, ...]:
    """Hold every notebook of a folder against what its receipt says that it rests on.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Returns
    -------
    tuple of Checked
        In the order of their paths.

    Examples
    --------
    >>> check_notes(Path("no such folder"))
    ()
    """
    found = [(path, address_of(path, outputs), read_receipt(path)) for path in notebooks_in(outputs)]
    again = {
        address: _run_again(address, receipt, path, outputs)
        for path, address, receipt in found
        if address and receipt
    }
    inputs = inputs_of([run for run in again.values() if isinstance(run, Run)], outputs)
    checked = []
    for path, address, receipt in found:
        if address is None or receipt is None:
            checked.append(
                Checked(path, path.relative_to(outputs).as_posix(), "foreign", ("it has no receipt",))
            )
            continue
        run = again[address]
        if isinstance(run, str):
            declared = not why_pruned(path, outputs)
            checked.append(Checked(path, address.name, "stale", (run,), declared=declared))
            continue
        why = reasons(run, outputs, inputs[run.as_of])
        checked.append(Checked(path, address.name, _state(receipt, why, inputs[run.as_of]), why, run))
    return tuple(checked)


def runs_again(checked: Iterable[Checked], besides: Sequence[Run] = ()) -> tuple[Run, ...]:
    """Plan the runs that make current what is not, after the runs of another plan.

    Parameters
    ----------
    checked
        Notes, as `check_notes` returns them.
    besides
        Runs that are planned already.

    Returns
    -------
    tuple of Run
        *besides*, and a run for each other note that is not current and can be made again.
    """
    planned = {run.address for run in besides}
    again = [each.run for each in checked if each.run and each.state != "current"]
    return (*besides, *(run for run in again if run.address not in planned))


def not_made(checked: Iterable[Checked], runs: Iterable[Run], outputs: Path) -> tuple[Checked, ...]:
    """Return the notebooks that stay: they are foreign or cannot be made, and no run replaces them.

    Parameters
    ----------
    checked
        Notebooks of *outputs*, as `check_notes` returns them.
    runs
        The plan.
    outputs
        Folder of the executed notebooks.
    """
    replaced = {run.output(outputs) for run in runs}
    return tuple(
        each for each in checked if (each.lost or each.state == "foreign") and each.path not in replaced
    )


def _state(receipt: Receipt, why: Sequence[str], inputs: Inputs) -> State:
    if receipt.failed:
        return "failed"
    if any(other_releases(receipt, inputs)):
        return "other release"
    if changed(receipt.answers, inputs.answers(receipt)):
        return "other figures"
    return "stale" if why else "current"


def _run_again(address: Address, receipt: Receipt, note: Path, outputs: Path) -> Run | str:
    """The run that makes a note again by what its receipt says that it was given, or why there is none."""
    if why := why_pruned(note, outputs):
        return why
    given = dict(receipt.parameters)
    file = own_file(given)
    region = project_root() / file if file else str(given.pop("region", ""))
    if file and not Path(region).is_file():
        return f"its region file {file} is gone"
    extra = {
        name: value if isinstance(value, str) else repr(value)
        for name, value in given.items()
        if name not in ("region", "year", "baseline_year")
    }
    try:
        years = [given["year"]], given["baseline_year"]
        (run,) = plan_runs([address.panel], [region], *years, extra, as_of=address.as_of)
    except KeyError as error:
        return f"its receipt names no {error.args[0]}"
    except GcrError as error:
        return str(error)
    return run if run.address == address else f"it would be made as {run.name} now"
