"""A release as a snapshot: its own figures, none of the middle of a year, and the rest as it was."""

from pathlib import Path

import duckdb
import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import tables
from gcr_analysis.snapshot import as_released, data_folder, files, load, store
from gcr_analysis.snapshot.as_released import EXCHANGED, last_end_year, tables_of

STOCKS = ["refugees", "oip", "asylum_seekers", "idps", "stateless", "others_of_concern", "host_community"]


@pytest.mark.parametrize("table", EXCHANGED)
def test_the_newest_release_has_the_figures_of_the_snapshot(table: str) -> None:
    keys = list(tables()[table].key)
    figures = STOCKS if table == "population" else ["persons"]
    ours = tables_of("latest")[table].set_index(keys)[figures]
    snapshot = load(table).astype(dict.fromkeys(keys[1:], "str")).set_index(keys)[figures]
    pd.testing.assert_frame_equal(ours, snapshot.where(snapshot > 0), check_index_type=False)


def test_sums_equal_those_of_a_query_of_its_own() -> None:
    """What GT2023 carried, read by SQL from the file, in the order of publication."""
    query = """
        with places as (
            select release, row_number() over (order by published) as place from read_parquet(?)
        )
        select series, r.year, sum(persons)::double
        from read_parquet(?) r
        join places first on first.release = r.first_release
        join places last on last.release = r.last_release
        where r.reference = 'year_end'
          and (select place from places where release = '2023-12') between first.place and last.place
        group by all having sum(persons) > 0
    """
    folder = data_folder()
    rows = duckdb.execute(query, [str(folder / f"{name}.parquet") for name in ("release_dates", "releases")])
    expected = {(str(series), int(year)): value for series, year, value in rows.fetchall()}
    made = tables_of("GT2023")
    sums = {
        (series, int(str(year))): float(value)
        for series in STOCKS
        for year, value in made["population"].groupby("year")[series].sum().items()
    }
    for flow in as_released.FLOWS:
        sums |= {
            (flow, int(str(y))): float(v) for y, v in made[flow].groupby("year")["persons"].sum().items()
        }
    assert {key: value for key, value in sums.items() if value} == expected


def test_the_middle_of_a_year_is_no_year() -> None:
    assert last_end_year("MYT2025") == 2024
    for rows in tables_of("MYT2025").values():
        assert rows["year"].max() == 2024


def test_the_folder_is_a_snapshot_that_differs_in_these_tables_only(tmp_path: Path) -> None:
    as_released.write("GT2024", tmp_path)
    for table in tables().values():
        written = files.read(store.checked_path(tmp_path, table.id), table)
        stated, current = (store.resource(folder, table.id) for folder in (tmp_path, data_folder()))
        assert stated["rowCount"] == len(written)
        assert (stated["hash"] == current["hash"]) == (table.id not in EXCHANGED)
    assert max(store.resource(tmp_path, "population")["rowsPerYear"]) == "2024"


def test_a_folder_that_is_not_there_is_one_line() -> None:
    with pytest.raises(GcrError, match="cannot write the snapshot to no-such-folder: No such file"):
        as_released.write("GT2024", Path("no-such-folder"))
