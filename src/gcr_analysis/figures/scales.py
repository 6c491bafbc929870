"""Columns of a figure with rows: where each stands, what it says, and the scale of its marks."""

from dataclasses import dataclass
from math import isnan

import pandas as pd

from gcr_analysis.figures.letters import text_width
from gcr_analysis.figures.size import Size
from gcr_analysis.figures.specification import Column, Rows
from gcr_analysis.framework.languages import spoken
from gcr_analysis.numbers import brief

GAP, BESIDE, LEAST = 0.26, 0.06, 0.4
"""Inches: between columns, between a mark and its number, the least room of a scale."""
DOT = 0.08
"""Inches: half a dot, which may stand at the end of a scale."""


@dataclass
class Scale:
    """Where figures stand: inches from the left edge of their column.

    Parameters
    ----------
    low
        The figure at *left*.
    inch
        Inches for each unit.
    left
        Inches before it.
    """

    low: float
    inch: float
    left: float

    def at(self, value: float) -> float:
        """Return the place of a figure."""
        return self.left + (value - self.low) * self.inch


@dataclass
class Lane:
    """A column with its place on the sheet.

    Parameters
    ----------
    column
        As it is declared.
    said
        What is written in each row.
    left, width
        Inches.
    scale
        Of its marks; None for a column of numbers alone.
    """

    column: Column
    said: list[str]
    left: float = 0.0
    width: float = 0.0
    scale: Scale | None = None

    @property
    def apart(self) -> bool:
        """Whether numbers stand at the end of the column: several marks, or marks that are no bars."""
        return len(self.column.marks) > 1 or any(mark.shape != "bar" for mark in self.column.marks)

    @property
    def field(self) -> str:
        """Column of the data that its numbers are from."""
        return self.column.field

    def at(self, value: float) -> float:
        """Return the place of a figure on the sheet."""
        assert self.scale
        return self.left + self.scale.at(value)


def lanes_of(drawing: Rows, data: pd.DataFrame) -> list[Lane]:
    """Return the columns of a figure that have any figure, with what they say and the marks that are seen."""
    lanes = [Lane(_seen(column, data), []) for column in drawing.columns]
    lanes = [
        lane for lane in lanes if lane.column.marks or data[lane.column.written or lane.field].notna().any()
    ]
    for lane in lanes:
        lane.said = _said(lane, data, lane.column.missing or drawing.missing or spoken().drawn.missing)
    return lanes


def _seen(column: Column, data: pd.DataFrame) -> Column:
    marks = tuple(mark for mark in column.marks if data[mark.field].notna().any())
    field = column.field or (column.marks[0].field if column.marks else "")
    return column.model_copy(update={"marks": marks, "field": field})


def _said(lane: Lane, data: pd.DataFrame, missing: str) -> list[str]:
    column = lane.column
    if column.silent:
        return [""] * len(data)
    if column.written:
        return ["" if pd.isna(said) else str(said) for said in data[column.written]]
    values = data[lane.field].astype(float)
    return [
        missing if isnan(value) else brief(value, column.unit, signed=column.signed, bound=column.bound)
        for value in values
    ]


def place(lanes: list[Lane], data: pd.DataFrame, drawing: Rows, size: Size, box: tuple[float, float]) -> None:
    """Give every column its place and scale: numbers take what they need, marks share the rest.

    Parameters
    ----------
    lanes
        The columns.
    data, drawing
        Data and declaration of the figure.
    size
        Size of the sheet.
    box
        Left edge and width of what they share, in inches.
    """
    left, width = box
    least = [needed(lane, size, bold=drawing.sums) for lane in lanes]
    pairs = list(zip(lanes, least, strict=True))
    numbers = sum(own for lane, own in pairs if not lane.column.marks)
    room = width - GAP * (len(lanes) - 1) - numbers
    shares = _shares([own for lane, own in pairs if lane.column.marks], room)
    for lane, own in pairs:
        lane.left, lane.width = left, shares.pop(0) if lane.column.marks else own
        left += lane.width + GAP
    drawn = [lane for lane in lanes if lane.column.marks]
    shown = data.iloc[: len(data) - drawing.sums]
    for lane in drawn:
        lane.scale = _scale(lane, shown, size)
    share_scales(drawn)


