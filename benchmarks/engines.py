"""Time the panel notebooks with a new Python for each and with forked kernels, one after the other.

Call it on a Linux machine that does nothing else:
`python benchmarks/engines.py [--panel PANEL] [--workers N]`.
"""

import argparse
import ctypes
import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def timed(engine: str, arguments: list[str], outputs: Path) -> tuple[float, float]:
    """Wall and CPU seconds of one `gcr run`, as a user calls it, with all its processes."""
    command = [sys.executable, "-m", "gcr_analysis", "run", *arguments, "--quiet"]
    start, cpu = time.perf_counter(), cpu_of_children()
    subprocess.run([*command, "--engine", engine, "--outputs", str(outputs)], check=True)
    wall = time.perf_counter() - start
    with suppress(ChildProcessError):  # the server that forked the workers outlives the command by a moment
        while True:
            os.wait()
    return wall, cpu_of_children() - cpu


def cpu_of_children() -> float:
    """CPU seconds of all processes that have ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def differing(one: Path, other: Path) -> list[str]:
    """Executed notebooks that are not the same bytes in both folders."""
    names = sorted({path.relative_to(top) for top in (one, other) for path in top.rglob("*.ipynb")})
    return [str(name) for name in names if not same(one / name, other / name)]


def same(one: Path, other: Path) -> bool:
    """Whether both files are there and equal."""
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def main() -> int:
    """Run both and print wall time, seconds a note and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--panel", default="host-country-burden")
    parser.add_argument("--region", nargs="*", default=["all"])
    parser.add_argument("--workers", default="2")
    given = parser.parse_args()
    regions = [part for name in given.region for part in ("--region", name)]
    arguments = ["--panel", given.panel, *regions, "--workers", given.workers]
    print(f"{given.panel}, {given.workers} workers, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # so that no process is lost to the count
    with tempfile.TemporaryDirectory() as scratch:
        took = {}
        for engine in ("stock", "fork"):
            outputs = Path(scratch) / engine
            took[engine] = wall, cpu = timed(engine, arguments, outputs)
            notes = len([*outputs.rglob("*.ipynb")])
            print(
                f"{engine:6} {notes} notes {wall:7.1f} s wall {cpu:7.1f} s CPU {wall / notes:6.2f} s a note"
            )
        different = differing(Path(scratch) / "stock", Path(scratch) / "fork")
    wall, cpu = (stock / fork for stock, fork in zip(took["stock"], took["fork"], strict=True))
    print(f"ratio  {wall:.1f} wall, {cpu:.1f} CPU")
    print("the notes are the same bytes" if not different else f"not the same: {', '.join(different)}")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
