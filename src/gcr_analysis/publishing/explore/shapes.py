"""The world's land, borders and places, as small as a map on a page needs them."""

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from gcr_analysis import geography
from gcr_analysis.figures.map_ground import ground
from gcr_analysis.figures.map_view import view

WIDTH = 10.0
"""Inches: shapes are simplified to what is seen on a map of this width."""
SMALL = 0.09
"""Inches below which a country is a dot."""
_STEP = 0.002


def world() -> dict[str, Any]:
    """Return the map of the world as figures have it, in the UN's boundaries.

    Returns
    -------
    dict
        ``size`` of the map; ``land`` and ``borders`` as features of GeoJSON, in inches from the upper left
        corner: land by the country whose figure fills it, borders by ``kind``; ``dots``, the places of
        countries too small to be seen, by code.

    Examples
    --------
    >>> made = world()
    >>> {"TCD", "SSD"} <= {feature["id"] for feature in made["land"]}, "NRU" in made["dots"]
    (True, True)
    """
    shown = ground(None, (WIDTH, WIDTH * view(None).shape))
    land = [
        {"type": "Feature", "id": code, "geometry": _geometry(shown.seen(shown.land[shown.drawn_as == code]))}
        for code in sorted(set(shown.drawn_as.tolist()))
    ]
    borders = [
        {"type": "Feature", "id": kind, "geometry": _geometry(lines)} for kind, lines in shown.borders.items()
    ]
    width, height = shown.size
    dots = {
        region.id: [round(place.x, 3), round(place.y, 3)]
        for region in geography.regions("country")
        if (place := shown.places.get(region.id)) and shown.widths.get(region.id, 0.0) < SMALL
        if 0 < place.x < width and 0 < place.y < height
    }
    return {"size": [WIDTH, round(height, 3)], "land": land, "borders": borders, "dots": dots}


def _geometry(shape: BaseGeometry) -> dict[str, Any]:
    """Return polygons or lines as GeoJSON has them, on a grid: small parts keep a corner or two."""
    parts = shapely.get_parts(shape)
    if all(part.geom_type == "Polygon" for part in parts):
        told = [[_ring(ring) for ring in shapely.get_rings(part)] for part in parts]
        return {"type": "MultiPolygon", "coordinates": told}
    return {"type": "MultiLineString", "coordinates": [_ring(part) for part in parts]}


def _ring(line: BaseGeometry) -> list[list[float]]:
    at = np.round(shapely.get_coordinates(line) / _STEP) * _STEP
    moved = np.concatenate([[True], (np.diff(at, axis=0) != 0).any(axis=1)])
    kept = at if moved.sum() < 4 else at[moved]
    return [[round(x, 3), round(y, 3)] for x, y in kept.tolist()]