def needed(lane: Lane, size: Size, *, bold: bool = False) -> float:
    """Return the inches that a column needs: its longest number and word, and a scale of some length.

    Parameters
    ----------
    lane
        The column.
    size
        Size of the sheet.
    bold
        Whether its numbers may be bold.
    """
    longest = max((text_width(said, size.body, bold=bold) for said in lane.said), default=0.0)
    heads = [(word, False) for word in lane.column.title.split(" ")]
    heads += [(word, True) for word in lane.column.head.split(" ")]
    if lane.column.marks:
        longest += LEAST + (BESIDE if longest else 0.0) + 2 * DOT * lane.apart
    return max([longest, *(text_width(word, size.small, bold=strong) for word, strong in heads)])


def _shares(least: list[float], room: float) -> list[float]:
    """Share room evenly, except that nothing gets less than it needs.

    >>> _shares([1.0, 1.0, 4.0], 8.0), _shares([1.0, 1.0], 8.0)
    ([2.0, 2.0, 4.0], [4.0, 4.0])
    """
    even, wide = room / max(len(least), 1), set[int]()
    while more := {index for index, each in enumerate(least) if each > even} - wide:
        wide |= more
        rest = room - sum(least[index] for index in wide)
        even = max(rest, 0.0) / max(len(least) - len(wide), 1)
    return [each if index in wide else even for index, each in enumerate(least)]


def share_scales(drawn: list[Lane]) -> None:
    """Give columns of one unit one scale, but those with ends of their own."""
    for unit in {lane.column.unit for lane in drawn if not lane.column.ends}:
        alike = [lane for lane in drawn if lane.column.unit == unit and not lane.column.ends]
        inch = min(lane.scale.inch for lane in alike if lane.scale)
        for lane in alike:
            assert lane.scale
            lane.scale.inch = inch


def _scale(lane: Lane, shown: pd.DataFrame, size: Size) -> Scale:
    """Make a scale as large as its numbers let it be."""
    low, high = lane.column.ends or _ends(lane, shown)
    span = (high - low) or 1.0
    rooms = [text_width(said, size.body) + BESIDE if said else 0.0 for said in lane.said[: len(shown)]]
    if lane.apart or lane.column.ends:
        side = DOT if any(mark.shape in ("dot", "ring") for mark in lane.column.marks) else 0.0
        return Scale(low, max(lane.width - max(rooms, default=0.0) - 2 * side, 0.0) / span, side)
    values = shown[lane.field].astype(float)
    pairs = list(zip(rooms, values, strict=True))
    before = max((room for room, value in pairs if value < 0), default=0.0)
    after = [
        (lane.width - before - room) / (max(value, 0.0) - low)
        for room, value in pairs
        if not isnan(value) and max(value, 0.0) > low
    ]
    return Scale(low, max(min([*after, (lane.width - before) / span]), 0.0), before)


def _ends(lane: Lane, data: pd.DataFrame) -> tuple[float, float]:
    """Lowest and highest of all figures and zero."""
    names = [name for mark in lane.column.marks for name in (mark.field, mark.to) if name]
    others = [0.0, *([lane.column.line[0]] if lane.column.line else [])]
    values = data[names].astype(float).fillna(0.0).to_numpy()
    return min([*others, *values.ravel()]), max([*others, *values.ravel()])


def side_by_side(lanes: list[Lane], size: Size, width: float) -> list[list[Lane]]:
    """Part columns with marks into such as fit beside each other, as evenly as may be."""
    for most in range(len(lanes), 0, -1):
        blocks = -(-len(lanes) // most)
        in_each = -(-len(lanes) // blocks)
        parts = [lanes[start : start + in_each] for start in range(0, len(lanes), in_each)]
        if in_each == 1 or all(fit(part, size, width) for part in parts):
            return parts
    return []


def fit(lanes: list[Lane], size: Size, width: float, *, bold: bool = False) -> bool:
    """Return whether columns fit beside each other."""
    return sum(needed(lane, size, bold=bold) for lane in lanes) + GAP * (len(lanes) - 1) <= width
