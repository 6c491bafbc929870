"""Beginning a project: the files that an installed package brings of it, copied into a user's folder."""

import shutil
from pathlib import Path

from gcr_analysis import folders
from gcr_analysis.errors import GcrError
from gcr_analysis.running.outputs import require_writable
from gcr_analysis.running.paths import from_here
from gcr_analysis.temporary import replacing


def begin(folder: Path) -> int:
    """Copy notebooks, pages, snapshot and lock into *folder*, never over a file that differs.

    A file that is there with the same content stays, so that what was cut short can be called again.

    Parameters
    ----------
    folder
        The folder of the project; it is made where it is missing.

    Returns
    -------
    int
        How many files were written.

    Raises
    ------
    GcrError
        Where the package runs from its repository, a file of that name is there already, or the folder
        cannot be written. Nothing is written then.

    Examples
    --------
    >>> begin(Path("refugees"))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: this package runs from its repository, which is the project: work in ...
    """
    if folders.CHECKOUT:
        root = folders.CHECKOUT
        raise GcrError(f"this package runs from its repository, which is the project: work in {root}")
    require_writable(folder)
    found = (path.relative_to(folders.SHIPPED) for path in folders.SHIPPED.rglob("*") if path.is_file())
    # The files by which a project is known come last: until then it is none.
    names = sorted(found, key=lambda name: (name.as_posix() in folders.MARKS, name))
    lacking = [name for name in names if not _is_there(name, folder)]
    for name in lacking:
        try:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            with replacing(folder / name) as fresh:
                shutil.copyfile(folders.SHIPPED / name, fresh)
        except OSError as error:
            raise GcrError(f"cannot write {from_here(folder / name)}: {error.strerror or error}") from error
    return len(lacking)


def begin_here() -> bool:
    """Begin a project in the current folder where it is empty.

    Hidden files, and what the package is installed from and into, are left as they are: a lock, wheels,
    virtual environments.

    Returns
    -------
    bool
        Whether a project was begun; where there is one already, nothing is done.

    Raises
    ------
    GcrError
        Where the folder holds other things or is the user's home, or as for `begin`: also where its lock is
        another one than that of the package.

    Examples
    --------
    >>> begin_here()
    False
    """
    if folders.project():
        return False
    here = Path.cwd()
    if here == Path.home() or not all(map(_may_stay, here.iterdir())):
        raise GcrError(f"{here} is no project and no empty folder: go to one, or call gcr init")
    begin(here)
    return True


def _may_stay(path: Path) -> bool:
    """Whether something in a folder is hidden, or there to install the package."""
    installs = path.name == "requirements.lock" or path.suffix == ".whl" or (path / "pyvenv.cfg").is_file()
    return installs or path.name.startswith(".")


def _is_there(name: Path, folder: Path) -> bool:
    """Whether a file is there with the content that would be written; refuse another one of that name."""
    path = folder / name
    if not path.exists() and not path.is_symlink():
        return False
    if path.is_file() and path.read_bytes() == (folders.SHIPPED / name).read_bytes():
        return True
    raise GcrError(f"{from_here(path)} is there already and would be overwritten: begin in another folder")
