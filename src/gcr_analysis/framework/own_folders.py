"""Where sources of an analyst's own lie. Apart from what reads them, which takes longer to import."""

import os
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.folders import project

SOURCE = "source.yaml"
VARIABLE = "GCR_OWN"
"""Names the folder of own sources; empty leaves them out. Without it, it is `own` in the project."""


def place() -> Path | None:
    """Folder of own sources; None where there is none.

    Raises
    ------
    GcrError
        When the variable names no folder, or one source instead of the folder that they are in.
    """
    named = os.environ.get(VARIABLE)
    if named is None:
        root = project()
        return root / "own" if root and (root / "own").is_dir() else None
    if not named:
        return None
    folder = Path(named).absolute()
    if folder.exists() and not folder.is_dir():
        raise GcrError(f"{folder} is a file: set {VARIABLE} to the folder of your own sources")
    if not folder.is_dir():
        raise GcrError(f"no folder {folder}: set {VARIABLE} to the folder of your own sources")
    if (folder / SOURCE).exists():
        raise GcrError(f"{folder} is one own source: set {VARIABLE} to the folder above it, {folder.parent}")
    return folder


def folders(root: Path | None) -> list[Path]:
    """Folders of own sources below *root*, drafts included: those that hold anything, by name."""
    if root is None:
        return []
    found = [folder for folder in root.iterdir() if folder.is_dir() and not folder.name.startswith(".")]
    return sorted(folder for folder in found if any(folder.iterdir()))
