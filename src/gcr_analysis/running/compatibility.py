"""What two machines must have in common so that a note is the same whichever of them makes it."""

import hashlib
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import own_sources
from gcr_analysis.running.plan import Run
from gcr_analysis.snapshot.store import data_folder, package

_PACKAGE = Path(__file__).parents[1]
_DISTRIBUTION = "gcr-analysis"


def files_of(runs: Iterable[Run], root: Path) -> tuple[str, ...]:
    """Files of the user's that *runs* read, from the top of the repository: notebooks and region files.

    Examples
    --------
    >>> from gcr_analysis.running.paths import project_root
    >>> run = Run("p", "mirps", "MIRPS countries", 2024, "notebooks/p.ipynb", (("region", "mirps"),))
    >>> files_of([run, run], project_root())
    ('notebooks/p.ipynb',)
    """
    named = {value for run in runs for _, value in run.parameters if isinstance(value, str)}
    return tuple(sorted({run.notebook for run in runs} | {name for name in named if (root / name).is_file()}))


def compatibility(root: Path, files: Sequence[str]) -> dict[str, str]:
    """What this machine makes notes with: versions as they are called, contents by their hash.

    Parameters
    ----------
    root
        Top of the repository.
    files
        Further files that count, from the top of the repository.

    Returns
    -------
    dict
        Text by what it is of. Two machines with equal ones make equal notes.

    Examples
    --------
    >>> from gcr_analysis.running.paths import project_root
    >>> list(compatibility(project_root(), []))[:4]
    ['Python', 'gcr-analysis', 'the code of gcr-analysis', 'the snapshot']
    """
    own = [path for source in own_sources().values() for path in source.files]
    added = {"the own sources": _digest(own)} if own else {}
    return _made_with() | added | {name: _digest([root / name]) for name in files}


def require_alike(here: Mapping[str, str], there: Mapping[str, str]) -> None:
    """Refuse a machine that would make other notes.

    Parameters
    ----------
    here
        Likeness of the machine that is asked.
    there
        Likeness of the machine that asks.

    Raises
    ------
    GcrError
        When they differ, with the first difference.

    Examples
    --------
    >>> require_alike({"pandas": "2"}, {"pandas": "3"})  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: pandas is 2 there and 3 here: set up both from the same ...
    """
    for name, wanted in ({"the own sources": None} | dict(there)).items():
        if (found := here.get(name)) != wanted:
            raise GcrError(
                f"{name} is {found} there and {wanted} here: "
                "set up both from the same commit and lock, and start the workers anew"
            )


@cache
def _made_with() -> dict[str, str]:
    """Return what a process has imported, as it was then: it goes on with that when the files change."""
    needed = [name for name in requires(_DISTRIBUTION) or () if "extra ==" not in name]
    libraries = sorted(re.split(r"[^\w.-]", name)[0] for name in needed)
    sources = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in {".py", ".yaml"})
    return {
        "Python": f"{sys.version_info.major}.{sys.version_info.minor}",
        _DISTRIBUTION: version(_DISTRIBUTION),
        f"the code of {_DISTRIBUTION}": _digest(sources),
        "the snapshot": package(data_folder())["seal"].removeprefix("sha256:")[:12],
        **{name: version(name) for name in libraries},
    }


def _digest(paths: Iterable[Path]) -> str:
    """Hash of the names and contents of files, or that one is missing."""
    whole = hashlib.sha256()
    for path in paths:
        if not path.is_file():
            return "missing"
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()[:12]
