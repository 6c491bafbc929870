"""What the examples print is the answer that the page shows."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from gcr_analysis import geography
from gcr_analysis.indicators import indicator
from gcr_analysis.publishing.dataset import export_files, figures, formats
from gcr_analysis.publishing.dataset.examples import INDICATOR, MOST, YEAR, Example, answer, examples

COMMANDS = {
    "pandas": [sys.executable, "-"],
    "r": ["Rscript", "-"],
    "stata": ["stata", "-q"],
    "julia": ["julia", "-"],
}
NEEDED = {"r": "library(data.table); library(R.utils)", "julia": "using CSV, DataFrames"}
LINE = re.compile(r"(?P<title>\S.*?)[\s│]+(?P<value>\d+\.\d)[\s│]+(?P<status>[a-z ]+?)[\s│]*$")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of one measure, two years and every region."""
    made = tmp_path_factory.mktemp("package")
    with pytest.MonkeyPatch.context() as patch:
        rows = indicator(INDICATOR, geography.regions(), [YEAR - 1, YEAR])
        patch.setattr(figures, "every_row", lambda: rows)
        for name, content in export_files(formats()["frictionless"]).items():
            (made / name).write_bytes(content)
    return made


@pytest.fixture(scope="module")
def right(folder: Path) -> list[tuple[str, float, str]]:
    return answer(pq.read_table(folder / "figures.parquet"))


def run(command: list[str], code: str, folder: Path) -> str:
    utf8 = os.environ | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    options: dict[str, Any] = {"input": code, "capture_output": True, "encoding": "utf-8"}
    done = subprocess.run(command, cwd=folder, env=utf8, check=False, **options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_answer_is_the_largest_figures_of_countries(right: list[tuple[str, float, str]]) -> None:
    asked = indicator(INDICATOR, geography.regions("country"), YEAR).nlargest(MOST, "value")
    assert [value for _, value, _ in right] == asked["value"].round(1).tolist()
    assert right[0] == ("Lebanon", 130.7, "computed")


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.id)
def test_an_example_prints_the_answer(
    example: Example, folder: Path, right: list[tuple[str, float, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len([line for line in example.code.splitlines() if line.strip()]) <= 12
    if example.id == "duckdb":
        monkeypatch.chdir(folder)
        assert duckdb.sql(example.code).fetchall() == right
        return
    command = COMMANDS[example.id]
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} on the PATH: the example in {example.title} is not run")
    if needed := NEEDED.get(example.id):
        found = subprocess.run(command, input=needed, capture_output=True, text=True, check=False)
        if found.returncode:
            pytest.skip(f"{example.title} lacks packages: {found.stderr.strip().splitlines()[-1]}")
    printed = run(command, example.code, folder)
    lines = [found for line in printed.splitlines() if (found := LINE.search(line))]
    titles = [re.sub(r"^\W*\d+\W+", "", line["title"]).strip() for line in lines]
    assert [*zip(titles, [float(line["value"]) for line in lines], strict=True)] == [
        (title, value) for title, value, _ in right
    ]
    assert [line["status"] for line in lines] == [status for *_, status in right]
