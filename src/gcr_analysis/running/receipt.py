"""The receipt beside an executed notebook: what it rests on, and whether its last run failed."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from gcr_analysis.framework import indicators
from gcr_analysis.framework import tables as declared
from gcr_analysis.running.inputs import Inputs, digest
from gcr_analysis.running.outputs import write_whole
from gcr_analysis.running.plan import Run


class Receipt(BaseModel):
    """What an executed notebook rested on.

    Attributes
    ----------
    note
        Digest of the executed notebook itself.
    parameters
        What the notebook was given.
    python
        Version of Python.
    measures, tables, files
        Digests of the declarations of other panels' measures that it asked for, of the tables that it read
        and of the files that it rested on.
    releases
        Releases of the sources of these tables, by the id of the source.
    failed
        Why the note could not be made again when that was last tried; empty where it could.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str
    parameters: dict[str, Any]
    python: str
    measures: dict[str, str]
    tables: dict[str, str]
    files: dict[str, str]
    releases: dict[str, str] = {}
    failed: str = ""


def receipt_path(note: Path) -> Path:
    """Place of the receipt of an executed notebook.

    Examples
    --------
    >>> receipt_path(Path("outputs/mirps/p/2024.ipynb")).as_posix()
    'outputs/mirps/p/2024.receipt.json'
    """
    return note.with_suffix(".receipt.json")


def read_receipt(note: Path) -> Receipt | None:
    """Receipt of an executed notebook; None where there is none, or one that cannot be read."""
    try:
        return Receipt.model_validate_json(receipt_path(note).read_bytes())
    except (OSError, ValidationError):
        return None


def write_receipt(run: Run, outputs: Path, inputs: Inputs, note: str, used: tuple[str, ...]) -> None:
    """Write down what a run rested on, once its notebook is in its place.

    Parameters
    ----------
    run
        The run that is done.
    outputs
        Folder of the executed notebooks.
    inputs
        The digests, as they were before it began.
    note
        Digest of the executed notebook.
    used
        What its kernel said that it used: see `gcr_analysis.snapshot.used`.

    Raises
    ------
    GcrError
        When it cannot be written.
    """
    said = {(kind, name) for kind, _, name in (line.partition(" ") for line in used)}
    tables = sorted(name for kind, name in said if kind == "table")
    sources = {declared()[name].source for name in tables if name in declared()}
    asked = {name for kind, name in said if kind == "measure"}
    others = {name for name in asked if name in indicators() and indicators()[name].panel != run.panel}
    made = Receipt(
        note=note,
        parameters=dict(run.parameters),
        python=inputs.python,
        measures=inputs.measures(others),
        tables={name: inputs.tables.get(name, "") for name in tables},
        files=inputs.files(run, others),
        releases={name: inputs.releases[name] for name in sorted(sources)},
    )
    _write(made, run.output(outputs))


def note_failure(run: Run, outputs: Path, reason: str) -> None:
    """Write into the receipt of an earlier note, where there is one, that it could not be made again.

    Parameters
    ----------
    run
        The run that failed.
    outputs
        Folder of the executed notebooks.
    reason
        Why it failed, on one line.

    Raises
    ------
    GcrError
        When it cannot be written.
    """
    note = run.output(outputs)
    if note.is_file() and (was := read_receipt(note)):
        _write(was.model_copy(update={"failed": reason}), note)


def _write(receipt: Receipt, note: Path) -> None:
    write_whole(receipt.model_dump_json(indent=1) + "\n", receipt_path(note))


def reasons(run: Run, outputs: Path, inputs: Inputs) -> tuple[str, ...]:
    """Say why *run* has to be made again: nothing where its note is fresh.

    Parameters
    ----------
    run
        The run.
    outputs
        Folder of the executed notebooks.
    inputs
        The digests of now.

    Returns
    -------
    tuple of str
        A reason each, such as ``"table population changed"``.

    Examples
    --------
    >>> run = Run("host-country-burden", "mirps", "MIRPS countries", 2024, "n.ipynb", ())
    >>> reasons(run, Path("no such folder"), Inputs())
    ('never run',)
    """
    note = run.output(outputs)
    if not note.is_file():
        return ("never run",)
    was = read_receipt(note)
    if was is None:
        return ("its receipt is damaged" if receipt_path(note).exists() else "it has no receipt",)
    return tuple(_differences(was, run, note, inputs))


def other_releases(was: Receipt, inputs: Inputs) -> Iterator[str]:
    """Say of each source of a note that the snapshot has another release of it now.

    Examples
    --------
    >>> was = Receipt(
    ...     note="", parameters={}, python="", measures={}, tables={}, files={}, releases={"gone": "2024"}
    ... )
    >>> list(other_releases(was, Inputs()))
    ['release of gone was 2024 and is gone']
    """
    for source, label in was.releases.items():
        if (now := inputs.releases.get(source, "gone")) != label:
            yield f"release of {source} was {label} and is {now}"


def _differences(was: Receipt, run: Run, note: Path, inputs: Inputs) -> Iterator[str]:
    if was.failed:
        yield f"its last run failed: {was.failed}"
    if digest(note.read_bytes()) != was.note:
        yield "the note is not as it was written"
    yield from other_releases(was, inputs)
    given = dict(run.parameters)
    for name in {**was.parameters, **given}:
        if name not in given:
            yield f"parameter {name} was {was.parameters[name]} and is not given"
        elif name not in was.parameters:
            yield f"parameter {name} was not given and is {given[name]}"
        elif was.parameters[name] != given[name]:
            yield f"parameter {name} was {was.parameters[name]} and is {given[name]}"
    if was.python != inputs.python:
        yield f"python {was.python} → {inputs.python}"
    for name, before in was.tables.items():
        if inputs.tables.get(name, "") != before:
            yield f"table {name} changed"
    for name, now in inputs.measures(was.measures).items():
        if now != was.measures[name]:
            yield f"measure {name} changed"
    for name, how in _changes(was.files, inputs.files(run, was.measures)):
        yield f"{name} {how}"


def _changes(before: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield name, "was removed"
        elif name not in before:
            yield name, "was added"
        elif before[name] != now[name]:
            yield name, "changed"
