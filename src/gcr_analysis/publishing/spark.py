"""A series as a line of a word's size, to stand beside a figure in a table."""

from collections.abc import Sequence
from itertools import groupby
from math import isnan

WIDTH, HEIGHT, MARGIN = 96, 24, 3


def spark(values: Sequence[float], breaks: Sequence[bool], *, from_zero: bool = True) -> str:
    """Draw a series as an SVG that a page holds: a gap where there is no figure and where counting changed.

    Parameters
    ----------
    values
        A value a year, in order; NaN where there is no figure.
    breaks
        Whether the counting changed between a year and the year before it.
    from_zero
        Whether the line stands above zero, as counts and shares do.

    Returns
    -------
    str
        The SVG without words: what it shows stands beside it. Empty where fewer than three years have one.

    Examples
    --------
    >>> spark([1.0, 2.0], [False, False])
    ''
    >>> spark([0.0, 1.0, float("nan"), 4.0], [False] * 4).count("<polyline")
    1
    """
    known = [value for value in values if not isnan(value)]
    if len(known) < 3:
        return ""
    low, high = min(known), max(known)
    low = min(low, 0.0) if from_zero else low
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    scale = (HEIGHT - 2 * MARGIN) / ((high - low) or 1.0)

    def point(year: int) -> tuple[str, str]:
        return f"{MARGIN + year * step:.1f}", f"{HEIGHT - MARGIN - (values[year] - low) * scale:.1f}"

    parts = []
    for run in _runs(values, breaks):
        if len(run) > 1:
            parts.append(f'<polyline points="{" ".join(",".join(point(year)) for year in run)}"/>')
        else:
            x, y = point(run[0])
            parts.append(f'<circle class="gcr-lone" cx="{x}" cy="{y}" r="1"/>')
    x, y = point(max(year for year, value in enumerate(values) if not isnan(value)))
    parts.append(f'<circle cx="{x}" cy="{y}" r="2.2"/>')
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg class="gcr-spark" {size} aria-hidden="true" focusable="false">{"".join(parts)}</svg>'


def _runs(values: Sequence[float], breaks: Sequence[bool]) -> list[list[int]]:
    """Years that one line joins."""
    piece, pieces = 0, []
    for year, value in enumerate(values):
        gap = isnan(value)
        piece += gap or breaks[year]
        pieces.append((piece, gap))
    runs = groupby(range(len(values)), key=lambda year: pieces[year])
    return [list(run) for (_, gap), run in runs if not gap]
