"""Files of an analyst's own, in the forms and with the faults that they come in."""

import io
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from gcr_analysis.errors import GcrError
from gcr_analysis.indicators.own.files import read_cells

Sheet = Callable[[xlsxwriter.Workbook], None]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def book(*sheets: Sheet) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as made:
        for sheet in sheets:
            sheet(made)
    return kept.getvalue()


def plain(name: str = "Data", *rows: tuple[object, ...]) -> Sheet:
    def add(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows or [("iso3", "year", "value"), ("LBN", 2024, 30.5)]):
            sheet.write_row(number, 0, row)

    return add


def test_all_kinds_of_files_hold_the_same_cells(tmp_path: Path):
    frame = pd.DataFrame({"iso3": ["LBN", "JOR"], "year": [2024, 2024], "value": [30.5, None]})
    frame.to_parquet(tmp_path / "a.parquet")
    write(tmp_path, "a.csv", "\ufeffiso3,year,value\r\nLBN,2024,30.5\r\nJOR,2024,\r\n")
    write(tmp_path, "b.csv", "iso3;year;value\nLBN;2024;30.5\n\nJOR;2024;\n")
    rows = [("iso3", "year", "value"), ("LBN", 2024, 30.5), ("JOR", 2024)]
    write(tmp_path, "a.xlsx", book(plain("Data", *rows)))
    found = [read_cells(tmp_path / name) for name in ("a.parquet", "a.csv", "b.csv", "a.xlsx")]
    for each in found:
        assert each.to_numpy().tolist() == [["LBN", "2024", "30.5"], ["JOR", "2024", ""]]
    assert found[2].index.tolist() == [2, 4]


@pytest.mark.parametrize("kind", ["dta", "sav"])
def test_files_of_statistics_programs_are_read_by_their_codes(tmp_path: Path, kind: str):
    svy_io, polars = pytest.importorskip("svy_io"), pytest.importorskip("polars")
    frame = polars.DataFrame({"weight": [1.5, 2.0], "works": [1.0, None], "place": ["camp", ""]})
    path = tmp_path / f"a.{kind}"
    getattr(svy_io, f"write_{kind}")(frame, str(path))
    assert read_cells(path).to_numpy().tolist() == [["1.5", "1", "camp"], ["2", "", ""]]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"iso3,year,value\nLBN,2024,3\nC\xf4te,2024,1\n",
            "a.csv, line 3 is not UTF-8: save the file as CSV UTF-8",
        ),
        ("iso3,year\nLBN,2024\n".encode("utf-16"), "is UTF-16: save it as CSV UTF-8"),
        (b"", "a.csv is empty"),
        (b"iso3,year,value\n", "has no row below its header"),
        (b"iso3,year,value\nLBN,2024\n", "line 2 has 2 cells and the header has 3"),
        (
            b"iso3,year,value\nLBN,2024,1,200\n",
            "line 2 has 4 cells and the header has 3: put cells that hold",
        ),
        (b"iso3,,value\nLBN,2024,1\n", "header: column 2 has no name"),
        (b"iso3,year,year\nLBN,2024,1\n", "header names year twice"),
        (b"Permits by country,,\niso3,year,value\nLBN,2024,1\n", "line 1 is no header: take titles out"),
        (b"iso3,year,=value\nLBN,2024,1\n", "header: '=value' begins like a formula"),
        (b"iso3,year,@value\nLBN,2024,1\n", "header: '@value' begins like a formula"),
        (b'iso3,year,value\nLBN,2024,"1\n', "line 2: unexpected end of data: look at its quotes"),
    ],
)
def test_a_csv_file_that_cannot_be_read_says_where_and_why(tmp_path: Path, content: bytes, said: str):
    with pytest.raises(GcrError) as refused:
        read_cells(write(tmp_path, "a.csv", content))
    assert said in str(refused.value)


def merged(made: xlsxwriter.Workbook) -> None:
    sheet = made.add_worksheet("Data")
    sheet.write_row(0, 0, ("iso3",))
    sheet.merge_range(0, 1, 0, 2, "2024")
    sheet.write_row(1, 0, ("LBN", 1, 2))


def formula(written: str, stored: object) -> bytes:
    def add(made: xlsxwriter.Workbook) -> None:
        sheet = made.add_worksheet("Data")
        sheet.write_row(0, 0, ("iso3", "year", "value"))
        sheet.write_row(1, 0, ("LBN", 2024))
        sheet.write_formula(1, 2, written, None, stored)

    return book(add)


def test_a_formula_is_read_by_the_value_stored_with_it(tmp_path: Path):
    path = write(tmp_path, "a.xlsx", formula("=1+1", 2))
    assert read_cells(path).to_numpy().tolist() == [["LBN", "2024", "2"]]


def test_empty_columns_at_the_right_end_of_a_csv_are_no_columns(tmp_path: Path):
    path = write(tmp_path, "a.csv", "iso3,year,value,,\nLBN,2024,3,,\nJOR,2024,,,\n")
    assert read_cells(path).to_numpy().tolist() == [["LBN", "2024", "3"], ["JOR", "2024", ""]]


@pytest.mark.parametrize(
    ("content", "sheet", "said"),
    [
        (
            formula("=1+1", ""),
            None,
            "a.xlsx, cell C2 has a formula without a stored value: open the workbook",
        ),
        (formula("=NA()", "#N/A"), None, "a.xlsx, cell C2 has #N/A: open the workbook"),
        (book(merged), None, "header has merged cells (B1:C1): unmerge them"),
        (book(plain("Data"), plain("Old")), None, "has 2 sheets (Data, Old): name one under sheet"),
        (book(plain("Data"), plain("Old")), "Dta", "did you mean Data?"),
        (b"no workbook", None, "is no workbook"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(
    tmp_path: Path, content: bytes, sheet: str | None, said: str
):
    with pytest.raises(GcrError) as refused:
        read_cells(write(tmp_path, "a.xlsx", content), sheet)
    assert said in str(refused.value)


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path):
    path = write(tmp_path, "a.xlsx", book(plain("Old", ("x",), (1,)), plain("Data")))
    assert read_cells(path, "Data").columns.tolist() == ["iso3", "year", "value"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.ods", "is none of .csv, .xlsx"), ("a.parquet", "is no Parquet file"), ("a.dta", "cannot be read")],
)
def test_other_files_are_refused(tmp_path: Path, name: str, said: str):
    with pytest.raises(GcrError, match=said):
        read_cells(write(tmp_path, name, "no such file"))


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path):
    with pytest.raises(GcrError, match=r"there is no .*a.csv: put it there, or mend file in source.yaml"):
        read_cells(tmp_path / "a.csv")
