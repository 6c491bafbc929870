"""No figure depends on other sets, on threads, or on the kernel of a matrix library."""

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest

from gcr_analysis import framework
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures

NAMES = ("world", "igad", "LBN", "income-low", "europe")
OWN = Region("own", "Own", "own", ("CMR", "NER", "NGA", "TCD"), "2026", "")
COLUMNS = ("value", "low", "high", "coverage")
EVERY_MEASURE = """
import hashlib
from gcr_analysis import framework
from gcr_analysis.indicators.measures import figures
from gcr_analysis.indicators.region_sets import RegionSets

digest = hashlib.sha256()
for id in framework.indicators():
    found = figures(id, RegionSets.of(*{names}), baseline_year=2016)
    for column in {columns}:
        digest.update(getattr(found, column).tobytes())
print(digest.hexdigest())
"""


def cells(found: Figures, place: int) -> tuple[object, ...]:
    numbers = (getattr(found, column)[:, place].tobytes() for column in COLUMNS)
    words = (found.words(year, place) for year in range(len(found.value)))
    return (*numbers, *found.status[:, place].tolist(), *words)


@pytest.mark.parametrize("id", framework.indicators())
def test_a_figure_is_the_same_whichever_other_sets_are_asked(id: str):
    sets = [region(name) for name in NAMES]
    together = figures(id, RegionSets(sets), baseline_year=2016)
    reversed_with_own = figures(id, RegionSets([OWN, *reversed(sets)]), baseline_year=2016)
    for place, each in enumerate(sets):
        alone = cells(figures(id, RegionSets([each]), baseline_year=2016), 0)
        assert alone == cells(together, place)
        assert alone == cells(reversed_with_own, len(sets) - place)


def digest(**variables: str) -> str:
    script = EVERY_MEASURE.format(names=NAMES, columns=COLUMNS)
    environment = os.environ | {"GCR_OWN": "", "GCR_CUBE": os.devnull} | variables
    command = [sys.executable, "-c", script]
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.long
def test_threads_and_kernels_of_the_matrix_library_leave_every_byte_as_it_is():
    one = digest(OPENBLAS_NUM_THREADS="1", OPENBLAS_CORETYPE="Prescott")
    two = digest(OPENBLAS_NUM_THREADS="2", OPENBLAS_CORETYPE="Haswell")
    assert len(one.strip()) == hashlib.sha256().digest_size * 2
    assert one == two


def test_a_total_over_fractions_does_not_depend_on_the_sets_beside_it():
    rng = np.random.default_rng(1)
    values = rng.random((3, len(RegionSets.of("world").regions[0].countries)))
    alone = RegionSets.of("world").groups.total(values)[:, 0]
    beside = RegionSets.of("igad", "LBN", "world", "europe").groups.total(values)[:, 2]
    assert alone.tobytes() == beside.tobytes()
