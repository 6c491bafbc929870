"""Drawings that only this panel has: two ends of a change, and women and men by age."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.charts import NAMES, ROW
from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.quantity import number
from gcr_analysis.briefing.style import ACCENT, BODY, FAINT, INK, LABEL, LIGHT, MAIN, PAPER, QUIET, SMALL, WIDTH, sheet, wrapped
from gcr_analysis.indicators.progress import INSUFFICIENT

_COLOURS = {"progress": MAIN, "regress": ACCENT, "stalled": QUIET, INSUFFICIENT: QUIET}


def spans(figure: Figure, *, ends: tuple[str, str], reading: str) -> Canvas:
    """Draw one row a measure: a small ring where it was, a dot where it is, and a line between them.

    Parameters
    ----------
    figure
        Its data: names in the first column, the two *ends* in percent, and the *reading* of each change.
        A change that cannot be judged has a broken line and a hollow dot.
    ends, reading
        Names of the columns.
    """
    data = figure.data
    page = sheet(figure.title, figure.subtitle, figure.source, body=ROW * len(data) + 0.62, notes=figure.breaks)
    axes = page.axes(NAMES, 1.5, bottom=0.3, top=0.28)
    for row, (start, end, said) in enumerate(data[[*ends, reading]].itertuples(index=False)):
        _span(axes, row, float(start), float(end), str(said))
    axes.set_xlim(-4, 104)
    axes.set_ylim(len(data) - 0.4, -0.6)
    axes.set_xticks([0, 25, 50, 75, 100], [number(float(mark), "percent") for mark in (0, 25, 50, 75, 100)])
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    names = ["\n".join(wrapped(str(name), BODY, width=NAMES - 0.2)) for name in data.iloc[:, 0]]
    axes.set_yticks(np.arange(len(data)), names)
    axes.tick_params(axis="y", colors=INK)
    return page.canvas


def _span(axes: Axes, row: int, start: float, end: float, said: str) -> None:
    colour, sure = _COLOURS[said], said != INSUFFICIENT
    axes.plot([start, end], [row, row], color=colour, linewidth=2.0, linestyle="-" if sure else (0, (2, 1.5)))
    axes.plot(start, row, "o", ms=4.5, mfc=PAPER, mec=colour, mew=1.2)
    axes.plot(end, row, "o", ms=7.5, mfc=colour if sure else PAPER, mec=colour, mew=1.5)
    moved = f"{number(start, 'percent')} → {number(end, 'percent')}"
    where = {"transform": axes.get_yaxis_transform(), "va": "center", "ha": "left", "fontsize": LABEL}
    axes.text(1.03, row, moved, color=INK if sure else QUIET, **where)


def pyramid(figure: Figure) -> Canvas:
    """Draw women to the left and men to the right of a middle line, the youngest at the bottom.

    Parameters
    ----------
    figure
        Its data: ages in the first column, then women and men in persons.
    """
    data = figure.data
    _, left, right = data.columns
    page = sheet(figure.title, figure.subtitle, figure.source, body=0.36 * len(data) + 0.45, notes=figure.breaks)
    reach = float(data[[left, right]].max().max()) or 1.0
    room, half = 1.0, (WIDTH - 1.2) / 2
    for name, colour, start, turn in ((left, MAIN, 0.1, True), (right, LIGHT, 0.1 + half + room, False)):
        axes = page.axes(start, WIDTH - start - half, bottom=0.05, top=0.3)
        _side(axes, data[name].astype(float), reach, colour, turn)
        axes.set_title(name, loc="right" if turn else "left", fontsize=SMALL, color=QUIET, pad=5)
    axes = page.axes(0.1 + half, WIDTH - 0.1 - half - room, bottom=0.05, top=0.3)
    axes.set_axis_off()
    axes.set_ylim(-0.6, len(data) - 0.4)
    for row, age in enumerate(data.iloc[:, 0]):
        axes.text(0.5, row, age, ha="center", va="center", fontsize=BODY, color=INK)
    return page.canvas


def _side(axes: Axes, values: pd.Series, reach: float, colour: str, turn: bool) -> None:
    rows = np.arange(len(values))
    axes.barh(rows, values, color=colour, height=0.72)
    axes.set_xlim((reach * 1.35, 0) if turn else (0, reach * 1.35))
    axes.set_ylim(-0.6, len(values) - 0.4)
    for row, value in zip(rows, values, strict=True):
        axes.text(value + 0.015 * reach, row, number(value, "persons"), va="center", fontsize=LABEL, ha="right" if turn else "left")
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
