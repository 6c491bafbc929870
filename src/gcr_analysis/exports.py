"""Rows as files that other programs open: CSV, JSON, workbook, Parquet, Stata. Equal rows, equal bytes."""

import csv
import gzip
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from gcr_analysis.errors import GcrError

T = TypeVar("T")
Table = Mapping[str, Sequence[Any]]
"""Cells by column, each column of the same length; None where a cell is missing."""
Types = Mapping[str, type]
"""Type of each column that does not hold text: ``int`` or ``float``."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
CREATED = datetime(2018, 12, 17)  # a workbook must say when it was made: the day on which the Compact was
WIDEST = 60  # characters that a column of a workbook shows
SHEET_ROWS = 1_048_576  # rows of a worksheet, its heading included
LONG = 80  # bytes of text from which a column of a Stata file is a strL


def export(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], types: Types) -> bytes:
    """Return rows as a file.

    Parameters
    ----------
    kind
        One of `KINDS`: ``"csv"``, ``"csv.gz"``, ``"json"``, ``"xlsx"``, ``"parquet"`` or ``"dta"`` (Stata),
        which is also the file's ending.
    columns
        Names of the columns, in order.
    rows
        One sequence a row; None, NaN and the like are missing.
    types
        Type of each column that is no text. Parquet needs it: a column's type must not hang on its values.

    Raises
    ------
    GcrError
        When a worksheet does not hold so many rows.

    Examples
    --------
    >>> export("csv", ["region", "value"], [["world", 57.0], ["=1+1", float("nan")]], {"value": float})
    b"region,value\\nworld,57\\n'=1+1,\\n"
    """
    return export_columns(kind, _columns(columns, rows), types)


def export_columns(kind: str, table: Table, types: Types, labels: Mapping[str, str] | None = None) -> bytes:
    """Return columns as a file, as `export` does with rows.

    Parameters
    ----------
    kind, types
        As for `export`.
    table
        Cells by column; None, NaN and the like are missing.
    labels
        What columns mean, in 80 characters each, for the formats that carry it (Stata).

    Examples
    --------
    >>> export_columns("csv", {"region": ["world", "MEX"], "value": [57.0, None]}, {"value": float})
    b'region,value\\nworld,57\\nMEX,\\n'
    """
    check_rows(kind, max(map(len, table.values()), default=0))
    cells = {name: _each(plain, column) for name, column in table.items()}
    return _WRITERS[kind](cells, types, labels or {})


def kind_of(path: Path) -> str | None:
    """Return the kind of file that a path names by its ending, in any case; None where it is none of `KINDS`.

    Examples
    --------
    >>> kind_of(Path("figures.CSV.gz")), kind_of(Path("figures.v2.dta")), kind_of(Path("figures.txt"))
    ('csv.gz', 'dta', None)
    """
    return next((kind for kind in KINDS if path.name.lower().endswith(f".{kind}")), None)


def check_rows(kind: str, rows: int) -> None:
    """Refuse more rows than a file of a kind holds.

    Raises
    ------
    GcrError
        When a worksheet does not hold so many rows.

    Examples
    --------
    >>> check_rows("xlsx", 1_048_576)
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: a worksheet holds 1,048,575 rows and these are 1,048,576: take .csv.gz, \
.parquet or .dta, or fewer rows
    """
    if kind == "xlsx" and rows > SHEET_ROWS - 1:
        raise GcrError(
            f"a worksheet holds {SHEET_ROWS - 1:,} rows and these are {rows:,}: "
            "take .csv.gz, .parquet or .dta, or fewer rows"
        )


def _columns(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Table:
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    return dict(zip(columns, cells, strict=True))


def _each(function: Callable[[Any], T], cells: Sequence[Any]) -> list[T]:
    """Apply a function to the cells of a column, which are of one type: once to each value, however often."""
    known = {cell: function(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def plain(value: Any) -> Any:
    """Return a value as Python's own: whole numbers whole, none for what is missing, no floating-point dust.

    Examples
    --------
    >>> plain(23285655.0), plain(0.1 + 0.2), plain(float("nan")), plain("NA")
    (23285655, 0.3, None, 'NA')
    """
    value = value.item() if hasattr(value, "item") else value
    if not isinstance(value, float):
        return None if type(value).__name__ in ("NAType", "NaTType") else value
    if math.isnan(value):
        return None
    return int(value) if value.is_integer() else float(f"{value:.15g}")


def inert(value: Any) -> Any:
    """Return a value that no spreadsheet takes for a formula.

    Numbers stay numbers; text that starts like a formula gets an apostrophe before it.

    >>> inert("=1+1"), inert(-3), inert(None)
    ("'=1+1", -3, '')
    """
    if value is None:
        return ""
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as CSV (comma, LF, UTF-8) that a spreadsheet opens without running anything.

    >>> print(csv_text(["country", "refugees"], [["=Chad", 1500], ["Mali", None]]), end="")
    country,refugees
    '=Chad,1500
    Mali,
    """
    return _csv(_columns(columns, rows))


