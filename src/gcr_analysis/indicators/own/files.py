"""A file of the user's own as text, cell by cell, with the number of each row in the file."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from math import isnan
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import pandas as pd

from gcr_analysis.errors import GcrError, MissingPackageError, UnknownNameError
from gcr_analysis.framework.own import shown
from gcr_analysis.framework.own_folders import SOURCE
from gcr_analysis.framework.own_models import FORMULA
from gcr_analysis.indicators.own.formulas import unreadable

KINDS = (".csv", ".xlsx", ".parquet", ".dta", ".sav")
_DELIMITERS = (",", ";", "\t")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_cells(path: Path, sheet: str | None = None) -> pd.DataFrame:
    """Read a table as text.

    Parameters
    ----------
    path
        A CSV file in UTF-8, an XLSX, Parquet, Stata (``.dta``) or SPSS (``.sav``) file. Its first row names
        the columns.
    sheet
        The sheet of a workbook that has several.

    Returns
    -------
    DataFrame
        Every cell as text, empty where there is nothing; whole numbers without a decimal point. The index is
        the number of the row in the file, the header's being 1. Rows without any cell are left out.

    Raises
    ------
    GcrError
        One line that says what is wrong with the file, and where.
    """
    kind = path.suffix.lower()
    if kind not in KINDS:
        raise GcrError(f"{shown(path)} is none of {', '.join(KINDS)}: save it as one of them")
    if not path.is_file():
        raise GcrError(f"there is no {shown(path)}: put it there, or mend file in {SOURCE} beside it")
    if sheet is not None and kind != ".xlsx":
        raise GcrError(f"{shown(path)} has no sheets: leave sheet out")
    readers: dict[str, Callable[[], list[tuple[int, list[str]]]]] = {
        ".csv": lambda: _csv(path),
        ".xlsx": lambda: _xlsx(path, sheet),
        ".parquet": lambda: _columns(path, _parquet(path)),
        ".dta": lambda: _columns(path, _labelled(path)),
        ".sav": lambda: _columns(path, _labelled(path)),
    }
    rows = readers[kind]()
    if not rows:
        raise GcrError(
            f"{shown(path)} is empty: write a row with the names of the columns, and rows below it"
        )
    (_, header), *others = rows
    names = _header(path, header, others)
    others = [(number, row) for number, row in others if any(row)]
    if not others:
        raise GcrError(f"{shown(path)} has no row below its header: add one a figure")
    for number, row in others:
        if len(row) != len(names):
            raise GcrError(
                f"{shown(path)}, line {number} has {len(row)} cells and the header has {len(names)}: "
                "put cells that hold commas in quotes"
            )
    return pd.DataFrame(
        [row for _, row in others], index=[number for number, _ in others], columns=names, dtype="object"
    )


def text(value: Any) -> str:
    """Write a cell as text: nothing for what is missing, no decimal point for a whole number.

    >>> text(2024.0), text(None), text(float("nan")), text(0.5), text(True), text(" yes ")
    ('2024', '', '', '0.5', 'true', 'yes')
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        if isnan(value):
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).strip()


def _csv(path: Path) -> list[tuple[int, list[str]]]:
    content = _bytes(path)
    if content.startswith(_WIDE_MARKS):
        raise GcrError(f"{shown(path)} is UTF-16: save it as CSV UTF-8")
    try:
        written = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise GcrError(f"{shown(path)}, line {line} is not UTF-8: save the file as CSV UTF-8") from None
    if "\0" in written:
        raise GcrError(f"{shown(path)} is no text: save it as CSV UTF-8")
    first = written.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        begins = 1
        for row in reader:
            rows.append((begins, [cell.strip() for cell in row]))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise GcrError(f"{shown(path)}, line {reader.line_num}: {error}: look at its quotes") from None
    return _without_empty_columns([(number, row) for number, row in rows if row or number == 1])


