"""Print rows as a table for people, as CSV or as JSON for programs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from gcr_analysis.cli.options import Format
from gcr_analysis.exports import csv_text, json_text, plain

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
        print(csv_text(columns, cells), end="")
    elif format == "json":
        print(json_text(columns, cells), end="")
    else:
        _table(columns, cells)


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
