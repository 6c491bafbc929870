"""Rows of marks: a name, and beside it — on a phone below it — bars, dots and numbers on scales."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from math import isnan

import pandas as pd

from gcr_analysis.figures.key import Entry, draw_key, key_height
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.sheet import MARGIN, Blank, Sheet, Size
from gcr_analysis.figures.specification import Column, Mark, Rows
from gcr_analysis.numbers import number, round_number

GAP, BESIDE = 0.26, 0.06
"""Inches: between columns; between a mark and its number."""
NAMES, LEAST = 2.15, 0.4
"""Inches: the widest column of names; the least room of a scale without its numbers."""
BAR, AIR = 0.2, 0.09
"""Inches: the height of a bar, the air between rows."""


@dataclass
class Scale:
    """Where figures stand: inches from the left edge of their column."""

    low: float
    inch: float
    left: float

    def at(self, value: float) -> float:
        """Return the place of a figure."""
        return self.left + (value - self.low) * self.inch


@dataclass
class Lane:
    """A column with its place on the sheet.

    Attributes
    ----------
    column
        As it is declared.
    said
        What is written in each row.
    left, width
        Inches.
    scale
        Of its marks; None for numbers alone.
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


@dataclass
class _Plan:
    """What is drawn where, from the top: collected first, since a sheet has to know its height."""

    at: float = 0.0
    draws: list[Callable[[Sheet], None]] = field(default_factory=list)

    def add(self, draw: Callable[[Sheet], None]) -> None:
        self.draws.append(draw)


def rows(drawing: Rows, data: pd.DataFrame, blank: Blank) -> Sheet:
    """Draw a row a place or measure.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row of it makes a row of the figure.
    blank
        What it is drawn on.
    """
    size = blank.size
    width = size.width if blank.words is None else size.width - 2 * MARGIN
    lanes = [Lane(column, _said(column, data, drawing)) for column in drawing.columns if _any(column, data)]
    plan, entries = _Plan(), _entries(drawing)
    if entries:
        height = key_height(entries, size, width)
        plan.add(lambda sheet: draw_key(sheet, entries, 0.0, width))
        plan.at = height
    if size.narrow:
        _below(plan, drawing, data, lanes, size, width)
    else:
        _beside(plan, drawing, data, lanes, size, width)
    sheet = blank.sheet(plan.at + 0.04)
    for draw in plan.draws:
        draw(sheet)
    return sheet


def _any(column: Column, data: pd.DataFrame) -> bool:
    """Whether a column has any figure: one without is left out."""
    name = column.written or column.field or column.marks[0].field
    return bool(data[name].notna().any())


def _said(column: Column, data: pd.DataFrame, drawing: Rows) -> list[str]:
    if column.silent:
        return [""] * len(data)
    if column.written:
        return ["" if pd.isna(said) else str(said) for said in data[column.written]]
    values = data[column.field or column.marks[0].field].astype(float)
    return [
        drawing.missing if isnan(value) else number(value, column.unit, signed=column.signed)
        for value in values
    ]


def _entries(drawing: Rows) -> list[Entry]:
    return [
        Entry(mark.label, _sample(mark)) for column in drawing.columns for mark in column.marks if mark.label
    ]


def _sample(mark: Mark) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        if mark.shape in ("bar", "inner"):
            thick = BAR * (0.7 if mark.shape == "bar" else 0.45)
            sheet.rect(x - 0.1, y - thick / 2, 0.2, thick, mark.colour)
        elif mark.shape == "tick":
            sheet.line([x, x], [y - 0.09, y + 0.09], mark.colour, points=2.4)
        elif mark.shape in ("link", "range"):
            sheet.line([x - 0.1, x + 0.1], [y, y], mark.colour, points=2.0)
        else:
            sheet.dot(x, y, mark.colour, hollow=mark.shape == "ring")

    return draw


# Wide: names on the left, columns beside them -----------------------------------------------------------------


def _beside(
    plan: _Plan, drawing: Rows, data: pd.DataFrame, lanes: list[Lane], size: Size, width: float
) -> None:
    names = [wrapped(str(name), size.body, width=NAMES) for name in data[drawing.names]]
    room = max(
        (text_width(line, size.body, bold=drawing.sums) for lines in names for line in lines), default=0
    )
    _place(lanes, data, drawing, size, room + 0.18, width - room - 0.18)
    _heads(plan, lanes, size)
    start, order = plan.at, _groups(drawing, data)
    middles: list[float] = []
    for group, members in order:
        if group:
            _group(plan, group, size)
        for row in members:
            last = drawing.sums and row == len(data) - 1
            if last:
                plan.at += 0.04
                plan.add(lambda sheet, at=plan.at: sheet.line([0, width], [at, at], "faint"))
            height = max(BAR + AIR, len(names[row]) * size.line + AIR)
            middle = plan.at + height / 2
            middles.append(middle)
            plan.add(lambda sheet, row=row, at=middle, last=last: sheet.lines(0, at, names[row], bold=last))
            _row(plan, lanes, data, row, middle, size, bold=last)
            plan.at += height
    _axes(plan, lanes, [(start, plan.at)], size)


