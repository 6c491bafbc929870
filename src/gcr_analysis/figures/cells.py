"""A table of shaded cells: a row a place, a column a topic; on a phone names stand above their cells."""

from dataclasses import dataclass

import pandas as pd

from gcr_analysis.figures.groups import draw_groups
from gcr_analysis.figures.key import Entry
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.shades import draw_shades, steps, swatch
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import Size
from gcr_analysis.figures.specification import Cells
from gcr_analysis.figures.tokens import on
from gcr_analysis.framework.languages import NBSP, spoken

NAMES, AFTER, INSIDE, TURNED = 2.15, 0.18, 0.1, 1.25
"""Inches: the widest names, the room after them, that around words in a cell, the longest turned head."""
AIR, BETWEEN = 0.03, 0.14
"""Inches: between cells, between two blocks of columns."""


@dataclass(frozen=True)
class _Row:
    """A row: its group, its name, what stands in it by head, the class of each, and its last number."""

    group: str
    name: str
    said: dict[str, str]
    shades: dict[str, float]
    last: str


@dataclass(frozen=True)
class _Block:
    """Columns that stand beside each other: their heads, where cells begin and how wide they are."""

    heads: tuple[str, ...]
    left: float
    each: float

    @property
    def right(self) -> float:
        """Where its cells end."""
        return self.left + self.each * len(self.heads)


