"""The code that benchmarks time: this checkout, and an earlier commit with its own environment."""

import argparse
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from gcr_analysis.errors import GcrError
from gcr_analysis.running.paths import project_root

SAME_EVERYWHERE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "TZ": "UTC"}
OF_ANOTHER = ("GCR_", "PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")  # variables that lead to other code or data


class Parser(argparse.ArgumentParser):
    """Arguments of a benchmark; what is wrong with them is one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with exit code 2."""
        self.exit(2, f"{self.prog}: {message}\n")


@contextmanager
def ending_in_one_line(parser: Parser) -> Iterator[None]:
    """Clean up when asked to end, and say in one line what the user can put right."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except GcrError as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        parser.exit(130, f"{parser.prog}: stopped\n")
    finally:
        signal.signal(signal.SIGTERM, before)


MAKE_CUBE = "from gcr_analysis.running.cube import make_cube; raise SystemExit(not make_cube(quiet=True))"


@dataclass(frozen=True)
class Checkout:
    """A working tree with the Python that has its package installed.

    Attributes
    ----------
    name
        What it is called in a table.
    folder, python
        Its top folder and its Python.
    variables
        Variables for its processes, beside those that all share.
    """

    name: str
    folder: Path
    python: Path
    variables: Mapping[str, str]

    def call(self, arguments: Sequence[str | Path], what: str, **more: str) -> str:
        """Call its Python with *arguments* and return what it prints.

        Raises
        ------
        GcrError
            When it fails. The line names *what* and gives the last line of its errors.
        """
        ended = subprocess.run(
            [self.python, *arguments],
            cwd=self.folder,
            env=environment() | self.variables | more,
            capture_output=True,
            text=True,
            check=False,
        )
        if ended.returncode:
            raise GcrError(f"{what} failed {self.name}: {_last_line(ended)}")
        return ended.stdout

    def make_cube(self) -> None:
        """Compute all its figures once and keep them, where it can."""
        self.call(["-c", MAKE_CUBE], "computing the cube")

    def compile(self) -> None:
        """Write the byte code of all that it imports, so that no start pays for it."""
        library = self.call(
            ["-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], "finding libraries"
        )
        compiler = [self.python, "-m", "compileall", "-qq", "-j", "0", library.strip(), self.folder / "src"]
        subprocess.run(
            compiler, env=environment(), check=False
        )  # templates and tests among them do not compile


def environment() -> dict[str, str]:
    """Return the variables of this process without those that lead to other code or data."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(OF_ANOTHER)}
    return SAME_EVERYWHERE | own


def today(cube: Path) -> Checkout:
    """Return the checkout that this script runs in, which keeps its cube in the folder *cube*."""
    return Checkout("today", project_root(), Path(sys.executable), {"GCR_CUBE": str(cube)})


def described(commit: str) -> str:
    """Return the short name of a commit, its day and its subject.

    Raises
    ------
    GcrError
        When the repository has no such commit.
    """
    found = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{commit}}")
    if found.returncode:
        raise GcrError(
            f"--against {commit}: no such commit in {project_root()}: git log lists those there are"
        )
    return _git("log", "-1", "--format=%h of %cs: %s", found.stdout.strip()).stdout.strip()


@contextmanager
def at_commit(commit: str, scratch: Path) -> Iterator[Checkout]:
    """Check out a commit below the folder *scratch*, with an environment from its own lock file.

    Yields
    ------
    Checkout
        Its working tree, which is removed when the block ends.

    Raises
    ------
    GcrError
        When it cannot be checked out or installed.
    """
    name = described(commit).split()[0]
    tree, python = scratch / name, scratch / f"{name}-environment" / "bin" / "python"
    added = _git("worktree", "add", "--quiet", "--detach", str(tree), name)
    try:
        if added.returncode:
            raise GcrError(f"git worktree failed at {name}: {_last_line(added)}")
        made = subprocess.run(
            [sys.executable, "-m", "venv", python.parents[1]], capture_output=True, text=True, check=False
        )
        if made.returncode:
            raise GcrError(f"python -m venv failed at {name}: {_last_line(made)}")
        checkout = Checkout(f"at {name}", tree, python, {})
        pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        checkout.call(
            [*pip, "--require-hashes", "-r", "requirements.lock"], "installing its requirements.lock"
        )
        checkout.call([*pip, "--no-deps", "--no-build-isolation", "-e", "."], "installing its package")
        yield checkout
    finally:
        _git("worktree", "remove", "--force", str(tree))


def earlier(commit: str | None, scratch: Path) -> AbstractContextManager[Checkout | None]:
    """Check out *commit* as `at_commit` does, and say so; nothing where None is given."""
    if commit is None:
        return nullcontext()
    print(f"against {described(commit)}; setting up its environment takes a few minutes", flush=True)
    return at_commit(commit, scratch)


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["git", "-C", str(project_root()), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _last_line(ended: subprocess.CompletedProcess[str]) -> str:
    return (ended.stderr.strip().splitlines() or [f"ended with {ended.returncode}"])[-1]
