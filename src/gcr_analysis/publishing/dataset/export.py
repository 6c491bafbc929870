"""Write the package to a folder: whole, or not at all."""

import json
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.dataset.citing import NAME
from gcr_analysis.publishing.dataset.package import NAMES, package_files
from gcr_analysis.publishing.files import require_place, write_files
from gcr_analysis.snapshot.store import PACKAGE
from gcr_analysis.temporary import scratch_folder


def export_package(into: Path) -> dict[str, bytes]:
    """Write every file of the package to a folder.

    Parameters
    ----------
    into
        The folder. It is made, or it is empty, or it holds an earlier package and nothing else, which is
        replaced as a whole.

    Returns
    -------
    dict of str to bytes
        What was written, by name.

    Raises
    ------
    GcrError
        When the folder holds anything else or cannot be written; it is then as it was.
    """
    target = into.resolve()
    try:
        require_place(target, "write")
        if target.exists() and (others := _others(target)):
            raise GcrError(f"{into} holds {others[0]}, which would be lost: name a new or empty folder")
        files = package_files()
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(beside=target) as scratch:
            fresh, old = scratch / "fresh", scratch / "old"
            write_files(fresh, files)
            if target.exists():
                target.rename(old)
            try:
                fresh.rename(target)
            except OSError:
                if old.exists():
                    old.rename(target)
                raise
    except OSError as error:
        raise GcrError(f"cannot write to {into}: {error.strerror or error}") from error
    return files


def _others(folder: Path) -> list[str]:
    """Names of what is in a folder and was not exported; all of them where it holds no package of ours."""
    found = sorted(path.name for path in folder.iterdir())
    try:
        ours = json.loads((folder / PACKAGE).read_bytes())["name"] == NAME
    except (OSError, ValueError, KeyError, TypeError):
        ours = False
    return [name for name in found if not ours or name not in NAMES]
