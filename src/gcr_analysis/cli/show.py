"""Print rows as a table for people, as CSV or as JSON for programs."""

import csv
import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gcr_analysis.cli.options import Format

Row = Mapping[str, Any]


def show(rows: Iterable[Row], columns: Sequence[str], format: Format) -> None:
    """Print rows on standard output.

    Parameters
    ----------
    rows
        One mapping a row.
    columns
        Names of the columns, in order.
    format
        ``table``, ``csv`` or ``json``.

    Examples
    --------
    >>> show([{"region": "world", "value": 57.0, "low": float("nan")}], ["region", "value", "low"], "csv")
    region,value,low
    world,57,
    """
    cells = [[plain(row[column]) for column in columns] for row in rows]
    if format == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *cells])
    elif format == "json":
        print(
            json.dumps([dict(zip(columns, row, strict=True)) for row in cells], ensure_ascii=False, indent=2)
        )
    else:
        _table(columns, cells)


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


def _table(columns: Sequence[str], cells: Sequence[Sequence[Any]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from gcr_analysis.running import console

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        numeric = any(isinstance(row[number], int | float) for row in cells)
        heading = column.replace("_", " ").capitalize()
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for row in cells:
        table.add_row(*(Text(_worded(*each)) for each in zip(columns, row, strict=True)))
    console().print(table)


def _worded(column: str, cell: Any) -> str:
    """A cell as people read it: thousands apart, but not those of a year."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:,.6g}"
    counts = isinstance(cell, int) and not isinstance(cell, bool) and column != "year"
    return f"{cell:,}" if counts else str(cell)
