"""Paths as the project and its users write them."""

import os
from pathlib import Path

from gcr_analysis import folders
from gcr_analysis.errors import GcrError


def project_root() -> Path:
    """Top folder of the project: the repository that this package is part of, or the user's own.

    Returns
    -------
    Path
        Absolute path of the folder that holds `notebooks/`.

    Raises
    ------
    GcrError
        When the repository holds no notebooks, or an installed package is called outside a project.

    Examples
    --------
    >>> (project_root() / "notebooks").is_dir()
    True
    """
    root = folders.project()
    if not root:
        raise GcrError(f"{Path.cwd()} is in no project: go to yours, or make one here with gcr init")
    if not (root / "notebooks").is_dir():
        raise GcrError(f"no notebooks in {root}: restore them, or clone the repository again")
    return root


def from_root(path: str | Path) -> str:
    """Write *path* as seen from the top of the project, so that no note depends on where that is.

    Parameters
    ----------
    path
        A path as the user typed it, relative to the user's own folder.

    Returns
    -------
    str
        The same place relative to the top of the project, with forward slashes.

    Raises
    ------
    GcrError
        When the place is on another drive, from which no relative path leads to the project, or its name
        is no text.

    Examples
    --------
    >>> from_root(project_root() / "sets" / "lake-chad.yaml")
    'sets/lake-chad.yaml'
    """
    place = Path(path).resolve()
    try:
        return Path(os.path.relpath(place, project_root())).as_posix().encode().decode()
    except UnicodeEncodeError as error:
        raise GcrError(f"{str(path)!a} is not written in UTF-8: give the file another name") from error
    except ValueError as error:
        raise GcrError(f"{place} is on another drive than the project: move it beside it") from error


def from_here(path: Path) -> str:
    """Write *path* as the user would type it: short when it is below the folder where the user stands.

    Examples
    --------
    >>> from_here(Path.cwd() / "outputs" / "mirps")
    'outputs/mirps'
    """
    absolute = path.absolute()
    here = Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(absolute)
