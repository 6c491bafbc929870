"""Where the project's files are, and where to keep what can be made again.

A checkout of the repository is its own project, wherever a command is called. An installed package has no
checkout: it brings the project's files with it, and works in the project that the user stands in.
"""

from pathlib import Path

SHIPPED = Path(__file__).resolve().parent / "project"
"""What an installed package brings of the project: notebooks, pages, snapshot and lock."""
CHECKOUT = None if SHIPPED.is_dir() else Path(__file__).resolve().parents[2]
"""Top of the repository; None where the package was installed away from it."""
MARKS = ("_quarto.yml", "notebooks/_quarto.yml")
"""Files by which a project is known."""


def project() -> Path | None:
    """Return the folder of the project: the checkout, or the nearest project around the current folder.

    Returns
    -------
    Path or None
        Absolute path of the folder that holds `notebooks/`; None where there is no such folder.

    Examples
    --------
    >>> (project() / "requirements.lock").is_file()
    True
    """
    if CHECKOUT:
        return CHECKOUT
    here = Path.cwd()
    return next((each for each in (here, *here.parents) if is_project(each)), None)


def is_project(folder: Path) -> bool:
    """Return whether *folder* is a project.

    Examples
    --------
    >>> is_project(project()), is_project(project() / "notebooks")
    (True, False)
    """
    return all((folder / name).is_file() for name in MARKS)


def snapshot() -> Path:
    """Return the folder of the snapshot: the project's, or else the one that the package brings.

    Examples
    --------
    >>> (snapshot() / "datapackage.json").is_file()
    True
    """
    return (project() or SHIPPED) / "data"


def caches() -> Path:
    """Return the folder for what can be made again: the project, or else the user's own cache.

    Examples
    --------
    >>> caches() == project()
    True
    """
    if here := project():
        return here
    from platformdirs import user_cache_path

    return user_cache_path("gcr-analysis")
