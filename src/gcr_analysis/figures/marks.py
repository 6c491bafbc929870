"""The marks in a row of a figure, and the samples of them in its key."""

from collections.abc import Callable, Iterator
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
DOT, RING = 7.5, 6.0
"""Points."""
_AROUND, _NEAR = 11.0, 3.0 / 72
"""Points of a ring around a dot, and inches within which a dot would hide it."""
Point = tuple[float, float]


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
    dots = [lane.at(float(row[mark.field])) for mark in lane.column.marks if mark.shape == "dot"]
    for mark in lane.column.marks:
        value = float(row[mark.field])
        if isnan(value):
            continue
        x = lane.at(value)
        colour = mark.colours.get(str(row[mark.by]), mark.colour) if mark.by else mark.colour
        hollow = bool(mark.hollow) and bool(row[mark.hollow])
        if mark.shape in _THICK:
            colour = lane.column.negative if value < 0 and lane.column.negative else colour
            _bar(sheet, lane, (value, middle), _THICK[mark.shape] * BAR, (colour, hollow))
        elif mark.shape == "tick":
            sheet.line((x, middle - 0.13), (x, middle + 0.13), colour, points=2.2)
        elif mark.shape == "dot":
            sheet.dot(x, middle, colour, points=DOT, hollow=hollow)
        elif mark.shape == "ring":
            hidden = any(abs(x - dot) < _NEAR for dot in dots)
            sheet.dot(x, middle, colour, points=_AROUND if hidden else RING, hollow=True)
        elif not isnan(other := float(row[mark.to])):
            broken = bool(mark.broken) and bool(row[mark.broken])
            _link(sheet, mark.shape, ((x, middle), (lane.at(other), middle)), colour, broken=broken)


def _bar(sheet: Sheet, lane: Lane, place: tuple[float, float], high: float, look: tuple[str, bool]) -> None:
    """Draw a bar from zero, or from the lower end of a scale above it; one that is not zero is seen."""
    value, middle = place
    colour, hollow = look
    zero = lane.at(max(lane.scale.low, 0.0) if lane.scale else 0.0)
    wide = copysign(max(abs(lane.at(value) - zero), LEAST), value) if value else 0.0
    fill, edge = ("paper", colour) if hollow else (colour, None)
    sheet.rect(zero, middle - high / 2, wide, high, fill, edge=edge)


def _link(sheet: Sheet, shape: str, ends: tuple[Point, Point], colour: str, *, broken: bool) -> None:
    """Draw a link, or a range with a white line under it, which parts it from a bar."""
    if shape == "range":
        sheet.line(*ends, "paper", points=3.2)
    sheet.line(*ends, colour, points=2.0 if shape == "link" else 1.2, broken=broken)


def key_of(drawing: Rows, data: pd.DataFrame) -> list[Entry]:
    """Return the key of a figure: the marks that are drawn and have a name, each name once."""
    entries: dict[str, Entry] = {}
    for mark in (mark for column in drawing.columns for mark in column.marks):
        for label, colour, hollow in _names_of(mark, data):
            entries.setdefault(label, Entry(label, _sample(mark, colour, hollow=hollow)))
    bands = [column.band_label for column in drawing.columns if column.band and column.band_label]
    return [*entries.values(), *(Entry(label, _tint) for label in bands)]


def _names_of(mark: Mark, data: pd.DataFrame) -> Iterator[tuple[str, str, bool]]:
    """Yield each name of a mark that is seen, with its colour and whether it is hollow."""
    known = data[mark.field].notna()
    hollow = data[mark.hollow].astype(bool) & known if mark.hollow else known & False
    filled = known & ~hollow if mark.hollow_label else known
    if mark.label and filled.any():
        yield mark.label, mark.colour, False
    for word, label in mark.labels.items():
        if (filled & (data[mark.by].astype(str) == word)).any():
            yield label, mark.colours.get(word, mark.colour), False
    if mark.hollow_label and hollow.any():
        yield mark.hollow_label, mark.colour, True


def _tint(sheet: Sheet, x: float, y: float) -> None:
    sheet.rect(x - 0.1, y - 0.07, 0.2, 0.14, "none")


def _sample(mark: Mark, colour: str, *, hollow: bool) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        if mark.shape in _THICK:
            high = 0.7 * BAR * _THICK[mark.shape]
            fill, edge = ("paper", colour) if hollow else (colour, None)
            sheet.rect(x - 0.1, y - high / 2, 0.2, high, fill, edge=edge)
        elif mark.shape == "tick":
            sheet.line((x, y - 0.09), (x, y + 0.09), colour, points=2.2)
        elif mark.shape in ("dot", "ring"):
            ring = mark.shape == "ring"
            sheet.dot(x, y, colour, points=RING if ring else DOT, hollow=hollow or ring)
        else:
            points = 2.0 if mark.shape == "link" else 1.2
            sheet.line((x - 0.1, y), (x + 0.1, y), colour, points=points)

    return draw
