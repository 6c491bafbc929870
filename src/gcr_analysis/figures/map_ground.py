"""What is seen of a map: land, borders and places in inches, simplified to the size that they have there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path
from shapely.geometry import MultiLineString, MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from gcr_analysis.figures.map_view import View, view

DETAIL = 0.018
"""Inches: a corner that makes a smaller triangle, as the root of its area, is left out of a shape."""
SPECK = 0.6 / 96**2
"""Square inches: a part of a country that is smaller is not seen."""
_INLAND = 0.03
"""Inches of land on both sides of a line that is disputed."""


@dataclass(frozen=True)
class Ground:
    """Shapes in inches from the upper left corner of a map.

    Parameters
    ----------
    size
        Width and height of what is seen.
    codes, drawn_as
        Country of each part of the land, and the one whose figure fills it.
    land
        Parts of the land, simplified together, so that neighbours share their borders.
    borders
        Lines by kind.
    places
        A place for each country.
    """

    size: tuple[float, float]
    codes: np.ndarray
    drawn_as: np.ndarray
    land: np.ndarray
    borders: dict[str, BaseGeometry]
    places: dict[str, Point]

    def seen(self, shapes: np.ndarray) -> MultiPolygon:
        """Join parts of the land, without what is outside or too small to be seen."""
        joined = shapely.clip_by_rect(shapely.coverage_union_all(shapes), 0, 0, *self.size)
        parts = shapely.get_parts(joined)
        large = (shapely.get_type_id(parts) == shapely.GeometryType.POLYGON) & (shapely.area(parts) > SPECK)
        return MultiPolygon(list(shapely.orient_polygons(parts[large])))

    def country(self, code: str) -> MultiPolygon:
        """Return what is seen of a country."""
        return self.seen(self.land[self.codes == code])

    def outline(self, code: str) -> BaseGeometry:
        """Return the line around a country, without the edge of the map."""
        width, height = self.size
        return shapely.clip_by_rect(self.country(code).boundary, 0.01, 0.01, width - 0.01, height - 0.01)

    @cached_property
    def widths(self) -> dict[str, float]:
        """How large each country is: the root of the area of its largest part."""
        sizes: dict[str, float] = {}
        for code, area in zip(self.codes, shapely.area(self.land), strict=True):
            sizes[code] = max(sizes.get(code, 0.0), float(np.sqrt(area)))
        return sizes

    def middle(self, code: str, shape: MultiPolygon) -> Point | None:
        """Return the middle of what is seen of a country, which is *shape*; None where nothing is."""
        if len(shape.geoms):
            return max(shape.geoms, key=lambda part: part.area).point_on_surface()
        place = self.places.get(code)
        inside = place is not None and 0 < place.x < self.size[0] and 0 < place.y < self.size[1]
        return place if inside else None


def ground(frame: Iterable[str] | None, size: tuple[float, float]) -> Ground:
    """Return what is seen of the world on a map of a size.

    Parameters
    ----------
    frame
        Codes of the countries that must be in view; None for the world.
    size
        Width and height in inches.

    Examples
    --------
    >>> lebanon = ground(["LBN"], (7.0, 4.0)).country("LBN").centroid
    >>> round(lebanon.x, 1), round(lebanon.y, 1)
    (3.5, 2.0)
    """
    return _ground(None if frame is None else tuple(sorted(set(frame))), size)


@lru_cache(maxsize=8)
def _ground(frame: tuple[str, ...] | None, size: tuple[float, float]) -> Ground:
    shown = view(frame)
    left, top, inch = _window(shown, size)

    def put(shapes: np.ndarray) -> np.ndarray:
        return shapely.transform(shapes, lambda at: (at - (left, top)) * (inch, -inch))

    land, borders = put(shown.land.geometry.to_numpy()), put(shown.borders.geometry.to_numpy())
    window = shapely.box(-0.2, -0.2, size[0] + 0.2, size[1] + 0.2)
    near = shapely.intersects(shapely.box(*shapely.bounds(land).T), window)
    land = shapely.coverage_simplify(land[near], DETAIL)
    spots = put(shown.places.geometry.to_numpy())
    codes = shown.land["iso3"].astype(object).fillna("").to_numpy()
    filled_by = shown.land["drawn_as"].astype(object).fillna("").to_numpy()
    return Ground(
        size,
        codes[near],
        filled_by[near],
        land,
        _lines(shown.borders, borders, land, size),
        dict(zip(shown.places["iso3"].astype(str), spots, strict=True)),
    )


def _window(shown: View, size: tuple[float, float]) -> tuple[float, float, float]:
    """Left and top edge in metres, and inches a metre, of a window that holds the view in its middle."""
    left, bottom, right, top = shown.window
    inch = min(size[0] / (right - left), size[1] / (top - bottom))
    middle = (left + right) / 2, (bottom + top) / 2
    return middle[0] - size[0] / inch / 2, middle[1] + size[1] / inch / 2, inch


def _lines(
    borders: gpd.GeoDataFrame, shapes: np.ndarray, land: np.ndarray, size: tuple[float, float]
) -> dict[str, BaseGeometry]:
    """Lines by kind; those of no settled border only where there is land on both sides."""
    kinds, found = borders["kind"].astype(str).to_numpy(), {}
    seen = ~shapely.is_empty(shapely.clip_by_rect(shapes, 0, 0, *size))
    for kind in np.unique(kinds[seen]):
        own = shapely.simplify(shapes[seen & (kinds == kind)], DETAIL / 2)
        if kind != "solid":
            own = np.array([_inland(line, land) for line in own])
        joined = shapely.clip_by_rect(MultiLineString(list(_strokes(own))), 0, 0, *size)
        if not joined.is_empty:
            found[str(kind)] = joined
    return found


def _strokes(lines: np.ndarray) -> np.ndarray:
    parts = shapely.get_parts(shapely.get_parts(lines))
    lines = shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING
    return parts[lines & ~shapely.is_empty(parts)]


def _inland(line: BaseGeometry, land: np.ndarray) -> BaseGeometry:
    left, top, right, bottom = line.bounds
    room = 4 * _INLAND
    near = shapely.clip_by_rect(land, left - room, top - room, right + room, bottom + room)
    closed = shapely.union_all(near).buffer(_INLAND / 2)  # no gap along the line itself
    return shapely.intersection(line, closed.buffer(-1.5 * _INLAND))


def path_of(shape: BaseGeometry) -> Path:
    """Return polygons or lines as one path.

    >>> len(path_of(shapely.box(0, 0, 1, 1)).vertices)
    5
    """
    lines, codes = [], []
    parts = shapely.get_parts(shape)
    closed = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    for strokes, close in ((shapely.get_rings(parts[closed]), True), (parts[~closed], False)):
        for stroke in strokes:
            at = shapely.get_coordinates(stroke)
            code = np.full(len(at), Path.LINETO, dtype=Path.code_type)
            code[0] = Path.MOVETO
            if close:
                code[-1] = Path.CLOSEPOLY
            lines.append(at)
            codes.append(code)
    if not lines:
        return Path(np.empty((0, 2)))
    return Path(np.concatenate(lines), np.concatenate(codes))
