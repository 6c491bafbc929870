"""`gcr run` again: it runs what changed and nothing else, says why, and waits for its turn."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from gcr_analysis.framework import tables
from gcr_analysis.snapshot import data_folder, files, load, store

HOSTS, SELF = "host-country-burden", "self-reliance"
NOTEBOOKS = {
    "1-host-country-burden.ipynb": 'gcr.load("unrwa_refugees").shape',
    "2-self-reliance.ipynb": 'gcr.load("development").shape',
}
PARAMETERS = 'region = "world"\nyear = 2025\nbaseline_year = 2016'
NOTE = """from IPython.display import display
note = {"application/vnd.gcr.note+json": {"region": region, "countries": len(gcr.region(region).countries)}}
display(note, raw=True)"""

Gcr = Callable[..., subprocess.CompletedProcess[str]]
OWN = "name: lake-chad\ntitle: Lake Chad basin\ncountries: [CMR, NER, NGA, TCD]\n"


@pytest.fixture(scope="module")
def tree(tree: Path) -> Path:
    """Two panels whose notebooks read one table each, on a snapshot of their own."""
    for name, cell in NOTEBOOKS.items():
        cells = [
            new_markdown_cell("# Small", id="title"),
            new_code_cell(PARAMETERS, id="parameters", metadata={"tags": ["parameters"]}),
            new_code_cell(f"import gcr_analysis as gcr\n{cell}", id="table"),
            new_code_cell(NOTE, id="note"),
        ]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), tree / "notebooks" / name)
    shutil.copytree(data_folder(), tree / "data")
    (tree / "chad.yaml").write_text(OWN)
    return tree


@pytest.fixture(scope="module")
def environment(tree: Path, environment: dict[str, str]) -> dict[str, str]:
    return {**environment, "GCR_DATA": str(tree / "data")}


@pytest.fixture(scope="module")
def done(gcr_in_tree: Gcr, tree: Path) -> Path:
    """Both panels, run for a region set and for a set of the user's own."""
    result = gcr_in_tree("run", "--region", "mirps", "--region", "chad.yaml")
    assert result.returncode == 0, result.stderr
    return tree / "outputs"


@pytest.fixture
def why(done: Path, gcr_in_tree: Gcr) -> Callable[..., dict[str, str]]:
    """Ask of each note why it would run; what is fresh is not in the answer."""

    def ask(*more: str) -> dict[str, str]:
        result = gcr_in_tree("run", "--region", "mirps", "--region", "chad.yaml", "--explain", *more)
        assert result.returncode == 0, result.stderr
        lines = [line.partition(": ") for line in result.stdout.splitlines()]
        assert [(name, what) for name, _, what in lines if name.startswith("skip")] == [
            (name, "fresh") for name, _, _ in lines if name.startswith("skip")
        ]
        return {name.removeprefix("run  "): what for name, _, what in lines if name.startswith("run ")}

    return ask


@contextmanager
def changed(path: Path, change: Callable[[str], str]) -> Iterator[None]:
    """Change a file for a while; one that is not there is empty."""
    before = path.read_text(encoding="utf-8") if path.exists() else None
    path.write_text(change(before or ""), encoding="utf-8")
    try:
        yield
    finally:
        path.unlink() if before is None else path.write_text(before, encoding="utf-8")


def of(panel: str, reason: str) -> dict[str, str]:
    return {f"{slug} · {panel} · 2025": reason for slug in ("mirps", "lake-chad")}


def test_what_is_fresh_is_skipped_and_stays_byte_for_byte(done: Path, gcr_in_tree: Gcr) -> None:
    before = {path: path.stat().st_mtime_ns for path in done.rglob("*.ipynb")}
    result = gcr_in_tree("run", "--region", "mirps", "--region", "chad.yaml")
    assert (result.returncode, result.stdout) == (0, "4 notes: 4 skipped\n")
    assert {path: path.stat().st_mtime_ns for path in done.rglob("*.ipynb")} == before


