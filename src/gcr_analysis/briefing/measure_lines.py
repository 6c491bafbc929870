"""A measure of some regions over the years: a line a region, its name and last figure beside its end."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import (
    ACCENT,
    BODY,
    FAINT,
    INK,
    LABEL,
    LEFT,
    LIGHT,
    MAIN,
    PAPER,
    QUIET,
    SMALLEST,
    WIDTH,
    Sheet,
    margins,
    sheet,
    text_width,
    wrapped,
)
from gcr_analysis.framework import units
from gcr_analysis.numbers import NBSP, number, round_number

SLIDE = 9 / 16
"""Height of a slide, as a share of its width."""
LEAST_BODY, BELOW, ABOVE = 1.9, 0.32, 0.1
"""Inches: the least height of a drawing, and in it the room of the years and that above the highest line."""
WIDEST, LEADER = 1.75, 0.38
"""Inches: the longest line of a name, and the room between the lines and the names."""
BESIDE = 0.14
"""Years between the intervals of two regions."""
LINE_HEIGHT, APART = LABEL * 1.22 / 72, 0.05
"""Inches: a line of a name, the gap between two names."""
LOOKS = tuple((colour, marker) for marker in ("o", "s") for colour in (MAIN, ACCENT, INK, LIGHT))
"""Colour and marker of each line: four colours that differ in lightness, and then again with squares."""
FILL = {
    "full": {},
    "half": {"fillstyle": "left", "markerfacecoloralt": PAPER},
    "hollow": {"markerfacecolor": PAPER},
}
"""How a point is filled, by status and coverage."""
LINKS: dict[str, dict[str, Any]] = {
    "solid": {},
    "dotted": {"linestyles": [(0, (1, 1.8))]},
    "broken": {"linewidths": 0.8, "alpha": 0.5},
}
"""What connects two points: figures of their own years, one of an earlier year, or a break between them."""
POINT: dict[str, Any] = {"linestyle": "none", "markeredgewidth": 1.2, "zorder": 3, "clip_on": False}
MARK: dict[str, Any] = {
    **{"ha": "center", "va": "center", "fontsize": SMALLEST, "color": INK, "zorder": 5},
    "bbox": {"boxstyle": "round,pad=0.18", "facecolor": PAPER, "edgecolor": ACCENT, "linewidth": 1},
}


class Name(NamedTuple):
    """What stands beside the end of a line: where the line ends, and the words."""

    year: int
    value: float
    words: list[str]
    look: tuple[str, str]


def lines(figure: Figure, *, unit: str) -> Canvas:
    """Draw a line a region.

    Parameters
    ----------
    figure
        Its data: a row a region and year with ``name``, ``year``, ``value_year``, ``value``, ``low``,
        ``high``; ``carried`` where the figure is of an earlier year; ``fill``, a key of `FILL`; and
        ``mark``, of the breaks between the year before and this one.
    unit
        Unit of the figures.
    """
    data = figure.data
    series = [rows for _, rows in data.groupby("name", sort=False) if rows["value"].notna().any()]
    names = [_name(rows, unit, look) for rows, look in zip(series, LOOKS, strict=False)]
    room = sum(len(name.words) * LINE_HEIGHT + APART for name in names) + BELOW + ABOVE
    page = slide(figure, least=max(LEAST_BODY, room))
    if not series:
        return say_nothing(page)
    low, high = _range(data, unit)
    whole = unit in units() and units()[unit].written in ("count", "year")
    at = MaxNLocator(nbins=5, steps=[1, 2, 5, 10], integer=whole).tick_values(low, high)
    ticks = {float(each): round_number(each, unit) if each else "0" for each in at}
    left = LEFT * WIDTH + max(text_width(text, BODY) for text in ticks.values()) + 0.12
    right = LEFT * WIDTH + LEADER + max(text_width(line, LABEL) for name in names for line in name.words)
    axes = page.axes(left, right, bottom=BELOW, top=ABOVE)
    axes.set_xlim(data["year"].min() - 0.4, data["year"].max() + 0.4)
    axes.set_ylim(low, high)
    shown = {at: text for at, text in ticks.items() if low <= at <= high}
    axes.set_yticks([*shown], [*shown.values()])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True, steps=[1, 2, 5, 10]))
    axes.grid(axis="y", color=FAINT, linewidth=0.6, alpha=0.7)
    if low < 0:
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.spines["bottom"].set_visible(False)
    for place, (rows, look) in enumerate(zip(series, LOOKS, strict=False)):
        _intervals(axes, rows, look[0], BESIDE * (place - (len(series) - 1) / 2))
        _draw(axes, rows, look, wide=len(series) <= 4)
    _write(axes, names, WIDTH - left - right, page.body - BELOW - ABOVE)
    return page.canvas


def slide(figure: Figure, least: float) -> Sheet:
    """Return an empty sheet as high as a slide, or as its words and a least height of drawing need."""
    top, foot = margins(figure.title, figure.subtitle, figure.source, figure.breaks)
    body = max(WIDTH * SLIDE - top - foot, least)
    return sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)


def say_nothing(page: Sheet) -> Canvas:
    """Say in the place of a drawing that there is no figure; the small print says why."""
    axes = page.axes(0, 0)
    axes.axis("off")
    axes.text(0.5, 0.5, "No figure", ha="center", va="center", fontsize=BODY + 3, color=QUIET)
    return page.canvas


def _range(data: pd.DataFrame, unit: str) -> tuple[float, float]:
    """Ends of the axis of figures: it holds zero, but where the figures are years themselves."""
    known = data[["value", "low", "high"]].to_numpy(float)
    low, high = float(np.nanmin(known)), float(np.nanmax(known))
    if unit in units() and units()[unit].written == "year":
        return low - 1, high + 1
    low, high = min(low, 0.0), max(high, 0.0)
    spread = (high - low) or 1.0
    return low - 0.07 * spread * (low < 0), high + 0.07 * spread * (high > 0 or low == 0)


def _intervals(axes: Axes, rows: pd.DataFrame, colour: str, aside: float) -> None:
    """Draw intervals as pale bars, a little aside so that those of several regions are seen."""
    rows = rows[rows["low"].notna() & rows["high"].notna()]
    axes.vlines(rows["year"] + aside, rows["low"], rows["high"], color=colour, alpha=0.3, linewidth=3)


def _draw(axes: Axes, rows: pd.DataFrame, look: tuple[str, str], *, wide: bool) -> None:
    """Draw the points of a region, what connects them and the breaks between them."""
    colour, marker = look
    links: dict[str, list[Any]] = {kind: [] for kind in LINKS}
    for before, point in pairwise(rows.itertuples(index=False)):
        ends = [(each.year, each.value) for each in (before, point) if not np.isnan(each.value)]
        if len(ends) == 2:
            links["broken" if point.mark else "dotted" if point.carried else "solid"].append(ends)
        if point.mark:
            at, value = np.mean(ends, axis=0).tolist()
            axes.text(at, value, point.mark, **MARK)
    for kind, segments in links.items():
        style = {"linewidths": 2.2 if wide else 1.7} | LINKS[kind]
        axes.add_collection(LineCollection(segments, colors=colour, zorder=2, clip_on=False, **style))
    for (fill, carried), some in rows[rows["value"].notna()].groupby(["fill", "carried"]):
        style = FILL[str(fill)] | {"markersize": 3.4 if carried else 4.8, "color": colour}
        axes.plot(some["year"], some["value"], marker, **style, **POINT)


def _name(rows: pd.DataFrame, unit: str, look: tuple[str, str]) -> Name:
    last = rows[rows["value"].notna()].iloc[-1]
    year = f"{NBSP}({last['value_year']})" if last["value_year"] != rows["year"].iloc[-1] else ""
    words = wrapped(f"{last['name']} {number(last['value'], unit)}{year}", LABEL, width=WIDEST)
    return Name(int(last["year"]), float(last["value"]), words, look)


def _write(axes: Axes, names: list[Name], width: float, height: float) -> None:
    """Write the names beside the ends of their lines, kept apart, each joined to its end."""
    names = sorted(names, key=lambda name: name.value)
    (start, end), (low, high) = axes.get_xlim(), axes.get_ylim()
    halves = [len(name.words) * LINE_HEIGHT / 2 / height for name in names]
    wanted = [(name.value - low) / (high - low) for name in names]
    across: dict[str, Any] = {"transform": axes.transAxes, "clip_on": False}
    for name, at, middle in zip(names, wanted, apart(wanted, halves, APART / height), strict=True):
        edge, key = (name.year - start) / (end - start), 1 + (LEADER - 0.12) / width
        colour, _ = name.look
        axes.plot([edge, 1.0, key], [at, at, middle], color=colour, linewidth=0.8, zorder=1, **across)
        place = {"x": 1 + LEADER / width, "y": middle, "transform": axes.transAxes}
        axes.text(s="\n".join(name.words), fontsize=LABEL, va="center", linespacing=1.1, **place)


def apart(wanted: list[float], halves: list[float], gap: float) -> list[float]:
    """Keep labels on a line apart, each as near to its place as the others let it.

    Parameters
    ----------
    wanted
        Where each middle would stand, in ascending order, on a line from 0 to 1.
    halves
        Half the height of each label.
    gap
        Least distance between two labels.

    Returns
    -------
    list of float
        Middles in the same order.

    Examples
    --------
    >>> [round(at, 2) for at in apart([0.5, 0.5, 0.9], [0.05, 0.05, 0.05], 0.0)]
    [0.45, 0.55, 0.9]
    """
    # Labels that touch form a block, which stands in the middle of what its labels want.
    blocks: list[list[int]] = []
    places: list[float] = []
    for label in range(len(wanted)):
        blocks.append([label])
        places.append(_start(blocks[-1], wanted, halves, gap))
        while len(blocks) > 1 and places[-2] + _height(blocks[-2], halves, gap) + gap > places[-1]:
            blocks[-2:] = [blocks[-2] + blocks[-1]]
            places[-2:] = [_start(blocks[-1], wanted, halves, gap)]
    middles = []
    for block, start in zip(blocks, places, strict=True):
        at = start
        for label in block:
            middles.append(at + halves[label])
            at += 2 * halves[label] + gap
    return middles


def _height(block: list[int], halves: list[float], gap: float) -> float:
    return sum(2 * halves[label] for label in block) + gap * (len(block) - 1)


def _start(block: list[int], wanted: list[float], halves: list[float], gap: float) -> float:
    """Where a block begins: as near to where its labels want to stand as the ends of the line allow."""
    offset, starts = 0.0, []
    for label in block:
        starts.append(wanted[label] - halves[label] - offset)
        offset += 2 * halves[label] + gap
    return min(max(sum(starts) / len(starts), 0.0), max(1.0 - _height(block, halves, gap), 0.0))
