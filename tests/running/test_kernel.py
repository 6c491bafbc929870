"""A forked kernel is a kernel: what it leaves in a notebook is what a new Python would have left."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import forkserver
from pathlib import Path
from typing import Any

import nbformat
import papermill
import psutil
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

import gcr_analysis
from gcr_analysis.running import FORK, STOCK, Outcome, Run, execute, plan_runs
from gcr_analysis.running.forking import FORKS
from gcr_analysis.running.kernel import ForkEngine
from gcr_analysis.snapshot import data_folder

pytestmark = [
    pytest.mark.site,
    pytest.mark.skipif(not FORKS, reason="there is no forking here: stock kernels run everything"),
]
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}

SHOWS = [
    "import warnings, sys, os, threading, asyncio, subprocess, logging\n"
    "import matplotlib.pyplot as plt, pandas as pd\n"
    "from IPython.display import HTML, clear_output, display, update_display",
    "plt.plot([1, 3, 2]);",  # no magic: the kernel alone says how figures are shown
    "%matplotlib inline\nplt.scatter([1, 2], [2, 1])\nplt.show()\nprint('after')",
    "pd.DataFrame({f'column {n}': [n / 7, None] for n in range(24)})",
    "print('out'); print('error', file=sys.stderr); print('out again')",
    "warnings.warn('careful')\nwarnings.warn('old', DeprecationWarning)\nwarnings.warn('careful')",
    "pd.Series([1]).astype('category').cat.codes\nlogging.getLogger('mine').warning('logged')",
    "!echo from the shell; echo and its errors >&2",
    "listed = !printf 'a\\nb'\nlisted",
    "%%bash\necho from bash\nexit 0",
    "subprocess.run(['echo', 'straight to the descriptor'])\nos.system('echo so too')",
    "display(HTML('<b>one</b>'), display_id='mine')",
    "update_display(HTML('<b>two</b>'), display_id='mine')\nprint('updated above')",
    "print('gone')\nclear_output()\nprint('stays')",
    "for n in range(3):\n    clear_output(wait=True)\n    print(n)",
    "done = threading.Event()\nleft = threading.Thread(target=done.wait)\nleft.start()\nleft.is_alive()",
    "done.set()\nleft.join()\nleft.is_alive()",
    "await asyncio.sleep(0.01)\nasync def two():\n    return 2\nawait two()",
    "get_ipython().run_cell_magic('capture', 'held', 'print(1)')\nheld.stdout",
    "'a long text ' * 30, {'key': [1.5, None]}, range(3), _",
    "%who_ls int",
    "display({'text/plain': 'mine', 'application/x-mine+json': {'a': [1]}}, raw=True, metadata={'alt': 'x'})",
    "len.__doc__?",
    "None",
    "",
]
RAISES = [
    "def share(part, whole):\n    return part / whole\nshare(1, 0)",
    "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('no a') from error",
    "if True print('syntax')",
    "class Shy:\n    def _repr_html_(self):\n        raise RuntimeError('not now')\nShy()",
    "import pandas\npandas.DataFrame({'a': [1]}).loc[9]",
    "%no_such_magic",
    "input('name? ')",
    "raise KeyboardInterrupt",
    "raise ExceptionGroup('two', [ValueError(1), TypeError(2)])",
    "open('/no/such/file')",
    "%%bash\nexit 3",
    "await no_such_name",
    "print('goes on')",
]
WORLD = [
    "import asyncio, logging, multiprocessing, os, signal, sys, threading, warnings\n"
    # An installed package comes last in the path; a new Python finds it first, by the variable set below.
    "sys.argv[0], len(sys.argv), sorted(sys.path), os.getcwd(), sys.flags",
    "sorted(name for name in os.environ if name not in {'GCR_CALLED', 'PYTEST_CURRENT_TEST'})",
    "{name: value for name, value in os.environ.items() if name[:3] in {'MPL', 'OMP', 'PYT', 'TZ'}}",
    "multiprocessing.get_start_method(allow_none=True), __name__, sys.modules['__main__'].__name__",
    "type(get_ipython()), get_ipython().kernel, sys.stdout.__class__, sys.displayhook.__class__",
    "threading.active_count(), threading.current_thread().name, type(asyncio.get_running_loop())",
    "signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), os.getsid(0) == os.getpid()",
    "logging.getLogger().handlers, logging.getLogger().level",
    "with multiprocessing.Pool(2) as pool:\n    print(pool.map(abs, [-1, -2]))",
    "import pandas, matplotlib\npandas.get_option('display.max_columns'), matplotlib.get_backend()",
    "sys.stdin.isatty(), __import__('pathlib').Path('/dev/fd/0').exists()",
]


@pytest.fixture(scope="module", autouse=True)
def registered() -> None:
    forkserver._forkserver._stop()  # one that other tests started has not the variables that are set here
    papermill_engines.register(FORK, ForkEngine)  # as the package's entry point does when it is installed


@pytest.fixture
def executed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Execute cells with an engine, and return the notebook that Papermill wrote."""
    package = str(Path(str(gcr_analysis.__file__)).parents[1])
    monkeypatch.setenv("PYTHONPATH", package)
    monkeypatch.setenv("PYDEVD_DISABLE_FILE_VALIDATION", "1")

    def run(engine: str | None, cells: list[str], *, tags: tuple[str, ...] = ()) -> Any:
        made = [
            new_code_cell(cell, id=f"cell-{n}", metadata={"tags": [*tags]}) for n, cell in enumerate(cells)
        ]
        notebook = new_notebook(
            cells=[new_markdown_cell("# A", id="a"), *made], metadata={"kernelspec": KERNEL}
        )
        nbformat.write(notebook, tmp_path / "in.ipynb")
        out = tmp_path / "out.ipynb"
        with suppress(PapermillExecutionError):  # the notebook holds it
            papermill.execute_notebook(
                tmp_path / "in.ipynb", out, {"added": 1}, engine_name=engine, cwd=tmp_path, progress_bar=False
            )
        return nbformat.read(out, as_version=4)

    return run


