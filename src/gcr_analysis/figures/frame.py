"""Axes on a sheet: where a year and a figure stand, in inches, and the names of both."""

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import Size
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.framework import units
from gcr_analysis.numbers import round_number

Box = tuple[float, float, float, float]
AROUND = 0.5
"""Years before the first and after the last one."""


@dataclass(frozen=True)
class Frame:
    """Axes with their place on the sheet.

    Parameters
    ----------
    axes
        What is drawn on.
    box
        Left, top, width and height in inches.
    across, up
        First and last year, lowest and highest figure.
    """

    axes: Axes
    box: Box
    across: tuple[float, float]
    up: tuple[float, float]

    def x(self, year: float) -> float:
        """Return the place of a year in inches from the left of the sheet."""
        return self.box[0] + (year - self.across[0]) / (self.across[1] - self.across[0]) * self.box[2]

    def y(self, value: float) -> float:
        """Return the place of a figure in inches from the top of the sheet."""
        return self.box[1] + (1 - (value - self.up[0]) / (self.up[1] - self.up[0])) * self.box[3]


def frame(
    sheet: Sheet, box: Box, years: pd.Series, ticks: dict[float, str], up: tuple[float, float]
) -> Frame:
    """Add axes to a sheet that is closed, with a line at each tick.

    Parameters
    ----------
    sheet
        The sheet.
    box
        Left, top, width and height in inches.
    years
        The years that are drawn.
    ticks
        Figures that are named, with their names.
    up
        Lowest and highest figure.
    """
    across = float(years.min()) - AROUND, float(years.max()) + AROUND
    axes = sheet.axes(*box)
    axes.set_ylim(*up)
    axes.set_xlim(*(across[::-1] if sheet.mirrored else across))
    if sheet.mirrored:
        axes.yaxis.tick_right()
    axes.set_yticks([*ticks], [*ticks.values()])
    axes.grid(axis="y", color=LIGHT["faint"], linewidth=0.6)
    axes.set_axisbelow(True)
    if up[0] < 0 < up[1]:
        axes.axhline(0, color=LIGHT["quiet"], linewidth=0.8)
    return Frame(axes, box, across, up)


def ticks_of(up: tuple[float, float], unit: str, most: int = 5) -> dict[float, str]:
    """Name round figures between two ends; counts and years are whole."""
    whole = unit in units() and units()[unit].written in ("count", "year")
    at = MaxNLocator(nbins=most, steps=[1, 2, 5, 10], integer=whole).tick_values(*up)
    return name_ticks(tuple(float(each) for each in at), up, unit)


def name_ticks(at: tuple[float, ...], up: tuple[float, float], unit: str) -> dict[float, str]:
    """Name the figures that lie between two ends.

    >>> name_ticks((-10.0, 0.0, 10.0), (0.0, 12.0), "percent")
    {0.0: '0', 10.0: '10\\xa0%'}
    """
    return {each: round_number(each, unit) if each else "0" for each in at if up[0] <= each <= up[1]}


def tick_room(ticks: dict[float, str], size: Size) -> float:
    """Return the width of the names of ticks in inches."""
    return max((text_width(text, size.small) for text in ticks.values()), default=0.0) + 0.1


def name_years(axes: Axes, years: pd.Series, most: int) -> None:
    """Name round years and the last one."""
    named = named_years(int(years.min()), int(years.max()), most)
    axes.set_xticks(named, [str(year) for year in named])


def named_years(first: int, last: int, most: int) -> list[int]:
    """Return round years, and the last one in place of a round one that is near to it.

    >>> named_years(2000, 2024, 7), named_years(2021, 2025, 7)
    ([2000, 2005, 2010, 2015, 2020, 2024], [2021, 2022, 2023, 2024, 2025])
    """
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (last - first) / step < most)
    round_ones = [year for year in range(first, last + 1) if year % step == 0 and last - year > step / 2]
    return [*round_ones, last]


def fitting(names: list[list[str]], size: Size, each: float) -> dict[int, list[str]]:
    """Break names to stand below their steps; every second one, or fewer, where a word is too wide.

    Parameters
    ----------
    names
        For each step, words that stand below each other.
    size
        Size of the sheet.
    each
        Inches from step to step.
    """
    for every in range(1, len(names) + 1):
        kept = [len(names) - 1 - step for step in range(0, len(names), every)]
        words = [word for index in kept for text in names[index] for word in text.split(" ")]
        room = every * each - 0.08
        if len(kept) == 1 or max(text_width(word, size.small) for word in words) <= room:
            return {index: _broken(names[index], size, room) for index in sorted(kept)}
    return {}


def _broken(texts: list[str], size: Size, room: float) -> list[str]:
    return [line for text in texts for line in wrapped(text, size.small, width=room)]
