"""Shapes, boundary lines and points for maps. Thin readers: a figure decides how to draw them."""

from typing import TYPE_CHECKING, cast

from gcr_analysis.geography.region import Region
from gcr_analysis.snapshot import load

if TYPE_CHECKING:  # takes as long as pandas, and who only asks for a region needs no shapes
    import geopandas as gpd


def shapes(region: Region | None = None) -> "gpd.GeoDataFrame":
    """Polygons of a region's countries, or of the whole world's land when no region is given.

    Returns
    -------
    GeoDataFrame
        Columns ``iso3`` (missing where the status is undetermined), ``status``, ``drawn_as`` (the country
        whose figure fills the shape, as UN maps colour it) and ``geometry`` in degrees (WGS 84). A country
        may have several rows, and one without a shape has none: `points` has a place for it.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> sorted(shapes(region("ssar"))["iso3"])
    ['AFG', 'IRN', 'PAK']
    """
    world = cast("gpd.GeoDataFrame", load("country_shapes", ["iso3", "status", "drawn_as", "geometry"]))
    if region is None:
        return world
    return cast("gpd.GeoDataFrame", world[world["iso3"].isin(region.countries)].reset_index(drop=True))


def lines() -> "gpd.GeoDataFrame":
    """Boundary lines of the world, with how each is drawn.

    Returns
    -------
    GeoDataFrame
        Columns ``kind`` (``solid``, ``dashed``, ``dotted``, ``dashed-dot``; not solid where a boundary is
        disputed or undetermined) and ``geometry`` in degrees (WGS 84).

    Examples
    --------
    >>> lines()["kind"].isin(["dashed", "dotted"]).any().item()
    True
    """
    return cast("gpd.GeoDataFrame", load("boundary_lines", ["kind", "geometry"]))


def points(region: Region) -> "gpd.GeoDataFrame":
    """One point for each country of a region that has a known place, for labels and for small countries.

    Returns
    -------
    GeoDataFrame
        Columns ``iso3`` and ``geometry`` in degrees (WGS 84), sorted by code. Codes that are no place
        (unknown, stateless) have no row.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> list(points(region("ssar"))["iso3"])
    ['AFG', 'IRN', 'PAK']
    """
    import geopandas as gpd

    placed = load("countries", ["iso3", "latitude", "longitude"]).dropna(subset=["latitude", "longitude"])
    chosen = placed[placed["iso3"].isin(region.countries)].astype({"iso3": "str"}).reset_index(drop=True)
    where = gpd.points_from_xy(chosen["longitude"], chosen["latitude"], crs="EPSG:4326")
    return gpd.GeoDataFrame(chosen[["iso3"]], geometry=where)
