"""A figure as one release after the other carried it: a line for each year that it is of."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import FuncFormatter, MaxNLocator

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import ACCENT, FAINT, LABEL, LEFT, LIGHT, MAIN, QUIET, SMALLEST, WIDTH, sheet
from gcr_analysis.numbers import number, round_number

BODY_HEIGHT, TICKS, NAMES = 3.2, 0.95, 1.2
"""Inches: the drawing, the room of its numbers on the left, the room of the years' names on the right."""
APART = 0.055
"""Least distance between two names, as a share of the height of the axis."""


def over_releases(figure: Figure, *, unit: str, told: str | None = None) -> Canvas:
    """Draw a line a year over the releases, each with its year and last value at its end.

    Parameters
    ----------
    figure
        Its data: the releases' names and dates in the first two columns, then a column a year; missing where
        a release has no figure.
    unit
        Unit of the figures.
    told
        The column that stands out, with the number of each value where it is a new one.
    """
    page = sheet(figure.title, figure.subtitle, figure.source, body=BODY_HEIGHT, notes=figure.breaks)
    axes = page.axes(TICKS, LEFT * WIDTH + NAMES, bottom=0.45, top=0.12)
    series = figure.data.iloc[:, 2:].astype(float)
    places = np.arange(len(series))
    for index, name in enumerate(series):
        stands_out = name == told
        axes.plot(
            places,
            series[name],
            color=ACCENT if stands_out else (MAIN, LIGHT, QUIET)[index % 3],
            drawstyle="steps-post",
            linewidth=2.4 if stands_out else 1.4,
            marker="o",
            markersize=5 if stands_out else 3.2,
            zorder=3 if stands_out else 2,
        )
    axes.set_ylim(0, float(series.max().max()) * 1.12)
    axes.set_xlim(-0.4, len(series) - 0.6)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda value, _: round_number(value, unit) if value else "0")
    )
    axes.grid(axis="y", color=FAINT, linewidth=0.6, alpha=0.7)
    heads = [f"{name}\n{when}" for name, when in figure.data.iloc[:, :2].itertuples(index=False, name=None)]
    axes.set_xticks(places, heads, fontsize=SMALLEST - 0.6)
    if told is not None:
        _values(axes, series[told], unit)
    _names(axes, series, unit, told)
    return page.canvas


def _values(axes: Axes, series: pd.Series, unit: str) -> None:
    """Write each value at its point where it is another than in the release before: above where it rose."""
    known = series.dropna()
    before = known.shift()
    for place, value in known[known != before].items():
        rose = value > before[place]
        axes.annotate(
            number(value, unit),
            (float(str(place)), value),
            (0, 7 if rose else -7),
            textcoords="offset points",
            ha="center",
            va="bottom" if rose else "top",
            fontsize=LABEL,
            fontweight="bold",
        )


def _names(axes: Axes, series: pd.DataFrame, unit: str, told: str | None) -> None:
    """Write the years beside the ends of their lines, kept apart."""
    reach, lowest = axes.get_ylim()[1], -np.inf
    last = {str(name): float(series[name].dropna().iloc[-1]) for name in series}
    for name, value in sorted(last.items(), key=lambda pair: pair[1]):
        at = max(value / reach, lowest + APART)
        lowest = at
        look: dict[str, Any] = {"color": QUIET}
        if name == told:
            look = {"color": ACCENT, "fontweight": "bold"}
        text = f"{name}: {number(value, unit)}"
        axes.text(1.01, at, text, transform=axes.transAxes, fontsize=LABEL, va="center", **look)
