"""What a run that was killed left behind, removed by the next one."""

from pathlib import Path

from gcr_analysis.temporary import remove_leftovers, remove_scratch_folders


def clear_leftovers(outputs: Path) -> None:
    """Remove temporary files in and below *outputs*, and scratch folders, whose processes are no more.

    Parameters
    ----------
    outputs
        Folder of the executed notebooks.

    Examples
    --------
    >>> clear_leftovers(Path("no such folder"))
    """
    for folder in outputs.glob("**/"):
        remove_leftovers(folder)
    remove_scratch_folders()
