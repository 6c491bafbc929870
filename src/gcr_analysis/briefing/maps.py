"""Maps: values by country in the house style, with the United Nations' boundaries and its disclaimer."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import geopandas as gpd
import matplotlib.patheffects as halo
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.path import Path
from shapely.geometry import Polygon

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.map_classes import Classes, decade_classes, quantile_classes
from gcr_analysis.briefing.map_view import View, view
from gcr_analysis.briefing.style import (
    FAINT,
    INK,
    LAND,
    NONE,
    PAPER,
    QUIET,
    SMALL,
    SMALLEST,
    WIDTH,
    Sheet,
    sheet,
)
from gcr_analysis.numbers import round_number

MARGIN = 0.1
KEY = 0.55
LOWEST, TALLEST = 2.6, 4.6
DOT_INCHES = 0.07
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
    outlined: str | Collection[str] | None = None,
    outline: str = "",
    classes: Classes | None = None,
    none: str = "none recorded",
) -> Canvas:
    """Draw values by country.

    Parameters
    ----------
    figure
        Its data: columns `iso3` and `value`; NaN is no figure, zero is none. Its source names that
        of the boundaries, and so ends with the disclaimer which they ask for.
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
        A country to draw an outline around, such as the host on a map of origins, or several.
    outline
        What the key says of the outline; nothing where none is needed.
    classes
        Classes of the values; made from the values where none are given.
    none
        What the key calls a value of zero.
    """
    values = figure.data.set_index("iso3")["value"].astype(float)
    made = decade_classes if unit == "persons" else quantile_classes
    classes = classes or made(values[values > 0])
    colours = {code: classes.colour(values.get(code, np.nan)) for code in asked}
    shown = view(frame)
    height = float(np.clip((WIDTH - 2 * MARGIN) * shown.shape, LOWEST, TALLEST))
    page = sheet(figure.title, figure.subtitle, figure.source, body=height + KEY)
    axes = page.axes(MARGIN, MARGIN, bottom=KEY)
    _set_window(axes, shown, (WIDTH - 2 * MARGIN) / height)
    around = {outlined} if isinstance(outlined, str) else set(outlined or ())
    _draw_land(axes, shown.land, colours, around)
    _draw_borders(axes, shown.borders)
    _draw_small(axes, shown, colours)
    _write_labels(axes, shown.places, labelled)
    used = set(colours.values())
    _draw_key(page, classes, unit, legend, none=none, used=used, outline=outline if around else "")
    return page.canvas


def _set_window(axes: Axes, shown: View, shape: float) -> None:
    """Show the window in the middle of the axes, whose width over height is *shape*, undistorted."""
    left, bottom, right, top = shown.window
    width = max(right - left, (top - bottom) * shape)
    middle = ((left + right) / 2, (bottom + top) / 2)
    axes.set_xlim(middle[0] - width / 2, middle[0] + width / 2)
    axes.set_ylim(middle[1] - width / shape / 2, middle[1] + width / shape / 2)
    axes.set_aspect("equal")
    axes.set_axis_off()


def _draw_land(
    axes: Axes, land: gpd.GeoDataFrame, colours: Mapping[str, str | None], outlined: Collection[str]
) -> None:
    shade = land["drawn_as"].map(lambda code: (colours[code] or "missing") if code in colours else LAND)
    for colour, group in land.groupby(shade):
        look = _MISSING if colour == "missing" else {"facecolor": colour, "linewidth": 0}
        axes.add_collection(PathCollection(_paths(group), **look), autolim=False)
    if outlined:
        look = {"facecolor": "none", "edgecolor": INK, "linewidth": 1.4, "zorder": 3}
        shapes = land[land["iso3"].isin(list(outlined))]
        axes.add_collection(PathCollection(_paths(shapes), **look), autolim=False)


def _paths(land: gpd.GeoDataFrame) -> list[Path]:
    """One compound path a polygon, holes included."""
    parts = land.geometry.explode(ignore_index=True)
    polygons = [part for part in parts if isinstance(part, Polygon) and not part.is_empty]
    rings = [(polygon.exterior, *polygon.interiors) for polygon in polygons]
    return [
        Path.make_compound_path(*(Path(np.asarray(ring.coords), closed=True) for ring in group))
        for group in rings
    ]


def _draw_borders(axes: Axes, borders: gpd.GeoDataFrame) -> None:
    for kind, group in borders.groupby("kind", observed=True):
        strokes = [np.asarray(part.coords) for part in group.geometry.explode(ignore_index=True)]
        colour, width = (PAPER, 0.5) if kind == "solid" else (QUIET, 0.7)
        look: dict[str, Any] = {"colors": colour, "linewidths": width, "linestyles": [_DASHES[str(kind)]]}
        axes.add_collection(LineCollection(strokes, **look), autolim=False)


def _draw_small(axes: Axes, shown: View, colours: Mapping[str, str | None]) -> None:
    """Draw a dot for each country that would be smaller than a dot, in the colour of its value."""
    low, high = axes.get_xlim()
    largest = shown.land.area.groupby(shown.land["iso3"]).max()
    inches = np.sqrt(largest) * (WIDTH - 2 * MARGIN) / (high - low)
    for code, spot in zip(shown.places["iso3"], shown.places.geometry, strict=True):
        if colours.get(code) not in (None, NONE) and inches.get(code, 0) < DOT_INCHES:
            axes.plot(spot.x, spot.y, "o", ms=4.2, color=colours[code], mec=PAPER, mew=0.5)


def _write_labels(axes: Axes, places: gpd.GeoDataFrame, labelled: Mapping[str, str]) -> None:
    """Write names, the most important first; one that would cover another is left out."""
    taken: list[Any] = []
    spots = places.set_index("iso3").geometry
    look: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL - 0.3, "linespacing": 1.15}
    look |= {"color": INK, "path_effects": [halo.withStroke(linewidth=2.2, foreground=PAPER)]}
    for code in [code for code in labelled if code in spots.index]:
        text = axes.text(spots[code].x, spots[code].y, labelled[code], **look)
        extent = text.get_window_extent()
        inside = axes.bbox.contains(extent.x0, extent.y0) and axes.bbox.contains(extent.x1, extent.y1)
        if inside and not any(extent.overlaps(other) for other in taken):
            taken.append(extent)
        else:
            text.remove()


def _draw_key(
    page: Sheet,
    classes: Classes,
    unit: str,
    legend: str,
    *,
    none: str,
    used: set[str | None],
    outline: str,
) -> None:
    """Draw the classes as a row of colours with their bounds, then what is no class."""
    axes = page.axes(MARGIN + 0.04, MARGIN + 0.04)
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH - 2 * MARGIN - 0.08)
    axes.set_ylim(0, page.body)
    axes.text(0, 0.4, legend, fontsize=SMALL, color=QUIET, va="center")
    width = 0.62
    for index, shade in enumerate(classes.shades):
        axes.add_patch(Rectangle((index * width, 0.17), width - 0.02, 0.12, color=shade, linewidth=0))
    for index, bound in enumerate(classes.bounds):
        look: dict[str, Any] = {"fontsize": SMALLEST, "ha": "center", "va": "top", "color": QUIET}
        axes.text((index + 1) * width - 0.01, 0.12, round_number(bound, unit), **look)
    at = len(classes.shades) * width + 0.3
    others = {
        none: (NONE, {"facecolor": NONE, "linewidth": 0}),
        "no figure": (None, _MISSING | {"linewidth": 0.5}),
    }
    for text, (colour, look) in others.items():
        if colour in used:
            axes.add_patch(Rectangle((at, 0.17), 0.22, 0.12, **look))
            axes.text(at + 0.29, 0.23, text, fontsize=SMALL - 0.4, va="center", color=QUIET)
            at += 0.54 + 0.075 * len(text)
    if outline:
        axes.add_patch(Rectangle((at, 0.17), 0.22, 0.12, facecolor="none", edgecolor=INK, linewidth=1.4))
        axes.text(at + 0.29, 0.23, outline, fontsize=SMALL - 0.4, va="center", color=QUIET)