def _groups(drawing: Rows, data: pd.DataFrame) -> list[tuple[str, list[int]]]:
    if not drawing.groups:
        return [("", list(range(len(data))))]
    named = groupby(enumerate(data[drawing.groups]), key=lambda pair: str(pair[1]))
    return [(name, [row for row, _ in own]) for name, own in named]


def _group(plan: _Plan, name: str, size: Size) -> None:
    plan.at += 0.12 + size.line / 2
    plan.add(lambda sheet, at=plan.at: sheet.text(0, at, name, bold=True))
    plan.at += size.line / 2 + 0.06


def _place(
    lanes: list[Lane], data: pd.DataFrame, drawing: Rows, size: Size, left: float, width: float
) -> None:
    """Give every column its place: those of numbers as much as they need, the others share the rest."""
    numbers = [lane for lane in lanes if not lane.column.marks]
    for lane in numbers:
        longest = max((text_width(said, size.body, bold=drawing.sums) for said in lane.said), default=0.0)
        head = max((text_width(word, size.small) for word in lane.column.title.split(" ")), default=0.0)
        lane.width = max(longest, head)
    drawn = [lane for lane in lanes if lane.column.marks]
    rest = width - sum(lane.width for lane in numbers) - GAP * (len(lanes) - 1)
    for lane in lanes:
        lane.width = lane.width or rest / max(len(drawn), 1)
        lane.left = left
        left += lane.width + GAP
    _set_scales(drawn, data, drawing, size)


def _set_scales(lanes: list[Lane], data: pd.DataFrame, drawing: Rows, size: Size) -> None:
    """Set the scale of each column: as large as its numbers let it, one for all columns of a unit."""
    shown = data.iloc[: len(data) - drawing.sums]
    for lane in lanes:
        ends = _ends(lane, shown)
        said = lane.said[: len(shown)]
        rooms = [text_width(text, size.body) + BESIDE for text in said]
        low, high = min(each[0] for each in ends), max(each[1] for each in ends)
        if lane.column.ends:
            low, high = lane.column.ends
        side = 0.08 if lane.apart or lane.column.ends else 0.0
        if lane.apart:
            inch = (lane.width - max(rooms, default=0) - 2 * side) / ((high - low) or 1.0)
            lane.scale = Scale(low, inch, side)
            continue
        values = shown[lane.column.marks[0].field].astype(float)
        before = max((room for room, value in zip(rooms, values, strict=True) if value < 0), default=0.0)
        after = [
            (lane.width - before - room - side) / (max(value, 0.0) - low)
            for room, value in zip(rooms, values, strict=True)
            if not isnan(value) and max(value, 0.0) > low
        ]
        lane.scale = Scale(low, min([*after, (lane.width - before) / ((high - low) or 1.0)]), before + side)
    for lane in lanes:
        alike = [
            other.scale.inch
            for other in lanes
            if other.scale and other.column.unit == lane.column.unit and not other.column.ends
        ]
        if lane.scale and not lane.column.ends:
            lane.scale.inch = min(alike)


def _ends(lane: Lane, data: pd.DataFrame) -> list[tuple[float, float]]:
    """Lowest and highest figure of each row, with zero."""
    names = [name for mark in lane.column.marks for name in (mark.field, mark.to) if name]
    line = lane.column.line[0] if lane.column.line else 0.0
    values = data[names].astype(float).fillna(0.0)
    lows, highs = values.min(axis=1).clip(upper=min(line, 0.0)), values.max(axis=1).clip(lower=max(line, 0.0))
    return list(zip(lows, highs, strict=True)) or [(0.0, 0.0)]


def _heads(plan: _Plan, lanes: list[Lane], size: Size) -> None:
    """Write the headings of the columns, their last lines on one line."""
    heads = [_head_lines(lane, size) for lane in lanes]
    tallest = max((len(lines) for lines in heads), default=0)
    if not tallest:
        return
    for lane, lines in zip(lanes, heads, strict=True):
        for index, (text, bold) in enumerate(lines):
            at = plan.at + (tallest - len(lines) + index + 0.5) * size.small_line
            right = not lane.column.marks
            x = lane.left + (lane.width if right else 0)
            look = {"points": size.small, "colour": "quiet", "bold": bold, "ha": "right" if right else "left"}
            plan.add(lambda sheet, x=x, at=at, text=text, look=look: sheet.text(x, at, text, **look))
    plan.at += tallest * size.small_line + 0.08


