"""What a map shows of the world: its projection, its window, and the layers in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import box

from gcr_analysis.geography import lines, points, region, shapes

# The map of the world is cut at the Bering Strait, so that no country is.
_SEAM = -169.0
_WORLD = f"+proj=eqearth +lon_0={_SEAM + 180} +datum=WGS84"
# Places that lie further from their middle than this, in degrees, are shown on the map of the world.
_FARTHEST = 75
# A view is at least this wide, in metres, so that a small country is seen among its neighbours.
_LEAST_WIDTH = 1_600_000
# Room around what must be seen, as a share of its longer side.
_MARGIN = 0.09

Window = tuple[float, float, float, float]


@dataclass(frozen=True)
class View:
    """Layers in one projection, and the window that is shown of them.

    Parameters
    ----------
    land, borders, places
        Polygons and points by `iso3`, lines by `kind`, in metres.
    window
        Left, bottom, right and top of what is shown, in metres.
    """

    land: gpd.GeoDataFrame
    borders: gpd.GeoDataFrame
    places: gpd.GeoDataFrame
    window: Window

    @property
    def shape(self) -> float:
        """Height of the window over its width."""
        left, bottom, right, top = self.window
        return (top - bottom) / (right - left)


def view(frame: Iterable[str] | None) -> View:
    """Return the view that holds some countries.

    The world is drawn in the Equal Earth projection; a part of it in an equal-area projection around its
    middle. A country that spans more than a quarter of the globe is shown as far as the others need.

    Parameters
    ----------
    frame
        ISO3 codes; None for the whole world.

    Examples
    --------
    >>> view(["LBN", "SYR"]).shape > view(None).shape
    True
    """
    held = None if frame is None else frozenset(set(frame) - _too_wide() or set(frame))
    centre = None if held is None else _centre(held)
    layers = _layers(centre)
    if held is None or centre is None:
        return View(*layers, window=_bounds(layers[0].geometry))
    return View(*layers, window=_window(layers[0], layers[2], held))


@cache
def _layers(
    centre: tuple[float, float] | None,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Land by part, boundary lines and points, in the projection that suits the view."""
    layers = (_parts(), lines(), _places())
    if centre is None:
        layers, projection = (_cut(layers[0]), *layers[1:]), _WORLD
    else:
        layers = tuple(_on_this_side(layer, centre) for layer in layers)
        projection = f"+proj=laea +lon_0={centre[0]} +lat_0={centre[1]} +datum=WGS84"
    land, borders, places = (layer.to_crs(projection) for layer in layers)
    return land, borders, places


@cache
def _parts() -> gpd.GeoDataFrame:
    """Polygons one by one, without Antarctica."""
    land = shapes().explode(ignore_index=True)
    return cast(gpd.GeoDataFrame, land[land["iso3"] != "ATA"].reset_index(drop=True))


@cache
def _places() -> gpd.GeoDataFrame:
    """Return a point on the largest part of each country: the source's own points lie at sea for some."""
    parts = _parts().assign(size=shapely.area(_parts().geometry.values))
    largest = parts.sort_values("size", ascending=False).drop_duplicates("iso3").sort_values("iso3")
    shaped = gpd.GeoDataFrame(largest[["iso3"]], geometry=largest.geometry.representative_point())
    others = points(region("world"))
    others = others[~others["iso3"].isin(shaped["iso3"])]
    return cast(gpd.GeoDataFrame, pd.concat([shaped, others], ignore_index=True))


def _cut(land: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Cut what lies across the seam of the map, so that no shape is drawn from one edge to the other."""
    halves = [box(-180, -90, _SEAM - 0.01, 90), box(_SEAM + 0.01, -90, 180, 90)]
    across = land.bounds["minx"].lt(_SEAM) & land.bounds["maxx"].gt(_SEAM)
    pieces = [land[across].assign(geometry=land.geometry[across].intersection(half)) for half in halves]
    return cast(gpd.GeoDataFrame, pd.concat([land[~across], *pieces], ignore_index=True))


def _on_this_side(layer: gpd.GeoDataFrame, centre: tuple[float, float]) -> gpd.GeoDataFrame:
    """Keep what lies within 110 degrees of the centre: beyond, an azimuthal map tears shapes apart."""
    left, bottom, right, top = shapely.bounds(layer.geometry.values).T
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    near = np.all([_angle(x, y, centre) < 110 for x, y in corners], axis=0)
    return cast(gpd.GeoDataFrame, layer[near].reset_index(drop=True))


def _angle(longitude: np.ndarray, latitude: np.ndarray, centre: tuple[float, float]) -> np.ndarray:
    """Angle in degrees between places and the centre."""
    east, north, middle = np.radians(longitude - centre[0]), np.radians(latitude), np.radians(centre[1])
    cosine = np.sin(north) * np.sin(middle) + np.cos(north) * np.cos(middle) * np.cos(east)
    return np.degrees(np.arccos(np.clip(cosine, -1, 1)))


@cache
def _too_wide() -> frozenset[str]:
    """Countries whose mainland spans more than a quarter of the globe: no view is made to hold them."""
    bounds = _parts().bounds
    return frozenset(_parts()["iso3"][bounds["maxx"] - bounds["minx"] > 90])


@cache
def _centre(held: frozenset[str]) -> tuple[float, float] | None:
    """Middle of places in whole degrees of longitude and latitude; None where they are all over the world."""
    places = _places().geometry[_places()["iso3"].isin(held)]
    degrees = shapely.get_coordinates(places.values)
    longitudes, latitudes = degrees.T
    east, north = np.radians(longitudes), np.radians(latitudes)
    x, y, z = (
        (np.cos(north) * np.cos(east)).mean(),
        (np.cos(north) * np.sin(east)).mean(),
        np.sin(north).mean(),
    )
    longitude, latitude = np.arctan2(y, x), np.arctan2(z, np.hypot(x, y))
    centre = (float(np.degrees(longitude).round()), float(np.degrees(latitude).round()))
    return None if _angle(longitudes, latitudes, centre).max() > _FARTHEST else centre


def _bounds(shown: gpd.GeoSeries) -> Window:
    left, bottom, right, top = (float(edge) for edge in shown.total_bounds)
    return left, bottom, right, top


def _window(land: gpd.GeoDataFrame, places: gpd.GeoDataFrame, held: frozenset[str]) -> Window:
    inside = land[land["iso3"].isin(held)]
    # A far-off island is not what a map of its country is about; an archipelago is.
    large = inside.area >= 0.25 * inside.area.groupby(inside["iso3"]).transform("max")
    spots = places.geometry[places["iso3"].isin(held)]
    left, bottom, right, top = _bounds(pd.concat([inside.geometry[large], spots]))
    longest = max(right - left, top - bottom)
    margin = max(_MARGIN * longest, (_LEAST_WIDTH - longest) / 2)
    return left - margin, bottom - margin, right + margin, top + margin
