"""Rows of marks: a name, and beside it, on a phone below it, bars, dots and numbers on scales."""

from math import isnan

import pandas as pd

from gcr_analysis.figures.groups import draw_groups
from gcr_analysis.figures.key import draw_key, key_height
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.marks import BAR, draw_marks, key_of
from gcr_analysis.figures.scales import BESIDE, Lane, fit, lanes_of, place, share_scales, side_by_side
from gcr_analysis.figures.sheet import Sheet, Side, say_nothing
from gcr_analysis.figures.size import Size
from gcr_analysis.figures.specification import Rows
from gcr_analysis.framework.languages import NBSP
from gcr_analysis.numbers import number, round_number

NAMES, AFTER, AIR = 2.15, 0.18, 0.09
"""Inches: the widest column of names, the room after it, the air between rows."""

SIDES: tuple[Side, Side] = ("left", "right")
Span = tuple[float, float]


def rows(drawing: Rows, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw a row a place or measure.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row of it makes a row of the figure.
    sheet
        What it is drawn on.
    """
    entries, lanes = key_of(drawing, data), lanes_of(drawing, data)
    if not lanes:
        say_nothing(sheet)
        return
    draw_key(sheet, entries, 0.0, sheet.width)
    top = key_height(entries, sheet.size, sheet.width)
    names = [wrapped(str(name), sheet.size.body, width=NAMES) for name in data[drawing.names]]
    widths = [text_width(line, sheet.size.body, bold=drawing.sums) for lines in names for line in lines]
    left = max(widths, default=0.0) + AFTER
    if sheet.size.narrow or not fit(lanes, sheet.size, sheet.width - left, bold=drawing.sums):
        end = _narrow(drawing, data, lanes, sheet, top)
    else:
        place(lanes, data, drawing, sheet.size, (left, sheet.width - left))
        end = _wide(drawing, data, (names, lanes), sheet, top)
    sheet.close(end + 0.04)


def _wide(
    drawing: Rows, data: pd.DataFrame, columns: tuple[list[list[str]], list[Lane]], sheet: Sheet, top: float
) -> float:
    """Draw names on the left and columns beside them; return where they end."""
    (names, lanes), spans = columns, []

    def draw(row: int, at: float) -> float:
        start, last = at, _is_sum(drawing, data, row)
        if last:
            at += 0.04
            sheet.line((0, at), (sheet.width, at), "faint")
        height = max(BAR, len(names[row]) * sheet.size.line) + AIR
        sheet.lines(0, at + height / 2, names[row], bold=last)
        _row(sheet, lanes, data, row, at + height / 2, bold=last)
        above = spans.pop()[0] if spans and spans[-1][1] == start else start
        spans.append((above, at + height))
        return at + height

    return _ground(
        sheet, lanes, spans, draw_groups(sheet, _groups(drawing, data), _heads(sheet, lanes, top), draw)
    )


def _narrow(drawing: Rows, data: pd.DataFrame, lanes: list[Lane], sheet: Sheet, top: float) -> float:
    """Draw each name above its marks; columns that do not fit beside each other below each other."""
    drawn = [lane for lane in lanes if lane.column.marks]
    numbers = [lane for lane in lanes if not lane.column.marks]
    blocks = side_by_side(drawn, sheet.size, sheet.width)
    for block in blocks:
        place(block, data, drawing, sheet.size, (0.0, sheet.width))
    share_scales(drawn)
    for index, block in enumerate(blocks):
        top = _block(drawing, data, (block, [] if index else numbers), sheet, top + (0.16 if index else 0.0))
    return top


def _block(
    drawing: Rows, data: pd.DataFrame, lanes: tuple[list[Lane], list[Lane]], sheet: Sheet, top: float
) -> float:
    drawn, numbers = lanes
    size, width, spans = sheet.size, sheet.width, []

    def draw(row: int, at: float) -> float:
        last = _is_sum(drawing, data, row)
        said = _with_title(numbers[0], row) if _fits_beside(numbers, size, width) else ""
        room = width - (text_width(said, size.body, bold=last) + 0.12 if said else 0)
        names = wrapped(str(data[drawing.names].iloc[row]), size.body, width=room, bold=last)
        sheet.lines(0, at + len(names) * size.line / 2, names, bold=last)
        sheet.text(width, at + size.line / 2, said, ha="right", bold=last)
        at += len(names) * size.line + 0.03
        if not last or any(not lane.column.silent for lane in drawn):
            _row(sheet, drawn, data, row, at + BAR / 2, bold=last)
            spans.extend([] if last else [(at - 0.02, at + BAR + 0.02)])
            at += BAR + 0.03
        return (at if said else _numbers_below(sheet, numbers, row, at)) + AIR

    return _ground(
        sheet, drawn, spans, draw_groups(sheet, _groups(drawing, data), _heads(sheet, drawn, top), draw)
    )


def _is_sum(drawing: Rows, data: pd.DataFrame, row: int) -> bool:
    return drawing.sums and row == len(data) - 1


def _groups(drawing: Rows, data: pd.DataFrame) -> list[object]:
    return list(data[drawing.groups]) if drawing.groups else [""] * len(data)


def _heads(sheet: Sheet, lanes: list[Lane], top: float) -> float:
    """Write the headings of columns, their last lines on one line; return where the rows begin."""
    size, heads = sheet.size, []
    for lane in lanes:
        said = [(lane.column.head, True), (lane.column.title, False)]
        parts = [
            (wrapped(text, size.small, width=lane.width, bold=bold), bold) for text, bold in said if text
        ]
        heads.append([(line, bold, False) for lines, bold in parts for line in lines])
        heads[-1] += [(lane.column.line[1], False, True)] if lane.column.line else []
    tallest = max((len(lines) for lines in heads), default=0)
    for lane, lines in zip(lanes, heads, strict=True):
        side: Side = "left" if lane.column.marks else "right"
        x = lane.left if lane.column.marks else lane.left + lane.width
        for index, (text, bold, is_line) in enumerate(lines):
            y = top + (tallest - len(lines) + index + 0.5) * size.small_line
            if is_line:
                sheet.line((x + 0.03, y - 0.06), (x + 0.03, y + 0.06), "accent", points=1.6)
            sheet.text(x + 0.1 * is_line, y, text, points=size.small, colour="quiet", bold=bold, ha=side)
    top += tallest * size.small_line + (0.08 if tallest else 0.0)
    ended = [lane for lane in lanes if lane.column.ends and lane.column.ends_said]
    for lane in ended:
        for end, text, side in zip(lane.column.ends or (), lane.column.ends_said or (), SIDES, strict=False):
            y = top + size.small_line / 2
            sheet.text(lane.at(end), y, text, points=size.small, colour="quiet", ha=side)
    return top + (size.small_line + 0.04 if ended else 0.0)


def _row(sheet: Sheet, lanes: list[Lane], data: pd.DataFrame, row: int, middle: float, *, bold: bool) -> None:
    """Draw the marks of a row with their numbers; a sum has numbers alone."""
    for lane in lanes:
        value = float(data[lane.field].iloc[row]) if lane.scale else 0.0
        if lane.scale and not bold:
            draw_marks(sheet, lane, data.iloc[row], middle)
        x, side = _beside(lane, 0.0 if bold else value)
        if side == "left":
            x = min(x, lane.left + lane.width - text_width(lane.said[row], sheet.size.body, bold=bold))
        colour = "quiet" if isnan(value) else "ink"
        sheet.text(x, middle, lane.said[row], ha=side, bold=bold, colour=colour)


def _beside(lane: Lane, value: float) -> tuple[float, Side]:
    """Return where the number of a row stands, and on which side of that place."""
    if lane.scale is None or lane.apart:
        return lane.left + lane.width, "right"
    if isnan(value) or value >= 0:
        return lane.at(0.0 if isnan(value) else value) + BESIDE, "left"
    return lane.at(value) - BESIDE, "right"


def _fits_beside(numbers: list[Lane], size: Size, width: float) -> bool:
    """Return whether there is one column of numbers, short enough to stand behind the names."""
    if len(numbers) != 1:
        return False
    said = [_with_title(numbers[0], row) for row in range(len(numbers[0].said))]
    return all(text_width(text, size.body) <= width / 2 for text in said)


def _with_title(lane: Lane, row: int) -> str:
    return f"{lane.column.title} {lane.said[row]}".strip() if lane.said[row] else ""


def _numbers_below(sheet: Sheet, numbers: list[Lane], row: int, at: float) -> float:
    """Write the numbers of a row in small words, each after its heading; return where they end."""
    size = sheet.size
    said = [_with_title(lane, row) for lane in numbers if lane.said[row]]
    if not said:
        return at
    fits = [text_width(part, size.small) <= sheet.width for part in said]
    parts = [part.replace(" ", NBSP) if fit else part for part, fit in zip(said, fits, strict=True)]
    for line in wrapped(f"{NBSP}· ".join(parts), size.small, width=sheet.width):
        sheet.text(
            0, at + size.small_line / 2, line.removesuffix(f"{NBSP}·"), points=size.small, colour="quiet"
        )
        at += size.small_line
    return at


def _ground(sheet: Sheet, lanes: list[Lane], spans: list[Span], bottom: float) -> float:
    """Draw what marks stand on: zero, ticks with names, a tinted band, a line to compare; return the end."""
    for lane in (lane for lane in lanes if lane.scale and spans):
        column = lane.column
        lines = [(tick, "faint", 0.6) for tick in column.ticks]
        if not column.ticks:
            lines.append((0.0, "quiet" if lane.scale and lane.scale.low < 0 else "faint", 0.8))
        lines += [(column.line[0], "accent", 1.6)] if column.line else []
        for top, end in spans:
            if column.band:
                first, last = map(lane.at, column.band)
                sheet.rect(first, top, last - first, end - top, "none", under=True)
            for value, colour, points in lines:
                x = lane.at(value)
                sheet.line((x, top), (x, end), colour, points=points, under=True)
        _name_ticks(sheet, lane, bottom)
    return bottom + (sheet.size.small_line + 0.04 if any(lane.column.ticks for lane in lanes) else 0.0)


def _name_ticks(sheet: Sheet, lane: Lane, bottom: float) -> None:
    """Name the ticks below the rows; one that would touch the one before is left out."""
    taken, points, unit = -1.0, sheet.size.small, lane.column.unit
    for tick in lane.column.ticks:
        text = round_number(tick, unit) if tick else number(0.0, unit)
        half = text_width(text, points) / 2
        x = min(max(lane.at(tick), half), lane.left + lane.width - half)
        if x - half >= taken + 0.05:
            taken, y = x + half, bottom + sheet.size.small_line / 2 + 0.03
            sheet.text(x, y, text, points=points, colour="quiet", ha="center")
