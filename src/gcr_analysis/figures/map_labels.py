"""Names on a map: each where nothing else stands, as near to its place as can be."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.sheet import Size

AIR, NEAR, FAR, STEP = 0.03, 0.08, (0.8, 0.45), 0.08
"""Inches: around words, from a dot to its words, the greatest distance on a wide sheet and a narrow one,
and from one ring to the next."""
WIDEST = (1.6, 1.2)
"""Inches: the longest line of words on a wide sheet, and on a narrow one."""
TRIED, LARGE = 9, 0.6
"""Places across a shape, and down it, at which words are tried; how large a shape is that words may lie
across, in parts of their own box."""
_WAYS = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))


@dataclass(frozen=True)
class Wanted:
    """Caption, the place that they are about, the shape around it, and whether a dot stands in its stead."""

    text: str
    at: Point
    shape: BaseGeometry
    dotted: bool = False


@dataclass(frozen=True)
class Label:
    """Caption with their middle, and the line that leads to them, if any."""

    x: float
    y: float
    lines: tuple[str, ...]
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None


def labels(
    wanted: Iterable[Wanted], size: Size, box: tuple[float, float], obstacles: list[BaseGeometry], most: int
) -> list[Label]:
    """Place words on a map, the most important first; what finds no room is left out.

    Parameters
    ----------
    wanted
        The words. They stand in their shape where they can. A line leads to those that stand beside it, or
        far from a dot.
    size
        Size of the sheet.
    box
        Width and height of the map.
    obstacles
        What words must not lie on, such as dots and outlines.
    most
        How many are placed at most.
    """
    taken, found = list(obstacles), []
    for each in wanted:
        label = _placed(each, size, box, taken) if len(found) < most else None
        if label:
            found.append(label)
            taken.append(_box(label.x, label.y, *_extent(label.lines, size)))
            if label.leader:
                taken.append(LineString(label.leader))
    return found


def _extent(lines: tuple[str, ...], size: Size) -> tuple[float, float]:
    """Half the width and half the height of words."""
    return max(text_width(line, size.small) for line in lines) / 2, len(lines) * size.small_line / 2


def _box(x: float, y: float, wide: float, high: float) -> BaseGeometry:
    return shapely.box(x - wide - AIR, y - high, x + wide + AIR, y + high)


def _placed(each: Wanted, size: Size, box: tuple[float, float], taken: list[BaseGeometry]) -> Label | None:
    texts, at = each.text.split("\n"), each.at
    lines = tuple(line for text in texts for line in wrapped(text, size.small, width=WIDEST[size.narrow]))
    extent = wide, high = _extent(lines, size)
    places = [] if each.dotted else _within(each.shape, at, extent)
    if not each.dotted and each.shape.area > LARGE * 4 * wide * high:
        places.append((at.x, at.y, 0.0))
    start = NEAR if each.dotted else NEAR + STEP
    for x, y, away in (*places, *_around(at, extent, (start, FAR[size.narrow]))):
        inside = wide <= x <= box[0] - wide and high <= y <= box[1] - high
        if inside and not shapely.intersects(_box(x, y, wide, high), taken).any():
            edge = min(max(at.x, x - wide), x + wide), min(max(at.y, y - high), y + high)
            leads = away > (NEAR if each.dotted else 0)
            return Label(x, y, lines, ((at.x, at.y), edge) if leads else None)
    return None


def _within(shape: BaseGeometry, at: Point, extent: tuple[float, float]) -> list[tuple[float, float, float]]:
    """Middles of words that lie in a shape, the nearest to its middle first."""
    wide, high = extent
    left, top, right, bottom = shape.bounds
    if right - left < 2 * wide or bottom - top < 2 * high:
        return []
    across = np.linspace(left + wide, right - wide, TRIED)
    down = np.linspace(top + high, bottom - high, TRIED)
    x, y = (each.ravel() for each in np.meshgrid(np.append(across, at.x), np.append(down, at.y)))
    shapely.prepare(shape)
    held = shapely.contains(shape, shapely.box(x - wide, y - high, x + wide, y + high))
    near = np.argsort(np.hypot(x - at.x, y - at.y), kind="stable")
    return [(float(x[each]), float(y[each]), 0.0) for each in near if held[each]]


def _around(
    at: Point, extent: tuple[float, float], reach: tuple[float, float]
) -> Iterable[tuple[float, float, float]]:
    """Middles of words around a place, ever further away."""
    (wide, high), (away, far) = extent, reach
    while away < far:
        for across, down in _WAYS:
            slant = away / hypot(across, down)
            yield at.x + across * (wide + slant), at.y + down * (high + slant), away
        away += STEP