def _xlsx(path: Path, sheet: str | None) -> list[tuple[int, list[str]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        names = [name for name in book.sheet_names if book.get_sheet_by_name(name).total_height]
    except (CalamineError, OSError) as error:
        raise GcrError(f"{shown(path)} is no workbook ({error}): save it as XLSX") from None
    if sheet is not None and sheet not in book.sheet_names:
        raise UnknownNameError(f"sheet of {shown(path)}", sheet, book.sheet_names)
    if sheet is None and len(names) > 1:
        listed = ", ".join(names)
        raise GcrError(
            f"{shown(path)} has {len(names)} sheets ({listed}): name one under sheet in source.yaml"
        )
    if sheet is None and not names:
        return []
    chosen = book.get_sheet_by_name(sheet or names[0])
    for begin, end in chosen.merged_cell_ranges or ():
        cells = f"{_letters(begin[1])}{begin[0] + 1}:{_letters(end[1])}{end[0] + 1}"
        part = "header" if begin[0] == 0 else f"line {begin[0] + 1}"
        raise GcrError(f"{shown(path)}, {part} has merged cells ({cells}): unmerge them, one cell a column")
    try:
        hidden = list(unreadable(path, chosen.name))
    except (BadZipFile, KeyError, ValueError, ParseError) as error:
        raise GcrError(f"{shown(path)} is no workbook ({_first_line(error)}): save it as XLSX") from None
    for cell, what in hidden:
        remedy = "open the workbook and save it, or type the value in"
        raise GcrError(f"{shown(path)}, cell {cell} has {what}: {remedy}, or leave the cell empty")
    table = chosen.to_python(skip_empty_area=False)
    return _without_empty_columns([(n, [text(cell) for cell in row]) for n, row in enumerate(table, 1)])


def _parquet(path: Path) -> pd.DataFrame:
    import pyarrow

    try:
        return pd.read_parquet(path)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise GcrError(f"{shown(path)} is no Parquet file ({_first_line(error)}): save it again") from None


def _labelled(path: Path) -> pd.DataFrame:
    """Read a Stata or SPSS file: codes, not their labels."""
    try:
        import svy_io
    except ImportError:
        raise MissingPackageError(shown(path), "svy", "survey") from None
    read = svy_io.read_dta if path.suffix.lower() == ".dta" else svy_io.read_sav
    try:
        frame, _ = read(str(path))
    except Exception as error:  # the reader raises errors of many kinds, all of them about the file
        raise GcrError(f"{shown(path)} cannot be read ({_first_line(error)}): save it again") from None
    return pd.DataFrame({name: frame[name].to_list() for name in frame.columns}, dtype="object")


def _columns(path: Path, frame: pd.DataFrame) -> list[tuple[int, list[str]]]:
    header = [(1, [text(name) for name in frame.columns])]
    columns = [[text(cell) for cell in frame[name].tolist()] for name in frame.columns]
    return header + [(number, list(row)) for number, row in enumerate(zip(*columns, strict=True), 2)]


def _header(path: Path, header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> list[str]:
    named = sum(bool(name) for name in header)
    width = max((sum(bool(cell) for cell in row) for _, row in rows), default=0)
    if named <= 1 < width:
        raise GcrError(
            f"{shown(path)}, line 1 is no header: take titles out, so that the first row names the columns"
        )
    for number, name in enumerate(header, 1):
        if not name:
            raise GcrError(f"{shown(path)}, header: column {number} has no name: give it one, or take it out")
        if name.startswith(FORMULA):
            raise GcrError(
                f"{shown(path)}, header: {name!r:.40} begins like a formula: begin it with a letter"
            )
    twice = sorted({name for name in header if list(header).count(name) > 1})
    if twice:
        raise GcrError(f"{shown(path)}, header names {', '.join(twice)} twice: give each column its own name")
    return list(header)


def _without_empty_columns(rows: list[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """Drop columns at the right end without any cell, as spreadsheets keep after something was deleted."""
    width = max((n for _, row in rows for n, cell in enumerate(row, 1) if cell), default=0)
    return [(number, row[:width]) for number, row in rows]


def _letters(column: int) -> str:
    """Name of a column of a workbook: A, B, …, Z, AA."""
    name = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GcrError(f"{shown(path)} cannot be read: {error.strerror}") from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
