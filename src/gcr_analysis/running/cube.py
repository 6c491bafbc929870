"""Making the cube before many figures are asked for: in a process of its own, one at a time.

Who only reads figures (a notebook, a Dask worker) reads the cube where it is, and never makes it. Libraries
that read surveys and Parquet start threads, which a process that forks must not have.
"""

import os
import subprocess
import sys

from gcr_analysis.errors import GcrError
from gcr_analysis.framework.own import VARIABLE as OWN
from gcr_analysis.indicators.cube.store import cube_folder, opened
from gcr_analysis.running.forking import end_with_parent
from gcr_analysis.running.lock import only_one

LOCK = ".lock"
MANY = 8
"""Notes from which on it pays to compute first what all have in common."""


def make_cube(*, quiet: bool = False) -> bool:
    """Make the cube of this snapshot and this code where it is missing.

    Where it cannot be written, one line says so, and figures are computed whenever they are asked for.

    Parameters
    ----------
    quiet
        Whether to say nothing while it is made.

    Returns
    -------
    bool
        Whether there is a cube.
    """
    if opened():
        return True
    try:
        folder = cube_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with only_one(folder / LOCK, "another command is computing the figures", quiet=quiet):
            if opened():
                return True
            if not quiet:
                _say("computing all figures once, which takes some ten seconds; later commands read them")
            _make()
    except (GcrError, OSError) as error:
        _say(f"note: figures are not kept in {cube_folder()}: {error}")
    return opened() is not None


def _make() -> None:
    environment = os.environ | {OWN: "", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", __name__], capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise GcrError((done.stderr.strip().splitlines() or [f"ended with {done.returncode}"])[-1])


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    """Compute the cube and put it in its place, or say on one line why that cannot be."""
    from gcr_analysis.indicators.cube.build import build

    end_with_parent()
    try:
        build()
    except (GcrError, OSError) as error:
        sys.exit(str(getattr(error, "strerror", None) or error))


if __name__ == "__main__":
    main()
