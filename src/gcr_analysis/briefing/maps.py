"""Maps: values by country in the house style, with the United Nations' boundaries and its disclaimer."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import cast

import geopandas as gpd
import matplotlib.patheffects as halo
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from shapely.geometry import Polygon, box

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.quantity import round_number
from gcr_analysis.briefing.style import (
    FAINT,
    INK,
    LAND,
    NONE,
    PAPER,
    QUIET,
    SEQUENTIAL,
    SMALL,
    WIDTH,
    Sheet,
    sheet,
)
from gcr_analysis.geography import lines, points, region, shapes

DISCLAIMER = (
    "The boundaries and names shown and the designations used on this map do not imply official endorsement or "
    "acceptance by the United Nations. Dashed and dotted lines are boundaries that are disputed or undetermined."
)
# The map of the world is cut at the Bering Strait, so that no country is.
_SEAM = -169.0
_WORLD = f"+proj=eqearth +lon_0={_SEAM + 180} +datum=WGS84"
# A view is at least this wide, in metres, so that a small country is seen among its neighbours.
_LEAST = 1_600_000
_NICE = (1.0, 2.0, 5.0, 10.0)
_MISSING = {"facecolor": PAPER, "hatch": "/////", "edgecolor": FAINT, "linewidth": 0}
_DASHES = {"solid": "solid", "dashed": (0, (3, 2)), "dotted": (0, (1, 1.5)), "dashed-dot": (0, (4, 2, 1, 2))}


def map_of(
    figure: Figure,
    *,
    unit: str,
    frame: Iterable[str] | None,
    legend: str,
    asked: Iterable[str],
    labelled: Mapping[str, str],
    outlined: str | None = None,
) -> Canvas:
    """Draw values by country.

    Parameters
    ----------
    figure
        Its data: columns `iso3` and `value`; NaN is no figure, zero is none.
    unit
        Unit of the values.
    frame
        Codes of the countries that must be in view; None for the whole world.
    legend
        Heading of the key.
    asked
        Codes of the countries that the map is about; all others are land only.
    labelled
        Names to write on the map, by code, the most important first.
    outlined
        A country to draw an outline around, such as the host on a map of origins.
    """
    values = figure.data.set_index("iso3")["value"].astype(float)
    land, borders, places = _projected(_centre(frame))
    asked = set(asked)
    window = _window(land, places, frame)
    ratio = (window[3] - window[1]) / (window[2] - window[0])
    height = float(np.clip((WIDTH - 0.2) * ratio, 2.6, 5.2))
    page = sheet(figure.title, figure.subtitle, figure.source, body=height + 0.55, notes=(DISCLAIMER,))
    axes = page.axes(0.1, 0.1, bottom=0.55)
    breaks = (decades if unit == "persons" else readable_breaks)(values[values > 0])
    colours = {code: _colour(values.get(code, np.nan), breaks) for code in asked}
    _draw_land(axes, land, colours, outlined)
    _draw_borders(axes, borders)
    _set_window(axes, window, (WIDTH - 0.2) / height)
    _draw_small(axes, land, places, colours, WIDTH - 0.2)
    _write_labels(axes, places, labelled)
    _key(page, breaks, unit, legend, missing=bool(values[values.index.isin(list(asked))].isna().any()))
    return page.canvas


def readable_breaks(values: pd.Series, classes: int = 5) -> tuple[float, ...]:
    """Return upper bounds of the classes, all but the last, as numbers that a reader can remember.

    Quantiles of the values, each rounded to one, two or five times a power of ten; equal ones fall together.

    Examples
    --------
    >>> readable_breaks(pd.Series([0.3, 0.9, 2.2, 4.8, 11, 18, 52, 131]))
    (1.0, 5.0, 10.0, 20.0)
    >>> readable_breaks(pd.Series([7.0]))
    ()
    """
    distinct = values.dropna().unique()
    if len(distinct) < 3:
        return ()
    classes = min(classes, len(distinct))
    bounds = values.quantile([step / classes for step in range(1, classes)])
    nice = {_nice(float(bound)) for bound in bounds}
    return tuple(sorted(bound for bound in nice if values.min() < bound <= values.max()))


def decades(values: pd.Series, classes: int = 5) -> tuple[float, ...]:
    """Return powers of ten below the largest value, for counts that a few places dominate.

    >>> decades(pd.Series([3.0, 40.0, 532_357.0]))
    (100.0, 1000.0, 10000.0, 100000.0)
    """
    top = int(np.floor(np.log10(values.max()))) if len(values) else 0
    bounds = [10.0**power for power in range(max(top - classes + 2, 1), top + 1)]
    return tuple(bound for bound in bounds if values.min() < bound < values.max())


def _nice(value: float) -> float:
    scale = 10.0 ** np.floor(np.log10(value))
    return float(min(_NICE, key=lambda step: abs(np.log(step * scale / value))) * scale)


def _colour(value: float, breaks: tuple[float, ...]) -> str | None:
    """Colour of a value; None where there is no figure."""
    if np.isnan(value):
        return None
    if value == 0:
        return NONE
    shades = np.linspace(0, len(SEQUENTIAL) - 1, len(breaks) + 1).round().astype(int)
    return SEQUENTIAL[shades[int(np.searchsorted(breaks, value, side="left"))]] if breaks else SEQUENTIAL[3]


@cache
def _projected(
    centre: tuple[float, float] | None,
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Land by part, boundary lines and points, in the projection that suits the view."""
    land = shapes().explode(ignore_index=True)
    land = land[land["iso3"] != "ATA"]
    borders, places = lines(), points(region("world"))
    if centre is None:
        whole = [box(-180, -90, _SEAM - 0.01, 90), box(_SEAM + 0.01, -90, 180, 90)]
        across = land.bounds["minx"].lt(_SEAM) & land.bounds["maxx"].gt(_SEAM)
        halves = [land[across].assign(geometry=land.geometry[across].intersection(half)) for half in whole]
        land = cast(gpd.GeoDataFrame, pd.concat([land[~across], *halves], ignore_index=True))
        projection = _WORLD
    else:
        land, borders, places = (_on_this_side(layer, centre) for layer in (land, borders, places))
        projection = f"+proj=laea +lon_0={centre[0]} +lat_0={centre[1]} +datum=WGS84"
    return land.to_crs(projection), borders.to_crs(projection), places.to_crs(projection)


