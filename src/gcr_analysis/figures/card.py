"""The picture that stands beside a link: the finding, its number, and what it is about."""

import matplotlib as mpl

from gcr_analysis.figures.letters import register, wrapped
from gcr_analysis.figures.png import packed
from gcr_analysis.figures.sheet import STYLE, Sheet
from gcr_analysis.figures.size import SPACING, Size

WIDTH, HEIGHT, EDGE = 1200, 630, 0.6
"""Pixels, as those who show links ask for; inches around the words."""
_SIZE = Size("card", WIDTH / 96, 22, 17)
_TITLES = (34, 30, 26, 22)
"""Points of the title: the largest with which it takes four lines."""


def card(title: str, number: str, label: str, about: str) -> bytes:
    """Return the picture of a link as PNG.

    Parameters
    ----------
    title
        The finding.
    number, label
        The headline figure and what it counts.
    about
        What the page is on, in one line.

    Examples
    --------
    >>> card("Five countries host most refugees", "35.6 million", "refugees", "The world")[1:4]
    b'PNG'
    """
    register()
    with mpl.rc_context(STYLE):
        sheet, room = Sheet(_SIZE), _SIZE.width - 2 * EDGE
        cut = [(points, wrapped(title, points, bold=True, width=room)) for points in _TITLES]
        points, lines = next((each for each in cut if len(each[1]) <= 4), cut[-1])
        if len(lines) > 5:
            lines = [*lines[:4], lines[4] + "…"]
        sheet.text(EDGE, EDGE, wrapped(about, 17, width=room)[0], points=17, colour="quiet", va="top")
        for index, line in enumerate(lines):
            sheet.text(EDGE, EDGE + 0.55 + index * points * SPACING, line, points=points, bold=True, va="top")
        below = HEIGHT / 96 - EDGE
        said = wrapped(label, 22, width=room)[:2]
        for index, line in enumerate(reversed(said)):
            sheet.text(EDGE, below - index * 22 * SPACING, line, points=22, colour="quiet", va="bottom")
        sheet.text(
            EDGE,
            below - len(said) * 22 * SPACING - 0.08,
            number,
            points=52,
            colour="main",
            bold=True,
            va="bottom",
        )
        return packed(sheet.close(HEIGHT / 96).canvas, 96, {"Title": title})
