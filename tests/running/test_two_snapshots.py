"""The memo of a refresh: which tables differ from an earlier copy of the snapshot, and which notes."""

import json
import shutil
from pathlib import Path

import pytest

from gcr_analysis.briefing.snapshot_memo import moved, snapshot_memo
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.running.two_snapshots import compare_snapshots
from gcr_analysis.snapshot import data_folder, files, load, store


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The snapshot as if it had no refugees from Ukraine in Poland in 2025, and no table of caveats."""
    folder = tmp_path / "before"
    shutil.copytree(data_folder(), folder)
    stocks = load("population")
    there = (stocks["year"] == 2025) & (stocks["origin"] == "UKR") & (stocks["asylum"] == "POL")
    files.write(stocks[~there], tables()["population"], folder / "population.parquet")
    described = json.loads((folder / store.PACKAGE).read_text())
    described["resources"] = [each for each in described["resources"] if each["name"] != "caveats"]
    for stated in described["resources"]:
        if stated["name"] == "population":
            content = (folder / "population.parquet").read_bytes()
            stated |= {"bytes": len(content), "hash": store.digest(content), "rowCount": len(stocks) - 1}
    described["seal"] = store.seal(described["resources"])
    (folder / store.PACKAGE).write_text(json.dumps(described))
    return folder


def test_the_memo_names_the_tables_that_differ_and_the_notes_that_read_otherwise(before: Path) -> None:
    rows, caveats = len(load("population")), len(load("caveats"))
    by_table = {each.table: each for each in moved(before, data_folder())}
    assert by_table.keys() == {"population", "caveats"}
    assert by_table["population"].before.startswith(f"{rows - 1:,} rows, end-2025 figures")
    assert by_table["population"].now.startswith(f"{rows:,} rows, end-2025 figures")
    assert by_table["caveats"].before == "none"
    assert by_table["caveats"].now.startswith(f"{caveats} rows, ")

    told = compare_snapshots(before, ["host-country-burden"], ["POL", "LBN"], quiet=True)
    assert (told.year, told.notes) == (2025, 2)
    assert {change.region for change in told.changes} >= {"POL"}
    stocks = load("population")
    hosted = stocks[stocks["asylum"] == "POL"].groupby("year")["refugees"].sum()
    moved_by = int(hosted[2025] - hosted[2024])
    headline = next(c for c in told.changes if c.region == "POL" and c.part == "headline change")
    assert f"{abs(moved_by):,}" in headline.after
    assert f"{abs(moved_by):,}" not in headline.before

    text = snapshot_memo(told.before, told.after, told.changes, year=2025, baseline_year=2016, notes=2)
    assert text.startswith(
        "2 tables differ from the snapshot before.\n\n| Table | Source | Before | Now |\n|---"
    )
    assert "\n**Poland · " in text
    assert "\n\n\n" not in text


def test_a_folder_that_is_no_snapshot_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GcrError, match=r"no snapshot in .*nowhere: name the folder of an earlier copy of "):
        compare_snapshots(tmp_path / "nowhere")