def plain(notebook: Any) -> Any:
    """Take out what differs between two runs of stock Papermill: times, ids, where a stream was cut."""
    for cell in notebook.cells:
        cell.metadata.papermill = cell.metadata.get("papermill", {}).get("status")
        cell.metadata.execution = sorted(cell.metadata.get("execution", {}))
        if not re.fullmatch(r"a|cell-\d+", cell.id):
            cell.id = "new"
        for output in cell.get("outputs", ()):
            output.update(json.loads(re.sub(r"ipykernel_\d+|0x[0-9a-f]{8,}", "…", json.dumps(output))))
        if "outputs" in cell:
            cell.outputs = joined(cell.outputs)
    notebook.metadata.papermill = sorted(notebook.metadata.papermill)
    return notebook


def joined(outputs: list[Any]) -> list[Any]:
    """Put pieces of one stream together: where a kernel cuts it hangs on how busy the machine is."""
    found: list[Any] = []
    for output in outputs:
        last = found[-1] if found else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last["text"] += output.text
        else:
            found.append(output)
    return found


@pytest.mark.parametrize(
    ("cells", "tags"),
    [
        (SHOWS + WORLD, ()),
        (RAISES, ("raises-exception",)),
        (RAISES, ()),
        (["1", "raise SystemExit", "2"], ()),
    ],
    ids=["shows-and-finds-the-world-of-a-new-python", "raises-and-goes-on", "raises", "exits"],
)
def test_it_leaves_what_stock_papermill_leaves_cell_by_cell(
    executed: Callable[..., Any], cells: list[str], tags: tuple[str, ...]
) -> None:
    stock, forked = (plain(executed(engine, cells, tags=tags)) for engine in (STOCK, FORK))
    assert len(forked.cells) == len(stock.cells)
    for ours, theirs in zip(forked.cells, stock.cells, strict=True):
        assert ours == theirs
    assert forked == stock
    if cells is not RAISES and "raise SystemExit" not in cells:
        assert {cell.metadata.papermill for cell in stock.cells} == {"completed"}


def test_what_cannot_be_equal_is_what_was_imported_before_and_how_deep_the_stack_is(
    executed: Callable[..., Any],
) -> None:
    cells = ["import sys\n'geopandas' in sys.modules", "def down():\n    down()\ndown()"]
    stock, forked = (executed(engine, cells) for engine in (STOCK, FORK))
    imported = [result(notebook) for notebook in (stock, forked)]
    assert imported == ["False", "True"]
    deep = [
        next(o for c in made.cells for o in c.get("outputs", ()) if "ename" in o) for made in (stock, forked)
    ]
    assert deep[0].evalue == deep[1].evalue == "maximum recursion depth exceeded"
    lines = [{line for text in output.traceback for line in text.splitlines()} for output in deep]
    assert lines[0] == lines[1]