def test_what_is_fresh_waits_for_no_library_that_runs_or_draws(
    done: Path, tree: Path, environment: dict[str, str]
) -> None:
    code = (
        "import atexit, sys\n"
        "from multiprocessing.forkserver import _forkserver as server\n"
        "from gcr_analysis.cli import main\n"
        "heavy = {'papermill', 'nbformat', 'geopandas', 'matplotlib', 'gcr_analysis.running.worker'}\n"
        "atexit.register(lambda: print(sorted(heavy & sys.modules.keys())))\n"
        "atexit.register(lambda: print(server._forkserver_pid))\n"
        "main(['run', '--region', 'mirps'])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], cwd=tree, env=environment, capture_output=True, text=True, check=True
    )
    assert result.stdout == "2 notes: 2 skipped\nNone\n[]\n"


def test_force_runs_what_is_fresh_and_makes_the_same_bytes(done: Path, gcr_in_tree: Gcr) -> None:
    before = {path: path.read_bytes() for path in done.rglob("*") if path.is_file()}
    result = gcr_in_tree("run", "--region", "mirps", "--force")
    assert result.stdout.rstrip().endswith("2 notes: 2 done")
    assert {path: path.read_bytes() for path in done.rglob("*") if path.is_file()} == before


def test_explain_runs_nothing(why: Callable[..., dict[str, str]], done: Path, gcr_in_tree: Gcr) -> None:
    assert why() == {}
    assert why("--force") == of(HOSTS, "forced") | of(SELF, "forced")
    result = gcr_in_tree("run", "--region", "ssar", "--panel", HOSTS, "--explain")
    assert result.stdout == f"run  ssar · {HOSTS} · 2025: never run\n"
    assert not (done / "ssar").exists()


def test_a_changed_table_runs_the_notes_that_load_it(
    why: Callable[..., dict[str, str]], tree: Path, gcr_in_tree: Gcr
) -> None:
    _drop_a_row("unrwa_refugees", tree / "data")
    assert why() == of(HOSTS, "table unrwa_refugees changed")
    result = gcr_in_tree("run", "--region", "mirps", "--region", "chad.yaml")
    assert result.stdout.rstrip().endswith("4 notes: 2 done, 2 skipped")
    assert "skipped 2 of 4 notes: they are fresh\n[1/2] done" in result.stderr
    assert result.stderr.endswith("the executed notebooks are in outputs; gcr publish makes their pages\n")
    assert why() == {}


@pytest.mark.parametrize(
    ("file", "stale"),
    [
        ("indicators/host_country_burden/shares.py", (HOSTS,)),
        ("indicators/self_reliance/law.py", (SELF,)),
        ("framework/sentences/self-reliance.yaml", (SELF,)),
        ("figures/sheet.py", (HOSTS, SELF)),
        ("publishing/pages.py", ()),
    ],
)
def test_a_changed_file_of_the_package_runs_the_panels_that_rest_on_it(
    file: str, stale: tuple[str, ...], why: Callable[..., dict[str, str]], tree: Path
) -> None:
    with changed(tree / "src" / "gcr_analysis" / file, lambda text: f"{text}\n# changed\n"):
        assert why() == {note: text for panel in stale for note, text in of(panel, f"{file} changed").items()}


def test_a_changed_region_file_runs_its_own_notes(why: Callable[..., dict[str, str]], tree: Path) -> None:
    with changed(tree / "chad.yaml", lambda text: f"{text}plural: false\n"):
        assert why() == {f"lake-chad · {panel} · 2025": "chad.yaml changed" for panel in (HOSTS, SELF)}


def test_a_changed_notebook_runs_its_panel_but_not_for_its_outputs(
    why: Callable[..., dict[str, str]], tree: Path
) -> None:
    path = tree / "notebooks" / "2-self-reliance.ipynb"

    def with_cell(**parts: object) -> Callable[[str], str]:
        def change(text: str) -> str:
            notebook = json.loads(text)
            notebook["cells"][2] |= parts
            return json.dumps(notebook)

        return change

    with changed(path, with_cell(execution_count=7, outputs=[])):
        assert why() == {}
    with changed(path, with_cell(source=["import gcr_analysis as gcr"])):
        assert why() == of(SELF, "notebooks/2-self-reliance.ipynb changed")


