"""The command, called in this process, and in a tree of its own with a small notebook that can fail."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
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


# Has imported libraries, and nothing of the package, which tests change: each call forks, and imports that.
WARM = """
import atexit, json, os, runpy, sys
import filelock, pandas, psutil, pyarrow.parquet, pydantic, rich.progress, typer, yaml
for line in sys.stdin:
    arguments, *files = json.loads(line)
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, file in enumerate(files, start=1):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        sys.argv[1:], code = arguments, 0
        try:
            runpy.run_module("gcr_analysis", run_name="__main__", alter_sys=True)
        except SystemExit as ended:
            code = ended.code or 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
            code = 1
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def gcr_in_tree(
    tree: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gcr]:
    """Call the tree's command as a user does, standing at its top."""
    said = [tmp_path_factory.mktemp("said") / name for name in ("out.txt", "err.txt")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(
        [sys.executable, "-c", WARM], cwd=tree, env=environment, text=True, **pipes
    ) as warm:
        assert warm.stdin is not None
        assert warm.stdout is not None
        asked, told = warm.stdin, warm.stdout

        def call(*arguments: str) -> subprocess.CompletedProcess[str]:
            print(json.dumps([arguments, *map(str, said)]), file=asked, flush=True)
            code = int(told.readline())
            return subprocess.CompletedProcess(
                ["gcr", *arguments], code, *(file.read_text() for file in said)
            )

        yield call
        asked.close()
