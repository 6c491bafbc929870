"""The marks of series over the years: areas, lines, steps and bars, with gaps where counting changed."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from gcr_analysis.figures.specification import Series, Upright, Years
from gcr_analysis.figures.tokens import LIGHT

FILL: dict[str, dict[str, Any]] = {
    "full": {},
    "half": {"fillstyle": "left", "markerfacecoloralt": LIGHT["paper"]},
    "hollow": {"markerfacecolor": LIGHT["paper"]},
}
"""How a point is filled."""
_COLUMNS = ("field", "low", "high", "fill", "carried")
_ASIDE = 0.14
"""Years between the intervals of two series."""


def beside(drawing: Years, data: pd.DataFrame) -> tuple[tuple[Series, ...], pd.DataFrame]:
    """Return the series that have a figure, and the data with a row a year and the columns of each series."""
    series = drawing.series
    if drawing.names:
        data = data.assign(year=range(len(data)))
    if drawing.by:
        wide = pd.DataFrame({"year": sorted(data["year"].unique())}).set_index("year", drop=False)
        renamed = []
        for each in series:
            own = data[data[drawing.by] == each.of].set_index("year")
            columns = {name: column for name in _COLUMNS if (column := getattr(each, name))}
            names = {name: f"{each.of}: {column}" for name, column in columns.items()}
            wide = wide.assign(**{names[name]: own[column] for name, column in columns.items()})
            renamed.append(each.model_copy(update=names))
        series, data = tuple(renamed), wide.reset_index(drop=True)
    return tuple(each for each in series if data[each.field].notna().any()), data


def draw_series(
    axes: Axes, series: tuple[Series, ...], data: pd.DataFrame, uprights: tuple[Upright, ...]
) -> None:
    """Draw series, areas below lines, each in the parts that no break divides.

    Parameters
    ----------
    axes
        What they are drawn on.
    series, data
        As `beside` returns them.
    uprights
        Breaks, and years that are marked.
    """
    at, floor = data["year"].to_numpy(float), np.zeros(len(data))
    order = ("area", "bar", "line", "step")
    for index, each in enumerate(sorted(series, key=lambda each: (each.strong, order.index(each.shape)))):
        values = data[each.field].to_numpy(float)
        parts = _parts(
            data["year"],
            [mark.at for mark in uprights if mark.is_break and (not mark.of or each.label in mark.of)],
        )
        if each.shape == "bar":
            _bars(axes, each, data, at)
            _whiskers(axes, each, data)
        elif each.shape == "area":
            _area(axes, each, at, (values, floor), parts)
            floor = floor + np.nan_to_num(values)
        else:
            _intervals(axes, each, data, _ASIDE * (index - (len(series) - 1) / 2))
            for part in parts:
                _line(axes, each, data.iloc[part], at[part])


def _parts(at: pd.Series, breaks: list[int]) -> list[slice]:
    """Cut years before each break."""
    cuts = sorted({int((at < year).sum()) for year in breaks} - {0, len(at)})
    return [slice(start, end) for start, end in pairwise([0, *cuts, len(at)])]


def _bars(axes: Axes, series: Series, data: pd.DataFrame, at: np.ndarray) -> None:
    values, colour = np.nan_to_num(data[series.field].to_numpy(float)), LIGHT[series.colour]
    hollow = is_hollow(series, data)
    axes.bar(at[~hollow], values[~hollow], width=0.72, color=colour, linewidth=0)
    look = {"color": LIGHT["paper"], "edgecolor": colour, "linewidth": 1.2}
    axes.bar(at[hollow], values[hollow], width=0.72 * 0.92, **look)


def is_hollow(series: Series, data: pd.DataFrame) -> np.ndarray:
    """Return which figures of a series are drawn hollow.

    Parameters
    ----------
    series, data
        As `beside` returns them.
    """
    if not series.fill:
        return np.zeros(len(data), bool)
    return (data[series.fill].eq("hollow") & data[series.field].notna()).to_numpy()


def _area(
    axes: Axes, series: Series, at: np.ndarray, heights: tuple[np.ndarray, np.ndarray], parts: list[slice]
) -> None:
    values, floor = heights
    for part in parts:
        above = (floor + np.nan_to_num(values))[part]
        for x, low, high in _runs(at[part], floor[part], above, values[part]):
            axes.fill_between(x, low, high, color=LIGHT[series.colour], linewidth=0)
            axes.plot(x, high, color=LIGHT["paper"], linewidth=0.8)


def _runs(
    at: np.ndarray, low: np.ndarray, high: np.ndarray, values: np.ndarray
) -> list[tuple[np.ndarray, ...]]:
    """Runs of years with a figure; a single year is as wide as a bar."""
    runs, known = [], ~np.isnan(values)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(int)))
    for start, end in edges.reshape(-1, 2):
        run = slice(start, end)
        if end - start == 1:
            x = np.array([at[start] - 0.3, at[start] + 0.3])
            runs.append((x, np.repeat(low[run], 2), np.repeat(high[run], 2)))
        else:
            runs.append((at[run], low[run], high[run]))
    return runs


def _line(axes: Axes, series: Series, data: pd.DataFrame, at: np.ndarray) -> None:
    """Draw a line and its points; a missing year is a gap, a dotted line leads to a figure carried on."""
    values, colour = data[series.field].to_numpy(float), LIGHT[series.colour]
    carried = data[series.carried].eq(True).to_numpy() if series.carried else np.zeros(len(data), bool)
    fills = data[series.fill].fillna("full").to_numpy() if series.fill else np.full(len(data), "full")
    width = 2.4 if series.strong else 1.8
    style = "steps-post" if series.shape == "step" else "default"
    axes.plot(at, np.where(carried, np.nan, values), color=colour, linewidth=width, drawstyle=style)
    dotted = [
        [(at[index - 1], values[index - 1]), (at[index], values[index])]
        for index in range(1, len(at))
        if carried[index] and not np.isnan(values[index - 1 : index + 1]).any()
    ]
    look: dict[str, Any] = {"linestyles": [(0, (1, 1.8))], "linewidths": width, "colors": colour}
    axes.add_collection(LineCollection(dotted, **look), autolim=False)
    known = ~np.isnan(values)
    for fill in np.unique(fills[known]):
        chosen = known & (fills == fill)
        points: dict[str, Any] = {"linestyle": "none", "color": colour, "zorder": 3, "clip_on": False}
        points |= {"marker": "s" if series.square else "o", "markeredgewidth": 1.2 if series.fill else 0.8}
        points |= {"markersize": 4.6 if series.fill or series.strong else 3}
        axes.plot(at[chosen], values[chosen], **points | FILL[str(fill)])


def _intervals(axes: Axes, series: Series, data: pd.DataFrame, aside: float) -> None:
    """Draw intervals of a line as pale bars, a little aside so that those of several series are seen."""
    if series.low:
        known = data[data[[series.low, series.high]].notna().all(axis=1)]
        look = {"color": LIGHT[series.colour], "alpha": 0.3, "linewidth": 3}
        axes.vlines(known["year"] + aside, known[series.low], known[series.high], **look)


def _whiskers(axes: Axes, series: Series, data: pd.DataFrame) -> None:
    if not series.low:
        return
    moved = data[data[series.high] > data[series.low]]
    for year, low, high in moved[["year", series.low, series.high]].itertuples(index=False):
        axes.plot([year, year], [low, high], color=LIGHT["accent"], linewidth=2.0, solid_capstyle="butt")
        for end in (low, high):
            axes.plot([year - 0.24, year + 0.24], [end, end], color=LIGHT["accent"], linewidth=1.2)