def test_another_baseline_year_is_another_note(why: Callable[..., dict[str, str]]) -> None:
    assert why("--baseline-year", "2019", "--panel", HOSTS) == {
        f"{name} · since 2019": reason for name, reason in of(HOSTS, "never run").items()
    }


def test_a_lock_that_came_is_a_reason(why: Callable[..., dict[str, str]], tree: Path) -> None:
    with changed(tree / "requirements.lock", lambda _: "pandas==3.0.0\n"):
        assert why("--panel", HOSTS) == of(HOSTS, "requirements.lock was added")


def test_notes_that_no_plan_makes_any_more_are_removed_with_all(
    done: Path, gcr_in_tree: Gcr, tree: Path
) -> None:
    framework = tree / "src" / "gcr_analysis" / "framework"
    with changed(framework / "regions.yaml", lambda text: text.replace("named:\n", f"named:\n{PASSING}")):
        assert gcr_in_tree("run", "--region", "passing", "--panel", HOSTS).returncode == 0
    with changed(framework / "panels.yaml", _only_the_world):
        result = gcr_in_tree("run", "--all", "--panel", HOSTS)
    assert result.returncode == 0, result.stderr
    assert f"removed passing/{HOSTS}/2025.ipynb: there is no region passing any more" in result.stderr
    assert not (done / "passing").exists()
    for slug in ("world", "mirps", "lake-chad"):
        assert (done / slug / HOSTS / "2025.ipynb").is_file()


PASSING = """\
  passing:
    title: Passing countries
    kind: platform
    as_of: "2026"
    source: unhcr-countries
    countries: [LBN, TCD]
"""


def _only_the_world(panels: str) -> str:
    others = panels[panels.index("    - asia-and-the-pacific") : panels.index("self-reliance:")]
    return panels.replace(others, "", 1)


# Tests that were started in the background are deaf to Ctrl-C, and so is what they start, unless it listens.
LISTENING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from gcr_analysis.cli import main
main()
"""


@pytest.fixture
def held(done: Path) -> Iterator[FileLock]:
    """The outputs folder, as another run would hold it."""
    with FileLock(done / ".lock") as lock:
        yield lock


@pytest.fixture
def waiting(held: FileLock, tree: Path, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """A run that has said that it waits."""
    command = [sys.executable, "-c", LISTENING, "run", "--region", "mirps"]
    with subprocess.Popen(
        command, cwd=tree, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == "another run is writing to outputs: waiting for it\n"
        yield process
        process.kill()


def test_a_second_run_waits_for_the_first(waiting: subprocess.Popen[str], held: FileLock) -> None:
    assert waiting.poll() is None
    held.release()
    out, err = waiting.communicate(timeout=180)
    assert (waiting.returncode, out, err) == (0, "2 notes: 2 skipped\n", "")


def test_who_waits_can_be_stopped(waiting: subprocess.Popen[str]) -> None:
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=60)
    assert waiting.returncode == 130
    assert out.rstrip().endswith("2 notes: 2 stopped")
    assert "Traceback" not in err


def _drop_a_row(table: str, folder: Path) -> None:
    """Change a table as a build would: its file, and what the snapshot says of it."""
    declared = tables()[table]
    frame = load(table).iloc[:-1]
    path = folder / f"{table}.parquet"
    files.write(frame, declared, path)
    package = json.loads((folder / store.PACKAGE).read_text())
    content = path.read_bytes()
    for stated in package["resources"]:
        if stated["name"] == table:
            stated |= {"bytes": len(content), "hash": store.digest(content)}
    package["seal"] = store.seal(package["resources"])
    (folder / store.PACKAGE).write_text(json.dumps(package))
