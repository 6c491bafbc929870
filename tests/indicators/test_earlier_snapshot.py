"""Sources reach beyond the last year of an earlier release: what they say of years up to it stays the same.

The figures of an earlier snapshot are those of a process of its own, since tables are kept while one lives.
"""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from gcr_analysis.snapshot import as_released

SCRIPT = """
import sys
import numpy as np
from gcr_analysis.geography import regions
from gcr_analysis.indicators.arrays import EARLIEST
from gcr_analysis.indicators.engine import figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import revision_bands
from gcr_analysis.indicators.self_reliance import latest_figures

sets, count = RegionSets(regions("country")), 2022 + 1 - EARLIEST
np.savez(
    sys.argv[1],
    bands=revision_bands().drop(columns="series").to_numpy(float),
    enrolment=latest_figures("secondary_enrolment")[0][:count],
    donors=figures("unhcr_donors", sets).value[:count - 10],
    risk=figures("inform_risk", sets).value[:count - 10],
    deaths=figures("conflict_deaths_26_1", sets).value[:count - 10],
)
"""


def told(folder: Path, snapshot: Path | None = None) -> dict[str, np.ndarray]:
    """Figures of years up to 2022."""
    environment = os.environ | ({"GCR_DATA": str(snapshot)} if snapshot else {})
    into = folder / "told.npz"
    subprocess.run([sys.executable, "-c", SCRIPT, str(into)], env=environment, check=True)
    with np.load(into) as found:
        return dict(found)


@pytest.fixture(scope="module")
def now_and_then(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, dict]:
    """Figures of the snapshot, and of the same as it would be on the release of 2022."""
    folder, earlier = (tmp_path_factory.mktemp(name) for name in ("told", "GT2022"))
    as_released.write("GT2022", earlier)
    return told(folder), told(folder, earlier)


@pytest.mark.parametrize("what", ["bands", "enrolment", "donors", "risk", "deaths"])
def test_figures_do_not_depend_on_where_the_snapshot_ends(what: str, now_and_then: tuple[dict, dict]):
    now, then = (each[what] for each in now_and_then)
    np.testing.assert_array_equal(then, now)
    assert what in ("risk", "deaths") or (now > 0).sum() > 100
