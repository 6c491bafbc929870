"""Write an export to a folder: whole, or not at all."""

from collections.abc import Callable, Collection
from pathlib import Path

import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing.dataset.citing import TITLE
from gcr_analysis.publishing.dataset.formats import Format
from gcr_analysis.publishing.dataset.package import CFF, export_files, names_of
from gcr_analysis.publishing.files import require_place, write_files
from gcr_analysis.temporary import scratch_folder


def export_figures(format: Format, into: Path) -> dict[str, bytes]:
    """Write every figure to a folder, described by a standard.

    Parameters
    ----------
    format
        The standard.
    into
        As for `write_export`.
    """
    return write_export(into, lambda: export_files(format), lambda folder: _names_in(folder, format))


def write_export(
    into: Path, make: Callable[[], dict[str, bytes]], names_in: Callable[[Path], Collection[str]]
) -> dict[str, bytes]:
    """Write files to a folder that holds nothing else.

    Parameters
    ----------
    into
        The folder. It is made, or it is empty, or it holds an earlier export of the same kind and nothing
        else, which is replaced as a whole.
    make
        Makes the files, by path. It is not called where the folder cannot be used.
    names_in
        Returns the paths that an earlier export in a folder can have; none where it holds none.

    Returns
    -------
    dict of str to bytes
        What was written, by path.

    Raises
    ------
    GcrError
        When the folder holds anything else or cannot be written; it is then as it was.
    """
    target = into.resolve()
    try:
        require_place(target, "write")
        if target.exists() and (others := _others(target, names_in(target))):
            raise GcrError(f"{into} holds {others[0]}, which would be lost: name a new or empty folder")
        files = make()
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


def _others(folder: Path, names: Collection[str]) -> list[str]:
    """Paths of files in a folder, and of links and empty folders, that are not among *names*."""
    paths = [
        path
        for path in folder.rglob("*")
        if not path.is_dir() or path.is_symlink() or not any(path.iterdir())
    ]
    found = sorted(path.relative_to(folder).as_posix() for path in paths)
    return [name for name in found if name not in names]


def _names_in(folder: Path, format: Format) -> set[str]:
    try:
        ours = yaml.safe_load((folder / CFF).read_bytes())["title"] == TITLE
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        ours = False
    return names_of(format) if ours else set()
