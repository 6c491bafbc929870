"""Drawings that only this panel has: flows of each year, and conditions against those of the world."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.ticker import FuncFormatter, MaxNLocator

from gcr_analysis.briefing.charts import NAMES, Mark
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
    SEQUENTIAL,
    SMALL,
    WIDTH,
    Sheet,
    sheet,
    wrapped,
)
from gcr_analysis.numbers import number, round_number

# Upper bounds, in percent, of the classes of places among the world's countries, the worst first.
PLACES = (5, 10, 25, 50)
_SHADES = (*reversed(SEQUENTIAL[1:]), SEQUENTIAL[0])
_ON_DARK = 2  # shades that carry white letters
CELL = 0.34


def flows(figure: Figure, *, bar: str, line: str, unit: str, marks: Sequence[Mark] = ()) -> Canvas:
    """Draw one flow as a bar a year, with whiskers where it may be revised, and another as a line.

    Parameters
    ----------
    figure
        Its data: `year`, the two flows, and `low` and `high` of the first, missing where there are none.
    bar, line
        Names of the two columns.
    unit
        Unit of both.
    marks
        Vertical lines to draw.
    """
    data = figure.data
    page = _page(figure, body=3.0)
    axes = page.axes(0.85, 1.75, bottom=0.28, top=0.2)
    years = data["year"].to_numpy()
    axes.bar(years, data[bar].astype(float).fillna(0), width=0.74, color=MAIN)
    axes.plot(years, data[line].astype(float), color=QUIET, linewidth=1.3, marker="o", ms=3)
    moved = data[data["high"] > data["low"]]
    for year, low, high in moved[["year", "low", "high"]].itertuples(index=False):
        axes.plot([year, year], [low, high], color=ACCENT, linewidth=2.0, solid_capstyle="butt")
        for end in (low, high):
            axes.plot([year - 0.24, year + 0.24], [end, end], color=ACCENT, linewidth=1.2)
    axes.set_ylim(0, float(data[[bar, line, "high"]].astype(float).max().max()) * 1.06)
    axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: round_number(value, unit)))
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    for mark in marks:
        _vertical(axes, mark)
    _names_at_end(axes, data[[bar, line]].iloc[-1].astype(float), (MAIN, QUIET), unit)
    return page.canvas


def grid(figure: Figure, *, key: str) -> Canvas:
    """Draw conditions of some countries as a table of cells, the darker the worse in the world.

    Parameters
    ----------
    figure
        Its data: a row a country and condition, with `country`, `condition`, `value`, `unit` and
        `percentile`; a missing value is an empty cell, one without a place has no shade.
    key
        What the shades mean.
    """
    data = figure.data
    countries, conditions = (list(dict.fromkeys(data[name])) for name in ("country", "condition"))
    page = _page(figure, body=CELL * len(countries) + 0.95)
    axes = page.axes(NAMES, 0.1, bottom=0.5, top=0.45)
    axes.set_xlim(0, len(conditions))
    axes.set_ylim(len(countries), 0)
    for row in data.itertuples(index=False):
        at = (conditions.index(row.condition), countries.index(row.country))
        _cell(axes, at, float(row.value), str(row.unit), float(row.percentile))
    width = (WIDTH - NAMES - 0.1) / len(conditions) - 0.06
    for column, name in enumerate(conditions):
        text = "\n".join(wrapped(name, SMALL, width=width))
        look = {"fontsize": SMALL, "color": QUIET, "ha": "center", "va": "bottom"}
        axes.text(column + 0.5, -0.12, text, **look)
    axes.set_yticks(np.arange(len(countries)) + 0.5, [_name(name) for name in countries])
    _bare(axes)
    _draw_key(page, key)
    return page.canvas


def strip(figure: Figure, *, left: str, right: str, beside: str) -> Canvas:
    """Draw one row a condition of a country: a dot for its place between the worst and the best in the world.

    Parameters
    ----------
    figure
        Its data: a row a condition, with `condition`, `percentile`, and the words *beside* the row.
    left, right
        What the two ends of the scale mean.
    beside
        Name of the column with the words to write beside each row.
    """
    data = figure.data
    page = _page(figure, body=CELL * len(data) + 0.45)
    axes = page.axes(NAMES, 2.35, bottom=0.1, top=0.28)
    axes.axvspan(0, PLACES[1], color=LIGHT, alpha=0.45, linewidth=0)
    for row, (place, words) in enumerate(data[["percentile", beside]].itertuples(index=False)):
        axes.plot([0, 100], [row, row], color=FAINT, linewidth=1.0)
        if not np.isnan(place):
            colour = ACCENT if place < PLACES[1] else MAIN
            axes.plot(place, row, "o", ms=8, color=colour, mec=PAPER, mew=0.6, clip_on=False)
        where = {"transform": axes.get_yaxis_transform(), "va": "center", "ha": "left", "fontsize": LABEL}
        axes.text(1.04, row, words, color=INK, **where)
    axes.set_xlim(0, 100)
    axes.set_ylim(len(data) - 0.4, -0.6)
    top = {"transform": axes.transAxes, "fontsize": SMALL, "color": QUIET, "va": "bottom"}
    axes.text(0, 1.02, left, ha="left", **top)
    axes.text(1, 1.02, right, ha="right", **top)
    axes.set_yticks(np.arange(len(data)), [_name(name) for name in data["condition"]])
    _bare(axes)
    return page.canvas


def _page(figure: Figure, body: float) -> Sheet:
    return sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)


def _vertical(axes: Axes, mark: Mark) -> None:
    colour = ACCENT if mark.is_break else INK
    axes.axvline(mark.at, linewidth=1.0, color=colour, linestyle=(0, (3, 2)) if mark.is_break else "-")
    where = {"transform": axes.get_xaxis_transform(), "ha": "center", "va": "bottom"}
    axes.text(mark.at, 1.015, mark.text, fontsize=SMALL, color=colour, **where)


def _names_at_end(axes: Axes, last: pd.Series, colours: Sequence[str], unit: str) -> None:
    """Write the name and the last value of each flow beside its end, the lower one below the other."""
    reach = axes.get_ylim()[1]
    texts = {
        name: [*wrapped(str(name), LABEL, width=1.6), number(value, unit)] for name, value in last.items()
    }
    heights = {name: 0.068 * len(lines) for name, lines in texts.items()}
    lower, upper = sorted(last.index, key=lambda name: 0 if np.isnan(last[name]) else last[name])
    at = {name: 0.0 if np.isnan(last[name]) else float(last[name]) / reach for name in last.index}
    at[lower] = max(at[lower], heights[lower] / 2)
    at[upper] = max(at[upper], at[lower] + (heights[lower] + heights[upper]) / 2)
    if (over := at[upper] + heights[upper] / 2 - 1.02) > 0:
        at = {upper: at[upper] - over, lower: min(at[lower], at[upper] - over - heights[upper])}
    for name, colour in zip(last.index, colours, strict=True):
        look = {"fontsize": LABEL, "color": colour, "linespacing": 1.25, "va": "center", "ha": "left"}
        axes.text(1.02, at[name], "\n".join(texts[name]), transform=axes.transAxes, **look)


def _cell(axes: Axes, at: tuple[int, int], value: float, unit: str, place: float) -> None:
    column, row = at
    box = {"width": 0.94, "height": 0.88, "linewidth": 0}
    middle = {"ha": "center", "va": "center", "fontsize": LABEL}
    if np.isnan(value):
        axes.add_patch(Rectangle((column + 0.03, row + 0.06), facecolor=PAPER, hatch="/////", **box))
        return
    shade = len(_SHADES) if np.isnan(place) else int(np.searchsorted(PLACES, place, side="right"))
    colour = PAPER if np.isnan(place) else _SHADES[shade]
    axes.add_patch(Rectangle((column + 0.03, row + 0.06), facecolor=colour, **box))
    text = number(value, unit).replace("less than ", "<")
    axes.text(column + 0.5, row + 0.5, text, color=PAPER if shade < _ON_DARK else INK, **middle)


def _draw_key(page: Sheet, key: str) -> None:
    """Draw the shades as a row with the places between them, and what they mean before them."""
    axes = page.axes(NAMES, 0.1)
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH - NAMES - 0.1)
    axes.set_ylim(0, page.body)
    width = (WIDTH - NAMES - 0.1) / len(_SHADES)
    for index, shade in enumerate(_SHADES):
        axes.add_patch(Rectangle((index * width, 0.14), width - 0.02, 0.12, color=shade, linewidth=0))
    for index, bound in enumerate(PLACES):
        look = {"fontsize": SMALL - 0.6, "ha": "center", "va": "top", "color": QUIET}
        axes.text((index + 1) * width - 0.01, 0.1, round_number(float(bound), "percent"), **look)
    text = "\n".join(wrapped(key, SMALL, width=NAMES - 0.2))
    axes.text(-0.08, 0.2, text, fontsize=SMALL, color=QUIET, va="center", ha="right")


def _name(text: str) -> str:
    return "\n".join(wrapped(text, BODY, width=NAMES - 0.2))


def _bare(axes: Axes) -> None:
    """Leave the axis of numbers away: what is drawn has its own."""
    axes.tick_params(axis="y", colors=INK)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
