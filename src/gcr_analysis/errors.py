"""Errors that are the user's to mend: one clear line each, never a traceback."""

import sys
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from gcr_analysis.folders import CHECKOUT


class GcrError(Exception):
    """A wrong input or a damaged file. The message says what is wrong and what would be right."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error reach another process, however its kind is made."""
        return _again, (type(self), str(self))


class MissingPackageError(GcrError):
    """A package that only some users need is not installed.

    Parameters
    ----------
    who
        What needs it, as the beginning of a sentence.
    package
        Its name.
    extra
        The extra of this project that installs it.

    Examples
    --------
    >>> print(MissingPackageError("--dask", "distributed", "cluster"))  # doctest: +ELLIPSIS
    --dask needs the package distributed: call /.../python -m pip install -e '/...[cluster]'
    """

    def __init__(self, who: str, package: str, extra: str) -> None:
        what = f"-e '{CHECKOUT}[{extra}]'" if CHECKOUT else package
        super().__init__(f"{who} needs the package {package}: call {sys.executable} -m pip install {what}")


class UnknownNameError(GcrError):
    """A name that no declaration knows.

    Parameters
    ----------
    kind
        What the name should have been: ``"region"``, ``"panel"``, ``"indicator"``, ``"table"``, …
    name
        The name as given, whatever it is.
    known
        Every name that would have been right.

    Examples
    --------
    >>> print(UnknownNameError("panel", "host-burden", ["host-country-burden", "self-reliance"]))
    unknown panel 'host-burden': did you mean host-country-burden?
    """

    def __init__(self, kind: str, name: object, known: Iterable[str], hint: str = "") -> None:
        known, given = sorted(known), str(name).lower()
        # Three letters look like every word: codes are offered only to who typed something as short.
        lowered = {k.lower(): k for k in known if len(k) > 3 or len(given) <= 4}
        near = [lowered[m] for m in get_close_matches(given, lowered, n=3, cutoff=0.55)]
        if near:
            rest = f"did you mean {' or '.join(near)}?"
        elif hint:
            rest = hint
        else:
            rest = f"known are {', '.join(known[:12])}{', …' if len(known) > 12 else ''}"
        super().__init__(f"unknown {kind} {name!r:.80}: {rest}")


def _again(kind: type[GcrError], message: str) -> GcrError:
    return kind.__new__(kind, message)
