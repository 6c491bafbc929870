"""Time every measure of every region set in every year, beside importing pandas.

python benchmarks/measures.py
"""

import subprocess
import sys
import time

from gcr_analysis import framework, geography
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets


def importing_pandas() -> float:
    """CPU seconds of a new Python that imports pandas: the baseline of the ratios."""
    timed = "import time; import pandas; print(time.process_time())"
    return float(subprocess.run([sys.executable, "-c", timed], check=True, capture_output=True).stdout)


def main() -> None:
    """Print CPU seconds of each step, and their ratio to the baseline."""
    sets = RegionSets(geography.regions())
    baseline = importing_pandas()
    steps = {"importing pandas": baseline}
    for step in ("all measures, reading the tables", "all reasons in words"):
        start = time.process_time()
        found = [figures(id, sets, baseline_year=BASELINE_YEAR) for id in framework.indicators()]
        if step == "all reasons in words":
            cells = [each.words(year, place) for each in found for year, place in _places(each.value.shape)]
        steps[step] = time.process_time() - start
    years = len(found[0].value)
    print(f"{len(found)} measures, {len(sets)} region sets, {years} years: {len(cells):,} cells")
    for step, seconds in steps.items():
        print(f"{step:<42} {seconds:6.2f} CPU s {seconds / baseline:6.1f} times the import")


def _places(shape: tuple[int, ...]) -> list[tuple[int, int]]:
    return [(year, place) for year in range(shape[0]) for place in range(shape[1])]


if __name__ == "__main__":
    main()
