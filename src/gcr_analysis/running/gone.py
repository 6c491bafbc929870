"""Notes that no plan could make any more: their panel, region set or own source is no longer there."""

from pathlib import Path

from gcr_analysis.errors import UnknownNameError
from gcr_analysis.framework import own_sources, panels
from gcr_analysis.geography import region
from gcr_analysis.running.inputs import own_file
from gcr_analysis.running.plan import has_notebook
from gcr_analysis.running.receipt import read_receipt, receipt_path


def remove_gone(outputs: Path) -> tuple[str, ...]:
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
    >>> remove_gone(Path("no such folder"))
    ()
    """
    removed = []
    for note in sorted(outputs.glob("*/*/*.ipynb")):
        if why := _why_gone(note):
            for path in (receipt_path(note), note, note.with_suffix(".log")):
                path.unlink(missing_ok=True)
            for folder in (note.parent, note.parent.parent):
                if not any(folder.iterdir()):
                    folder.rmdir()
            removed.append(f"removed {note.relative_to(outputs).as_posix()}: {why}")
    return tuple(removed)


def resting_on_lost(outputs: Path) -> tuple[str, ...]:
    """Name the notes that rest on own sources which are no longer there, as ``region slug/panel/year``.

    They are whole, and stay: but nobody could make them again as they are.

    Examples
    --------
    >>> resting_on_lost(Path("no such folder"))
    ()
    """
    there = own_sources().keys()
    notes = []
    for note in sorted(outputs.glob("*/*/*.ipynb")):
        receipt = read_receipt(note)
        used = {name.split("/")[1] for name in (receipt.files if receipt else ()) if name.startswith("own/")}
        if used - there:
            notes.append(note.relative_to(outputs).with_suffix("").as_posix())
    return tuple(notes)


def _why_gone(note: Path) -> str:
    receipt = read_receipt(note)
    if receipt is None:
        return ""
    panel = note.parent.name
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
