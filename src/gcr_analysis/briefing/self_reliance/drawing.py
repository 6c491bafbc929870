"""Drawings that only this panel has: two ends of a change, and women and men by age."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.ticker import MaxNLocator

from gcr_analysis.briefing.charts import NAMES, ROW
from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.quantity import number
from gcr_analysis.briefing.style import (
    ACCENT,
    BODY,
    FAINT,
    INK,
    LABEL,
    LIGHT,
    MAIN,
    PAPER,
    QUIET,
    SMALL,
    WIDTH,
    sheet,
    wrapped,
)
from gcr_analysis.indicators.progress import INSUFFICIENT

_COLOURS = {"progress": MAIN, "regress": ACCENT, "stalled": QUIET, INSUFFICIENT: QUIET}


def spans(figure: Figure, *, ends: tuple[str, str], reading: str) -> Canvas:
    """Draw one row a measure: a small ring where it was, a dot where it is, and a line between them.

    Parameters
    ----------
    figure
        Its data: names in the first column, the two *ends* in percent, and the *reading* of each change.
        A change that cannot be judged has a broken line and a hollow dot.
    ends, reading
        Names of the columns.
    """
    data = figure.data
    page = sheet(
        figure.title, figure.subtitle, figure.source, body=ROW * len(data) + 0.4, notes=figure.breaks
    )
    axes = page.axes(NAMES, 1.5, bottom=0.3, top=0.05)
    for row, (start, end, said) in enumerate(data[[*ends, reading]].itertuples(index=False)):
        _span(axes, row, float(start), float(end), str(said))
    _frame(axes, data.iloc[:, 0], 100.0)
    return page.canvas


def compared(figure: Figure) -> Canvas:
    """Draw one row a place: a dot for refugees, an upright mark for all, a line between.

    Parameters
    ----------
    figure
        Its data: names in the first column, then percent of refugees (dot), of all (mark), and, where there
        is a fourth column, of refugees at another level (ring).
    """
    data = figure.data
    page = sheet(
        figure.title, figure.subtitle, figure.source, body=ROW * len(data) + 0.75, notes=figure.breaks
    )
    axes = page.axes(NAMES, 1.5, bottom=0.3, top=0.4)
    values = data.iloc[:, 1:].astype(float)
    for row, (ours, theirs, *other) in enumerate(values.itertuples(index=False)):
        axes.plot([ours, theirs], [row, row], color=LIGHT, linewidth=2.0)
        axes.plot(other, [row] * len(other), "o", ms=5, mfc=PAPER, mec=MAIN, mew=1.2)
        axes.plot(
            [theirs, theirs], [row - 0.36, row + 0.36], color=ACCENT, linewidth=2.4, solid_capstyle="butt"
        )
        axes.plot(ours, row, "o", ms=7.5, color=MAIN)
        said = number(ours, "percent") + ("" if np.isnan(theirs) else f" (all {number(theirs, 'percent')})")
        axes.text(1.03, row, said, transform=axes.get_yaxis_transform(), va="center", fontsize=LABEL)
    _frame(axes, data.iloc[:, 0], max(100.0, float(np.nanmax(values.to_numpy()))))
    _key(axes, list(values.columns))
    return page.canvas


def law_against_practice(figure: Figure, *, ends: tuple[float, float], heads: tuple[str, str]) -> Canvas:
    """Draw one row a host: a ring for the law and a dot for practice, and apart what another source reports.

    Parameters
    ----------
    figure
        Its data: names, scores of law and of practice, the first less the second, then percent by another
        source, its year, and the words to write beside it.
    ends
        Lowest and highest score.
    heads
        What the two sources count: stand above the scores and above the percentages.
    """
    data = figure.data
    body = ROW * len(data) + 0.85
    page = sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)
    room, bottom, top = 2.75, 0.3, 0.52
    axes = page.axes(NAMES, room, bottom=bottom, top=top)
    for row, (law, practice) in enumerate(data.iloc[:, [1, 2]].astype(float).itertuples(index=False)):
        axes.plot([law, practice], [row, row], color=ACCENT if law > practice else LIGHT, linewidth=2.4)
        axes.plot(law, row, "o", ms=10, mfc=PAPER, mec=MAIN, mew=1.6)
        axes.plot(practice, row, "o", ms=6, color=MAIN)
        said = "–" if np.isnan(law) else number(law - practice, "index points")
        beside = {"transform": axes.get_yaxis_transform(), "va": "center", "ha": "right", "fontsize": LABEL}
        axes.text(1.14, row, said, **beside)
    axes.text(
        1.14,
        1.01,
        str(data.columns[3]),
        transform=axes.transAxes,
        ha="right",
        va="bottom",
        fontsize=SMALL,
        color=QUIET,
    )
    axes.set_xlim(ends[0] - 0.25, ends[1] + 0.25)
    axes.set_ylim(len(data) - 0.4, -0.6)
    axes.set_xticks(
        np.arange(ends[0], ends[1] + 1), [f"{mark:.0f}" for mark in np.arange(ends[0], ends[1] + 1)]
    )
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_yticks(
        np.arange(len(data)), ["\n".join(wrapped(str(n), BODY, width=NAMES - 0.2)) for n in data.iloc[:, 0]]
    )
    axes.tick_params(axis="y", colors=INK)
    axes.plot([], [], "o", ms=9, mfc=PAPER, mec=MAIN, mew=1.6, label=str(data.columns[1]))
    axes.plot([], [], "o", ms=6, color=MAIN, label=str(data.columns[2]))
    key = {"loc": "lower left", "bbox_to_anchor": (0, 1), "ncols": 2, "handlelength": 1}
    axes.legend(frameon=False, fontsize=SMALL, borderaxespad=0.1, borderpad=0.1, **key)
    left = WIDTH - room + 0.6
    _reported(page.axes(left, 1.05, bottom=bottom, top=top), data.iloc[:, 4].astype(float), data.iloc[:, 6])
    for start, width, head in ((NAMES, WIDTH - NAMES - room, heads[0]), (left, WIDTH - left, heads[1])):
        above = page.axes(start, WIDTH - start - width, bottom=body - 0.34)
        above.set_axis_off()
        lines = "\n".join(wrapped(head, SMALL, bold=True, width=width))
        above.text(0, 1, lines, fontsize=SMALL, fontweight="bold", color=QUIET, va="top", ha="left")
    return page.canvas


def _reported(axes: Axes, values: pd.Series, words: pd.Series) -> None:
    """Draw percentages as bars from zero, each with its words."""
    axes.barh(np.arange(len(values)), values.fillna(0), color=LIGHT, height=0.5)
    for row, (value, said) in enumerate(zip(values, words, strict=True)):
        at, colour = (0, QUIET) if np.isnan(value) else (value + 3, INK)
        axes.text(at, row, said, va="center", ha="left", fontsize=LABEL, color=colour)
    axes.set_xlim(0, 100)
    axes.set_ylim(len(values) - 0.4, -0.6)
    axes.set_xticks([0, 100], [number(mark, "percent") for mark in (0.0, 100.0)])
    axes.set_yticks([])


def _key(axes: Axes, names: list[str]) -> None:
    axes.plot([], [], "o", color=MAIN, label=names[0])
    axes.plot([], [], "|", ms=11, mew=2.4, color=ACCENT, label=names[1])
    for name in names[2:]:
        axes.plot([], [], "o", ms=5, mfc=PAPER, mec=MAIN, mew=1.2, label=name)
    axes.legend(
        loc="lower left", bbox_to_anchor=(0, 1), ncols=3, frameon=False, fontsize=SMALL, handlelength=1
    )


def _frame(axes: Axes, names: pd.Series, most: float) -> None:
    axes.set_xlim(-4, most + 4)
    axes.set_ylim(len(names) - 0.4, -0.6)
    marks = [mark for mark in (0.0, 25.0, 50.0, 75.0, 100.0, 125.0, 150.0) if mark <= most]
    axes.set_xticks(marks, [number(mark, "percent") for mark in marks])
    axes.grid(axis="x", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_yticks(
        np.arange(len(names)), ["\n".join(wrapped(str(n), BODY, width=NAMES - 0.2)) for n in names]
    )
    axes.tick_params(axis="y", colors=INK)


def _span(axes: Axes, row: int, start: float, end: float, said: str) -> None:
    colour, sure = _COLOURS[said], said != INSUFFICIENT
    axes.plot([start, end], [row, row], color=colour, linewidth=2.0, linestyle="-" if sure else (0, (2, 1.5)))
    axes.plot(start, row, "o", ms=4.5, mfc=PAPER, mec=colour, mew=1.2)
    axes.plot(end, row, "o", ms=7.5, mfc=colour if sure else PAPER, mec=colour, mew=1.5)
    moved = f"{number(start, 'percent')} → {number(end, 'percent')}"
    where = {"transform": axes.get_yaxis_transform(), "va": "center", "ha": "left", "fontsize": LABEL}
    axes.text(1.03, row, moved, color=INK if sure else QUIET, **where)


def lines(figure: Figure) -> Canvas:
    """Draw shares by year, each line with its name and last value at its end; missing years are gaps.

    Parameters
    ----------
    figure
        Its data: a column `year` and one column a line, in percent.
    """
    page = sheet(figure.title, figure.subtitle, figure.source, body=2.6, notes=figure.breaks)
    axes = page.axes(0.6, 1.45, bottom=0.28, top=0.1)
    years = figure.data["year"]
    for name, colour in zip(figure.data.columns[1:], (ACCENT, MAIN), strict=False):
        values = figure.data[name].astype(float)
        last = values.last_valid_index()
        axes.plot(years, values, color=colour, linewidth=2.0, marker="o", ms=3)
        text = f"{name}\n{number(values[last], 'percent')}"
        axes.text(years[last] + 0.4, values[last], text, color=colour, fontsize=LABEL, va="center")
    axes.set_ylim(-3, 103)
    axes.set_xlim(years.iloc[0] - 0.5, years.iloc[-1])
    axes.set_yticks([0, 25, 50, 75, 100], [number(float(mark), "percent") for mark in (0, 25, 50, 75, 100)])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    return page.canvas


def columns(figure: Figure) -> Canvas:
    """Draw one column a year, the highest and the last with their numbers; a missing year has none.

    Parameters
    ----------
    figure
        Its data: a column `year` and one column of persons.
    """
    page = sheet(figure.title, figure.subtitle, figure.source, body=2.4, notes=figure.breaks)
    axes = page.axes(0.3, 0.3, bottom=0.28, top=0.25)
    years, values = figure.data["year"], figure.data.iloc[:, 1].astype(float)
    axes.bar(years, values.fillna(0), color=MAIN, width=0.72)
    for row in {int(values.idxmax()), int(values.last_valid_index() or 0)}:  # type: ignore[arg-type]
        axes.text(
            years[row], values[row], number(values[row], "persons"), ha="center", va="bottom", fontsize=LABEL
        )
    axes.set_xlim(years.iloc[0] - 0.8, years.iloc[-1] + 0.8)
    axes.set_yticks([])
    axes.xaxis.set_major_locator(MaxNLocator(nbins=8, integer=True))
    return page.canvas


def pyramid(figure: Figure) -> Canvas:
    """Draw women to the left and men to the right of a middle line, the youngest at the bottom.

    Parameters
    ----------
    figure
        Its data: ages in the first column, then women and men in persons.
    """
    data = figure.data
    _, left, right = data.columns
    page = sheet(
        figure.title, figure.subtitle, figure.source, body=0.36 * len(data) + 0.45, notes=figure.breaks
    )
    reach = float(data[[left, right]].max().max()) or 1.0
    room, half = 1.35, (WIDTH - 1.55) / 2
    for name, colour, start, turn in ((left, MAIN, 0.1, True), (right, LIGHT, 0.1 + half + room, False)):
        axes = page.axes(start, WIDTH - start - half, bottom=0.05, top=0.3)
        _side(axes, data[name].astype(float), reach, colour, turn)
        axes.set_title(name, loc="right" if turn else "left", fontsize=SMALL, color=QUIET, pad=5)
    axes = page.axes(0.1 + half, WIDTH - 0.1 - half - room, bottom=0.05, top=0.3)
    axes.set_axis_off()
    axes.set_ylim(-0.6, len(data) - 0.4)
    for row, age in enumerate(data.iloc[:, 0]):
        axes.text(0.5, row, age, ha="center", va="center", fontsize=BODY, color=INK)
    return page.canvas


def _side(axes: Axes, values: pd.Series, reach: float, colour: str, turn: bool) -> None:
    rows = np.arange(len(values))
    axes.barh(rows, values, color=colour, height=0.72)
    axes.set_xlim((reach * 1.35, 0) if turn else (0, reach * 1.35))
    axes.set_ylim(-0.6, len(values) - 0.4)
    for row, value in enumerate(values):
        axes.text(
            value + 0.015 * reach,
            row,
            number(value, "persons"),
            va="center",
            fontsize=LABEL,
            ha="right" if turn else "left",
        )
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines["bottom"].set_visible(False)