def _head_lines(lane: Lane, size: Size) -> list[tuple[str, bool]]:
    column, lines = lane.column, []
    if column.head:
        lines += [(line, True) for line in wrapped(column.head, size.small, bold=True, width=lane.width)]
    if column.title:
        lines += [(line, False) for line in wrapped(column.title, size.small, width=lane.width)]
    if column.line:
        lines += [(line, False) for line in wrapped(column.line[1], size.small, width=lane.width)]
    return lines


def _row(
    plan: _Plan, lanes: list[Lane], data: pd.DataFrame, row: int, middle: float, size: Size, *, bold: bool
) -> None:
    for lane in lanes:
        said, quiet = lane.said[row], _missing(lane, data, row)
        look = {"bold": bold, "colour": "quiet" if quiet else "ink"}
        if lane.scale is None:
            x = lane.left + lane.width
            plan.add(lambda sheet, x=x, said=said, look=look: sheet.text(x, middle, said, ha="right", **look))
            continue
        if not bold:
            plan.add(lambda sheet, lane=lane: _marks(sheet, lane, data.iloc[row], middle))
        x, side = _beside_mark(lane, data.iloc[row], bold=bold)
        plan.add(
            lambda sheet, x=x, side=side, said=said, look=look: sheet.text(x, middle, said, ha=side, **look)
        )


def _missing(lane: Lane, data: pd.DataFrame, row: int) -> bool:
    name = lane.column.field or (lane.column.marks[0].field if lane.column.marks else "")
    return bool(name) and bool(pd.isna(data[name].iloc[row]))


def _beside_mark(lane: Lane, row: pd.Series, *, bold: bool) -> tuple[float, str]:
    """Return where the number of a row stands, and on which side of that place."""
    assert lane.scale
    if lane.apart:
        return lane.left + lane.width, "right"
    value = 0.0 if bold else float(row[lane.column.marks[0].field])
    if isnan(value) or value >= 0:
        return lane.left + lane.scale.at(0.0 if isnan(value) else value) + BESIDE, "left"
    return lane.left + lane.scale.at(value) - BESIDE, "right"


def _marks(sheet: Sheet, lane: Lane, row: pd.Series, middle: float) -> None:
    """Draw the marks of one row, the lowest first."""
    assert lane.scale
    for mark in lane.column.marks:
        value = float(row[mark.field])
        if isnan(value):
            continue
        x, colour = (
            lane.left + lane.scale.at(value),
            mark.colours.get(str(row[mark.by]), mark.colour) if mark.by else mark.colour,
        )
        hollow = bool(mark.hollow) and bool(row[mark.hollow])
        if mark.shape in ("bar", "inner"):
            zero = lane.left + lane.scale.at(max(lane.scale.low, 0.0))
            if value < 0 and lane.column.negative:
                colour = lane.column.negative
            high = BAR * (1.0 if mark.shape == "bar" else 0.55)
            look = {"edge": colour} if hollow else {}
            sheet.rect(zero, middle - high / 2, x - zero, high, "paper" if hollow else colour, **look)
        elif mark.shape == "tick":
            sheet.line([x, x], [middle - 0.13, middle + 0.13], colour, points=2.2)
        elif mark.shape in ("link", "range"):
            other = float(row[mark.to])
            if not isnan(other):
                ends = [x, lane.left + lane.scale.at(other)]
                broken = bool(mark.broken) and bool(row[mark.broken])
                if mark.shape == "range":
                    sheet.line(ends, [middle, middle], "paper", points=3.2)
                thick = 2.0 if mark.shape == "link" else 1.2
                sheet.line(ends, [middle, middle], colour, points=thick, broken=broken)
        else:
            ring = mark.shape == "ring"
            sheet.dot(x, middle, colour, points=6.0 if ring else 7.5, hollow=hollow or ring)


