import shutil

import pytest

from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import sources, tables
from gcr_analysis.snapshot import data_folder, load, verify
from gcr_analysis.snapshot.checks import totals


@pytest.fixture
def own(tmp_path):
    shutil.copytree(data_folder(), tmp_path / "data")
    return tmp_path / "data"


def found(folder):
    return [(finding.table, finding.check) for finding in verify(folder)]


def test_nothing_is_wrong_with_the_snapshot():
    assert verify() == []


@pytest.mark.parametrize("total", totals(), ids=lambda t: f"{t['table']} {t['column']} {t['year']}")
def test_the_world_totals_are_those_that_unhcr_published(total):
    rows = load(total["table"])
    assert rows.loc[rows["year"] == total["year"], total["column"]].sum() == total["value"]


def test_three_years_of_five_series_and_totals_of_one_version_are_checked():
    assert len(totals()) == 15 + 3


def test_a_damaged_file_is_found_and_the_others_are_checked_still(own):
    path = own / "conflict_idps.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    assert found(own) == [("conflict_idps", "file")]


def test_a_missing_file_is_found(own):
    (own / "countries.parquet").unlink()
    assert found(own) == [("countries", "file")]


def test_another_build_gives_other_totals(extracts, tmp_path):
    snapshot.build(extracts, tmp_path / "small")
    findings = verify(tmp_path / "small")
    assert {finding.check for finding in findings} == {"total"}
    assert len(findings) == len(totals())
    assert "population.refugees of 2025 is 335, not 28,461,306 as published" in [f.message for f in findings]


def test_a_folder_without_a_snapshot_is_refused(tmp_path):
    with pytest.raises(GcrError, match=r"datapackage\.json is missing"):
        verify(tmp_path)


def test_status_has_a_row_for_each_table_with_its_source_and_vintage():
    status = snapshot.status()
    assert list(status) == ["table", "rows", "years", "source", "vintage", "bytes"]
    assert list(status["table"]) == list(tables())
    row = status.set_index("table").loc["economy"]
    assert row["rows"] == len(load("economy"))
    assert (row["years"], row["vintage"]) == ("1990-2025", sources()["world-bank"].vintage)


def test_the_whole_snapshot_stays_near_ten_megabytes():
    assert snapshot.status()["bytes"].sum() < 10_000_000
