"""What was made for earlier publishings, kept under a digest of all that it was made from.

Whatever is kept can be made again: deleting it changes no byte of a site.
"""

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

from gcr_analysis.framework import own_sources
from gcr_analysis.framework.languages import language
from gcr_analysis.running.inputs import PACKAGE, digest
from gcr_analysis.snapshot import data_folder
from gcr_analysis.temporary import replacing

TEMPLATES = Path(__file__).parent / "templates"
"""Page templates. They are read again for each publishing, unlike modules and declarations."""
_CHECK = hashlib.sha256().digest_size


class Kept:
    """A folder of pieces of a site, each a few files that were made together.

    Parameters
    ----------
    folder
        The folder, made when it is first written to. Without one nothing is kept.

    Attributes
    ----------
    made
        Names of what was not kept, and was made.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     once = Kept(Path(folder)).files("page", {"year": 2025}, make=lambda: {"index.qmd": b"# Work"})
    ...     again = Kept(Path(folder)).files("page", {"year": 2025}, make=lambda: {})
    >>> once == again == {"index.qmd": b"# Work"}
    True
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._basis = basis() if folder else ""
        self._used: set[str] = set()
        self.made: set[str] = set()

    def files(self, *made_from: object, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
        """Return files by name: as they are kept, or else newly made.

        Parameters
        ----------
        made_from
            All that *make* uses besides the package, the snapshot, own sources and installed packages:
            plain Python, as JSON has it.
        make
            Makes the files. It is called when they are not kept whole.
        """
        return self.under(self._name(made_from), make)

    def lacks(self, *made_from: object) -> bool:
        """Return whether `files` would make what is made from this, and keep it."""
        return self._folder is not None and not (self._folder / self._name(made_from)).is_file()

    def has(self, *made_from: object) -> bool:
        """Return whether `without_own` has files that were made from this."""
        return self._folder is not None and (self._folder / _name_without_own(made_from)).is_file()

    def without_own(self, *made_from: object, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
        """Return files by name, as `files` does, where *make* uses neither own sources nor page templates."""
        if self._folder is None:
            return dict(make())
        return self.under(_name_without_own(made_from), make)

    def under(self, name: str, make: Callable[[], Mapping[str, bytes]]) -> dict[str, bytes]:
        """Return files by name, for a caller whose own digest stands for all that they are made from.

        Parameters
        ----------
        name
            The digest.
        make
            As for `files`.
        """
        if self._folder is None:
            return dict(make())
        path = self._folder / name
        self._used.add(name)
        try:
            if (found := _unpacked(path.read_bytes())) is not None:
                return found
        except FileNotFoundError:
            pass
        files = dict(make())
        self._folder.mkdir(parents=True, exist_ok=True)
        with replacing(path) as fresh:
            fresh.write_bytes(_packed(files))
        self.made.add(name)
        return files

    def sweep(self) -> None:
        """Remove what has not been used, once a publishing is whole.

        What was made now is removed as well where code, figures or declarations have changed since: it may
        be of neither state.
        """
        if self._folder is None or not self._folder.is_dir():
            return
        staying = self._used if basis(_program.__wrapped__) == self._basis else self._used - self.made
        for file in self._folder.iterdir():
            if file.name not in staying:
                file.unlink()

    def _name(self, made_from: tuple[object, ...]) -> str:
        state = json.dumps([self._basis, language(), made_from], ensure_ascii=False)
        return digest(state.encode())


NOTHING = Kept()
"""Keeps nothing, so that all is made."""


def _name_without_own(made_from: tuple[object, ...]) -> str:
    return digest(json.dumps([_program(data_folder()), language(), made_from]).encode())


def basis(program: Callable[[Path], str] | None = None) -> str:
    """Return a digest of what every page may rest on beside notes: code, figures, declarations, templates.

    Parameters
    ----------
    program
        What reads the part that a process reads once; that part as this process has it when None.

    Examples
    --------
    >>> basis() == basis()
    True
    """
    own = [file for source in own_sources().values() for file in source.files]
    templates = [path for path in TEMPLATES.rglob("*") if path.is_file()]
    stands = [(program or _program)(data_folder()), os.environ.get("SOURCE_DATE_EPOCH", "")]
    return digest(json.dumps([*stands, *_digests((*own, *templates))]).encode())


@cache
def _program(data: Path) -> str:
    """Digest of the package, the snapshot and what is installed, as they were when this process began."""
    package = (path for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    installed = {Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib")}
    names = sorted(path.name for folder in installed for path in folder.glob("*.dist-info"))
    figures = (path for path in data.iterdir() if path.is_file())
    return digest(json.dumps([sys.version, names, *_digests((*package, *figures))]).encode())


def _digests(files: Iterable[Path]) -> list[tuple[str, str]]:
    return [(str(path), digest(path.read_bytes())) for path in sorted(files)]


def _packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as one: a digest of all that follows, a line with names and sizes, the contents."""
    names = json.dumps([(name, len(content)) for name, content in files.items()]).encode()
    body = b"\n".join([names, b"".join(files.values())])
    return hashlib.sha256(body).digest() + body


def _unpacked(packed: bytes) -> dict[str, bytes] | None:
    """Return the files in *packed*; None where it is not as it was written."""
    body = packed[_CHECK:]
    if hashlib.sha256(body).digest() != packed[:_CHECK]:
        return None
    names, _, contents = body.partition(b"\n")
    files, start = {}, 0
    for name, size in json.loads(names):
        files[name] = contents[start : start + size]
        start += size
    return files
