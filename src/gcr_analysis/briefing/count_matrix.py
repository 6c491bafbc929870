"""How many of so many: a row a place, a column a topic, a number in every cell, the shade its share."""

from itertools import groupby
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import (
    BODY,
    INK,
    LABEL,
    LEFT,
    NONE,
    PAPER,
    QUIET,
    SEQUENTIAL,
    SMALL,
    WIDTH,
    sheet,
    wrapped,
)

ROW, HEAD, TOPICS, KEY = 0.285, 0.36, 0.5, 0.36
"""Inches: a row, the heading of a group, the names of the topics, the key."""
NAMES, LAST = 2.42, 0.78
"""Inches: the names of places, the column of sums."""
SHADES = (
    (0.0, "none", NONE, INK),
    (1 / 3, "up to a third", SEQUENTIAL[0], INK),
    (1 / 2, "up to half", SEQUENTIAL[1], INK),
    (1.0, "more than half", SEQUENTIAL[4], PAPER),
)
"""Highest share of a shade, its name, its colour and that of the number in it."""


def shade(count: float, whole: float) -> tuple[str, str]:
    """Return the colours of a cell and of its number.

    >>> shade(0, 4)[0] == NONE, shade(1, 3)[0] == SEQUENTIAL[0], shade(2, 3) == (SEQUENTIAL[4], PAPER)
    (True, True, True)
    """
    share = count / whole
    return next((back, front) for most, _, back, front in SHADES if share <= most)


def count_matrix(figure: Figure, *, topics: tuple[str, ...], total: str, nothing: str) -> Canvas:
    """Draw a cell a place and topic, with "3 of 7" in it, and the sums behind the cells.

    Parameters
    ----------
    figure
        Its data: the group of a place, its name, then for each topic its count and of how many.
    topics
        Names of the topics, in the order of these pairs of columns.
    total
        Heading of the sums.
    nothing
        What stands where there are none to count among. A topic without a figure stays empty.
    """
    rows = list(figure.data.itertuples(index=False, name=None))
    groups = [(str(name), list(own)) for name, own in groupby(rows, lambda row: row[0])]
    body = KEY + TOPICS + HEAD * len(groups) + ROW * len(rows)
    page = sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)
    axes = page.axes(0, 0)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(body, 0)
    axes.axis("off")
    _key(axes, nothing)
    width = (WIDTH - 2 * LEFT * WIDTH - NAMES - LAST) / len(topics)
    for index, name in enumerate(topics):
        _heading(axes, name, NAMES + LEFT * WIDTH + (index + 0.5) * width, width - 0.08, "center")
    _heading(axes, total, WIDTH - LEFT * WIDTH, LAST, "right")
    top = KEY + TOPICS
    for name, own in groups:
        axes.text(LEFT * WIDTH, top + HEAD * 0.62, name, fontsize=BODY + 0.5, fontweight="bold", va="center")
        top += HEAD
        for row in own:
            _row(axes, top, width, row, nothing)
            top += ROW
    return page.canvas


def _heading(axes: Axes, name: str, at: float, width: float, side: Literal["center", "right"]) -> None:
    """Write the name of a column, its last line on the line of the others."""
    for index, line in enumerate(reversed(wrapped(name, SMALL, width=width))):
        axes.text(at, KEY + TOPICS - 0.04 - 0.14 * index, line, fontsize=SMALL, color=QUIET, ha=side)


def _row(axes: Axes, top: float, width: float, row: tuple, nothing: str) -> None:
    middle = top + ROW / 2
    axes.text(LEFT * WIDTH, middle, row[1], fontsize=BODY, va="center")
    counts, wholes = np.array(row[2::2], dtype=float), np.array(row[3::2], dtype=float)
    for index, (count, whole) in enumerate(zip(counts, wholes, strict=True)):
        left = NAMES + LEFT * WIDTH + index * width
        if np.isnan(whole):
            continue
        back, front = shade(count, whole) if whole else (PAPER, QUIET)
        axes.add_patch(
            Rectangle((left + 0.02, top + 0.015), width - 0.04, ROW - 0.03, color=back, linewidth=0)
        )
        text = f"{count:.0f} of {whole:.0f}" if whole else nothing
        axes.text(left + width / 2, middle, text, fontsize=LABEL, color=front, ha="center", va="center")
    said = f"{np.nansum(counts):.0f} of {np.nansum(wholes):.0f}"
    axes.text(WIDTH - LEFT * WIDTH, middle, said, fontsize=LABEL, ha="right", va="center")


def _key(axes: Axes, nothing: str) -> None:
    """Name the shades once, above all rows."""
    left = LEFT * WIDTH
    for _, name, colour, _ in SHADES:
        axes.add_patch(Rectangle((left, 0.08), 0.3, 0.2, color=colour, linewidth=0))
        axes.text(left + 0.37, 0.18, name, fontsize=LABEL, va="center")
        left += 0.6 + 0.07 * len(name)
    axes.text(left, 0.18, f"{nothing} none could be judged", fontsize=LABEL, color=QUIET, va="center")
