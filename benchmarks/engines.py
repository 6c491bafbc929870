"""Time the panel notebooks with a new Python for each and with forked kernels, one after the other.

Call it on a machine that does nothing else: `python benchmarks/engines.py [--panel PANEL] [--workers N]`.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def seconds(engine: str, arguments: list[str], outputs: Path) -> float:
    """Wall time of one `gcr run`, as a user calls it."""
    command = [sys.executable, "-m", "gcr_analysis", "run", *arguments, "--quiet"]
    start = time.perf_counter()
    subprocess.run([*command, "--engine", engine, "--outputs", str(outputs)], check=True)
    return time.perf_counter() - start


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
    with tempfile.TemporaryDirectory() as scratch:
        took = {}
        for engine in ("stock", "fork"):
            outputs = Path(scratch) / engine
            took[engine] = seconds(engine, arguments, outputs)
            notes = len([*outputs.rglob("*.ipynb")])
            print(f"{engine:6} {notes} notes {took[engine]:7.1f} s {took[engine] / notes:6.2f} s a note")
        different = differing(Path(scratch) / "stock", Path(scratch) / "fork")
    print(f"ratio  {took['stock'] / took['fork']:.1f}")
    print("the notes are the same bytes" if not different else f"not the same: {', '.join(different)}")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main())
