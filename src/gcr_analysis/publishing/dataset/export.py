"""Write the file for everybody to a folder: whole, or not at all."""

from pathlib import Path

import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.dataset.citing import TITLE
from gcr_analysis.publishing.dataset.formats import Format
from gcr_analysis.publishing.dataset.package import CFF, export_files, names_of
from gcr_analysis.publishing.files import require_place, write_files
from gcr_analysis.temporary import scratch_folder


def export(format: Format, into: Path) -> dict[str, bytes]:
    """Write every figure to a folder, described by a standard.

    Parameters
    ----------
    format
        The standard.
    into
        The folder. It is made, or it is empty, or it holds an earlier export of the same format and nothing
        else, which is replaced as a whole.

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
        if target.exists() and (others := _others(target, names_of(format))):
            raise GcrError(f"{into} holds {others[0]}, which would be lost: name a new or empty folder")
        files = export_files(format)
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


def _others(folder: Path, names: set[str]) -> list[str]:
    """Names of what is in a folder and was not exported; all of them where it holds no export of ours."""
    found = sorted(path.name for path in folder.iterdir())
    try:
        ours = yaml.safe_load((folder / CFF).read_bytes())["title"] == TITLE
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        ours = False
    return [name for name in found if not ours or name not in names]
