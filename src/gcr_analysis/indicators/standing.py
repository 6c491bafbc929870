"""Which figure of a measure stands for each year, and with which status: the same rules for every measure.

All of it is in plain rows: thousands of tables of a few cells each would take longer than the measures do.
"""

from math import isnan
from typing import Any, NamedTuple

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.measured import COLUMNS, Measured, Years
from gcr_analysis.indicators.revisions import figure_bands

OLDEST_YEARS = 3  # a figure this many years older than the year asked for may still stand
LEAST_COVERAGE = 0.5
NONE = float("nan")
_WORDS = ("status", "reason", "source")


class Figure(NamedTuple):
    """What is known of a measure in one year: a row of a measured table."""

    value: float = NONE
    low: float = NONE
    high: float = NONE
    coverage: float = NONE
    status: str = ""
    reason: str = ""
    value_year: int = 0
    source: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a figure."""
        return not isnan(self.value)


def figures_in(result: pd.Series | Measured) -> dict[int, Figure]:
    """Read what a compute function returns: a figure a year of its index, in the order of years.

    What it leaves out is what `gcr_analysis.indicators.measured` says: all refugees are covered, the figure
    is of its own year, and there is nothing else to say.

    Examples
    --------
    >>> found = figures_in(pd.Series({2024: 5.0, 2025: float("nan")}))
    >>> found[2024].coverage, found[2024].value_year, found[2025].known
    (1.0, 2024, False)
    """
    columns: Any = {"value": result} if isinstance(result, pd.Series) else result
    cells = [_cells(columns, name, len(result)) for name in COLUMNS]
    figures = {}
    for year, row in zip(result.index.tolist(), zip(*cells, strict=True), strict=True):
        figure = Figure(*row)
        covered = 1.0 if isnan(figure.coverage) else figure.coverage
        own_year = year if isnan(figure.value_year) else int(figure.value_year)
        figures[year] = figure._replace(coverage=covered if figure.known else NONE, value_year=own_year)
    return dict(sorted(figures.items()))


def standing(found: dict[int, Figure], years: Years, declared: Indicator) -> dict[int, Figure]:
    """Decide which figure stands for each year, with its status.

    Parameters
    ----------
    found
        What a compute function returned.
    years
        The years asked for.
    declared
        The measure.

    Returns
    -------
    dict of int to Figure
        A figure a year. For years that the source has not reached, its latest figure stands, where that is
        not too old. A year without a figure is *not collected*, unless the measure says otherwise, with the
        reason; a figure on hosts of less than half of the refugees is *partial*.

    Examples
    --------
    >>> declared = framework.indicators()["refugees_hosted"]
    >>> stands = standing(figures_in(pd.Series({2021: 5.0})), (2020, 2021, 2024, 2025), declared)
    >>> [(figure.value, figure.value_year, figure.status) for figure in stands.values()][:3]
    [(nan, 2020, 'not collected'), (5.0, 2021, 'computed'), (5.0, 2021, 'computed')]
    >>> stands[2020].reason, stands[2025].reason
    ('The series begins in 2021', 'The source ends in 2021')
    """
    latest = max((year for year, figure in found.items() if figure.known), default=None)
    settled = {}
    for year in years:
        figure = found.get(year)
        if figure is None and latest is not None and max(found) < year <= latest + OLDEST_YEARS:
            figure = found[latest]
        settled[year] = _settled(figure or Figure(value_year=year), declared, year, found)
    return settled


def banded(figures: dict[int, Figure], declared: Indicator, region: Region) -> dict[int, Figure]:
    """Give figures their revision band, where they have no interval of their own and it can be seen."""
    bare = {y: f for y, f in figures.items() if f.known and isnan(f.low) and isnan(f.high)}
    if not bare or not (declared.revises or declared.share_of):
        return figures
    own = [(figure.value, figure.value_year) for figure in bare.values()]
    bands = figure_bands(declared, region, pd.DataFrame(own, columns=["value", "value_year"]))
    narrowest = framework.revisions().narrowest
    for (year, figure), low, high in zip(bare.items(), bands["low"], bands["high"], strict=True):
        if high - low > narrowest * figure.value:
            figures[year] = figure._replace(low=low, high=high)
    return figures


def _cells(columns: Any, name: str, rows: int) -> list[Any]:
    words = name in _WORDS
    if name not in columns:
        return ["" if words else NONE] * rows
    if words:
        return [cell if isinstance(cell, str) else "" for cell in columns[name].tolist()]
    return columns[name].to_numpy("float64", na_value=NONE).tolist()


def _settled(figure: Figure, declared: Indicator, year: int, found: dict[int, Figure]) -> Figure:
    if not figure.known:
        return figure._replace(
            status=figure.status or "not collected", reason=figure.reason or _silence(year, found)
        )
    status = figure.status or declared.status
    partial = status == "computed" and figure.coverage < LEAST_COVERAGE
    return figure._replace(status="partial" if partial else status)


def _silence(year: int, found: dict[int, Figure]) -> str:
    """Why a year without a figure has none, as far as the years of the series tell."""
    if not found or min(found) <= year <= max(found):
        return "No figure in the source"
    if year < min(found):
        return f"The series begins in {min(found)}"
    last = found[max(found)]
    return ("" if last.known else last.reason) or f"The source ends in {max(found)}"
