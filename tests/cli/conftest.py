"""The command, called in this process, and in a tree of its own with a small notebook that can fail."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

import gcr_analysis
from gcr_analysis.cli import main
from gcr_analysis.snapshot import data_folder

PARAMETERS = 'region = "world"\nyear = 2025\nbaseline_year = 2016\ntop = 5\npause = 0'
# Fails or waits for the regions that say so, and shows a note for all others.
CELLS = (
    "import os, time\nfrom IPython.display import display",
    "assert region != 'ssar', 'no figures'\ntime.sleep(300 if region == 'igad' else pause)",
    "if region == 'UGA': os._exit(1)",
    "note = {'application/vnd.gcr.note+json': {'region': region, 'year': year}}\ndisplay(note, raw=True)",
)

Gcr = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def gcr(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Call the command; return its exit code, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([*arguments])
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package into a temporary tree, with a small notebook for the first panel."""
    top = tmp_path_factory.mktemp("tree")
    package = Path(str(gcr_analysis.__file__)).parent
    shutil.copytree(package, top / "src" / "gcr_analysis")
    (top / "notebooks").mkdir()
    first = new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]})
    rest = [new_code_cell(cell, id=f"cell-{number}") for number, cell in enumerate(CELLS)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=[first, *rest], metadata={"kernelspec": kernel})
    nbformat.write(notebook, top / "notebooks" / "1-host-country-burden.ipynb")
    return top


@pytest.fixture(scope="module")
def environment(tree: Path) -> dict[str, str]:
    """The environment in which the package of the tree is the one that runs, on the real snapshot."""
    return {**os.environ, "PYTHONPATH": str(tree / "src"), "GCR_DATA": str(data_folder().absolute())}


@pytest.fixture(scope="module")
def gcr_in_tree(tree: Path, environment: dict[str, str]) -> Gcr:
    """Call the tree's command as a user does, standing at its top."""

    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "gcr_analysis", *arguments]
        return subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, text=True, timeout=300, check=False
        )

    return call