def _on_this_side(layer: gpd.GeoDataFrame, centre: tuple[float, float]) -> gpd.GeoDataFrame:
    """Keep what lies within 110 degrees of the centre: beyond, an azimuthal map tears shapes apart."""
    bounds = layer.bounds
    corners = [(x, y) for x in ("minx", "maxx") for y in ("miny", "maxy")]
    near = np.all([_angle(bounds[x], bounds[y], centre) < 110 for x, y in corners], axis=0)
    return cast(gpd.GeoDataFrame, layer[near].reset_index(drop=True))


def _angle(longitude: pd.Series, latitude: pd.Series, centre: tuple[float, float]) -> pd.Series:
    """Angle in degrees between places and the centre."""
    east, north = np.radians(longitude - centre[0]), np.radians(latitude)
    middle = np.radians(centre[1])
    cosine = np.sin(north) * np.sin(middle) + np.cos(north) * np.cos(middle) * np.cos(east)
    return pd.Series(np.degrees(np.arccos(np.clip(cosine, -1, 1))), index=longitude.index)


@cache
def _too_wide() -> frozenset[str]:
    """Countries whose mainland spans more than a quarter of the globe: a view is not made to hold them."""
    bounds = shapes().explode(ignore_index=True)
    span = bounds.bounds["maxx"] - bounds.bounds["minx"]
    return frozenset(bounds["iso3"][span > 90])


def _held(frame: Iterable[str]) -> set[str]:
    """Return the countries that the view must hold."""
    return set(frame) - _too_wide() or set(frame)


def _centre(frame: Iterable[str] | None) -> tuple[float, float] | None:
    """Middle of the places in view, in whole degrees; None where they are spread over the world."""
    if frame is None:
        return None
    places = points(region("world")).set_index("iso3").geometry
    places = places[places.index.isin(list(_held(frame)))]
    east, north = np.radians(places.x), np.radians(places.y)
    mean = np.array([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)]).mean(axis=1)
    centre = (
        float(np.degrees(np.arctan2(mean[1], mean[0])).round()),
        float(np.degrees(np.arctan2(mean[2], np.hypot(mean[0], mean[1]))).round()),
    )
    spread = _angle(places.x, places.y, centre).max()
    return None if spread > 75 else centre


