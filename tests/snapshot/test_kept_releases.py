"""Snapshots as of releases: what they hold and say, and that each is kept whole or not at all."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError
from gcr_analysis.running.releases import folder_of, reading
from gcr_analysis.snapshot import as_released, store
from gcr_analysis.snapshot.kept_releases import KEPT, snapshot_as_of
from gcr_analysis.temporary import LONG

MAKE = "import sys; from gcr_analysis.snapshot.kept_releases import *; print(snapshot_as_of(sys.argv[1]))"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the snapshot, beside which kept ones are made."""
    folder = tmp_path / "data"
    shutil.copytree(snapshot.data_folder(), folder)
    monkeypatch.setenv("GCR_DATA", str(folder))
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_it_holds_what_the_release_carried_and_says_so(data: Path) -> None:
    with reading(folder_of("gt2022")):
        assert (snapshot.as_of(), snapshot.latest_year(), snapshot.last_own_year()) == ("GT2022", 2022, 2025)
        people = snapshot.sources()["unhcr-population"]
        assert people.vintage == "2023-09-04"
        said = "GT2022, 4 September 2023; what it does not carry: end-2025 figures, June 2026"
        assert people.vintage_label == said
        assert snapshot.sources()["world-bank"].vintage == "2026-07"
        assert snapshot.vintages("unhcr-population", ["population"]) == "2023-09-04 (GT2022)"
        assert snapshot.vintages("unhcr-population", ["demographics"]) == "2026-06-25"
        both = snapshot.vintages("unhcr-population", ["population", "demographics"])
        assert both == "2023-09-04 (GT2022), 2026-06-25"
        query = "select sum(persons)::bigint from read_parquet(?) where year = 2022"
        file = str(snapshot.data_folder() / "refugee_returns.parquet")
        assert duckdb.execute(query, [file]).fetchone() == (339261,)
    assert (snapshot.as_of(), snapshot.latest_year()) == ("", 2025)


def test_it_is_made_once_and_again_where_it_is_gone_or_damaged(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    write = as_released.write
    monkeypatch.setattr(as_released, "write", lambda name, into: (made.append(name), write(name, into)))
    folder = snapshot_as_of("GT2024")
    first = content(folder)
    assert folder.parent == data.parent / KEPT
    assert [snapshot_as_of(name) for name in ("2024-12", "gt2024")] == [folder, folder]
    assert made == ["GT2024"]
    shutil.rmtree(folder)
    assert content(snapshot_as_of("GT2024")) == first
    (folder / "population.parquet").write_bytes(first["population.parquet"][:-10])
    assert content(snapshot_as_of("GT2024")) == first
    (folder / store.PACKAGE).write_text("{")
    assert content(snapshot_as_of("GT2024")) == first
    assert made == ["GT2024"] * 4


def test_another_snapshot_has_another_one_and_what_nobody_used_for_a_day_goes(data: Path) -> None:
    old = snapshot_as_of("GT2024")
    path = data / store.PACKAGE
    described = json.loads(path.read_text())
    described["resources"] = described["resources"][:-1]
    described["seal"] = store.seal(described["resources"])
    path.write_text(json.dumps(described))
    store.forget()
    new = snapshot_as_of("GT2024")
    assert new != old
    assert old.is_dir()  # somebody may be reading it
    os.utime(old, (time.time() - LONG - 60,) * 2)
    shutil.rmtree(new)
    assert snapshot_as_of("GT2024") == new
    assert not old.exists()


def test_commands_at_once_make_it_whole_and_a_killed_one_leaves_nothing_that_counts(data: Path) -> None:
    started = [subprocess.Popen([sys.executable, "-c", MAKE, "GT2023"], stdout=-1) for _ in range(3)]
    kept = data.parent / KEPT
    while not any(kept.glob(".GT2023-*")) and started[0].poll() is None:
        time.sleep(0.005)
    started[0].kill()
    told = [process.communicate()[0].decode().strip() for process in started]
    folder = snapshot_as_of("GT2023")
    assert told[1:] == [str(folder)] * 2
    assert {path.name for path in kept.iterdir()} <= {folder.name, ".lock"}
    with reading(folder):
        assert snapshot.load("population")["year"].max() == 2023


def test_a_snapshot_as_of_a_release_gives_others_too(data: Path) -> None:
    with reading(folder_of("GT2024")):
        assert folder_of("GT2024") == snapshot.data_folder() == folder_of("")
        with reading(folder_of("GT2023")):
            assert (snapshot.as_of(), snapshot.latest_year()) == ("GT2023", 2023)
            assert "end-2025 figures" in snapshot.sources()["unhcr-population"].vintage_label
            assert snapshot.data_folder().parent == data.parent / KEPT


def test_what_cannot_be_written_is_one_line(data: Path) -> None:
    (data.parent / KEPT).write_text("in the way")
    with pytest.raises(GcrError, match=r"cannot write the snapshot as of GT2024 to .*: File exists"):
        snapshot_as_of("GT2024")


def test_an_unknown_release_is_answered_with_the_near_ones(data: Path) -> None:
    with pytest.raises(GcrError, match="unknown release 'GT2052': did you mean GT2025"):
        snapshot_as_of("GT2052")
