"""Dots in columns: a row a place, a column a measure with a scale of its own, the world as a line."""

from dataclasses import dataclass
from itertools import groupby
from math import isnan
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import (
    ACCENT,
    BODY,
    FAINT,
    INK,
    LEFT,
    MAIN,
    PAPER,
    QUIET,
    SMALL,
    WIDTH,
    sheet,
    wrapped,
)
from gcr_analysis.numbers import number

ROW, HEAD, TITLES = 0.3, 0.34, 0.92
"""Inches: a row, the heading of a group, the names of the measures with the figure of the world."""
NAMES, GAP, ROOM = 2.28, 0.1, 0.55
"""Inches: the names of places, the gap between columns, the numbers at the end of the rows."""
SIDE = 0.06
"""Inches: half a dot."""


@dataclass(frozen=True)
class Column:
    """One measure.

    Parameters
    ----------
    name
        Its title, which is its column in the figure's data.
    unit
        Its unit.
    world
        Its figure in the world, drawn as a line; None where there is none.
    """

    name: str
    unit: str
    world: float | None = None


def dot_rows(figure: Figure, *, columns: tuple[Column, ...]) -> Canvas:
    """Draw a dot a place and measure with its number; a hollow one where the figure is partial.

    Parameters
    ----------
    figure
        Its data: the group of a place, its name, then for each measure its figure and its status.
    columns
        The measures, in the order of the data.
    """
    rows = list(figure.data.itertuples(index=False, name=None))
    groups = [(str(name), list(own)) for name, own in groupby(rows, lambda row: row[0])]
    body = TITLES + HEAD * len(groups) + ROW * len(rows) + 0.05
    page = sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)
    names = page.axes(0, 0)
    names.set_xlim(0, WIDTH)
    names.axis("off")
    places: list[float] = []
    top = TITLES
    for name, own in groups:
        names.text(LEFT * WIDTH, top + HEAD * 0.6, name, fontsize=BODY + 0.5, fontweight="bold", va="center")
        top += HEAD
        for row in own:
            places.append(top + ROW / 2)
            names.text(LEFT * WIDTH, places[-1], row[1], fontsize=BODY, va="center")
            top += ROW
    names.set_ylim(body, 0)
    width = (WIDTH - NAMES - LEFT * WIDTH - GAP * (len(columns) - 1)) / len(columns)
    for index, column in enumerate(columns):
        left = NAMES + index * (width + GAP)
        axes = page.axes(left, WIDTH - left - width)
        axes.set_ylim(body, 0)
        axes.axis("off")
        dots = [
            Dot(place, float(row[2 + 2 * index]), row[3 + 2 * index] == "partial")
            for place, row in zip(places, rows, strict=True)
        ]
        _column(axes, column, dots, width)
    return page.canvas


class Dot(NamedTuple):
    """Where a figure stands from the top, in inches; the figure; whether it is partial."""

    at: float
    value: float
    partial: bool


def _column(axes: Axes, column: Column, dots: list[Dot], width: float) -> None:
    """Draw the dots of a measure on a scale that holds zero, each number at the end of its row."""
    known = [0.0, column.world or 0.0, *(dot.value for dot in dots if not isnan(dot.value))]
    low, high = min(known), max(known)
    inch = (high - low or 1.0) / (width - ROOM - 2 * SIDE)
    start, end = low - SIDE * inch, high + (ROOM + SIDE) * inch
    axes.set_xlim(start, end)
    for index, line in enumerate(reversed(wrapped(column.name, SMALL, bold=True, width=width))):
        axes.text(start, TITLES - 0.28 - 0.14 * index, line, fontsize=SMALL, fontweight="bold")
    if column.world is not None:
        line = [TITLES + 0.08, dots[-1].at + ROW / 2]
        axes.plot([column.world] * 2, line, color=ACCENT, linewidth=1.6)
        said = f"World {number(column.world, column.unit)}"
        axes.text(start, TITLES - 0.08, said, fontsize=SMALL, color=QUIET)
    for at, value, partial in dots:
        axes.plot([start, high + SIDE * inch], [at, at], color=FAINT, linewidth=0.7, zorder=1)
        if isnan(value):
            axes.text(end, at, "no figure", fontsize=SMALL, color=QUIET, ha="right", va="center")
            continue
        said = number(value, column.unit).replace("less than ", "<\u2009").replace("more than ", ">\u2009")
        axes.plot(value, at, "o", markersize=7, color=PAPER if partial else MAIN, markeredgecolor=MAIN)
        axes.text(end, at, said, fontsize=SMALL, color=INK, ha="right", va="center")
