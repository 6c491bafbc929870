"""The same rows make the same bytes, and nothing in them runs when a spreadsheet opens them."""

import gzip
import io
import json
import zipfile
from datetime import date
from xml.etree import ElementTree

import pandas as pd
import pytest

from gcr_analysis.errors import GcrError
from gcr_analysis.exports import KINDS, check_rows, csv_text, export, export_columns, inert, plain

COLUMNS = ("region", "year", "value", "low")
TYPES = {"year": int, "value": float, "low": float}
ROWS = [("world", 2025, 35_638_779.0, float("nan")), ("=HYPERLINK(1)", 2025, -0.5, None)]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(content: bytes) -> tuple[ElementTree.Element, list[str]]:
    """The sheet of a workbook, and the texts that its cells point to."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        texts = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        return ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml")), list(texts.itertext())


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_rows_make_the_same_bytes(kind: str) -> None:
    assert export(kind, COLUMNS, ROWS, TYPES) == export(kind, COLUMNS, ROWS, TYPES)


def test_a_workbook_says_the_same_date_whenever_it_is_made() -> None:
    with zipfile.ZipFile(io.BytesIO(export("xlsx", COLUMNS, ROWS, TYPES))) as book:
        core = book.read("docProps/core.xml").decode()
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
    assert "2018-12-17" in core
    assert date.today().isoformat() not in core


def test_a_workbook_has_text_numbers_and_empty_cells_but_no_formula_and_no_link() -> None:
    root, texts = sheet(export("xlsx", COLUMNS, ROWS, TYPES))
    assert root.find(f".//{SHEET}f") is None
    assert root.find(f".//{SHEET}hyperlink") is None
    cells = {cell.get("r"): cell for cell in root.iter(f"{SHEET}c")}
    assert [value.text for value in cells["C2"]] == ["35638779"]
    assert "D2" not in cells
    assert "'=HYPERLINK(1)" in texts


@pytest.mark.filterwarnings("ignore:The default engine for reading 'xlsx' files:DeprecationWarning")
def test_pandas_reads_a_workbook_of_ours_as_it_comes() -> None:
    read = pd.read_excel(io.BytesIO(export("xlsx", COLUMNS, ROWS, TYPES)))
    assert list(read.columns) == list(COLUMNS)
    assert read["region"].tolist() == ["world", "'=HYPERLINK(1)"]
    assert read["value"].tolist() == [35_638_779.0, -0.5]
    assert read["low"].isna().all()


def test_a_workbook_keeps_its_heading_in_sight_and_can_be_filtered() -> None:
    root, texts = sheet(export("xlsx", COLUMNS, ROWS, TYPES))
    assert texts[:4] == list(COLUMNS)
    assert root.find(f".//{SHEET}pane[@ySplit='1']") is not None
    filtered = root.find(f"{SHEET}autoFilter")
    assert filtered is not None
    assert filtered.get("ref") == "A1:D3"


@pytest.mark.parametrize("rows", [ROWS, [], [("world", 2025, None, None)], [("world", 2025, 1, 2)]])
def test_the_types_of_a_parquet_file_do_not_hang_on_its_values(rows: list[tuple]) -> None:
    table = pd.read_parquet(io.BytesIO(export("parquet", COLUMNS, rows, TYPES)))
    assert table.dtypes.astype(str).to_dict() == {
        "region": "str",
        "year": "int64",
        "value": "float64",
        "low": "float64",
    }
    assert len(table) == len(rows)


def test_json_keeps_missing_apart_from_zero() -> None:
    first, second = json.loads(export("json", COLUMNS, ROWS, TYPES))
    assert first == {"region": "world", "year": 2025, "value": 35638779, "low": None}
    assert second["value"] == -0.5


def test_a_csv_file_keeps_missing_apart_from_zero() -> None:
    assert csv_text(["a", "b"], [[None, 0], ["x,y", "-"]]) == 'a,b\n,0\n"x,y",\'-\n'


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == "'" + text


def test_numbers_and_plain_text_are_left_alone_and_missing_is_empty() -> None:
    assert [inert(value) for value in (-1, -1.5, "Chad", None, 0)] == [-1, -1.5, "Chad", "", 0]


def test_a_missing_value_is_none_and_a_whole_number_is_whole() -> None:
    assert [plain(value) for value in (3.0, 0.1 + 0.2, float("nan"), pd.NA, "NA")] == [
        3,
        0.3,
        None,
        None,
        "NA",
    ]
    assert plain(True) is True


def test_a_compressed_file_holds_the_same_rows() -> None:
    packed = export("csv.gz", COLUMNS, ROWS, TYPES)
    assert gzip.decompress(packed) == export("csv", COLUMNS, ROWS, TYPES)
    assert packed[4:8] == bytes(4)  # no time


@pytest.mark.parametrize("rows", [ROWS, [], [("world", None, None, None)]])
def test_the_types_of_a_stata_file_do_not_hang_on_its_values(rows: list[tuple]) -> None:
    table = pd.read_stata(io.BytesIO(export("dta", COLUMNS, rows, TYPES)), preserve_dtypes=False)
    assert table["value"].dtype == table["low"].dtype == "float64"
    assert table["region"].tolist() == [row[0] for row in rows]
    assert table["low"].isna().all()
    assert len(table) == len(rows)


def test_long_text_of_a_stata_file_is_kept_whole_and_short_text_has_a_width() -> None:
    long = "No figure in the source, " * 200
    table = {"id": ["a", "bé", "c"], "reason": [long, None, long + "é"]}
    content = export_columns("dta", table, {}, {"reason": "Why there is no figure"})
    read = pd.read_stata(io.BytesIO(content))
    assert read["reason"].tolist() == [long, "", long + "é"]
    assert read["id"].tolist() == ["a", "bé", "c"]
    with pd.io.stata.StataReader(io.BytesIO(content)) as reader:
        assert reader.variable_labels() == {"id": "", "reason": "Why there is no figure"}
    assert content.count(long.encode()) == 2  # each text once, however many rows have it


def test_a_worksheet_is_refused_more_rows_than_it_holds() -> None:
    check_rows("xlsx", 1_048_575)
    check_rows("csv.gz", 5_000_000)
    for refuse in (
        lambda: check_rows("xlsx", 1_048_576),
        lambda: export_columns("xlsx", {"a": range(1_048_576)}, {"a": int}),
    ):
        with pytest.raises(GcrError, match="a worksheet holds 1,048,575 rows and these are 1,048,576"):
            refuse()
