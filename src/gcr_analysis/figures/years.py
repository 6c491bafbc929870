"""Series over the years, with gaps where counting changed and names at their ends."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd

from gcr_analysis.figures.apart import apart
from gcr_analysis.figures.frame import (
    Frame,
    fitting,
    frame,
    name_ticks,
    name_years,
    tick_room,
    ticks_of,
)
from gcr_analysis.figures.key import Entry, draw_key, key_height
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.series import beside, draw_series, is_hollow
from gcr_analysis.figures.sheet import Sheet, say_nothing
from gcr_analysis.figures.size import Size
from gcr_analysis.figures.specification import Series, Upright, Years
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.framework.languages import spoken
from gcr_analysis.numbers import number

HEIGHT, LOW = 3.0, 2.3
"""Inches: the axes of a wide figure, and of a narrow one."""
BESIDE, LEADER = 1.75, 0.3
"""Inches: the widest name at an end, the room before it."""
APART, CLEAR = 0.05, 0.15
"""Inches between two names, and from a point to the middle of its number."""
Named = tuple[Series, list[str], tuple[int, float]]
"""A series, the words at its end, and the year and figure where it ends."""


def years(drawing: Years, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw series over the years.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row a year, in column ``year``; with `by`, a row a series and year.
    sheet
        What it is drawn on.
    """
    size, width = sheet.size, sheet.width
    shown, data = beside(drawing, data)
    if not shown:
        say_nothing(sheet)
        return
    up = _limits(drawing, shown, data)
    ticks = name_ticks(drawing.ticks, up, drawing.unit) if drawing.ticks else ticks_of(up, drawing.unit)
    said = [_last(each, data, drawing) for each in shown]
    entries = [_entry(*pair) for pair in zip(shown, said, strict=True)] if size.narrow else []
    entries += _marks(drawing, shown, data)
    names = [] if size.narrow else [_name(*pair, size) for pair in zip(shown, said, strict=True)]
    left = tick_room(ticks, size)
    widths = [
        text_width(line, size.body, bold=each.strong)
        for each, lines in zip(shown, names, strict=bool(names))
        for line in lines
    ]
    right = max(widths, default=0.0)
    across = width - left - (right + LEADER if names else 0.12)
    levels = _levels(drawing.uprights, data["year"], across, size.small)
    above = key_height(entries, size, width) + (max(levels.values(), default=-1) + 1) * size.small_line + 0.06
    below, steps = size.small_line, {}
    if drawing.names:
        steps = fitting(data[[*drawing.names]].astype(str).to_numpy().tolist(), size, across / len(data))
        below = max(map(len, steps.values())) * size.small_line
    least = sum(len(lines) * size.line + APART for lines in names)
    height = max(LOW if size.narrow or size.shape else HEIGHT, least, sheet.least - above - below - 0.12)
    sheet.close(above + height + below + 0.12)
    draw_key(sheet, entries, 0.0, width)
    made = frame(sheet, (left, above, across, height), data["year"], ticks, up)
    if drawing.names:
        made.axes.set_xticks([*steps], [""] * len(steps))
        _write_steps(sheet, made, steps)
    else:
        name_years(made.axes, data["year"], 4 if size.narrow else 7)
    draw_series(made.axes, shown, data, drawing.uprights)
    _uprights(sheet, made, drawing.uprights, levels)
    for each in shown:
        if each.strong:
            _values(sheet, made, each, data, drawing)
    _write(sheet, made, list(zip(shown, names, _ends(shown, data), strict=bool(names))), width - right)


