"""The figures as files: every row, the same in Parquet and CSV, with the same bytes each time."""

import csv
import gzip
import io
import struct
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from gcr_analysis import framework, geography
from gcr_analysis.exports import export
from gcr_analysis.indicators.engine import CONTRACT, TYPES, indicator, indicators
from gcr_analysis.publishing.dataset import figures
from gcr_analysis.publishing.dataset.figures import CSV, PARQUET, every_row, figure_files

REGIONS = ("world", "ssar", "LBN", "COL")


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    """Every row of a few regions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geography, "regions", lambda: tuple(map(geography.region, REGIONS)))
        return every_row()


@pytest.fixture(scope="module")
def made(rows: pd.DataFrame) -> dict[str, bytes]:
    return figure_files(rows)


def test_there_is_a_row_for_each_region_measure_and_year(rows: pd.DataFrame) -> None:
    keys = rows[["region", "indicator", "year"]]
    assert not keys.duplicated().any()
    assert len(keys) == len(REGIONS) * len(figures.published()) * len(range(2000, 2026))
    assert keys["region"].drop_duplicates().tolist() == [*REGIONS]
    assert set(rows["baseline_year"]) == {2016}


@pytest.mark.parametrize(
    ("year", "measure", "total"),
    [
        (2019, "mandate_refugees_hosted", 20_414_669),
        (2022, "mandate_refugees_hosted", 29_429_078),
        (2025, "mandate_refugees_hosted", 28_461_306),
        (2019, "asylum_seekers_hosted", 4_148_141),
        (2025, "asylum_seekers_hosted", 8_998_097),
        (2019, "refugee_returns", 317_181),
        (2025, "refugee_returns", 4_362_272),
        (2022, "resettlement_arrivals", 114_242),
        (2025, "resettlement_arrivals", 81_766),
        (2022, "refugees_hosted", 29_429_078 + 5_217_456),
        (2025, "refugees_hosted", 28_461_306 + 7_177_473),
    ],
)
def test_the_file_has_the_totals_that_unhcr_published(
    made: dict[str, bytes], year: int, measure: str, total: int
) -> None:
    table = pq.read_table(io.BytesIO(made[PARQUET])).to_pandas()
    chosen = table.query("region == 'world' and year == @year and indicator == @measure")
    assert chosen["value"].tolist() == [total]


def test_a_figure_is_the_one_that_the_command_gives(made: dict[str, bytes]) -> None:
    table = pq.read_table(io.BytesIO(made[PARQUET])).to_pandas()
    asked = indicators(["COL", "ssar"], year=[2017, 2024], indicator=figures.published())
    content = export("parquet", CONTRACT, asked[list(CONTRACT)].itertuples(index=False), TYPES)
    given = pq.read_table(io.BytesIO(content)).to_pandas().replace("", None)
    both = table.merge(given, on=["region", "indicator", "year"], suffixes=("", "_given"))
    assert len(both) == len(given) == 2 * 2 * len(figures.published())
    for name in set(CONTRACT) - {"region", "indicator", "year"}:
        mine, theirs = both[name], both[f"{name}_given"]
        assert (mine.isna() == theirs.isna()).all(), name
        assert (mine[mine.notna()] == theirs[mine.notna()]).all(), name


def test_the_csv_has_the_lines_of_the_command_and_the_cells_of_the_parquet_file(
    made: dict[str, bytes], rows: pd.DataFrame
) -> None:
    lines = gzip.decompress(made[CSV]).decode()
    last = rows[rows["year"] == 2024]
    printed = export("csv", CONTRACT, last[list(CONTRACT)].itertuples(index=False), TYPES).decode()
    assert set(printed.splitlines()) <= set(lines.splitlines())

    table = pq.read_table(io.BytesIO(made[PARQUET]))
    read = list(csv.DictReader(io.StringIO(lines, newline="")))
    assert len(read) == table.num_rows
    for name in CONTRACT:
        kind = TYPES.get(name, str)
        cells = [kind(line[name]) if line[name] else None for line in read]
        assert cells == table[name].to_pylist(), name


def test_whole_numbers_have_32_bits_and_no_reader_finds_a_schema_of_arrow_or_pandas(
    made: dict[str, bytes],
) -> None:
    file = pq.ParquetFile(io.BytesIO(made[PARQUET]))
    assert not file.metadata.metadata
    arrow = {int: "int32", float: "double", str: "string"}
    assert {field.name: str(field.type) for field in file.schema_arrow} == {
        name: arrow[TYPES.get(name, str)] for name in CONTRACT
    }


def test_the_same_rows_make_the_same_bytes_and_no_file_says_when_it_was_made(
    made: dict[str, bytes], rows: pd.DataFrame
) -> None:
    assert figure_files(rows) == made
    magic, method, flags, time, _, _ = struct.unpack("<HBBIBB", made[CSV][:10])
    assert (magic, method, flags, time) == (0x8B1F, 8, 0, 0)  # gzip, without name and time


def test_a_text_that_a_spreadsheet_would_run_is_made_inert_in_the_csv_alone(rows: pd.DataFrame) -> None:
    first = rows.head(2).assign(reason=["=1+1", ""], value=[0.1 + 0.2, np.nan])
    files = figure_files(first)
    one, other = csv.DictReader(io.StringIO(gzip.decompress(files[CSV]).decode()))
    assert (one["reason"], one["value"], other["reason"], other["value"]) == ("'=1+1", "0.3", "", "")
    assert pq.read_table(io.BytesIO(files[PARQUET]))["reason"].to_pylist() == ["=1+1", None]


def test_row_groups_have_a_fixed_size(monkeypatch: pytest.MonkeyPatch, rows: pd.DataFrame) -> None:
    monkeypatch.setattr(figures, "ROW_GROUP", 1000)
    file = pq.ParquetFile(io.BytesIO(figure_files(rows.head(2500))[PARQUET]))
    assert [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)] == [1000, 1000, 500]


def test_measures_of_the_users_own_are_left_out(
    own_source: Callable[..., object], declared_figures: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_source("permits", declared_figures)
    (mine,) = [measure.id for measure in framework.indicators().values() if measure.own]
    assert indicator(mine, "LBN", 2024)["value"].tolist() == [1]
    monkeypatch.setattr(geography, "regions", lambda: (geography.region("LBN"),))
    assert mine not in set(every_row()["indicator"])


def test_duckdb_reads_both_files_alike(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    sums = [
        duckdb.sql(f"SELECT count(*), count(value), count(reason), sum(year) FROM {reader}").fetchall()
        for reader in (f"'{tmp_path / PARQUET}'", f"read_csv('{tmp_path / CSV}', sample_size = -1)")
    ]
    assert sums[0] == sums[1]


def test_figures_of_sources_that_nobody_verified_are_not_handed_on(rows: pd.DataFrame) -> None:
    sources = framework.sources()
    unverified = {id for id, source in sources.items() if not source.verified}
    withheld = {
        measure.id
        for measure in framework.indicators().values()
        if unverified & {framework.tables()[name].source for name in measure.tables}
    }
    assert {"fts", "refugee-funding-tracker"} <= unverified
    assert {"plan_requirements", "plan_gap_per_refugee", "tracker_funding"} <= withheld
    assert not withheld & set(rows["indicator"])
    named = {id for text in rows["source"].dropna().unique() for id in text.split("; ")}
    assert "unhcr-population" in named and not named & unverified


def test_a_source_that_is_no_longer_verified_takes_its_measures_out(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "all_contributions" in figures.published()
    read = {**framework.sources()}
    read["unhcr-funding"] = read["unhcr-funding"].model_copy(update={"verified": False})
    monkeypatch.setattr("gcr_analysis.framework.read.sources", lambda: read)
    assert "all_contributions" not in figures.published()
    assert "refugees_hosted" in figures.published()
