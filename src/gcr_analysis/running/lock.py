"""One command at a time writes to a folder; the next one says that it waits."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from gcr_analysis.errors import GcrError


@contextmanager
def only_one(lock: Path, other: str, *, quiet: bool = False) -> Iterator[None]:
    """Hold a lock; wait for it, and say so, while somebody else has it.

    The system lets go of it when its holder ends, however that happens.

    Parameters
    ----------
    lock
        Path of the lock's file. It stays when the lock is given back, and means nothing then.
    other
        What another holder is doing, for the line that says why nothing happens.
    quiet
        Whether to wait without that line.

    Raises
    ------
    GcrError
        When the file cannot be written.

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> with only_one(Path(mkdtemp()) / ".lock", "another run is writing to outputs"):
    ...     print("alone")
    alone
    """
    held = FileLock(lock)
    try:
        try:
            held.acquire(timeout=0)
        except Timeout:
            if not quiet:
                print(f"{other}: waiting for it", file=sys.stderr, flush=True)
            held.acquire(poll_interval=0.1)
    except OSError as error:
        raise GcrError(f"cannot write {lock.name} in {lock.parent}: {error.strerror or error}") from error
    try:
        yield
    finally:
        held.release()
