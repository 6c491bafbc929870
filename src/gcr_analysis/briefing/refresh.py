"""Run the notebooks of the repository with their own parameters and keep the outputs: `make notebooks`."""

import os
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from gcr_analysis.folders import project
from gcr_analysis.framework import panels
from gcr_analysis.framework.lessons import LESSONS
from gcr_analysis.framework.own import VARIABLE
from gcr_analysis.temporary import remove_leftovers, replacing


def refresh(notebook: Path) -> None:
    """Run a notebook in its folder and write it back whole, without anything that differs between two runs.

    Parameters
    ----------
    notebook
        The file; it stays as it is when a cell raises.

    Raises
    ------
    nbclient.exceptions.CellExecutionError
        When a cell raises.
    """
    content = nbformat.read(notebook, as_version=4)
    folder = {"metadata": {"path": str(notebook.parent)}}
    quiet = ["--log-level=ERROR"]  # kernels warn that sockets of this machine are not encrypted
    NotebookClient(
        content, kernel_name="python3", record_timing=False, resources=folder, extra_arguments=quiet
    ).execute()
    content.metadata.get("language_info", {}).pop("version", None)  # the machine's own
    with replacing(notebook) as fresh:
        nbformat.write(content, fresh)


def main() -> None:
    """Refresh the notebooks of panels and those that teach: without figures of anybody's own."""
    os.environ[VARIABLE] = ""
    if not (root := project()):
        raise SystemExit("there are no notebooks here: go to a project")
    notebooks = root / "notebooks"
    remove_leftovers(notebooks)
    names = [panel.notebook for panel in panels().values()] + [f"{lesson}.ipynb" for lesson in LESSONS]
    for name in names:
        if (notebook := notebooks / name).is_file():
            print(f"running {notebook.name}")
            refresh(notebook)


if __name__ == "__main__":
    main()