def _limits(drawing: Years, shown: tuple[Series, ...], data: pd.DataFrame) -> tuple[float, float]:
    if drawing.ends:
        return drawing.ends
    areas = [each.field for each in shown if each.shape == "area"]
    tall = data[areas].astype(float).fillna(0).sum(axis=1).max() if areas else 0.0
    names = [name for each in shown for name in (each.field, each.low, each.high) if name]
    highest = float(np.nanmax([0.0, tall, *data[names].astype(float).max()]))
    lowest = float(np.nanmin([0.0, *data[names].astype(float).min()]))
    if any(each.strong for each in shown):  # room for a number above the highest point
        highest += 0.1 * (highest - lowest)
    return lowest * 1.06, highest * 1.06 or (0.0 if lowest else 1.0)


def _last(series: Series, data: pd.DataFrame, drawing: Years) -> str:
    """Write the last figure of a series, with its year where that is not the last one."""
    known = data[data[series.field].notna()].iloc[-1]
    said = number(float(known[series.field]), drawing.unit, bound=series.bound)
    if known["year"] == data["year"].iloc[-1]:
        return said
    return f"{said} ({known[drawing.names[0]] if drawing.names else int(known['year'])})"


def _name(series: Series, said: str, size: Size) -> list[str]:
    return [
        line
        for text in (series.label, said)
        for line in wrapped(text, size.body, width=BESIDE, bold=series.strong)
    ]


def _marks(drawing: Years, shown: tuple[Series, ...], data: pd.DataFrame) -> list[Entry]:
    """Name what is special about some figures, where any is so: hollow ones, and ends of intervals."""
    entries = []
    hollow = next((each for each in shown if is_hollow(each, data).any()), None)
    if hollow and drawing.hollow:
        entries.append(Entry(drawing.hollow, _hollow(hollow)))
    ended = (each for each in shown if each.low and (data[each.high] > data[each.low]).any())
    if drawing.interval and any(ended):
        entries.append(Entry(drawing.interval, _whisker))
    return entries


def _hollow(series: Series) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        if series.shape == "bar":
            sheet.rect(x - 0.05, y - 0.06, 0.1, 0.12, "paper", edge=series.colour)
        else:
            sheet.dot(x, y, series.colour, points=4.6, hollow=True)

    return draw


def _whisker(sheet: Sheet, x: float, y: float) -> None:
    sheet.line((x, y - 0.07), (x, y + 0.07), "accent", points=2.0)
    for end in (y - 0.07, y + 0.07):
        sheet.line((x - 0.05, end), (x + 0.05, end), "accent", points=1.2)


def _entry(series: Series, said: str) -> Entry:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        if series.shape in ("line", "step"):
            sheet.line((x - 0.1, y), (x + 0.1, y), series.colour, points=1.8)
            if series.square:
                sheet.rect(x - 0.035, y - 0.035, 0.07, 0.07, series.colour)
            else:
                sheet.dot(x, y, series.colour, points=3)
        else:
            sheet.rect(x - 0.1, y - 0.06, 0.2, 0.12, series.colour)

    return Entry(f"{series.label}{spoken().marks.colon}{said}", draw, "ink")


def _levels(uprights: tuple[Upright, ...], at: pd.Series, width: float, points: float) -> dict[int, int]:
    """Line on which the words of each upright stand, so that no two touch."""
    inch, taken, levels = width / max(len(at), 1), {}, {}
    for index, mark in sorted(enumerate(uprights), key=lambda pair: pair[1].at):
        half = text_width(mark.text, points) / 2 + 0.04
        middle = (_where(mark) - float(at.iloc[0]) + 0.5) * inch
        level = next(line for line in range(len(uprights)) if taken.get(line, -1.0) <= middle - half)
        taken[level], levels[index] = middle + half, level
    return levels


def _where(mark: Upright) -> float:
    return mark.at - 0.5 if mark.is_break else float(mark.at)