def test_workers_make_the_same_bytes_of_panel_notebooks_with_either_engine(tmp_path: Path) -> None:
    runs = plan_runs(["host-country-burden"], ["LBN"], [2024])  # of a set: the same with receipts
    for name, engine in (("stock", STOCK), ("forked", FORK)):
        ended = [
            event for event in execute(runs, tmp_path / name, engine=engine) if isinstance(event, Outcome)
        ]
        assert [(outcome.state, outcome.reason) for outcome in ended] == [("done", "")] * len(runs)
    for run in runs:
        assert run.output(tmp_path / "forked").read_bytes() == run.output(tmp_path / "stock").read_bytes()


READS_ANEW = """
import gcr_analysis.running.ready, nbformat, os, papermill, sys
from pathlib import Path
from gcr_analysis.running.kernel import ForkedKernel
from gcr_analysis.snapshot import load
ForkedKernel.from_here = True
kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
cell = nbformat.v4.new_code_cell("import sys; 'gcr_analysis.snapshot.store' in sys.modules")
notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": kernel})
def forked():
    made = papermill.execute_notebook(notebook, None, engine_name="gcr-fork", progress_bar=False)
    return made.cells[0].outputs[0]["data"]["text/plain"]
load("countries")
assert forked() == "True"
own = Path(os.environ["GCR_DATA"])
os.environ["GCR_DATA"] = str(own.parents[0])
assert forked() == "False"
os.environ["GCR_DATA"] = str(own)
assert forked() == "True"
os.utime(own / "countries.parquet")
assert forked() == "False"
"""


def test_a_kernel_that_would_find_another_snapshot_than_was_read_before_it_reads_for_itself(
    tmp_path: Path,
) -> None:
    own = tmp_path / "data"
    shutil.copytree(data_folder(), own)
    env = installed(tmp_path) | {"GCR_DATA": str(own)}
    subprocess.run([sys.executable, "-c", READS_ANEW], env=env, check=True, timeout=300)


# PROJ's database is read without a place of its own in the file, which a second look at that place shows.
FORKS_SAFELY = """
import gcr_analysis.running.ready, os, sys, threading
from pathlib import Path
from pyproj import CRS
from gcr_analysis.snapshot import store
native = len(os.listdir("/proc/self/task"))
def look():
    assert threading.active_count() == 1
    assert len(os.listdir("/proc/self/task")) == native
    held = {fd.name: os.readlink(fd) for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink()}
    assert not [name for name in held.values() if name.startswith("socket:")], held
    files = {fd: name for fd, name in held.items() if Path(name).is_file() and int(fd) > 2}
    assert all(name.endswith("/proj.db") for name in files.values()), files
    return {fd: Path(f"/proc/self/fdinfo/{fd}").read_text().splitlines()[0] for fd in files}
assert store._read.cache_info().currsize == store.checked_path.cache_info().currsize == 0
ready = look()
import gcr_analysis.running.warm
assert store._read.cache_info().currsize > 5
warm = look()
CRS.from_epsg(8857).to_wkt()
assert look() == warm
assert ready.items() <= warm.items()
import gcr_analysis.running.worker
assert "lark" not in sys.modules, "a grammar of web addresses was compiled"
assert sys.modules.get("rfc3987_syntax", "") is not None, "notebooks cannot import it"
"""


def test_who_forks_has_no_thread_no_socket_no_file_whose_place_would_be_shared_and_no_grammar(
    tmp_path: Path,
) -> None:
    command = [sys.executable, "-c", FORKS_SAFELY]
    subprocess.run(command, env=installed(tmp_path), check=True, timeout=300)


def test_a_worker_forks_its_kernels_one_after_the_other_and_they_share_nothing(
    small_run: Callable[..., Run], tree: Path
) -> None:
    cells = [
        "import os, sys, pathlib, numpy\nfrom threading import active_count as threads",
        "mine = pathlib.Path(f'{region}.txt')",
        "mine.write_text(f'{os.getppid()} {len(sys.modules)} {numpy.random.rand()} {threads()}');",
        "os.environ['LEFT'] = sys.left = 'behind'",
        "'gcr_analysis.running.ready' in sys.modules, os.environ.get('LEFT'), hasattr(sys, 'left')",
        "import atexit\natexit.register(lambda: mine.with_suffix('.left').touch());",
    ]
    runs = [small_run(f"number-{n}", *cells) for n in range(3)]
    ended = [e for e in execute(runs, tree / "shared", workers=1, root=tree) if isinstance(e, Outcome)]
    assert [outcome.state for outcome in ended] == ["done"] * 3
    told = [(tree / f"{run.slug}.txt").read_text().split() for run in runs]
    parents, modules, random, threads = ({*values} for values in zip(*told, strict=True))
    assert len(parents) == len(modules) == len(threads) == 1
    assert len(random) == 3
    assert all((tree / f"{run.slug}.left").is_file() for run in runs)


