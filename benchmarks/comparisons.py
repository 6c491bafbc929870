"""Time the comparisons of every measure: all region sets, all years since 2000 against four baseline years.

Call it with `python benchmarks/comparisons.py`. It prints the time of the figures themselves first, as the
baseline, and that of the comparisons as a ratio to it.
"""

import argparse
import time
from collections.abc import Callable
from inspect import signature

from gcr_analysis import framework
from gcr_analysis.geography import regions
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.comparisons import comparison
from gcr_analysis.indicators.measures import compute_function, figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import latest_year

BASELINES = (2016, 2019, 2021, 2023)


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Return CPU seconds of some work, and how many cells it made."""
    start = time.process_time()
    made = work()
    return time.process_time() - start, made


def compared(ids: list[str], sets: RegionSets, leave_out: bool) -> int:
    """Compare all measures in all years after each baseline year."""
    made = 0
    for id in ids:
        for baseline in BASELINES:
            for year in range(max(baseline + 1, FIRST_YEAR), latest_year() + 1):
                comparison(id, sets, baseline, year, leave_out=leave_out)
                made += len(sets)
    return made


def main() -> None:
    """Print a line for the figures, and one for the comparisons without and with places left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measures", type=int, help="only so many measures, spread over their list")
    given = parser.parse_args()
    ids = [
        id
        for id, each in framework.indicators().items()
        if each.compute and "baseline_year" not in signature(compute_function(id)).parameters
    ]
    if given.measures:
        ids = ids[:: max(1, len(ids) // given.measures)]
    sets = RegionSets(regions())
    first, cells = timed(lambda: sum(figures(id, sets).value.size for id in ids))
    print(f"{len(ids)} measures, {len(sets)} region sets")
    print(f"figures of all years              {cells:10,} cells       {first:8.1f} CPU s   ratio  1.0")
    for name, leave_out in (("comparisons", False), ("comparisons, places left out", True)):
        seconds, made = timed(lambda leave_out=leave_out: compared(ids, sets, leave_out))
        print(
            f"{name:33} {made:10,} comparisons {seconds:8.1f} CPU s   ratio {seconds / first:4.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