def cells(drawing: Cells, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw a table of shaded cells.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row a cell.
    sheet
        What it is drawn on.
    """
    size, narrow = sheet.size, sheet.size.narrow
    rows = _rows(drawing, data)
    heads = [head for head in dict.fromkeys(data[drawing.heads].astype(str)) if head != drawing.last]
    left = 0.0 if narrow else _widest(rows, size)
    right = 0.0 if narrow or not drawing.last else _last_width(drawing, rows, size)
    at = _key(drawing, rows, sheet)
    for index, block in enumerate(_blocks(rows, heads, size, (left, sheet.width - left - right))):
        at = _heads(sheet, block, at + (BETWEEN if index else 0.0), "" if narrow else drawing.last)
        at = draw_groups(
            sheet,
            [row.group for row in rows],
            at,
            lambda row, at, block=block: _row(drawing, block, sheet, rows[row], at),
        )
    sheet.close(at + 0.02)


def _rows(drawing: Cells, data: pd.DataFrame) -> list[_Row]:
    by = [drawing.groups, drawing.names] if drawing.groups else [drawing.names]
    found = []
    for key, own in data.groupby(by, sort=False):
        words = ["" if pd.isna(word) else str(word) for word in own[drawing.written]]
        said = dict(zip(own[drawing.heads].astype(str), words, strict=True))
        shades = dict(zip(own[drawing.heads].astype(str), own[drawing.shade].astype(float), strict=True))
        *group, name = (str(each) for each in key)
        last = said.pop(drawing.last, "") if drawing.last else ""
        found.append(_Row(group[0] if group else "", name, said, shades, last))
    return found


def _colours(drawing: Cells) -> tuple[str, ...]:
    return drawing.colours or steps(len(drawing.classes) + drawing.between)


def _widest(rows: list[_Row], size: Size) -> float:
    lines = [line for row in rows for line in wrapped(row.name, size.body, width=NAMES)]
    return max((text_width(line, size.body) for line in lines), default=0.0) + AFTER


def _last_width(drawing: Cells, rows: list[_Row], size: Size) -> float:
    said = [text_width(row.last, size.body) for row in rows]
    return max([*said, *(text_width(word, size.small) for word in drawing.last.split(" "))]) + AFTER


def _blocks(rows: list[_Row], heads: list[str], size: Size, box: tuple[float, float]) -> list[_Block]:
    """Put columns beside each other as long as their words fit, and the others below, evenly."""
    left, width = box
    words = [word for row in rows for said in row.said.values() for word in _parts(said)]
    needed = max((text_width(word, size.small) for word in words), default=0.0) + INSIDE
    most = max(min(int(width / max(needed, 2 * size.small_line)), len(heads)), 1)
    beside = -(-len(heads) // -(-len(heads) // most)) if heads else 1
    starts = range(0, len(heads), beside)
    blocks = [tuple(heads[start : start + beside]) for start in starts]
    return [_Block(own, left, width / len(own)) for own in blocks]


def _parts(said: str) -> list[str]:
    return said.replace(NBSP, " ").split(" ")


def _inside(said: str, size: Size, width: float) -> list[str]:
    """Break what a cell says where it does not fit."""
    room = width - AIR - 0.04
    whole = text_width(said, size.small) <= room
    return [said] if whole else wrapped(" ".join(_parts(said)), size.small, width=room)


def _key(drawing: Cells, rows: list[_Row], sheet: Sheet) -> float:
    """Draw the key, with what is on the figure; return where it ends."""
    held = [(said, row.shades[head]) for row in rows for head, said in row.said.items()]
    colours, others = _colours(drawing), []
    if any(said and pd.isna(shade) for said, shade in held) and drawing.unshaded:
        others.append(Entry(drawing.unshaded, swatch("paper", edge="faint")))
    missing = spoken().drawn.missing if drawing.missing is None else drawing.missing
    if any(not said for said, _ in held) and missing:
        others.append(Entry(missing, swatch("paper", hatch=True)))
    if drawing.between:
        return draw_shades(sheet, drawing.key, (colours, drawing.classes), others) + 0.06
    named = [Entry(name, swatch(colour)) for name, colour in zip(drawing.classes, colours, strict=True)]
    return draw_shades(sheet, drawing.key, ((), ()), [*named, *others])


def _heads(sheet: Sheet, block: _Block, top: float, last: str) -> float:
    """Write the heads of columns, their last lines on one line; turned where a word is wider than a cell."""
    size, room = sheet.size, block.each - 0.04
    step, look = size.small_line, {"points": size.small, "colour": "quiet"}
    turned = max(text_width(word, size.small) for head in block.heads for word in head.split(" ")) > room
    if turned:
        heads = [_turned(head, size, room) for head in block.heads]
        high = max(text_width(line, size.small) for lines in heads for line in lines)
    else:
        heads = [wrapped(head, size.small, width=room) for head in block.heads]
        high = max(map(len, heads)) * step
    beside = wrapped(last, size.small, width=sheet.width - block.right - 0.08) if last else []
    bottom = top + max(high, len(beside) * step)
    for column, lines in enumerate(heads):
        middle = block.left + (column + 0.5) * block.each
        for index, line in enumerate(lines):
            if turned:
                x = middle + (index - (len(lines) - 1) / 2) * step
                sheet.text(x, bottom, line, turned=True, **look)
            else:
                sheet.text(middle, bottom - (len(lines) - index - 0.5) * step, line, ha="center", **look)
    for index, line in enumerate(beside):
        sheet.text(sheet.width, bottom - (len(beside) - index - 0.5) * step, line, ha="right", **look)
    return bottom + 0.05


def _turned(head: str, size: Size, room: float) -> list[str]:
    """Break a turned head into as few lines as its length allows, and these as evenly as can be."""
    most = max(int(room / size.small_line), 1)
    number = min(len(wrapped(head, size.small, width=TURNED)), most)
    least = max(text_width(word, size.small) for word in head.split(" ")) + 0.001
    whole = text_width(head, size.small)
    while len(wrapped(head, size.small, width=least)) > number and least < whole:
        least += 0.05
    return wrapped(head, size.small, width=least)


def _row(drawing: Cells, block: _Block, sheet: Sheet, row: _Row, at: float) -> float:
    """Draw the cells of a row with its name and its last number; return where it ends."""
    size = sheet.size
    inside = {head: _inside(row.said[head], size, block.each) for head in block.heads if head in row.said}
    high = max([len(lines) for lines in inside.values()], default=1) * size.small_line + 0.09
    if size.narrow:
        at = _name_above(
            sheet, row.name, f"{drawing.last}{spoken().marks.colon}{row.last}" if row.last else "", at
        )
    else:
        names = wrapped(row.name, size.body, width=NAMES)
        high = max(high, len(names) * size.line + 0.04)
        sheet.lines(0, at + high / 2, names)
        sheet.text(sheet.width, at + high / 2, row.last, ha="right")
    for head, lines in inside.items():
        left = block.left + block.heads.index(head) * block.each
        shade = row.shades[head]
        colour = "paper" if pd.isna(shade) else _colours(drawing)[int(shade)]
        box = (left + AIR / 2, at + AIR / 2, block.each - AIR, high - AIR)
        _cell(sheet, box, lines, colour)
    return at + high + (0.05 if size.narrow else 0.0)


def _name_above(sheet: Sheet, name: str, last: str, at: float) -> float:
    """Write a name, and the last number beside it or, where that is narrow, below; return their end."""
    size, width = sheet.size, sheet.width
    room = width - text_width(last, size.small) - 0.12 if last else width
    below = room < width / 2
    names = wrapped(name, size.body, width=width if below else room)
    high = len(names) * size.line
    sheet.lines(0, at + high / 2, names)
    y = at + (high + size.small_line / 2 if below else size.line / 2)
    sheet.text(width, y, last, points=size.small, colour="quiet", ha="right")
    return at + high + (size.small_line if below else 0.0) + 0.01


def _cell(sheet: Sheet, box: tuple[float, float, float, float], lines: list[str], colour: str) -> None:
    left, top, width, high = box
    if lines == [""]:
        sheet.rect(*box, "paper", hatch=True)
        return
    bare = colour == "paper"
    sheet.rect(*box, colour, edge="faint" if bare else None)
    look = {"points": sheet.size.small, "colour": "quiet" if bare else on(colour)}
    sheet.lines(left + width / 2, top + high / 2, lines, ha="center", **look)
