"""The same in, the same out: whatever the order and the number of workers."""

import random
from pathlib import Path

import pytest

from gcr_analysis.running import plan_runs, run

pytestmark = pytest.mark.long


def test_two_runs_of_the_panels_leave_the_same_bytes(tmp_path: Path) -> None:
    planned = plan_runs(region_names=["world", "mirps", "LBN"])
    for name, workers in (("two", 2), ("one", 1)):
        random.Random(name).shuffle(shuffled := [*planned])
        outcomes = run(shuffled, tmp_path / name, workers=workers, quiet=True)
        assert {outcome.state for outcome in outcomes} == {"done"}
    made = {path.relative_to(tmp_path / "two") for path in (tmp_path / "two").rglob("*") if path.is_file()}
    assert len(made) == 2 * len(planned) + 1  # notes, receipts, the lock
    assert made == {
        path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()
    }
    for path in sorted(made):
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path
