"""A measure of some regions in one year: a bar a region, the largest first."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.measure_lines import say_nothing, slide
from gcr_analysis.briefing.style import BODY, INK, LABEL, LEFT, LIGHT, MAIN, PAPER, QUIET, WIDTH, wrapped
from gcr_analysis.numbers import number

ROW, NAMES = 0.29, 2.1
"""Inches: the least height of a row, the room of the names."""
FEWEST = 4
"""Rows that there is room for at least, so that a bar does not fill a slide."""
FILL = {"full": MAIN, "half": LIGHT, "hollow": PAPER}
"""How a bar is filled, by status and coverage."""
LABEL_ROOM = 0.3
"""Part of the width that the longest number beside a bar takes."""


def bars(figure: Figure, *, unit: str) -> Canvas:
    """Draw a bar a region with its number, and regions without a figure below.

    Parameters
    ----------
    figure
        Its data: a row a region with ``name``, ``value``, ``low``, ``high``, ``status``, ``value_year``;
        ``carried`` where the figure is of an earlier year; ``fill``, a key of `FILL`; ``mark``, of breaks.
    unit
        Unit of the figures.
    """
    data = figure.data.sort_values("value", ascending=False, kind="stable", na_position="last")
    page = slide(figure, least=ROW * len(data) + 0.1)
    if data["value"].isna().all():
        return say_nothing(page)
    axes = page.axes(NAMES, LEFT * WIDTH, bottom=0.02, top=0.05)
    low, high = _scale(axes, data)
    shown = max(len(data), FEWEST)
    height = min(0.68, 0.3 * shown / page.body)
    for row, (_, place) in enumerate(data.iterrows()):
        _bar(axes, row, place, unit, height=height, gap=(high - low) * 0.012)
    rows = np.arange(len(data))
    axes.set_yticks(rows, ["\n".join(wrapped(name, BODY, width=NAMES - 0.25)) for name in data["name"]])
    axes.tick_params(axis="y", colors=INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_ylim(shown - 0.4, -0.6)
    return page.canvas


def _scale(axes: Axes, data: pd.DataFrame) -> tuple[float, float]:
    known = data[["value", "low", "high"]].to_numpy(float)
    low, high = min(float(np.nanmin(known)), 0.0), max(float(np.nanmax(known)), 0.0)
    sides = (low < 0) + (high > 0)
    room = ((high - low) or 1.0) * LABEL_ROOM / (1 - sides * LABEL_ROOM)
    low, high = low - room * (low < 0), high + room * (high > 0 or low == 0)
    axes.set_xlim(low, high)
    if low < 0:
        axes.axvline(0, color=INK, linewidth=0.8)
    return low, high


def _bar(axes: Axes, row: int, place: pd.Series, unit: str, *, height: float, gap: float) -> None:
    """Draw a bar, its interval as a thin line, and its number with what to know of it."""
    value, low, high = (float(place[name]) for name in ("value", "low", "high"))
    look = {"va": "center", "fontsize": LABEL}
    if np.isnan(value):
        axes.text(gap, row, f"no figure: {place['status']}", ha="left", color=QUIET, **look)
        return
    axes.barh(row, value, height=height, color=FILL[place["fill"]], edgecolor=MAIN, linewidth=0.9)
    ends = [value]
    if not np.isnan(low) and not np.isnan(high):
        for colour, width in ((PAPER, 3.2), (INK, 1.2)):
            axes.plot([low, high], [row, row], color=colour, linewidth=width, solid_capstyle="butt")
        ends += [low, high]
    said = number(value, unit)
    said += f" ({place['value_year']})" if place["carried"] else ""
    said += f" [{place['mark']}]" if place["mark"] else ""
    at, side = (max(*ends, 0.0) + gap, "left") if value >= 0 else (min(*ends, 0.0) - gap, "right")
    axes.text(at, row, said, ha=side, **look)
