"""Notes that no plan could make any more: their panel or region set is no longer declared."""

from pathlib import Path

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import panels
from gcr_analysis.geography import region
from gcr_analysis.running.addresses import address_of, notes_in
from gcr_analysis.running.inputs import own_file
from gcr_analysis.running.plan import has_notebook
from gcr_analysis.running.receipt import read_receipt, receipt_path


def prune(outputs: Path) -> tuple[str, ...]:
    """Remove the notes whose receipts name a panel or a region set that is no longer there.

    A note of any other year or country stays, and so does one of a user's own region file: only its user
    knows whether that is gone for good. A note without a receipt stays too.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Returns
    -------
    tuple of str
        A line for each note that was removed, with the reason.

    Examples
    --------
    >>> prune(Path("no such folder"))
    ()
    """
    removed = []
    for note in tuple(notes_in(outputs)):
        if why := why_pruned(note, outputs):
            for path in (receipt_path(note), note, note.with_suffix(".log")):
                path.unlink(missing_ok=True)
            for folder in note.relative_to(outputs).parents[:-1]:
                if not any((outputs / folder).iterdir()):
                    (outputs / folder).rmdir()
            removed.append(f"removed {note.relative_to(outputs).as_posix()}: {why}")
    return tuple(removed)


def why_pruned(note: Path, outputs: Path) -> str:
    """Say why no plan could make a note any more; nothing where one could, or where it has no receipt."""
    receipt, address = read_receipt(note), address_of(note, outputs)
    if receipt is None or address is None:
        return ""
    panel = address.panel
    if panel not in panels() or not has_notebook(panels()[panel]):
        return f"there is no panel {panel} any more"
    name = receipt.parameters.get("region")
    if not isinstance(name, str) or own_file(receipt.parameters):
        return ""
    try:
        region(name)
    except UnknownNameError:
        return f"there is no region {name} any more"
    return ""
