"""The marks in a row of a figure, and the samples of them in its key."""

from collections.abc import Callable
from math import copysign, isnan

import pandas as pd

from gcr_analysis.figures.key import Entry
from gcr_analysis.figures.scales import Lane
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.specification import Mark, Rows

BAR = 0.2
"""Height of a bar in inches."""
LEAST = 1 / 96
"""Inches that a bar is long at least where its figure is not zero: one pixel."""
_THICK = {"bar": 1.0, "inner": 0.55}
_POINTS = {"dot": 7.5, "ring": 6.0}


def draw_marks(sheet: Sheet, lane: Lane, row: pd.Series, middle: float) -> None:
    """Draw the marks of one row, the lowest first.

    Parameters
    ----------
    sheet
        What they are drawn on.
    lane
        The column with its scale.
    row
        The figures.
    middle
        Inches from the top to the middle of the row.
    """
    for mark in lane.column.marks:
        value = float(row[mark.field])
        if not isnan(value):
            _draw(sheet, lane, mark, row, (value, middle))


def _draw(sheet: Sheet, lane: Lane, mark: Mark, row: pd.Series, place: tuple[float, float]) -> None:
    value, middle = place
    x, colour = lane.at(value), mark.colours.get(str(row[mark.by]), mark.colour) if mark.by else mark.colour
    hollow = bool(mark.hollow) and bool(row[mark.hollow])
    if mark.shape in _THICK:
        zero, high = lane.at(max(lane.scale.low, 0.0) if lane.scale else 0.0), BAR * _THICK[mark.shape]
        colour = lane.column.negative if value < 0 and lane.column.negative else colour
        fill, edge = ("paper", colour) if hollow else (colour, None)
        wide = copysign(max(abs(x - zero), LEAST), value) if value else 0.0
        sheet.rect(zero, middle - high / 2, wide, high, fill, edge=edge)
    elif mark.shape == "tick":
        sheet.line((x, middle - 0.13), (x, middle + 0.13), colour, points=2.2)
    elif mark.shape in _POINTS:
        ring = mark.shape == "ring"
        sheet.dot(x, middle, colour, points=_POINTS[mark.shape], hollow=hollow or ring)
    elif not isnan(other := float(row[mark.to])):
        ends = (x, middle), (lane.at(other), middle)
        if mark.shape == "range":
            sheet.line(*ends, "paper", points=3.2)
        broken = bool(mark.broken) and bool(row[mark.broken])
        sheet.line(*ends, colour, points=2.0 if mark.shape == "link" else 1.2, broken=broken)


def key_of(drawing: Rows, data: pd.DataFrame) -> list[Entry]:
    """Return the key of a figure: the marks that are drawn and have a name, each name once."""
    entries: dict[str, Entry] = {}
    for mark in (mark for column in drawing.columns for mark in column.marks):
        known = data[mark.field].notna()
        hollow = data[mark.hollow].astype(bool) & known if mark.hollow else known & False
        for label, shown in ((mark.label, known & ~hollow), (mark.hollow_label, hollow)):
            if label and shown.any():
                entries.setdefault(label, Entry(label, _sample(mark, hollow=label == mark.hollow_label)))
    bands = [column.band_label for column in drawing.columns if column.band and column.band_label]
    return [*entries.values(), *(Entry(label, _tint) for label in bands)]


def _tint(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x - 0.1, y - 0.07, 0.2, 0.14, "none")


def _sample(mark: Mark, *, hollow: bool) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        if mark.shape in _THICK:
            high = 0.7 * BAR * _THICK[mark.shape]
            fill, edge = ("paper", mark.colour) if hollow else (mark.colour, None)
            sheet.rect(x - 0.1, y - high / 2, 0.2, high, fill, edge=edge)
        elif mark.shape == "tick":
            sheet.line((x, y - 0.09), (x, y + 0.09), mark.colour, points=2.2)
        elif mark.shape in _POINTS:
            sheet.dot(x, y, mark.colour, points=_POINTS[mark.shape], hollow=hollow or mark.shape == "ring")
        else:
            sheet.line((x - 0.1, y), (x + 0.1, y), mark.colour, points=2.0)

    return draw
