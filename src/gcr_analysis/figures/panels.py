"""Small panels: some years of several series against what the years before let one expect."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from gcr_analysis.figures.frame import Frame, frame, name_years, tick_room, ticks_of
from gcr_analysis.figures.key import Entry, draw_key, key_height
from gcr_analysis.figures.letters import wrapped
from gcr_analysis.figures.sheet import Sheet, say_nothing
from gcr_analysis.figures.specification import Panel, Panels
from gcr_analysis.figures.tokens import LIGHT

COLUMNS, GAP, BELOW, AFTER = 2, 0.3, 0.2, 0.12
"""Panels side by side on a wide sheet; inches between them, between two rows of them, and after the axes."""
HIGH = 1.35
"""Inches: the axes of a panel."""
_CAME, _POINT = 3.2, 6.5


@dataclass(frozen=True)
class _Words:
    """Lines above a panel, each with whether it is bold and its colour."""

    lines: tuple[tuple[str, bool, str], ...]

    def height(self, sheet: Sheet) -> float:
        return len(self.lines) * sheet.size.line + 0.1


def panels(drawing: Panels, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw a panel a series: two side by side, on a narrow sheet one below the other.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row a year, in column ``year``, and a column a panel.
    sheet
        What it is drawn on.
    """
    if not drawing.panels:
        say_nothing(sheet)
        return
    data = data[data["year"].astype(str).str.isdecimal()]
    data = data.assign(year=data["year"].astype(int))
    columns = 1 if sheet.size.narrow else COLUMNS
    width = (sheet.width - GAP * (columns - 1)) / columns
    words = [_words(panel, sheet, width) for panel in drawing.panels]
    rows = [words[start : start + columns] for start in range(0, len(words), columns)]
    entries = _key(drawing)
    starts, at = [], key_height(entries, sheet.size, sheet.width) + 0.06
    for row in rows:
        above = max(each.height(sheet) for each in row)
        starts.append((at, above))
        at += above + HIGH + sheet.size.small_line + 0.12 + BELOW
    sheet.close(at - BELOW)
    draw_key(sheet, entries, 0.0, sheet.width)
    for index, (panel, own) in enumerate(zip(drawing.panels, words, strict=True)):
        row, column = divmod(index, columns)
        top, above = starts[row]
        left = column * (width + GAP)
        for line, (text, bold, colour) in enumerate(own.lines):
            y = top + (line + 0.5) * sheet.size.line
            sheet.text(left, y, text, bold=bold, colour=colour)
        _panel(sheet, drawing, panel, data, (left, top + above, width))


def _words(panel: Panel, sheet: Sheet, width: float) -> _Words:
    second = (panel.stressed, "ink" if panel.stressed else "quiet")
    said = ((panel.title, True, "ink"), (panel.lines[0], False, "ink"), (panel.lines[1], *second))
    return _Words(
        tuple(
            (line, bold, colour)
            for text, bold, colour in said
            for line in wrapped(text, sheet.size.body, bold=bold, width=width)
        )
    )


def _panel(
    sheet: Sheet, drawing: Panels, panel: Panel, data: pd.DataFrame, place: tuple[float, float, float]
) -> None:
    series = data.set_index("year")[panel.field].astype(float)
    tallest = max(float(np.nanmax([0.0, *series])), panel.high, panel.expected)
    up = (0.0, tallest * 1.06 or 1.0)
    ticks = ticks_of(up, drawing.unit, 4)
    room = tick_room(ticks, sheet.size)
    left, top, width = place
    made = frame(sheet, (left + room, top, width - room - AFTER, HIGH), data["year"], ticks, up)
    name_years(made.axes, data["year"], 4)
    _expected(made, drawing, panel)
    _came(made, drawing, panel, series)


def _expected(made: Frame, drawing: Panels, panel: Panel) -> None:
    first, last = drawing.years[0] - 0.5, drawing.years[1] + 0.5
    made.axes.axvspan(first, last, color=LIGHT["land"], linewidth=0, zorder=0)
    made.axes.fill_between([first, last], max(panel.low, 0.0), panel.high, color=LIGHT["light"], linewidth=0)
    dashes = {"color": LIGHT["main"], "linewidth": 1.1, "linestyle": (0, (4, 2))}
    made.axes.plot([made.across[0], last], [panel.expected] * 2, **dashes)


def _came(made: Frame, drawing: Panels, panel: Panel, series: pd.Series) -> None:
    first, last = drawing.years
    came = {"color": LIGHT["accent"], "linewidth": _CAME, "solid_capstyle": "butt"}
    made.axes.plot([first - 0.5, last + 0.5], [panel.outcome] * 2, **came)
    made.axes.plot(series.index, series, color=LIGHT["ink"], linewidth=1.6, marker="o", markersize=3.2)
    inside = series[(series.index >= first) & (series.index <= last)]
    point = {"marker": "o", "markersize": _POINT, "markeredgecolor": LIGHT["ink"], "linestyle": "none"}
    made.axes.plot(inside.index, inside, color=LIGHT["accent"], **point)
    if panel.back is not None and panel.back not in inside.index:
        made.axes.plot([panel.back], [series[panel.back]], color=LIGHT["paper"], **point)


def _key(drawing: Panels) -> list[Entry]:
    def expected(sheet: Sheet, x: float, y: float) -> None:
        sheet.rect(x - 0.1, y - 0.06, 0.2, 0.12, "light")
        sheet.line((x - 0.1, y), (x + 0.1, y), "main", points=1.1, broken=True)

    def came(sheet: Sheet, x: float, y: float) -> None:
        sheet.line((x - 0.1, y), (x + 0.1, y), "accent", points=_CAME)
        sheet.dots([(x, y)], "accent", edge="ink", points=_POINT, line=1.0)

    def back(sheet: Sheet, x: float, y: float) -> None:
        sheet.dots([(x, y)], "paper", edge="ink", points=_POINT, line=1.0)

    found = [Entry(drawing.expected, expected), Entry(drawing.came, came)]
    years = range(drawing.years[0], drawing.years[1] + 1)
    some = any(panel.back is not None and panel.back not in years for panel in drawing.panels)
    return [*found, Entry(drawing.back, back)] if some else found
