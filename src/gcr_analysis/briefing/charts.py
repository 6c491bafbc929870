"""Charts that panels share: a frame in, a drawing in the house style out. They compute no figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import (
    ACCENT,
    BODY,
    FAINT,
    INK,
    LABEL,
    LIGHT,
    MAIN,
    PAPER,
    QUIET,
    SMALL,
    WIDTH,
    Sheet,
    sheet,
    text_width,
    wrapped,
)
from gcr_analysis.numbers import number, round_number

ROW = 0.29
NAMES = 1.95
# Room beside an axis for amounts of money, which name their currency.
MONEY = 1.4
# Part of the width of a chart that the longest number beside a bar takes.
LABEL_ROOM = 0.2


@dataclass(frozen=True)
class Mark:
    """A vertical line in a series: the baseline, or a break between two years.

    Parameters
    ----------
    at
        Where it stands on the axis of years; between two years for a break.
    text
        Short label at its top.
    is_break
        Breaks are dashed.
    """

    at: float
    text: str
    is_break: bool = False


def stacked_years(figure: Figure, *, unit: str, marks: Sequence[Mark] = ()) -> Canvas:
    """Draw yearly series on top of each other, each with its name and last value at its end.

    Parameters
    ----------
    figure
        Its data: a column `year` and one column a series, the lowest first; a series may start late.
    unit
        Unit of the series.
    marks
        Vertical lines to draw.
    """
    page = _page(figure, body=3.0)
    axes = page.axes(MONEY if unit == "US dollars" else 0.85, 1.75, bottom=0.28, top=0.2)
    years, series = figure.data["year"], figure.data.drop(columns="year").astype(float)
    edges = series.fillna(0).cumsum(axis=1)
    floor = np.zeros(len(years))
    for index, name in enumerate(series):
        there, top = series[name].notna().to_numpy(), edges[name].to_numpy()
        axes.fill_between(
            years, floor, top, where=there.tolist(), color=(MAIN, LIGHT)[index % 2], linewidth=0
        )
        axes.plot(years[there], top[there], color=PAPER, linewidth=0.8)
        floor = top
    axes.set_ylim(0, float(edges.max().max()) * 1.06)
    axes.set_xlim(years.iloc[0], years.iloc[-1])
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: round_number(value, unit)))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.grid(axis="y", color=PAPER, linewidth=0.7, alpha=0.55)
    for mark in marks:
        _vertical(axes, mark)
    _labels_at_end(axes, series.iloc[-1], edges.iloc[-1], unit)
    return page.canvas


def bars(figure: Figure, *, units: dict[str, str], tick: str | None = None, row: float = ROW) -> Canvas:
    """Draw one row a place and one column of horizontal bars a measure, each bar with its number.

    Measures of one unit have one scale, from zero: bars of equal length stand for equal numbers.

    Parameters
    ----------
    figure
        Its data: names of places in the first column, then the measures.
    units
        Measures to draw as bars, left to right, with their units; one without any figure is left out.
    tick
        Measure to draw as an upright tick on the first column of bars, such as the baseline's value.
    row
        Height of a row in inches: more where names are long.
    """
    data = figure.data
    units = {measure: unit for measure, unit in units.items() if data[measure].notna().any()}
    page = _page(figure, body=row * len(data) + 0.35)
    gap = 0.3
    width = (WIDTH - NAMES - 0.1 - gap * (len(units) - 1)) / len(units)
    limits = _limits(data, units, tick, width)
    for index, (measure, unit) in enumerate(units.items()):
        start = NAMES + index * (width + gap)
        axes = page.axes(start, WIDTH - start - width, bottom=0.05, top=0.3)
        ticks = data[tick] if tick and index == 0 else None
        colour = MAIN if index == 0 else QUIET
        _bar_column(axes, data[measure].astype(float), unit, ticks, limit=limits[unit], colour=colour)
        axes.set_title(measure, loc="left", fontsize=SMALL, color=QUIET, pad=5)
        _name_rows(axes, np.arange(len(data)), data.iloc[:, 0] if index == 0 else None)
    return page.canvas


def contributions(figure: Figure, *, measure: str, unit: str) -> Canvas:
    """Draw what moved as bars to the left and to the right of zero, the sum of all as a number below.

    Parameters
    ----------
    figure
        Its data: names in the first column, and *measure*; the last row is the sum.
    measure, unit
        Column to draw and its unit.
    """
    data = figure.data
    *values, total = data[measure].astype(float)
    rows = np.arange(len(values))
    page = _page(figure, body=ROW * (len(data) + 0.6))
    axes = page.axes(NAMES, 0.1, bottom=0.02, top=0.05)
    axes.barh(rows, values, color=[ACCENT if value < 0 else MAIN for value in values], height=0.68)
    low, high = min(*values, 0.0), max(*values, 0.0)
    sides = (low < 0) + (high > 0)
    room = (high - low) * LABEL_ROOM / (1 - sides * LABEL_ROOM)
    axes.set_xlim(low - (room if low < 0 else 0), high + (room if high > 0 else 0))
    axes.set_ylim(len(values) + 0.9, -0.6)
    gap = 0.01 * (high - low + room)
    for row, value in enumerate(values):
        text = number(value, unit, signed=True)
        shift, side = (gap, "left") if value >= 0 else (-gap, "right")
        axes.text(value + shift, row, text, ha=side, va="center", fontsize=LABEL)
    sum_row = len(values) + 0.35
    text, side = number(total, unit, signed=True), "left" if high > 0 else "right"
    axes.text(0, sum_row, text, ha=side, va="center", fontsize=BODY, fontweight="bold")
    axes.plot([0, 0], [-0.5, len(values) - 0.5], color=INK, linewidth=0.8)
    axes.axhline(len(values) - 0.33, color=FAINT, linewidth=0.8)
    _name_rows(axes, np.append(rows, sum_row), data.iloc[:, 0])
    axes.get_yticklabels()[-1].set_fontweight("bold")
    return page.canvas


def _page(figure: Figure, body: float) -> Sheet:
    return sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)


def _limits(data: pd.DataFrame, units: Mapping[str, str], tick: str | None, width: float) -> dict[str, float]:
    """Where the scale of each unit ends: one for all its columns, which hold each bar with its number."""
    first, limits = next(iter(units.values()), ""), {}
    for unit in units.values():
        alike = [measure for measure, own in units.items() if own == unit]
        values = data[alike].astype(float)
        ticks = [float(data[tick].astype(float).max())] if tick and unit == first else []
        most = max([float(values.max().max()), *ticks]) or 1.0
        numbers = values.to_numpy().ravel()
        rooms = [
            (value, width - text_width(number(float(value), unit), LABEL) - 0.1)
            for value in numbers[~np.isnan(numbers)]
        ]
        needed = [value / most * width / room for value, room in rooms]
        limits[unit] = most * max(1.42, *needed)
    return limits


def _bar_column(
    axes: Axes, values: pd.Series, unit: str, ticks: pd.Series | None, *, limit: float, colour: str
) -> None:
    """Draw bars in a column, each with its number."""
    axes.barh(np.arange(len(values)), values.fillna(0), color=colour, height=0.68)
    axes.set_xlim(0, limit)
    axes.set_ylim(len(values) - 0.4, -0.6)
    for row, value in enumerate(values):
        end = 0.0 if np.isnan(value) else value
        if ticks is not None and not np.isnan(tick := float(ticks.iloc[row])):
            axes.plot(
                [tick, tick], [row - 0.42, row + 0.42], color=ACCENT, linewidth=2.2, solid_capstyle="butt"
            )
            end = tick if end < tick < end + 0.21 * limit else end
        axes.text(end + 0.0105 * limit, row, number(value, unit), ha="left", va="center", fontsize=LABEL)


def _name_rows(axes: Axes, rows: np.ndarray, names: pd.Series | None) -> None:
    """Write the names of the rows, wrapped, and leave the axis of numbers away: every bar has its own."""
    if names is None:
        axes.set_yticks([])
    else:
        axes.set_yticks(rows, ["\n".join(wrapped(name, BODY, width=NAMES - 0.2)) for name in names])
    axes.tick_params(axis="y", colors=INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)


def _labels_at_end(axes: Axes, last: pd.Series, edges: pd.Series, unit: str) -> None:
    """Write name and value beside the end of each band, kept apart where bands are thin."""
    reach = axes.get_ylim()[1]
    lowest = -np.inf
    for name in [n for n in last.index if pd.notna(last[n]) and last[n] > 0]:
        lines = [*wrapped(str(name), LABEL, width=1.6), number(last[name], unit)]
        half = 0.034 * reach * len(lines)
        at = max(float(edges[name] - last[name] / 2), lowest + half, half)
        lowest = at + half
        style = {"fontsize": LABEL, "color": MAIN if name == last.index[0] else QUIET, "linespacing": 1.25}
        axes.text(
            1.02, at / reach, "\n".join(lines), transform=axes.transAxes, va="center", ha="left", **style
        )


def _vertical(axes: Axes, mark: Mark) -> None:
    colour = ACCENT if mark.is_break else INK
    axes.axvline(mark.at, linewidth=1.0, color=colour, linestyle=(0, (3, 2)) if mark.is_break else "-")
    where = {"transform": axes.get_xaxis_transform(), "ha": "center", "va": "bottom"}
    axes.text(mark.at, 1.015, mark.text, fontsize=SMALL, color=colour, **where)
