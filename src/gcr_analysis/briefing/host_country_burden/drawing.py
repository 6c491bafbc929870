"""The drawing that only this panel has: what was received as a part of what was asked for."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.charts import NAMES, ROW
from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import (
    BODY,
    FAINT,
    INK,
    LABEL,
    LIGHT,
    MAIN,
    QUIET,
    SMALL,
    WIDTH,
    sheet,
    text_width,
    wrapped,
)
from gcr_analysis.numbers import number

HEAD = 0.32
COLUMNS = (1.25, 1.2, 0.55)
"""Inches: the amounts asked for and received, and the share."""
HEIGHT = 0.68


def part_of_asked(figure: Figure, *, unit: str, sums: bool) -> Canvas:
    """Draw one row a host or a year: a light bar asked for, and in it a dark one received; then the numbers.

    The dark bar lies in the light one where both amounts are of the same plans, and below it elsewhere.

    Parameters
    ----------
    figure
        Its data: names, amounts asked for and received, the percent received, and whether the two amounts
        of the row are of the same plans.
    unit
        Unit of the amounts.
    sums
        Whether the last row is the sum of the others, which has numbers alone.
    """
    data = figure.data
    body = ROW * len(data) + HEAD + 0.05
    page = sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)
    names = [wrapped(str(name), BODY, width=NAMES - 0.2) for name in data.iloc[:, 0]]
    room = 0.3 + max(text_width(line, BODY, bold=True) for lines in names for line in lines)
    axes = page.axes(room, sum(COLUMNS), bottom=0.05, top=HEAD)
    shown = data.iloc[: len(data) - sums]
    for row, (required, funded, one_scope) in enumerate(shown.iloc[:, [1, 2, 4]].itertuples(index=False)):
        _bars(axes, row, float(required), float(funded), bool(one_scope))
    most = float(np.nanmax(shown.iloc[:, [1, 2]].to_numpy(float)))
    axes.set_xlim(0, most or 1.0)
    axes.set_ylim(len(data) - 0.4, -0.6)
    axes.set_yticks(range(len(data)), ["\n".join(lines) for lines in names])
    axes.tick_params(axis="y", colors=INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    for column, colour in ((1, LIGHT), (2, MAIN)):
        axes.plot([], [], "s", ms=7, color=colour, label=str(data.columns[column]))
    key = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": 2, "handlelength": 1}
    axes.legend(frameon=False, fontsize=SMALL, borderaxespad=0.2, borderpad=0.1, **key)
    if sums:
        axes.axhline(len(data) - 1.5, color=FAINT, linewidth=0.8)
        axes.get_yticklabels()[-1].set_fontweight("bold")
    _numbers(page.axes(WIDTH - sum(COLUMNS), 0, bottom=0.05, top=HEAD), figure, unit, sums)
    return page.canvas


def _bars(axes: Axes, row: int, required: float, funded: float, one_scope: bool) -> None:
    """Draw what was asked for and what was received of it; beside each other where they do not match."""
    if one_scope:
        axes.barh(row, np.nan_to_num(required), color=LIGHT, height=HEIGHT)
        axes.barh(row, np.nan_to_num(funded), color=MAIN, height=0.6 * HEIGHT)
        return
    half = HEIGHT / 2
    axes.barh(row - half / 2, np.nan_to_num(required), color=LIGHT, height=half)
    axes.barh(row + half / 2, np.nan_to_num(funded), color=MAIN, height=half)


def _numbers(axes: Axes, figure: Figure, unit: str, sums: bool) -> None:
    """Write the amounts and the share of each row under their heads."""
    data = figure.data
    axes.set_axis_off()
    axes.set_xlim(0, sum(COLUMNS))
    axes.set_ylim(len(data) - 0.4, -0.6)
    ends = np.cumsum(COLUMNS) - 0.04
    units = (unit, unit, "percent")
    for column, (end, of) in enumerate(zip(ends, units, strict=True), start=1):
        axes.text(end, -0.72, str(data.columns[column]), ha="right", va="bottom", fontsize=SMALL, color=QUIET)
        for row, value in enumerate(data.iloc[:, column].astype(float)):
            last = sums and row == len(data) - 1
            said = "–" if np.isnan(value) else number(value, of)
            look = {"ha": "right", "va": "center", "fontsize": LABEL, "color": INK}
            axes.text(end, row, said, fontweight="bold" if last else "normal", **look)
    if sums:
        axes.axhline(len(data) - 1.5, color=FAINT, linewidth=0.8)
