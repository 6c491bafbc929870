"""What the cube is made of, as one digest: the snapshot, and the code and declarations that make measures."""

import hashlib
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path

from gcr_analysis.snapshot import data_folder

PACKAGE = Path(__file__).resolve().parents[2]
ROOMS = ("framework", "snapshot", "geography", "methods", "indicators")
"""Folders of the package with what makes measures."""
LIBRARIES = ("numpy", "pandas", "pyarrow")
"""Libraries whose version counts."""
_FOR_WORDS = ("framework/sentences/", "framework/reasons.")


def cube_key() -> str:
    """Return the digest of all that the figures of the cube are made of: 32 hexadecimal digits.

    A cube is known by it, so that one of another snapshot, release or version of the code is never read.

    Examples
    --------
    >>> len(cube_key())
    32
    """
    return _key(data_folder())


@cache
def _key(folder: Path) -> str:
    """Return the key of a snapshot. A process knows the modules and tables that it has read."""
    digest = hashlib.sha256(
        f"{sys.version_info[:2]} {[(name, version(name)) for name in LIBRARIES]}".encode()
    )
    tables = [file for file in sorted(folder.iterdir()) if file.suffix in (".parquet", ".json")]
    for file in (*tables, *_code()):
        digest.update(f"\n{file.name}\n".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:32]


def _code() -> list[Path]:
    """Return the modules and declarations that make measures."""
    found = [PACKAGE / "errors.py"]
    for room in ROOMS:
        for file in sorted((PACKAGE / room).rglob("*.*")):
            within = file.relative_to(PACKAGE).as_posix()
            if file.suffix in (".py", ".yaml") and not within.startswith(_FOR_WORDS):
                found.append(file)
    return found
