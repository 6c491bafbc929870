"""Some years of several series against what the years before let one expect: a small panel a series."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import (
    ACCENT,
    BODY,
    INK,
    LABEL,
    LEFT,
    LIGHT,
    MAIN,
    NONE,
    PAPER,
    QUIET,
    TITLE,
    WIDTH,
    Sheet,
    sheet,
)
from gcr_analysis.numbers import round_number

COLUMNS, NOTE = 2, 9.2
KEY, HIGH, WORDS, GAP, TICKS = 0.32, 2.4, 0.86, 0.26, 0.86
"""Inches: the key; a panel with its words; these words; the gap between panels; the room of their ticks."""
_EXPECTED: dict[str, Any] = {"color": MAIN, "linewidth": 1.1, "linestyle": (0, (4, 2))}
_CAME: dict[str, Any] = {"color": ACCENT, "linewidth": 3.2, "solid_capstyle": "butt"}
_YEAR: dict[str, Any] = {"marker": "o", "color": ACCENT, "markeredgecolor": INK, "markersize": 6.5}
_BACK: dict[str, Any] = {"marker": "o", "color": PAPER, "markeredgecolor": INK, "markersize": 6.5}


@dataclass(frozen=True)
class Panel:
    """One series of the figure.

    Parameters
    ----------
    name
        Its column in the figure's data.
    lines
        What is said above it: the finding first.
    expected, low, high, outcome
        A year, on the mean of the years in question: expected, its interval, and what came.
    back
        Year in which the series came back.
    stressed
        Whether the second line stands out: the years were not as usual.
    """

    name: str
    lines: tuple[str, str]
    expected: float
    low: float
    high: float
    outcome: float
    back: int | None
    stressed: bool = False


def shocks(figure: Figure, *, panels: tuple[Panel, ...], years: tuple[int, int], unit: str) -> Canvas:
    """Draw a panel a series, two side by side.

    Parameters
    ----------
    figure
        Its data: years in the first column, as text, and a column a panel. Other rows are not drawn.
    panels
        What is known of each series beside its figures.
    years
        First and last of the years in question, which are tinted.
    unit
        Unit of all series.
    """
    rows = -(-len(panels) // COLUMNS)
    page = sheet(figure.title, figure.subtitle, figure.source, body=KEY + rows * HIGH, notes=figure.breaks)
    data = figure.data[figure.data.iloc[:, 0].str.isdecimal()]
    width = (WIDTH - 2 * LEFT * WIDTH - GAP) / COLUMNS
    for index, panel in enumerate(panels):
        row, column = divmod(index, COLUMNS)
        right = LEFT * WIDTH + (COLUMNS - 1 - column) * (width + GAP)
        bottom, top = (rows - 1 - row) * HIGH + 0.3, row * HIGH + WORDS
        axes = page.axes(WIDTH - right - width + TICKS - LEFT * WIDTH, right, bottom=bottom, top=KEY + top)
        series = pd.Series(data[panel.name].to_numpy(float), data.iloc[:, 0].astype(int))
        _panel(axes, series, panel, years, unit)
        _words(axes, panel)
    _key(page, panels, years)
    return page.canvas


def _panel(axes: Axes, series: pd.Series, panel: Panel, years: tuple[int, int], unit: str) -> None:
    first, last = years[0] - 0.5, years[1] + 0.5
    axes.axvspan(first, last, color=NONE, alpha=0.75, linewidth=0)
    low = max(panel.low, 0.0)
    axes.add_patch(
        Rectangle((first, low), last - first, panel.high - low, color=LIGHT, linewidth=0, alpha=0.8)
    )
    axes.plot([series.index[0], last], [panel.expected] * 2, **_EXPECTED)
    axes.plot([first, last], [panel.outcome] * 2, **_CAME)
    axes.plot(series.index, series, color=INK, linewidth=1.6, marker="o", markersize=3.2)
    inside = series.loc[years[0] : years[1]]
    axes.plot(inside.index, inside, linestyle="none", **_YEAR)
    if panel.back is not None and panel.back not in inside.index:
        axes.plot(panel.back, series[panel.back], **_BACK)
    top = max(float(np.nanmax(series)), panel.high)
    axes.set_ylim(0, top * 1.06)
    axes.set_xlim(series.index[0] - 0.4, series.index[-1] + 0.4)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: round_number(value, unit) if value else "0")
    )
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, steps=[1, 5, 10]))
    axes.tick_params(labelsize=NOTE)


def _words(axes: Axes, panel: Panel) -> None:
    """Write the name of a panel and what it says above it, in inches from its own corner."""
    place = {
        "textcoords": "offset points",
        "xycoords": "axes fraction",
        "ha": "left",
        "annotation_clip": False,
    }
    left = 72 * (LEFT * WIDTH - TICKS)
    look = {"color": INK, "fontweight": "bold"} if panel.stressed else {"color": QUIET}
    axes.annotate(panel.name, (0, 1), (left, 37), fontsize=TITLE - 1, fontweight="bold", **place)
    axes.annotate(panel.lines[0], (0, 1), (left, 22.5), fontsize=BODY + 0.5, **place)
    axes.annotate(panel.lines[1], (0, 1), (left, 8), fontsize=NOTE, **look, **place)


def _key(page: Sheet, panels: tuple[Panel, ...], years: tuple[int, int]) -> None:
    """Show once, above all panels, what the marks are."""
    axes = page.axes(0, 0, bottom=page.body - KEY, top=0.08)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(0, KEY - 0.08)
    axes.axis("off")
    middle, left = KEY / 2 - 0.04, LEFT * WIDTH
    axes.add_patch(Rectangle((left, 0.04), 0.3, KEY - 0.16, color=LIGHT, alpha=0.8, linewidth=0))
    axes.plot([left, left + 0.3], [middle] * 2, **_EXPECTED)
    axes.text(left + 0.38, middle, "Expected of a year, with its interval", fontsize=LABEL, va="center")
    left += 2.66
    axes.plot([left, left + 0.3], [middle] * 2, **_CAME)
    axes.plot(left + 0.15, middle, **_YEAR)
    axes.text(left + 0.38, middle, f"{years[0]} and {years[1]}, and their mean", fontsize=LABEL, va="center")
    if any(panel.back for panel in panels):
        left += 2.38
        axes.plot(left + 0.15, middle, **_BACK)
        axes.text(left + 0.32, middle, "Back at the usual level", fontsize=LABEL, va="center")
