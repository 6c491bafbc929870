"""Values by country on a map, with the United Nations' boundaries."""

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from gcr_analysis.figures.key import Entry
from gcr_analysis.figures.map_classes import Classes, decade_classes, quantile_classes
from gcr_analysis.figures.map_ground import Ground, ground, path_of
from gcr_analysis.figures.map_labels import Wanted, labels
from gcr_analysis.figures.map_view import view
from gcr_analysis.figures.shades import draw_shades, swatch
from gcr_analysis.figures.sheet import Dashes, Sheet
from gcr_analysis.figures.specification import Map
from gcr_analysis.figures.tokens import on
from gcr_analysis.framework.languages import spoken
from gcr_analysis.numbers import number, round_number

WIDE, NARROW = (2.6, 4.6), (2.0, 3.3)
"""Inches: lowest and tallest map on a wide sheet, and on a narrow one."""
DOT, LABELS = (0.075, 0.055), 4
"""Inches below which a country is a dot, on a wide sheet and on a narrow one; labels on a narrow one."""
_DASHES: dict[str, Dashes] = {"dashed": (0, (3, 2)), "dotted": (0, (1, 1.5)), "dashed-dot": (0, (4, 2, 1, 2))}


def map_(drawing: Map, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw values by country.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        Columns ``iso3`` and ``value``: missing is no figure, zero is none.
    sheet
        What it is drawn on.
    """
    values = data.set_index("iso3")["value"].astype(float)
    made = decade_classes if drawing.unit == "persons" else quantile_classes
    classes = made(values[values > 0]) if drawing.bounds is None else Classes(drawing.bounds)
    colours = {code: classes.colour(values.get(code, np.nan)) for code in drawing.asked}
    low, high = NARROW if sheet.size.narrow else WIDE
    tall = sheet.width * view(drawing.frame).shape
    tall = tall if drawing.frame is None else float(np.clip(tall, low, high))
    shown = ground(drawing.frame, (sheet.width, tall))
    with sheet.as_it_is():
        _draw_land(sheet, shown, colours)
        _draw_borders(sheet, shown)
        outlines = [shown.outline(code) for code in drawing.outlined]
        for colour, points in (("paper", 3.0), ("ink", 1.3)):
            for outline in outlines:
                sheet.shape(path_of(outline), None, edge=colour, points=points)
        dots = _draw_dots(sheet, shown, colours, everywhere=drawing.frame is None)
        _draw_labels(sheet, shown, drawing, (dots, outlines), colours)
    shades = classes.shades, tuple(round_number(bound, drawing.unit) for bound in classes.bounds)
    sheet.close(
        draw_shades(sheet, drawing.legend, shades, _others(drawing, classes, values, colours), tall + 0.1)
    )


def _draw_land(sheet: Sheet, shown: Ground, colours: dict[str, str | None]) -> None:
    """Draw the land in one shape a colour: neighbours of one colour show no seam."""
    shades = np.array([colours.get(code, "land") or "missing" for code in shown.drawn_as])
    for shade in np.unique(shades):
        path = path_of(shown.seen(shown.land[shades == shade]))
        missing = shade == "missing"
        sheet.shape(path, "paper" if missing else str(shade), hatch=missing)


def _draw_borders(sheet: Sheet, shown: Ground) -> None:
    for kind, lines in shown.borders.items():
        if kind == "solid":
            sheet.shape(path_of(lines), None, edge="paper", points=0.6)
        else:
            sheet.shape(path_of(lines), None, edge="quiet", points=0.8, dashes=_DASHES[kind])


def _draw_dots(
    sheet: Sheet, shown: Ground, colours: dict[str, str | None], *, everywhere: bool
) -> dict[str, BaseGeometry]:
    """Draw a dot for each country that would be smaller; on a map of the world, where it has a value."""
    dots: dict[str, BaseGeometry] = {}
    alike: dict[str, list[tuple[float, float]]] = {}
    least = DOT[sheet.size.narrow]
    for code, colour in colours.items():
        place, valued = shown.places.get(code), colour not in (None, "none")
        small = shown.widths.get(code, 0.0) < least
        if place is None or not small or (everywhere and not valued):
            continue
        if 0 < place.x < shown.size[0] and 0 < place.y < shown.size[1]:
            alike.setdefault(colour or "paper", []).append((place.x, place.y))
            dots[code] = place.buffer(least / 2)
    for colour, places in alike.items():
        points = 72 * least * (0.7 if colour in ("paper", "none") else 1.0)
        sheet.dots(places, colour, edge="quiet", points=points, line=0.6)
    return dots


def _draw_labels(
    sheet: Sheet,
    shown: Ground,
    drawing: Map,
    marks: tuple[dict[str, BaseGeometry], list[BaseGeometry]],
    colours: dict[str, str | None],
) -> None:
    """Write labels: plain on the colour of their country, with a halo where they leave it."""
    wanted, grounds, (dots, outlines) = [], {}, marks
    for code, text in drawing.labelled.items():
        shape = shown.country(code)
        place = shown.places[code] if code in dots else shown.middle(code, shape)
        if place:
            wanted.append(Wanted(text, place, shape, code in dots))
            grounds[wanted[-1]] = colours.get(code)
    most = LABELS if sheet.size.narrow else len(wanted)
    own = shown.land[np.isin(shown.codes, drawing.asked)]
    step, small = sheet.size.small_line, sheet.size.small
    for label in labels(wanted, sheet.size, shown.size, [*dots.values(), *outlines], most=most, land=own):
        ground = grounds[label.about] if label.within else None
        look = {"points": small, "ha": "center", "halo": ground is None, "colour": on(ground or "paper")}
        if label.leader:
            for colour, points in (("paper", 2.4), ("ink", 0.8)):
                sheet.line(*label.leader, colour, points=points)
        for index, line in enumerate(label.lines):
            y = label.y + (index - (len(label.lines) - 1) / 2) * step
            sheet.text(label.x, y, line, **look)


def _others(drawing: Map, classes: Classes, values: pd.Series, colours: dict[str, str | None]) -> list[Entry]:
    """What the key says beside classes with bounds: the only class, no one, no figure, an outline."""
    entries, used, some = [], set(colours.values()), values[values > 0]
    if not classes.bounds and len(some):
        ends = [number(float(end), drawing.unit) for end in (some.min(), some.max())]
        said = ends[0] if len({*ends}) == 1 else spoken().drawn.between.format(low=ends[0], high=ends[1])
        entries.append(Entry(said, swatch(classes.shades[0])))
    if "none" in used:
        entries.append(Entry(drawing.none or spoken().drawn.none, swatch("none")))
    if None in used:
        entries.append(Entry(drawing.missing or spoken().drawn.missing, swatch("paper", hatch=True)))
    if drawing.outline and drawing.outlined:
        entries.append(Entry(drawing.outline, swatch("paper", edge="ink")))
    return entries
