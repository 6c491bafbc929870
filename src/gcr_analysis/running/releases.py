"""The snapshots that the notes of a plan rest on: that of this process, and those as of earlier releases."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gcr_analysis.snapshot import as_of, data_folder


def folder_of(release: str) -> Path:
    """Return the folder of the snapshot as of a release; of this process's own where *release* is empty.

    Examples
    --------
    >>> folder_of("") == data_folder()
    True
    """
    if not release:
        return data_folder()
    from gcr_analysis.snapshot.kept_releases import snapshot_as_of

    return snapshot_as_of(release)


@contextmanager
def on_snapshot_of(release: str) -> Iterator[str]:
    """Let this process have the snapshot as of a release inside a block that computes no figure.

    Parameters
    ----------
    release
        As for `gcr_analysis.snapshot.releases.release`, or empty for the snapshot as it is.

    Yields
    ------
    str
        The release's own name. It is that of the snapshot as it is, where that is as of a release itself.
    """
    with reading(folder_of(release)):
        yield as_of()


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Let this process, and those that it starts meanwhile, have the snapshot in a folder.

    What is remembered of another snapshot stays remembered: compute no figure inside.

    Parameters
    ----------
    folder
        As `folder_of` returns it.

    Examples
    --------
    >>> with reading(folder_of("GT2023")):
    ...     as_of()
    'GT2023'
    """
    before = os.environ.get("GCR_DATA")
    os.environ["GCR_DATA"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("GCR_DATA")
        if before is not None:
            os.environ["GCR_DATA"] = before