def json_text(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows as a JSON list of objects.

    >>> print(json_text(["region", "value"], [["world", None]]), end="")
    [
      {
        "region": "world",
        "value": null
      }
    ]
    """
    objects = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _csv(table: Table) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(map(inert, table))
    writer.writerows(zip(*(_each(inert, cells) for cells in table.values()), strict=True))
    return text.getvalue()


def _xlsx(table: Table, types: Types, labels: Mapping[str, str]) -> bytes:
    """One sheet, with its heading in sight, a filter on each column, and nothing that runs."""
    import xlsxwriter

    book = io.BytesIO()
    nothing_runs = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(book, {"in_memory": True, **nothing_runs}) as workbook:
        workbook.set_properties({"created": CREATED})
        sheet = workbook.add_worksheet("figures")
        sheet.write_row(0, 0, map(inert, table), workbook.add_format({"bold": True}))
        for number, (name, cells) in enumerate(table.items()):
            for row, cell in enumerate(_each(inert, cells), start=1):
                put = sheet.write_string if isinstance(cell, str) else sheet.write
                if cell != "":
                    put(row, number, cell)
            widest = max(map(len, map(str, {name, *cells})))
            sheet.set_column(number, number, min(WIDEST, 2 + widest))
        sheet.freeze_panes(1, 0)
        rows = max(map(len, table.values()), default=0)
        sheet.autofilter(0, 0, rows, len(table) - 1)
    return book.getvalue()


def _parquet(table: Table, types: Types, labels: Mapping[str, str]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    schema = pa.schema([(name, arrow[types.get(name, str)]) for name in table])
    arrays = [pa.array(table[field.name], type=field.type) for field in schema]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), file, compression="zstd", store_schema=False)
    return file.getvalue()


def _stata(table: Table, types: Types, labels: Mapping[str, str]) -> bytes:
    """Stata 14 and later: long text as strL, what is missing as Stata's missing value or empty text."""
    import pandas as pd

    frame = pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in table.items()})
    long = []
    for name in frame:
        if name in types:
            whole = types[name] is int and frame[name].notna().all()
            frame[name] = frame[name].astype("int64" if whole else "float64")
            continue
        frame[name] = frame[name].fillna("")
        if max((len(text.encode()) for text in frame[name].unique()), default=0) > LONG:
            long.append(name)
    file = io.BytesIO()
    about = {"time_stamp": CREATED, "variable_labels": {name: labels.get(name, "") for name in table}}
    frame.to_stata(file, write_index=False, version=118, convert_strl=long, **about)
    return file.getvalue()


def _gzipped(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)  # of no time, so that equal text makes equal bytes


_WRITERS: dict[str, Callable[[Table, Types, Mapping[str, str]], bytes]] = {
    "csv": lambda table, types, labels: _csv(table).encode(),
    "csv.gz": lambda table, types, labels: _gzipped(_csv(table)),
    "json": lambda table, types, labels: json_text([*table], zip(*table.values(), strict=True)).encode(),
    "xlsx": _xlsx,
    "parquet": _parquet,
    "dta": _stata,
}
KINDS = tuple(_WRITERS)
