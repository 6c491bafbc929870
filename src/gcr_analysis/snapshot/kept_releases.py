"""Snapshots as of earlier releases, each made once and kept in the folder `.releases` beside the snapshot.

Those of the snapshot that an installed package brings are kept in the user's cache.

A process has one snapshot. A process that is to have figures as of a release gets the folder of
`snapshot_as_of` by the variable `GCR_DATA`; what it says of its figures then follows from that folder. The
kept folders are a cache: deleting them changes nothing.
"""

import json
import os
import shutil
import time
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from gcr_analysis import folders
from gcr_analysis.errors import GcrError
from gcr_analysis.snapshot import as_released, store
from gcr_analysis.temporary import LONG, scratch_folder

KEPT = ".releases"
"""Folder of the kept snapshots, beside the snapshot that they are made from."""
LOCK = ".lock"
_DECLARED = ("tables.yaml", "sources.yaml")


def snapshot_as_of(name: str) -> Path:
    """Return a folder with the snapshot as of a release, made when it is not there yet.

    Parameters
    ----------
    name
        As for `gcr_analysis.snapshot.releases.release`; nothing for the snapshot as it is.

    Returns
    -------
    Path
        A folder for `GCR_DATA`.

    Raises
    ------
    UnknownNameError
        Where there is no such release.
    GcrError
        Where the folder cannot be written.

    Examples
    --------
    >>> snapshot_as_of("") == store.data_folder()
    True
    """
    here = store.data_folder()
    if not name or (release := as_released.called(name)) == store.as_of(here):
        return here
    above = folders.caches() if here.parent == folders.SHIPPED else here.parent
    kept = above if above.name == KEPT else above / KEPT
    folder = kept / f"{release}-{_state(here)}"
    if not _is_whole(folder):
        try:
            kept.mkdir(parents=True, exist_ok=True)
            with FileLock(kept / LOCK):  # who waited finds it there
                if not _is_whole(folder):
                    _make(release, folder)
        except OSError as error:
            why = error.strerror or error
            raise GcrError(f"cannot write the snapshot as of {release} to {kept}: {why}") from error
    with suppress(OSError):  # a cache on a disk that cannot be written is used as it is
        os.utime(folder)
    return folder


def read_as_of(name: str | None) -> None:
    """Let this process have the snapshot as of a release from now on, before it has computed any figure.

    Parameters
    ----------
    name
        As for `snapshot_as_of`.
    """
    if name:
        os.environ["GCR_DATA"] = str(snapshot_as_of(name))


def _state(here: Path) -> str:
    """Digest of what a kept snapshot is made from: the snapshot, the code that writes it, its library."""
    package = Path(__file__).parents[1]
    files = [*sorted(package.glob("snapshot/*.py")), *(package / "framework" / name for name in _DECLARED)]
    parts = [store.package(here)["seal"].encode(), version("pyarrow").encode()]
    whole = sha256(b"\0".join([*parts, *(file.read_bytes() for file in files)]))
    return whole.hexdigest()[:12]


def _is_whole(folder: Path) -> bool:
    """Whether every file of a kept snapshot is there as it was written."""
    try:
        described = json.loads((folder / store.PACKAGE).read_bytes())
        return described["seal"] == store.seal(described["resources"]) and all(
            store.digest((folder / f"{each['name']}.parquet").read_bytes()) == each["hash"]
            for each in described["resources"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _make(release: str, folder: Path) -> None:
    """Write a snapshot and put it in its place in one step; remove others that nobody has used for a day."""
    with scratch_folder(beside=folder) as fresh:
        as_released.write(release, fresh)
        fresh.chmod(0o755)
        shutil.rmtree(folder, ignore_errors=not folder.exists())  # it is damaged where it is there
        fresh.rename(folder)
    for other in folder.parent.glob(f"{release}-*"):
        if other != folder and time.time() - other.stat().st_mtime > LONG:
            shutil.rmtree(other, ignore_errors=True)
