"""Time all measures of all declared region sets and years: CPU seconds, beside those of `import pandas`.

Call it with `python benchmarks/measures.py [--times N]`. Each row is the median of so many new processes, and
its ratio to what importing pandas takes on the same machine, so that two machines can be compared.
"""

import argparse
import subprocess
import sys
from statistics import median

IMPORT = "import pandas"
PREPARED = """
import time
from gcr_analysis import framework
from gcr_analysis.geography import regions
from gcr_analysis.indicators.engine import BASELINE_YEAR, check_years, figures, forget, rows_of
from gcr_analysis.indicators.region_sets import RegionSets

sets, ids = RegionSets(regions()), framework.indicators()
begin = time.process_time()
"""
FIGURES = "found = [figures(id, sets, baseline_year=BASELINE_YEAR) for id in ids]"
STEPS = {
    "import pandas": "import time; begin = time.process_time(); import pandas",
    "tables, arrays and all measures": PREPARED + FIGURES,
    "all measures again, tables and arrays at hand": f"""{PREPARED}
{FIGURES}
forget()
begin = time.process_time()
{FIGURES}
""",
    "rows of them, with the words of their reasons": f"""{PREPARED}
{FIGURES}
begin = time.process_time()
rows = [rows_of(declared, sets, check_years(None)) for declared in ids.values()]
""",
}


def seconds(step: str) -> float:
    """CPU seconds of a step in a new process."""
    script = f"{STEPS[step]}\nprint(time.process_time() - begin)"
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return float(told.stdout)


def main() -> None:
    """Print a row a step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=3, help="processes for each step")
    times = parser.parse_args().times
    taken = {step: median(seconds(step) for _ in range(times)) for step in STEPS}
    for step, cpu in taken.items():
        print(f"{step:<48} {cpu:7.2f} s {cpu / taken[IMPORT]:6.1f}")


if __name__ == "__main__":
    main()