def _uprights(sheet: Sheet, made: Frame, uprights: tuple[Upright, ...], levels: dict[int, int]) -> None:
    """Draw upright lines with their words above the axes; a break is a gap, and broken."""
    for index, mark in enumerate(uprights):
        colour = "accent" if mark.is_break else "ink"
        style = (0, (3, 2)) if mark.is_break else "-"
        made.axes.axvline(_where(mark), color=LIGHT[colour], linewidth=0.9, linestyle=style)
        half = text_width(mark.text, sheet.size.small) / 2
        y = made.box[1] - 0.05 - (levels[index] + 0.5) * sheet.size.small_line
        look = {"points": sheet.size.small, "colour": colour, "ha": "center"}
        sheet.text(min(max(made.x(_where(mark)), half), sheet.width - half), y, mark.text, **look)


def _write_steps(sheet: Sheet, made: Frame, steps: dict[int, list[str]]) -> None:
    """Write the names of steps below the axes."""
    for step, lines in steps.items():
        for index, line in enumerate(lines):
            y = made.box[1] + made.box[3] + 0.08 + (index + 0.5) * sheet.size.small_line
            half = text_width(line, sheet.size.small) / 2
            x = min(max(made.x(step), half), sheet.width - half)
            sheet.text(x, y, line, points=sheet.size.small, colour="quiet", ha="center")


def _values(sheet: Sheet, made: Frame, series: Series, data: pd.DataFrame, drawing: Years) -> None:
    """Write each value at its point where it differs from the one before: above where it rose.

    A number stands clear of other lines where it can, and is left out where it would lie on another one.
    """
    known = data.set_index("year")[series.field].dropna().astype(float)
    new = known[known != known.shift()]
    left, top, width, height = made.box
    others = [each.field for each in drawing.series if each.field != series.field]
    taken: list[tuple[float, float, float]] = []
    for year, value, rose in zip(new.index, new, new > new.shift().fillna(-np.inf), strict=True):
        text = number(value, drawing.unit)
        half = text_width(text, sheet.size.small, bold=True) / 2
        x = min(max(made.x(float(str(year))), left + half), left + width - half)
        lines = [made.y(at) for at in data.loc[data["year"] == year, others].to_numpy(float).ravel()]
        free = [
            (any(abs(y - line) < CLEAR / 2 for line in lines), y)
            for y in (made.y(value) + aside for aside in ((-CLEAR, CLEAR) if rose else (CLEAR, -CLEAR)))
            if top < y < top + height - CLEAR / 2
            and all(abs(x - at) > half + wide or abs(y - line) > CLEAR for at, line, wide in taken)
        ]
        if free:
            _, y = min(free, key=lambda place: place[0])
            taken.append((x, y, half))
            sheet.text(x, y, text, points=sheet.size.small, bold=True, ha="center", halo=True)


def _ends(shown: tuple[Series, ...], data: pd.DataFrame) -> list[tuple[int, float]]:
    """Where the name of each series would stand: in the middle of an area on others, or at the last point."""
    ends, floor, stacked = [], 0.0, sum(series.shape == "area" for series in shown) > 1
    for series in shown:
        year, last = data[["year", series.field]].dropna().astype(float).iloc[-1]
        ends.append((int(year), floor + last / 2 if stacked and series.shape == "area" else last))
        floor += last if series.shape == "area" else 0.0
    return ends


def _write(sheet: Sheet, made: Frame, named: list[Named], left: float) -> None:
    """Write names beside the ends, kept apart; a line leads from the end of each to its name."""
    named = sorted(named, key=lambda each: each[2][1])
    top, height = made.box[1], made.box[3]
    wanted = [(end - made.up[0]) / (made.up[1] - made.up[0]) for _, _, (_, end) in named]
    halves = [len(lines) * sheet.size.line / 2 / height for _, lines, _ in named]
    edge = made.box[0] + made.box[2]
    for (series, lines, end), middle in zip(named, apart(wanted, halves, APART / height), strict=True):
        y, start = top + (1 - middle) * height, (made.x(end[0]) + 0.05, made.y(end[1]))
        for one, other in pairwise([start, (edge, start[1]), (left - 0.06, y)]):
            sheet.line(one, other, series.colour)
        sheet.lines(left, y, lines, bold=series.strong)