def _axes(plan: _Plan, lanes: list[Lane], spans: list[tuple[float, float]], size: Size) -> None:
    """Draw under the marks what they stand on: zero, ticks with their names, a tinted band, a line to compare."""
    under: list[Callable[[Sheet], None]] = []
    for lane in (lane for lane in lanes if lane.scale and spans):
        column, place = lane.column, lambda value, lane=lane: lane.left + lane.scale.at(value)
        lines = [(place(tick), "faint", 0.6) for tick in column.ticks]
        if not column.ticks and any(mark.shape == "bar" for mark in column.marks):
            lines.append((place(0.0), "quiet" if lane.scale.low < 0 else "faint", 0.8))
        if column.line:
            lines.append((place(column.line[0]), "accent", 1.6))
        for top, bottom in spans:
            if column.band:
                first, last = map(place, column.band)
                box = (first, top, last - first, bottom - top, "none")
                under.append(lambda sheet, box=box: sheet.rect(*box))
            for x, colour, points in lines:
                ends = ([x, x], [top, bottom], colour)
                under.append(lambda sheet, ends=ends, points=points: sheet.line(*ends, points=points))
        _name_ticks(plan, lane, plan.at, size)
    plan.draws = [*under, *plan.draws]
    plan.at += size.small_line + 0.04 if any(lane.column.ticks for lane in lanes) else 0.0


def _name_ticks(plan: _Plan, lane: Lane, bottom: float, size: Size) -> None:
    """Name the ticks below the rows; one that would touch the one before is left out."""
    assert lane.scale
    taken = -1.0
    for tick in lane.column.ticks:
        text = round_number(tick, lane.column.unit) if tick else number(0.0, lane.column.unit)
        half, x = text_width(text, size.small) / 2, lane.left + lane.scale.at(tick)
        x = min(max(x, half), lane.left + lane.width - half)
        if x - half < taken + 0.05:
            continue
        taken = x + half
        look = {"points": size.small, "colour": "quiet", "ha": "center"}
        at = bottom + size.small_line / 2 + 0.03
        plan.add(lambda sheet, x=x, text=text, look=look: sheet.text(x, at, text, **look))


# Narrow: a name, its marks below it ----------------------------------------------------------------------------


def _below(
    plan: _Plan, drawing: Rows, data: pd.DataFrame, lanes: list[Lane], size: Size, width: float
) -> None:
    drawn = [lane for lane in lanes if lane.column.marks]
    numbers = [lane for lane in lanes if not lane.column.marks]
    needed = [max(text_width(said, size.body) for said in lane.said) + BESIDE + LEAST for lane in drawn]
    together = sum(needed) + GAP * (len(drawn) - 1) <= width
    for block in [drawn] if together or not drawn else [[lane] for lane in drawn]:
        _block(plan, drawing, data, block, numbers if block[0] is drawn[0] else [], size, width)
        plan.at += 0.0 if together else 0.16


def _block(
    plan: _Plan,
    drawing: Rows,
    data: pd.DataFrame,
    lanes: list[Lane],
    numbers: list[Lane],
    size: Size,
    width: float,
) -> None:
    """Draw columns that fit beside each other, under the names of their rows."""
    _place(lanes, data, drawing, size, 0.0, width)
    _heads(plan, lanes, size)
    beside = numbers[0] if len(numbers) == 1 else None
    spans = []
    for group, members in _groups(drawing, data):
        if group:
            _group(plan, group, size)
        for row in members:
            last = drawing.sums and row == len(data) - 1
            said = beside.said[row] if beside else ""
            room = width - (text_width(said, size.body, bold=last) + 0.12 if said else 0)
            names = wrapped(str(data[drawing.names].iloc[row]), size.body, width=room, bold=last)
            middle = plan.at + len(names) * size.line / 2
            plan.add(lambda sheet, at=middle, names=names, last=last: sheet.lines(0, at, names, bold=last))
            if said:
                at = plan.at + size.line / 2
                look = {"ha": "right", "bold": last}
                plan.add(lambda sheet, at=at, said=said, look=look: sheet.text(width, at, said, **look))
            plan.at += len(names) * size.line + 0.03
            if any(not lane.column.silent for lane in lanes) or not last:
                _row(plan, lanes, data, row, plan.at + BAR / 2, size, bold=last)
                spans += [] if last else [(plan.at - 0.02, plan.at + BAR + 0.02)]
                plan.at += BAR + 0.03
            if len(numbers) > 1:
                _numbers_below(plan, numbers, row, size, width)
            plan.at += AIR
    _axes(plan, lanes, spans, size)


def _numbers_below(plan: _Plan, numbers: list[Lane], row: int, size: Size, width: float) -> None:
    """Write several numbers of a row in one line of small words, each after its heading."""
    text = " · ".join(f"{lane.column.title} {lane.said[row]}".strip() for lane in numbers if lane.said[row])
    for line in wrapped(text, size.small, width=width):
        look = {"points": size.small, "colour": "quiet"}
        at = plan.at + size.small_line / 2
        plan.add(lambda sheet, at=at, line=line, look=look: sheet.text(0, at, line, **look))
        plan.at += size.small_line