def test_a_kernel_ends_with_who_asked_for_it(tmp_path: Path) -> None:
    cells = "import os, pathlib", "pathlib.Path('kernel').write_text(str(os.getpid()))", "while True: pass"
    notebook = new_notebook(cells=[*map(new_code_cell, cells)], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, tmp_path / "in.ipynb")
    asking = subprocess.Popen(papermill_command(tmp_path), cwd=tmp_path, env=installed(tmp_path))
    with asking:
        while not (tmp_path / "kernel").is_file():
            assert asking.poll() is None
            time.sleep(0.05)
        time.sleep(0.2)
        kernel = psutil.Process(int((tmp_path / "kernel").read_text()))
        asking.kill()
    kernel.wait(10)


def test_papermill_knows_it_by_name(tmp_path: Path) -> None:
    notebook = new_notebook(cells=[new_code_cell("6 * 7")], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, tmp_path / "in.ipynb")
    command = papermill_command(tmp_path)
    subprocess.run(
        command, cwd=tmp_path, env=installed(tmp_path), check=True, capture_output=True, timeout=120
    )
    assert result(nbformat.read(tmp_path / "out.ipynb", as_version=4)) == "42"


def test_a_script_needs_no_guard_and_a_server_that_it_started_itself_gives_a_new_python(
    tmp_path: Path,
) -> None:
    asks = "import pandas, sys\npandas.get_option('display.max_columns'), 'gcr_analysis' in sys.modules"
    notebook = new_notebook(cells=[new_code_cell(asks)], metadata={"kernelspec": KERNEL})
    nbformat.write(notebook, tmp_path / "in.ipynb")
    script = tmp_path / "script.py"
    script.write_text(
        "from multiprocessing import forkserver\n"
        "forkserver.set_forkserver_preload(['pandas'])\n"
        "forkserver.ensure_running()\n"
        "import papermill\n"
        "papermill.execute_notebook('in.ipynb', 'out.ipynb', engine_name='gcr-fork')\n"
    )
    subprocess.run([sys.executable, script], cwd=tmp_path, env=installed(tmp_path), check=True, timeout=120)
    assert result(nbformat.read(tmp_path / "out.ipynb", as_version=4)) == "(20, False)"


def test_where_there_is_no_forking_it_is_the_stock_engine(
    executed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gcr_analysis.running.kernel.FORKS", False)
    assert result(executed(FORK, ["import sys\n'geopandas' in sys.modules"])) == "False"


def result(notebook: Any) -> str:
    """Return the first result that a notebook shows."""
    return next(o.data["text/plain"] for c in notebook.cells for o in c.get("outputs", ()) if "data" in o)


def papermill_command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "papermill", "--engine", "gcr-fork", str(folder / "in.ipynb"), "out.ipynb"]


def installed(folder: Path) -> dict[str, str]:
    """Environment in which Papermill finds the package's entry points, whether it is installed or not."""
    top = Path(str(gcr_analysis.__file__)).parents[2]
    declared = tomllib.loads((top / "pyproject.toml").read_text())["project"]["entry-points"][
        "papermill.engine"
    ]
    lines = ["[papermill.engine]", *(f"{name} = {place}" for name, place in declared.items())]
    found = folder / "site" / "declared-0.dist-info"
    found.mkdir(parents=True, exist_ok=True)
    (found / "entry_points.txt").write_text("\n".join(lines) + "\n")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(top / "src"), str(found.parent)])}


@pytest.mark.skipif(sys.platform != "linux", reason="names without files are Linux's")
def test_a_kernel_takes_no_port_that_another_process_may_take_first(executed: Callable[..., Any]) -> None:
    where = "from ipykernel.connect import get_connection_info\nget_connection_info(unpack=True)['transport']"
    (shown,) = executed(FORK, [where]).cells[-1].outputs
    assert shown.data["text/plain"] == "'ipc'"