def _window(
    land: gpd.GeoDataFrame, places: gpd.GeoDataFrame, frame: Iterable[str] | None
) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the view, in the units of the projection, with a margin."""
    if frame is None or _centre(frame) is None:
        return tuple(land.total_bounds)
    inside = land[land["iso3"].isin(list(_held(frame)))]
    # A far-off island is not what a map of its country is about; an archipelago is.
    areas = inside.area
    main = inside.geometry[areas >= 0.25 * areas.groupby(inside["iso3"]).transform("max")]
    spots = places.geometry[places["iso3"].isin(list(_held(frame)))]
    left, bottom, right, top = pd.concat([main, spots]).total_bounds
    margin = max(0.05 * max(right - left, top - bottom), (_LEAST - max(right - left, top - bottom)) / 2)
    return left - margin, bottom - margin, right + margin, top + margin


def _set_window(axes: Axes, window: tuple[float, float, float, float], shape: float) -> None:
    """Show the window in the middle of the axes, whose width over height is *shape*, undistorted."""
    left, bottom, right, top = window
    width = max(right - left, (top - bottom) * shape)
    height = width / shape
    middle = ((left + right) / 2, (bottom + top) / 2)
    axes.set_xlim(middle[0] - width / 2, middle[0] + width / 2)
    axes.set_ylim(middle[1] - height / 2, middle[1] + height / 2)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _draw_land(
    axes: Axes, land: gpd.GeoDataFrame, colours: Mapping[str, str | None], outlined: str | None
) -> None:
    shade = land["iso3"].map(lambda code: (colours[code] or "missing") if code in colours else LAND)
    for colour, group in land.groupby(shade):
        look = _MISSING if colour == "missing" else {"facecolor": colour, "linewidth": 0}
        axes.add_collection(PathCollection(_paths(group), **look), autolim=False)
    if outlined is not None:
        host = _paths(land[land["iso3"] == outlined])
        axes.add_collection(
            PathCollection(host, facecolor="none", edgecolor=INK, linewidth=1.4, zorder=3), autolim=False
        )


def _draw_borders(axes: Axes, borders: gpd.GeoDataFrame) -> None:
    for kind, group in borders.groupby("kind", observed=True):
        solid = kind == "solid"
        strokes = [np.asarray(part.coords) for part in group.geometry.explode(ignore_index=True)]
        look = {"colors": PAPER if solid else QUIET, "linewidths": 0.5 if solid else 0.7}
        axes.add_collection(LineCollection(strokes, linestyles=[_DASHES[str(kind)]], **look), autolim=False)


def _paths(land: gpd.GeoDataFrame) -> list[Path]:
    """One compound path a shape, holes included."""
    parts = land.geometry.explode(ignore_index=True)
    return [
        Path.make_compound_path(
            *(Path(np.asarray(ring.coords), closed=True) for ring in (p.exterior, *p.interiors))
        )
        for p in parts
        if isinstance(p, Polygon) and not p.is_empty
    ]


def _draw_small(
    axes: Axes,
    land: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame,
    colours: Mapping[str, str | None],
    width: float,
) -> None:
    """Draw a dot for each country that would be smaller than a dot, in the colour of its value."""
    scale = width / (axes.get_xlim()[1] - axes.get_xlim()[0])
    inches = np.sqrt(land.area.groupby(land["iso3"]).max()) * scale
    for row in places.itertuples():
        colour = colours.get(row.iso3)
        if colour not in (None, NONE) and inches.get(row.iso3, 0) < 0.07:
            axes.plot(row.geometry.x, row.geometry.y, "o", ms=4.2, color=colour, mec=PAPER, mew=0.5)


def _write_labels(axes: Axes, places: gpd.GeoDataFrame, labelled: Mapping[str, str]) -> None:
    """Write names, the most important first; one that would cover another is left out."""
    canvas = axes.figure.canvas
    taken: list = []
    spots = places.set_index("iso3").geometry
    for code, text in labelled.items():
        if code not in spots.index:
            continue
        label = axes.text(
            spots[code].x, spots[code].y, text, ha="center", va="center", fontsize=SMALL - 0.3, color=INK,
            linespacing=1.15, clip_on=True, path_effects=[halo.withStroke(linewidth=2.2, foreground=PAPER)],
        )  # fmt: skip
        extent = label.get_window_extent(canvas.get_renderer())  # type: ignore[attr-defined]
        inside = axes.bbox.contains(extent.x0, extent.y0) and axes.bbox.contains(extent.x1, extent.y1)
        if not inside or any(extent.overlaps(other) for other in taken):
            label.remove()
        else:
            taken.append(extent)


def _key(page: Sheet, breaks: tuple[float, ...], unit: str, legend: str, *, missing: bool) -> None:
    axes = page.axes(0.14, 0.14, top=0)
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH - 0.28)
    axes.set_ylim(0, page.body)
    axes.text(0, 0.4, legend, fontsize=SMALL, color=QUIET, va="center")
    shades = np.linspace(0, len(SEQUENTIAL) - 1, len(breaks) + 1).round().astype(int)
    if not breaks:
        shades = np.array([3])
    width, at = 0.62, 0.0
    for index, shade in enumerate(shades):
        axes.add_patch(
            Rectangle((at + index * width, 0.17), width - 0.02, 0.12, color=SEQUENTIAL[shade], linewidth=0)
        )
        if index < len(breaks):
            edge = at + (index + 1) * width - 0.01
            axes.text(
                edge,
                0.12,
                round_number(breaks[index], unit),
                fontsize=SMALL - 0.8,
                ha="center",
                va="top",
                color=QUIET,
            )
    at = len(shades) * width + 0.3
    swatches = [("none recorded", {"facecolor": NONE, "linewidth": 0})]
    if missing:
        swatches.append(("no figure", _MISSING | {"linewidth": 0.5}))
    for text, look in swatches:
        axes.add_patch(Rectangle((at, 0.17), 0.22, 0.12, **look))
        axes.text(at + 0.29, 0.23, text, fontsize=SMALL - 0.4, va="center", color=QUIET)
        at += 0.29 + 0.075 * len(text) + 0.25
