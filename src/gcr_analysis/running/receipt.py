"""The receipt beside an executed notebook: what it rests on, and whether its last run failed."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from gcr_analysis.framework import indicators
from gcr_analysis.running.answers import Answers, changed, heard, measures_in, sources_in
from gcr_analysis.running.inputs import Inputs, digest
from gcr_analysis.running.outputs import write_whole
from gcr_analysis.running.plan import Run
from gcr_analysis.running.releases import on_snapshot_of


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
    figures
        Digest of the snapshot, and of the code that computes figures: while it is the same, so are answers.
    answers
        Digests of the answers that the note was given, by question: see `gcr_analysis.running.answers`.
    measures, tables, files
        Digests of the declarations of other panels' measures that it asked for, of the tables that every
        note rests on, and of the files that it rested on.
    releases
        Releases of the sources that it cites, by the id of the source.
    failed
        Why the note could not be made again when that was last tried; empty where it could.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    note: str
    parameters: dict[str, Any]
    python: str
    figures: str
    answers: Answers
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


def receipts_of(runs: Iterable[Run], outputs: Path) -> list[Receipt]:
    """Receipts of the notes that some runs make, where there are any."""
    found = (read_receipt(run.output(outputs)) for run in runs)
    return [receipt for receipt in found if receipt]


def inputs_of(runs: Sequence[Run], outputs: Path, root: Path | None = None) -> dict[str, Inputs]:
    """Return what the notes of a plan can rest on, by the release whose snapshot they read.

    Parameters
    ----------
    runs, root
        As for `Inputs`.
    outputs
        Folder of the executed notebooks.

    Examples
    --------
    >>> inputs_of([], Path("no such folder"))
    {}
    """
    found = {}
    for release in sorted({run.as_of for run in runs}):
        its_runs = [run for run in runs if run.as_of == release]
        with on_snapshot_of(release):
            found[release] = Inputs(its_runs, root, receipts_of(its_runs, outputs))
    return found


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
        What its kernel was answered: see `gcr_analysis.snapshot.questions`.

    Raises
    ------
    GcrError
        When it cannot be written.
    """
    answers = heard(used)
    others = {id for id in measures_in(answers) if id in indicators() and indicators()[id].panel != run.panel}
    made = Receipt(
        note=note,
        parameters=dict(run.parameters),
        python=inputs.python,
        figures=inputs.figures,
        answers=answers,
        measures=inputs.measures(others),
        tables=inputs.tables,
        files=inputs.files(run),
        releases={name: inputs.releases[name] for name in sources_in(answers)},
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


def note_same_answers(run: Run, outputs: Path, inputs: Inputs) -> None:
    """Write into the receipt of a note that is fresh that its answers are those of today's figures."""
    was = read_receipt(note := run.output(outputs))
    if was and was.figures != inputs.figures:
        _write(was.model_copy(update={"figures": inputs.figures}), note)


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


def is_fresh(run: Run, outputs: Path, inputs: Inputs) -> bool:
    """Whether *run* need not be made again: as `reasons`, but it asks no question where a file differs."""
    note = run.output(outputs)
    was = read_receipt(note) if note.is_file() else None
    return was is not None and not any(_differences(was, run, note, inputs))


def other_releases(was: Receipt, inputs: Inputs) -> Iterator[str]:
    """Say of each source of a note that the snapshot has another release of it now.

    Examples
    --------
    >>> was = Receipt(
    ...     note="",
    ...     parameters={},
    ...     python="",
    ...     figures="",
    ...     answers={},
    ...     measures={},
    ...     tables={},
    ...     files={},
    ...     releases={"gone": "2024"},
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
    for kind, before, now in (
        ("table ", was.tables, inputs.tables),
        ("measure ", was.measures, inputs.measures(was.measures)),
        ("", was.files, inputs.files(run)),
    ):
        for name, how in _changes(before, now):
            yield f"{kind}{name} {how}"
    for question in changed(was.answers, inputs.answers(was)):
        yield f"{question} changed"


def _changes(before: dict[str, str], now: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name in sorted(before.keys() | now.keys()):
        if name not in now:
            yield name, "was removed"
        elif name not in before:
            yield name, "was added"
        elif before[name] != now[name]:
            yield name, "changed"
