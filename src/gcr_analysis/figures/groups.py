"""Rows under the headings of their groups."""

from collections.abc import Callable, Iterable
from itertools import groupby

from gcr_analysis.figures.letters import wrapped
from gcr_analysis.figures.sheet import Sheet

ABOVE, BELOW = 0.1, 0.05
"""Inches above a heading and below it."""


def draw_groups(
    sheet: Sheet, groups: Iterable[object], at: float, draw: Callable[[int, float], float]
) -> float:
    """Draw rows from a place downwards, each group of them under its heading; return where they end.

    Parameters
    ----------
    sheet
        What they are drawn on.
    groups
        The heading that each row stands under; none where it is empty.
    at
        Where they begin.
    draw
        Draws a row, by its number, at a place, and returns where it ends.
    """
    for name, rows in groupby(enumerate(groups), key=lambda pair: str(pair[1])):
        if name:
            lines = wrapped(name, sheet.size.body, bold=True, width=sheet.width)
            high = len(lines) * sheet.size.line
            sheet.lines(0, at + ABOVE + high / 2, lines, bold=True)
            at += ABOVE + high + BELOW
        for row, _ in rows:
            at = draw(row, at)
    return at
