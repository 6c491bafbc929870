import shutil

import pandas as pd
import pytest

from gcr_analysis import snapshot
from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import files


@pytest.fixture(scope="module")
def standard(untouched_extracts, tmp_path_factory):
    """The snapshot that the extracts make."""
    folder = tmp_path_factory.mktemp("standard") / "built"
    snapshot.build(untouched_extracts, folder)
    return folder


@pytest.fixture
def before(standard, tmp_path):
    """That snapshot at the place that a build replaces; its files."""
    shutil.copytree(standard, tmp_path / "built")
    return bytes_of(standard)


def bytes_of(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def built(extracts, tmp_path, table):
    snapshot.build(extracts, tmp_path / "built")
    return files.read(tmp_path / "built" / f"{table}.parquet", tables()[table])


def test_the_same_extracts_give_the_same_bytes(extracts, standard, tmp_path):
    snapshot.build(extracts, tmp_path / "two")
    assert bytes_of(standard) == bytes_of(tmp_path / "two")


def test_the_order_of_rows_in_an_extract_does_not_matter(extracts, change, standard, tmp_path):
    for name in ("population", "demographics", "flows"):
        change(f"unhcr/{name}.parquet", lambda rows: rows.iloc[::-1])
    change("published/published_values.csv", lambda rows: rows.iloc[::-1])
    snapshot.build(extracts, tmp_path / "two")
    assert bytes_of(standard) == bytes_of(tmp_path / "two")


def test_a_build_writes_one_file_a_table_and_three_descriptions(extracts, tmp_path, unknown_names):
    assert unknown_names(snapshot.build, extracts, tmp_path / "built") == set()
    expected = {f"{table}.parquet" for table in tables()} | {"datapackage.json", "README.md", "LICENSE.md"}
    assert set(bytes_of(tmp_path / "built")) == expected
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.usefixtures("before")
def test_a_new_build_takes_the_place_of_the_old_one(extracts, change, tmp_path):
    change("unhcr/unrwa.parquet", lambda rows: rows.assign(total=rows["total"] + 5))
    assert built(extracts, tmp_path, "unrwa_refugees")["persons"].tolist() == [405, 95]


def test_a_build_that_fails_leaves_the_old_snapshot_as_it_was(before, extracts, tmp_path):
    (extracts / "unhcr/flows.parquet").unlink()
    with pytest.raises(GcrError, match=r"extract unhcr/flows\.parquet is missing"):
        snapshot.build(extracts, tmp_path / "built")
    assert bytes_of(tmp_path / "built") == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_holds_something_else_is_refused(extracts, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(GcrError, match="holds something else than a snapshot"):
        snapshot.build(extracts, mine)
    assert (mine / "thesis.txt").read_text() == "years of work"


def test_a_file_in_the_place_of_the_folder_is_refused(extracts, tmp_path):
    (tmp_path / "built").write_text("a file")
    with pytest.raises(GcrError, match="is a file: name a folder"):
        snapshot.build(extracts, tmp_path / "built")


def test_a_folder_that_cannot_be_made_is_one_line(extracts, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(GcrError, match="cannot write the snapshot") as error:
        snapshot.build(extracts, tmp_path / "file" / "built")
    assert "\n" not in str(error.value)


def test_a_missing_folder_of_extracts_is_named(tmp_path):
    with pytest.raises(GcrError, match="no folder of extracts at"):
        snapshot.build(tmp_path / "nowhere", tmp_path / "built")


CANNOT_BE = [
    (
        "unhcr/solutions.parquet",
        lambda rows: rows.assign(returned_refugees=rows["returned_refugees"] + 5),
        "unhcr/population and unhcr/solutions disagree on returned_refugees",
    ),
    (
        "unhcr/demographics.parquet",
        lambda rows: rows.assign(total=rows["total"] + 5),
        "demographics and totals differ for refugees in 2025: 360 by age and sex, 335 in all",
    ),
    (
        "unhcr/population.parquet",
        lambda rows: rows.assign(oip=rows["oip"].fillna(5)),
        "table population has figures of oip before 2018",
    ),
    (
        "unhcr/flows.parquet",
        lambda rows: rows.assign(coo_iso=rows["coo_iso"].replace("AFG", "AFX")),
        "table displacement_flows, origin: isin.* fails for AFX",
    ),
    (
        "unhcr/unrwa.parquet",
        lambda rows: rows.assign(total=-rows["total"]),
        r"table unrwa_refugees, persons: greater_than_or_equal_to\(0\) fails for -400",
    ),
    (
        "unhcr/idmc.parquet",
        lambda rows: pd.concat([rows, rows]),
        r"table conflict_idps: two rows have the same key \(year, country\)",
    ),
    (
        "unhcr/asylum_applications.parquet",
        lambda rows: rows.assign(app_type="Q"),
        "table asylum_applications, type: isin.* fails for Q",
    ),
    (
        "unhcr/asylum_applications.parquet",
        lambda rows: rows.assign(app_pc="H"),
        "unknown code H in column unit: known are P, C",
    ),
    (
        "world_bank/income_class_history.csv",
        lambda rows: rows.assign(incgroup_historical="Middle income"),
        "unknown code Middle income in column group",
    ),
    (
        "world_bank/income_class_history.csv",
        lambda rows: rows.assign(year_fiscal="FY26"),
        "table income_groups cannot be made from its extract: .*FY26",
    ),
    (
        "context/country_classification.csv",
        lambda rows: rows.assign(ldc=rows["ldc"].mask(rows["iso3"] == "UGA", "")),
        "the declared list of least developed countries differ in UGA",
    ),
    (
        "unhcr_funding/partner_disbursement_by_type_musd.csv",
        lambda rows: rows.assign(government="3.25"),
        "differ by 0.250 million",
    ),
    (
        "published/published_values.csv",
        lambda rows: rows.assign(id="PV999"),
        "figures that sources/published.yaml lacks: PV999",
    ),
]


@pytest.mark.parametrize("case", CANNOT_BE, ids=lambda case: case[2])
def test_figures_that_cannot_be_are_refused_in_one_line(extracts, change, tmp_path, case):
    name, how, message = case
    change(name, how)
    with pytest.raises(GcrError, match=message) as error:
        snapshot.build(extracts, tmp_path / "built")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "built").exists()


def test_a_build_that_the_gate_refuses_leaves_the_old_snapshot_as_it_was(before, extracts, change, tmp_path):
    change("unhcr/unrwa.parquet", lambda rows: rows.assign(total=0))
    with pytest.raises(
        GcrError, match=r"^the new figures are refused: unrwa_refugees.persons, .*emptied"
    ) as error:
        snapshot.build(extracts, tmp_path / "built")
    assert "\n" not in str(error.value)
    assert bytes_of(tmp_path / "built") == before


def test_a_build_mends_a_damaged_snapshot(before, extracts, tmp_path):
    (tmp_path / "built" / "population.parquet").write_bytes(b"cut")
    snapshot.build(extracts, tmp_path / "built")
    assert bytes_of(tmp_path / "built") == before
