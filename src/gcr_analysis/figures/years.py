"""Series over the years: areas, lines and bars, with gaps where counting changed and names at their ends."""

from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gcr_analysis.figures.apart import apart
from gcr_analysis.figures.key import Entry, draw_key, key_height
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.specification import Series, Upright, Years
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.numbers import number, round_number

HEIGHT, LOW = 3.0, 2.3
"""Inches: the axes of a wide figure, and of a narrow one."""
BESIDE, LEADER = 1.75, 0.12
"""Inches: the widest name at an end, the room before it."""


def years(drawing: Years, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw series over the years.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row a year, in column ``year``.
    sheet
        What it is drawn on.
    """
    size, width = sheet.size, sheet.width
    shown = [each for each in drawing.series if data[each.field].notna().any()]
    top, bottom = _limits(drawing, shown, data)
    ticks = _ticks(drawing, top, bottom)
    left = max(text_width(text, size.small) for text in ticks.values()) + 0.1
    entries = [_entry(each, data, drawing.unit) for each in shown] if size.narrow else []
    names = [] if size.narrow else [_name(each, data, drawing.unit, size.body) for each in shown]
    right = max((text_width(line, size.body) for lines in names for line in lines), default=0.0)
    right = right + LEADER if names else 0.12
    levels = _levels(drawing.uprights, data["year"], width - left - right, size.small)
    above = key_height(entries, size, width) + (max(levels.values(), default=-1) + 1) * size.small_line + 0.06
    height = LOW if size.narrow else HEIGHT
    sheet.close(above + height + size.small_line + 0.12)
    draw_key(sheet, entries, 0.0, width)
    axes = sheet.axes(left, above, width - left - right, height)
    _frame(axes, data, ticks, (bottom, top), narrow=size.narrow)
    _draw(axes, shown, data, drawing.uprights)
    _uprights(sheet, axes, drawing.uprights, levels, (left, above, width - left - right, height))
    _write(sheet, names, _ends(shown, data), (above, height, width - right + LEADER), (bottom, top))


def _limits(drawing: Years, shown: list[Series], data: pd.DataFrame) -> tuple[float, float]:
    if drawing.ends:
        return drawing.ends[1], drawing.ends[0]
    areas = [each.field for each in shown if each.shape == "area"]
    tall = data[areas].astype(float).fillna(0).sum(axis=1).max() if areas else 0.0
    names = [name for each in shown for name in (each.field, each.high) if name]
    highest = float(np.nanmax([tall, *data[names].astype(float).max()])) if names else 0.0
    lowest = float(np.nanmin([0.0, *data[names].astype(float).min()])) if names else 0.0
    return (highest or 1.0) * 1.06, lowest * 1.06


def _ticks(drawing: Years, top: float, bottom: float) -> dict[float, str]:
    at = drawing.ticks or MaxNLocator(nbins=5, steps=[1, 2, 5, 10]).tick_values(bottom, top)
    inside = [float(each) for each in at if bottom <= each <= top]
    whole = all(each == round(each) for each in inside)
    return {
        each: round_number(each, drawing.unit) if each else "0"
        for each in inside
        if whole or drawing.unit not in ("persons", "countries")
    }


def _frame(
    axes: Axes, data: pd.DataFrame, ticks: dict[float, str], ends: tuple[float, float], *, narrow: bool
) -> None:
    axes.set_ylim(*ends)
    axes.set_xlim(float(data["year"].iloc[0]) - 0.5, float(data["year"].iloc[-1]) + 0.5)
    axes.set_yticks([*ticks], [*ticks.values()])
    named = _named_years(int(data["year"].iloc[0]), int(data["year"].iloc[-1]), 4 if narrow else 7)
    axes.set_xticks(named, [str(year) for year in named])
    axes.grid(axis="y", color=LIGHT["faint"], linewidth=0.6)
    axes.set_axisbelow(True)
    if ends[0] < 0:
        axes.axhline(0, color=LIGHT["quiet"], linewidth=0.8)


def _named_years(first: int, last: int, most: int) -> list[int]:
    """Round years, and the last one in place of a round one that is near to it.

    >>> _named_years(2000, 2024, 7), _named_years(2021, 2025, 7)
    ([2000, 2005, 2010, 2015, 2020, 2024], [2021, 2022, 2023, 2024, 2025])
    """
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step < most)
    round_ones = [year for year in range(first, last + 1) if year % step == 0 and last - year > step / 2]
    return [*round_ones, last]


def _draw(axes: Axes, shown: list[Series], data: pd.DataFrame, uprights: tuple[Upright, ...]) -> None:
    """Draw the series, areas below lines, each in the parts that no break divides."""
    at, floor = data["year"].to_numpy(float), np.zeros(len(data))
    parts = _parts(data["year"], [mark.at for mark in uprights if mark.is_break])
    for series in sorted(shown, key=lambda each: ("area", "bar", "line").index(each.shape)):
        values, colour = data[series.field].to_numpy(float), LIGHT[series.colour]
        if series.shape == "bar":
            axes.bar(at, np.nan_to_num(values), width=0.72, color=colour, linewidth=0)
            _whiskers(axes, series, data)
            continue
        for part in parts:
            if series.shape == "line":
                axes.plot(at[part], values[part], color=colour, linewidth=1.8, marker="o", markersize=3)
                continue
            for x, low, high in _runs(
                at[part], floor[part], (floor + np.nan_to_num(values))[part], values[part]
            ):
                axes.fill_between(x, low, high, color=colour, linewidth=0)
                axes.plot(x, high, color=LIGHT["paper"], linewidth=0.8)
        floor = floor + np.nan_to_num(values) if series.shape == "area" else floor


def _parts(at: pd.Series, breaks: list[int]) -> list[slice]:
    """Cut years before each break."""
    cuts = sorted({int((at < year).sum()) for year in breaks} - {0, len(at)})
    return [slice(start, end) for start, end in pairwise([0, *cuts, len(at)])]


def _runs(
    at: np.ndarray, low: np.ndarray, high: np.ndarray, values: np.ndarray
) -> list[tuple[np.ndarray, ...]]:
    """Runs of years with a figure; a single year is as wide as a bar."""
    runs, known = [], ~np.isnan(values)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(int)))
    for start, end in edges.reshape(-1, 2):
        run = slice(start, end)
        if end - start == 1:
            x = np.array([at[start] - 0.3, at[start] + 0.3])
            runs.append((x, np.repeat(low[run], 2), np.repeat(high[run], 2)))
        else:
            runs.append((at[run], low[run], high[run]))
    return runs


def _whiskers(axes: Axes, series: Series, data: pd.DataFrame) -> None:
    if not series.low:
        return
    moved = data[data[series.high] > data[series.low]]
    for year, low, high in moved[["year", series.low, series.high]].itertuples(index=False):
        axes.plot([year, year], [low, high], color=LIGHT["accent"], linewidth=2.0, solid_capstyle="butt")
        for end in (low, high):
            axes.plot([year - 0.24, year + 0.24], [end, end], color=LIGHT["accent"], linewidth=1.2)


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


def _uprights(
    sheet: Sheet,
    axes: Axes,
    uprights: tuple[Upright, ...],
    levels: dict[int, int],
    box: tuple[float, float, float, float],
) -> None:
    """Draw upright lines with their words above the axes; a break is a gap, and broken."""
    left, top, width, _ = box
    first, last = axes.get_xlim()
    for index, mark in enumerate(uprights):
        colour = "accent" if mark.is_break else "ink"
        style = (0, (3, 2)) if mark.is_break else "-"
        axes.axvline(_where(mark), color=LIGHT[colour], linewidth=0.9, linestyle=style)
        x = left + (_where(mark) - first) / (last - first) * width
        half = text_width(mark.text, sheet.size.small) / 2
        y = top - 0.05 - (levels[index] + 0.5) * sheet.size.small_line
        look = {"points": sheet.size.small, "colour": colour, "ha": "center"}
        sheet.text(min(max(x, half), sheet.width - half), y, mark.text, **look)


def _name(series: Series, data: pd.DataFrame, unit: str, points: float) -> list[str]:
    return [*wrapped(series.label, points, width=BESIDE), _last(series, data, unit)]


def _last(series: Series, data: pd.DataFrame, unit: str) -> str:
    known = data[data[series.field].notna()]
    said = number(float(known[series.field].iloc[-1]), unit)
    return said if known["year"].iloc[-1] == data["year"].iloc[-1] else f"{said} ({known['year'].iloc[-1]})"


def _entry(series: Series, data: pd.DataFrame, unit: str) -> Entry:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        if series.shape == "line":
            sheet.line((x - 0.1, y), (x + 0.1, y), series.colour, points=1.8)
            sheet.dot(x, y, series.colour, points=3)
        else:
            sheet.rect(x - 0.1, y - 0.06, 0.2, 0.12, series.colour)

    return Entry(f"{series.label}: {_last(series, data, unit)}", draw, "ink")


def _ends(shown: list[Series], data: pd.DataFrame) -> list[float]:
    """Where the name of each series would stand: in the middle of an area, at the last point of a line."""
    ends, floor = [], 0.0
    for series in shown:
        last = float(data[series.field].dropna().iloc[-1])
        ends.append(floor + last / 2 if series.shape == "area" else last)
        floor += last if series.shape == "area" else 0.0
    return ends


def _write(
    sheet: Sheet,
    names: list[list[str]],
    ends: list[float],
    place: tuple[float, float, float],
    scale: tuple[float, float],
) -> None:
    """Write names beside the ends, kept apart."""
    if not names:
        return
    top, height, left = place
    order = sorted(range(len(names)), key=lambda index: ends[index])
    wanted = [(ends[index] - scale[0]) / (scale[1] - scale[0]) for index in order]
    halves = [len(names[index]) * sheet.size.line / 2 / height for index in order]
    for index, middle in zip(order, apart(wanted, halves, 0.05 / height), strict=True):
        sheet.lines(left, top + (1 - middle) * height, names[index])
