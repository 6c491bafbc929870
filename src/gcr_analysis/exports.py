"""Rows as files that other programs open: CSV, JSON, workbook, Parquet. The same bytes for the same rows."""

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

Types = Mapping[str, type]
"""Type of each column that does not hold text: ``int`` or ``float``."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
CREATED = datetime(2018, 12, 17)  # a workbook must say when it was made: the day on which the Compact was
WIDEST = 60  # characters that a column of a workbook shows


def export(kind: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], types: Types) -> bytes:
    """Return rows as a file.

    Parameters
    ----------
    kind
        One of `KINDS`: ``"csv"``, ``"json"``, ``"xlsx"`` or ``"parquet"``, which is also the file's ending.
    columns
        Names of the columns, in order.
    rows
        One sequence a row; None, NaN and the like are missing.
    types
        Type of each column that is no text. Parquet needs it: a column's type must not hang on its values.

    Examples
    --------
    >>> export("csv", ["region", "value"], [["world", 57.0], ["=1+1", float("nan")]], {"value": float})
    b"region,value\\nworld,57\\n'=1+1,\\n"
    """
    return _WRITERS[kind](columns, [[plain(value) for value in row] for row in rows], types)


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
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([inert(name) for name in columns])
    writer.writerows([inert(value) for value in row] for row in rows)
    return text.getvalue()


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


def _xlsx(columns: Sequence[str], rows: Sequence[Sequence[Any]], types: Types) -> bytes:
    """One sheet, with its heading in sight, a filter on each column, and nothing that runs."""
    import xlsxwriter

    book = io.BytesIO()
    nothing_runs = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    with xlsxwriter.Workbook(book, {"in_memory": True, **nothing_runs}) as workbook:
        workbook.set_properties({"created": CREATED})
        sheet = workbook.add_worksheet("figures")
        sheet.write_row(0, 0, [inert(name) for name in columns], workbook.add_format({"bold": True}))
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [None if value is None else inert(value) for value in row])
        for number, cells in enumerate(zip(columns, *rows, strict=True)):
            sheet.set_column(number, number, min(WIDEST, 2 + max(len(str(cell)) for cell in cells)))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return book.getvalue()


def _parquet(columns: Sequence[str], rows: Sequence[Sequence[Any]], types: Types) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    arrow = {int: pa.int64(), float: pa.float64(), str: pa.string()}
    schema = pa.schema([(name, arrow[types.get(name, str)]) for name in columns])
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [pa.array(cells[n], type=field.type) for n, field in enumerate(schema)]
    file = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), file, compression="zstd", store_schema=False)
    return file.getvalue()


_WRITERS: dict[str, Callable[[Sequence[str], list[list[Any]], Types], bytes]] = {
    "csv": lambda columns, rows, types: csv_text(columns, rows).encode(),
    "json": lambda columns, rows, types: json_text(columns, rows).encode(),
    "xlsx": _xlsx,
    "parquet": _parquet,
}
KINDS = tuple(_WRITERS)
