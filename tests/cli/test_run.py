"""`gcr run` as a user calls it: what is done is whole, what failed says why, and the exit code tells."""

import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

PANEL = "host-country-burden"
Gcr = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def mixed(gcr_in_tree: Gcr) -> subprocess.CompletedProcess[str]:
    """Three regions, of which the second fails in a cell and the third kills its kernel."""
    return gcr_in_tree("run", "--region", "mirps", "--region", "ssar", "--region", "uga", "--year", "2024")


def test_a_run_with_a_failure_ends_with_1_and_keeps_what_is_done(
    mixed: subprocess.CompletedProcess[str], tree: Path
) -> None:
    assert mixed.returncode == 1
    notes = (tree / "outputs").rglob("2024.ipynb")
    assert [note.relative_to(tree / "outputs").parts[0] for note in notes] == ["mirps"]


def test_the_table_at_the_end_says_what_ran_what_failed_and_why(
    mixed: subprocess.CompletedProcess[str],
) -> None:
    lines = [line for line in mixed.stdout.splitlines() if f" {PANEL} " in line]
    assert [line.split()[0] for line in lines] == ["MIRPS", "SSAR", "Uganda"]
    assert "done" in lines[0]
    assert "cell [4] raised AssertionError: no figures" in lines[1]
    assert "the kernel died in cell [5]" in lines[2]
    assert mixed.stdout.rstrip().endswith("3 notes: 1 done, 2 failed")


def test_without_a_terminal_each_run_is_one_line_when_it_ends(
    mixed: subprocess.CompletedProcess[str],
) -> None:
    *lines, last = mixed.stderr.splitlines()
    assert len(lines) == 3
    assert last.startswith("the executed notebooks are in outputs")
    assert sorted(line.split("]")[0] for line in lines) == ["[1/3", "[2/3", "[3/3"]


def test_the_parameters_arrive_in_the_notebook(gcr_in_tree: Gcr, tree: Path) -> None:
    result = gcr_in_tree("run", "--region", "lbn", "--baseline-year", "2019", "-p", "top=7", "--quiet")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    executed = json.loads((tree / "outputs" / "lbn" / PANEL / "since-2019" / "2025.ipynb").read_text())
    (injected,) = [cell for cell in executed["cells"] if cell["id"] == "injected-parameters"]
    assert "".join(injected["source"]).splitlines()[1:] == [
        'region = "LBN"',
        "year = 2025",
        "baseline_year = 2019",
        "top = 7",
    ]


def test_a_region_file_of_the_users_own_is_run_by_its_path_from_the_top(gcr_in_tree: Gcr, tree: Path) -> None:
    (tree / "chad.yaml").write_text(
        "name: lake-chad\ntitle: Lake Chad basin\ncountries: [CMR, NER, NGA, TCD]\n"
    )
    result = gcr_in_tree("run", "--panel", PANEL, "--region", "chad.yaml", "--quiet")
    assert result.returncode == 0, result.stdout
    executed = (tree / "outputs" / "lake-chad" / PANEL / "2025.ipynb").read_text()
    assert 'region = \\"chad.yaml\\"' in executed
    assert str(tree) not in executed


# Tests that were started in the background are deaf to Ctrl-C, and so is what they start, unless it listens.
LISTENING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from gcr_analysis.cli import main
main()
"""


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_who_stops_a_run_is_told_what_is_done(
    asked: signal.Signals, tree: Path, environment: dict[str, str]
) -> None:
    outputs = tree / f"stopped-{asked.name}"
    regions = ["--region", "mirps", "--region", "igad", "--region", "world"]
    process = subprocess.Popen(
        [sys.executable, "-c", LISTENING, "run", *regions, "--workers", "1", "--outputs", str(outputs)],
        cwd=tree,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        _wait_for(outputs / "mirps" / PANEL / "2025.receipt.json")
        time.sleep(2)
        process.send_signal(asked)
        try:
            out, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 130
    assert "Traceback" not in err
    assert out.rstrip().endswith("3 notes: 1 done, 2 stopped")
    left = {path.name for path in outputs.rglob("*") if path.is_file()}
    assert left == {".lock", "2025.ipynb", "2025.receipt.json"}


def test_a_note_whose_receipt_does_not_fit_on_the_disk_is_made_again(
    tree: Path, environment: dict[str, str], gcr_in_tree: Gcr
) -> None:
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000))  # a note fits, a receipt does not

    asked = ["run", "--region", "mirps", "--outputs", "full"]
    result = subprocess.run(
        [sys.executable, "-m", "gcr_analysis", *asked],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=small_disk,
    )
    assert result.returncode == 1
    assert f"cannot write 2025.receipt.json in full/mirps/{PANEL}: File too large\n" in result.stderr
    assert gcr_in_tree(*asked, "--explain").stdout == f"run  mirps · {PANEL} · 2025: it has no receipt\n"
    assert gcr_in_tree(*asked).stdout.rstrip().endswith("1 note: 1 done")
    left = {path.name for path in (tree / "full").rglob("*") if path.is_file()}
    assert left == {".lock", "2025.ipynb", "2025.receipt.json"}


def test_a_site_with_a_failed_note_is_not_published(gcr_in_tree: Gcr, tree: Path) -> None:
    panels = tree / "src" / "gcr_analysis" / "framework" / "panels.yaml"
    whole = panels.read_text()
    declared = yaml.safe_load(whole)
    for name, panel in declared.items():
        panel["default_regions"] = ["mirps", "ssar"] if name == PANEL else []
    panels.write_text(yaml.safe_dump(declared, sort_keys=False))
    try:
        result = gcr_in_tree("site")
    finally:
        panels.write_text(whole)
    assert result.returncode == 1
    assert "the site was not published: the last good one is as it was" in result.stderr
    assert not (tree / "_site").exists()


def test_an_output_folder_that_cannot_be_written_is_one_line_before_any_kernel(
    gcr_in_tree: Gcr, tree: Path
) -> None:
    (tree / "taken").write_text("a file")
    result = gcr_in_tree("run", "--region", "mirps", "--outputs", "taken")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "gcr: cannot write to taken: File exists\n"


def _wait_for(path: Path) -> None:
    end = time.monotonic() + 180
    while not path.is_file():
        assert time.monotonic() < end
        time.sleep(0.1)
