"""Which notes are published: those that are current, or all that can say what they rest on."""

from collections.abc import Callable, Sequence
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.outputs import require_addresses
from gcr_analysis.running.current import Checked, check_notes

NAMED = 3
"""Notes of a kind that a message names; of more, it says how many."""
KINDS = {
    "failed": "from before a run that failed",
    "other release": "made from another release",
    "other figures": "made from other figures",
    "stale": "stale",
}
"""What is said of notes that are not current, by their state."""


def current_notes(
    outputs: Path, *, stale: bool = False, say: Callable[[str], None] = print
) -> tuple[Path, ...]:
    """Choose the notes to publish, and say what is published though not current, or left out.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.
    stale
        Whether to publish notes that are not current too, but for those made from other figures.
    say
        Where a line for each goes.

    Returns
    -------
    tuple of Path
        In the order of their addresses. A notebook without a receipt is never among them.

    Raises
    ------
    GcrError
        Where a note is not current and *stale* is false, where one was made from other figures than those of
        now, which would make pages contradict one another, or where there is no note.
    """
    checked = check_notes(outputs)
    notes = tuple(each.path for each in checked if each.state != "foreign")
    left_out = of_foreign(checked)
    kinds = of_kinds(checked)
    contradicts = any(each.state == "other figures" for each in checked)
    if kinds and (contradicts or not stale):
        remedies = []
        if any(each.state not in ("current", "foreign") and not each.lost for each in checked):
            remedies.append("gcr run --stale brings the notes up to date")
        if contradicts:
            remedies.append("beside others they would make pages that contradict one another")
        else:
            remedies.append("gcr publish --stale publishes the notes as they are")
        remedy = ", ".join(remedies)
        raise GcrError("; ".join(filter(None, ["not published: " + "; ".join(kinds), left_out, remedy])))
    if not notes:
        nothing = f"nothing to publish: no executed notebook under {outputs}; gcr run makes them"
        raise GcrError("; ".join(filter(None, [nothing, left_out])))
    for line in filter(None, [f"published as they are: {'; '.join(kinds)}" if kinds else "", left_out]):
        say(line)
    require_addresses(notes, outputs)
    return notes


def require_remakeable(checked: Sequence[Checked]) -> None:
    """Refuse to begin a site with a note that is not current and cannot be made again.

    Parameters
    ----------
    checked
        Notes, as `gcr_analysis.running.check_notes` returns them.

    Raises
    ------
    GcrError
        Where there is such a note.
    """
    if kinds := of_kinds([each for each in checked if each.lost]):
        raise GcrError(f"not published: {'; '.join(kinds)}")


def of_kinds(checked: Sequence[Checked]) -> tuple[str, ...]:
    """Say how many notes are not current, by kind, and name some of each.

    Parameters
    ----------
    checked
        Notes, as `gcr_analysis.running.check_notes` returns them.
    """
    lost = [each for each in checked if each.lost]
    kinds = {
        said: [each for each in checked if each.state == state and not each.lost]
        for state, said in KINDS.items()
    }
    lines = [
        f"{_are(notes)} {said} ({named([each.name for each in notes])})"
        for said, notes in kinds.items()
        if notes
    ]
    if lost:
        why = named([f"{each.name}: {', '.join(each.reasons)}" for each in lost])
        lines.append(
            f"{_are(lost)} stale and cannot be made again ({why}; put that right, or delete the note)"
        )
    return tuple(lines)


def of_foreign(checked: Sequence[Checked]) -> str:
    """Name the notebooks that have no receipt; nothing where there are none.

    Parameters
    ----------
    checked
        Notes, as `gcr_analysis.running.check_notes` returns them.
    """
    foreign = [each.name for each in checked if each.state == "foreign"]
    several = "notebook has" if len(foreign) == 1 else "notebooks have"
    return f"left out: {len(foreign)} {several} no receipt of gcr run ({named(foreign)})" if foreign else ""


def named(names: Sequence[str]) -> str:
    """Name a few, and count the rest.

    >>> named(["a", "b", "c", "d", "e"])
    'a, b, c and 2 more'
    """
    more = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")


def _are(notes: Sequence[Checked]) -> str:
    return f"{len(notes)} {'note is' if len(notes) == 1 else 'notes are'}"
