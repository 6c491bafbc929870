"""Names on a map: each where nothing else stands, as near to its place as can be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

import numpy as np
import shapely
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.size import Size

AIR, NEAR, FAR, STEP = 0.03, 0.08, 1.0, 0.08
"""Inches: around words, from a dot to its words, the greatest distance, and from one ring to the next."""
FAR_ON_LAND = 0.4
"""The greatest distance on land that has a figure of its own: further away words seem to be about that."""
WIDEST = (1.6, 1.2)
"""Inches: the longest line of words on a wide sheet, and on a narrow one."""
TRIED, LARGE = 9, 0.6
"""Places across a shape, and down it, at which words are tried; how large a shape is that words may lie
across, in parts of their own box."""
_WAYS = [
    (1, 0), (-1, 0), (0, -1), (0, 1),
    *product((1, -1), (-1, 1)), *product((1, -1), (-0.4, 0.4)), *product((0.4, -0.4), (-1, 1)),
]  # fmt: skip
"""Ways to go from a place: the straight ones first."""


@dataclass(frozen=True)
class Wanted:
    """Words, the place that they are about, the shape around it, and whether a dot stands in its stead."""

    text: str
    at: Point
    shape: BaseGeometry
    dotted: bool = False


@dataclass(frozen=True)
class Label:
    """Words with their middle, what they are about, the line that leads to them, if any, and whether all of
    them lie in its shape."""

    x: float
    y: float
    lines: tuple[str, ...]
    about: Wanted
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None
    within: bool = False


def labels(
    wanted: Sequence[Wanted],
    size: Size,
    box: tuple[float, float],
    obstacles: list[BaseGeometry],
    *,
    most: int,
    land: np.ndarray | None = None,
) -> list[Label]:
    """Place words on a map, the most important first; what finds no room is left out.

    Parameters
    ----------
    wanted
        The words. They stand in their shape where they can. A line leads to those that stand beside it, or
        far from a dot; it crosses no others.
    size
        Size of the sheet.
    box
        Width and height of the map.
    obstacles
        What words must not lie on, such as dots and outlines.
    most
        How many are placed at most.
    land
        Parts of the land with figures of their own: words of others lie there only where nothing else is
        free, and not far from their place.
    """
    found: list[Label] = []
    said: list[BaseGeometry] = []
    for each in wanted:
        if len(found) == most:
            break
        held = [*obstacles, *(other.at for other in wanted[:most] if other is not each)]
        strange = [] if land is None else list(land[~shapely.intersects(land, each.at.buffer(AIR))])
        room = (size, box, said)
        label = _placed(each, held, strange, room, FAR) or _placed(each, held, [], room, FAR_ON_LAND)
        if label:
            found.append(label)
            said.append(_box(label.x, label.y, *_extent(label.lines, size)))
            said += [LineString(label.leader)] if label.leader else []
    return found


def _extent(lines: tuple[str, ...], size: Size) -> tuple[float, float]:
    """Half the width and half the height of words."""
    return max(text_width(line, size.small) for line in lines) / 2, len(lines) * size.small_line / 2


def _box(x: float, y: float, wide: float, high: float) -> BaseGeometry:
    return shapely.box(x - wide - AIR, y - high, x + wide + AIR, y + high)


def _placed(
    each: Wanted,
    held: list[BaseGeometry],
    strange: list[BaseGeometry],
    room: tuple[Size, tuple[float, float], list[BaseGeometry]],
    far: float,
) -> Label | None:
    """Place words where they lie on nothing that is held, outside their shape on no strange land either, and
    where a line that leads to them crosses no words."""
    size, box, said = room
    texts, at = each.text.split("\n"), each.at
    lines = tuple(line for text in texts for line in wrapped(text, size.small, width=WIDEST[size.narrow]))
    extent = wide, high = _extent(lines, size)
    inside = [] if each.dotted else _within(each.shape, at, extent)
    places = [*inside]
    if not each.dotted and each.shape.area > LARGE * 4 * wide * high:
        places.append((at.x, at.y, 0.0))
    start = NEAR if each.dotted else NEAR + STEP
    for index, (x, y, away) in enumerate((*places, *_around(at, extent, (start, far)))):
        if not (wide <= x <= box[0] - wide and high <= y <= box[1] - high):
            continue
        edge = min(max(at.x, x - wide), x + wide), min(max(at.y, y - high), y + high)
        leader = ((at.x, at.y), edge) if away > (NEAR if each.dotted else 0) else None
        drawn = _box(x, y, wide, high)
        if shapely.intersects(drawn, held + said + strange * bool(away)).any():
            continue
        if leader is None or not shapely.intersects(LineString(leader), said).any():
            return Label(x, y, lines, each, leader, index < len(inside))
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
