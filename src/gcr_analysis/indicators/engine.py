"""Figures as tidy rows: one measure over the years, or all measures in some years."""

import warnings
from collections.abc import Iterable, Sequence
from math import isnan
from operator import index
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.exports import Types
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.breaks import breaks_by_year
from gcr_analysis.indicators.measures import MeasureError, figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.used import remembered

BASELINE_YEAR = 2016  # the New York Declaration

CONTRACT = (
    *("region", "panel", "indicator", "gcr_code", "year", "value_year", "value", "low", "high"),
    *("unit", "status", "coverage", "source", "vintage", "reason", "baseline_year", "series_break"),
)
_WHOLE, _FRACTIONAL = ("year", "value_year", "baseline_year"), ("value", "low", "high", "coverage")
TYPES: Types = dict.fromkeys(_WHOLE, int) | dict.fromkeys(_FRACTIONAL, float)
"""Type of the columns that are no text."""
Place: TypeAlias = str | Path | Region


class MeasureWarning(UserWarning):
    """A measure that is left out, since its function fails: the others stand."""


def indicator(
    id: str,
    region: Place | Iterable[Place],
    years: int | Iterable[int] | None = None,
    baseline_year: int = BASELINE_YEAR,
    as_of: str | None = None,
) -> pd.DataFrame:
    """One measure of a region, a row a year.

    Parameters
    ----------
    id
        Id of an indicator: see ``gcr_analysis.framework.indicators()``.
    region
        A region set or its name, a country's name or code, or the path of a region file. Several give the
        rows of each, in the order given; they are not added up.
    years
        Years since 2000; all of them when not given.
    baseline_year
        What measures of change compare with.
    as_of
        An earlier release of UNHCR's figures, such as ``"GT2024"``; the newest figures when None. ``vintage``
        then names the release.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT`, in the order of the years. ``value`` is missing where there is no figure,
        and ``reason`` then says why. ``value_year`` is the figure's own year; ``coverage`` the share (0 to 1)
        of the region's refugees in the countries that it rests on; ``baseline_year`` the year that measures
        of change compare with. ``series_break`` names the breaks between the figure's own year and the year
        before it: what moved there is how people are counted. It is empty where there is none.

    Raises
    ------
    UnknownNameError
        When there is no such indicator, region or release.
    GcrError
        When a year is none of the data's, or several measures are asked for at once.

    Examples
    --------
    >>> row = indicator("protracted_refugees", "world", years=2022).iloc[0]
    >>> int(row["value"]), row["status"], row["unit"]
    (23285655, 'computed', 'persons')
    >>> indicator("refugees_hosted", ["Lebanon", "JOR"], years=2024)["region"].tolist()
    ['LBN', 'JOR']
    >>> indicator("refugees_hosted", "LBN", years=2024, as_of="GT2024")["vintage"].tolist()
    ['2025-06-12 (GT2024)']
    """
    if as_of is not None:
        from gcr_analysis.indicators.as_of import asked_as_of

        return asked_as_of(as_of, indicator, id, region, years, baseline_year)
    declared = _declared(id)
    return rows_of(declared, RegionSets(_places(region)), check_years(years), check_year(baseline_year))


def readings(
    id: str,
    region: Place,
    years: int | Iterable[int] | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> list[dict[str, Any]]:
    """Return the rows of `indicator` in plain Python and without ``series_break``.

    A note asks hundreds of times for one of them.

    Examples
    --------
    >>> [row] = readings("protracted_refugees", "world", years=2022)
    >>> row["value"], row["status"]
    (23285655.0, 'computed')
    """
    sets = RegionSets([geography.region(region)])
    cells = _cells(_declared(id), sets, check_years(years), check_year(baseline_year))
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def indicators(
    region: Place | Iterable[Place],
    year: int | Iterable[int] | None = None,
    panel: str | Iterable[str] | None = None,
    baseline_year: int = BASELINE_YEAR,
    as_of: str | None = None,
) -> pd.DataFrame:
    """Every measure of a region in a year, a row a measure.

    Parameters
    ----------
    region
        A region set or its name, a country's name or code, or the path of a region file. Several give the
        rows of each, in the order given; they are not added up.
    year
        The year asked for, or several; the latest end-year when not given. A figure of an earlier year says
        so.
    panel
        The measures of one panel, or of several, only.
    baseline_year
        What measures of change compare with.
    as_of
        As for `indicator`. The latest year is then the last one of whose end the release tells.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT`, as `indicator` explains them: region by region, measures in the order of
        declaration, each with its years.

    Warns
    -----
    MeasureWarning
        When the function of a measure fails; its rows are left out.

    Raises
    ------
    UnknownNameError
        When there is no such region, panel or release.
    GcrError
        When a year is none of the data's.

    Examples
    --------
    >>> rows = indicators("LBN", year=2024, panel="host-country-burden").set_index("indicator")
    >>> float(rows.loc["refugees_per_1000_inhabitants", "value"].round(1))
    130.7
    >>> indicators(["LBN", "JOR"], year=[2023, 2024], panel="host-country-burden")["year"].unique().tolist()
    [2023, 2024]
    """
    if as_of is not None:
        from gcr_analysis.indicators.as_of import asked_as_of

        return asked_as_of(as_of, indicators, region, year, panel, baseline_year)
    chosen = _panels(panel)
    sets = RegionSets(_places(region))
    years = check_years(latest_year() if year is None else year)
    baseline_year = check_year(baseline_year)
    tables = []
    for declared in framework.indicators().values():
        if declared.panel not in chosen:
            continue
        try:
            tables.append(rows_of(declared, sets, years, baseline_year))
        except MeasureError as error:
            warnings.warn(f"{error}; it is left out", MeasureWarning, stacklevel=2)
    if not tables:
        return pd.DataFrame(columns=list(CONTRACT))
    rows = pd.concat(tables, ignore_index=True)
    by_measure = np.arange(len(rows)).reshape(len(tables), len(sets), len(years))
    return rows.iloc[by_measure.transpose(1, 0, 2).ravel()].reset_index(drop=True)


def _declared(id: str) -> Indicator:
    if not isinstance(id, str):
        raise GcrError(f"{id!r} is not the id of one indicator: ask for one at a time")
    if id not in framework.indicators():
        raise UnknownNameError("indicator", id, framework.indicators())
    return framework.indicators()[id]


def _places(region: Place | Iterable[Place]) -> list[Region]:
    """Return one region or several as regions, each once."""
    one = isinstance(region, Place) or not isinstance(region, Iterable)
    found = [geography.region(each) for each in ([region] if one else region)]  # type: ignore[list-item]
    if not found:
        raise GcrError("no region given: give one or more region sets or countries")
    return list(dict.fromkeys(found))


def _panels(panel: str | Iterable[str] | None) -> set[str]:
    known = framework.panels()
    one = isinstance(panel, str) or not isinstance(panel, Iterable)
    named = [*known] if panel is None else [panel] if one else [*panel]
    for name in named:
        if not isinstance(name, str) or name not in known:
            raise UnknownNameError("panel", name, known)
    if not named:
        raise GcrError(f"no panel given: give one or more of {', '.join(known)}")
    return {str(name) for name in named}


def rows_of(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int = BASELINE_YEAR
) -> pd.DataFrame:
    """Return a measure of some region sets as rows: set after set, year after year.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT`.
    """
    cells = _cells(declared, sets, years, baseline_year)
    breaks = {region.id: breaks_by_year(region, declared.id) for region in sets}
    cells["series_break"] = [
        "" if isnan(value) else breaks[region].get(year, "")
        for region, year, value in zip(cells["region"], cells["value_year"], cells["value"], strict=True)
    ]
    return pd.DataFrame(cells, columns=list(CONTRACT))


def _cells(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int
) -> dict[str, list[Any]]:
    """Return the columns of the rows of a measure: all of `CONTRACT` but ``series_break``."""
    found = figures(declared.id, sets, baseline_year=baseline_year)
    at = np.array(years, dtype=int) - FIRST_YEAR
    by_default = "; ".join(dict.fromkeys(framework.tables()[name].source for name in declared.tables))
    known = found.known[at]
    source = np.where(known, np.where(found.source[at] != "", found.source[at], by_default), "")
    count = len(sets) * len(at)

    def column(array: np.ndarray) -> list[Any]:
        return array.T.ravel().tolist()

    sources = column(source)
    return {
        "region": [region.id for region in sets for _ in at],
        "panel": [declared.panel] * count,
        "indicator": [declared.id] * count,
        "gcr_code": [declared.gcr_code or ""] * count,
        "year": list(years) * len(sets),
        "value_year": column(found.value_year[at]),
        "value": column(found.value[at]),
        "low": column(found.low[at]),
        "high": column(found.high[at]),
        "unit": [declared.unit] * count,
        "status": column(found.status[at]),
        "coverage": column(found.coverage[at]),
        "source": sources,
        "vintage": [_vintages(each, tuple(declared.tables)) for each in sources],
        "reason": [found.words(year, place) for place in range(len(sets)) for year in at.tolist()],
        "baseline_year": [baseline_year] * count,
    }


@remembered
def _vintages(sources: str, tables: tuple[str, ...]) -> str:
    return "; ".join(snapshot.vintages(source, tables) for source in sources.split("; ") if source)


def check_year(year: Any) -> int:
    """Return *year* as an int, once it is one of the data's.

    Raises
    ------
    GcrError
        When it is no whole number, or outside the data.

    Examples
    --------
    >>> check_year(2024)
    2024
    """
    try:
        whole = index(year)
    except TypeError:
        raise GcrError(f"year {year!r} is not a whole number: give one from {span()}") from None
    if isinstance(year, bool) or not FIRST_YEAR <= whole <= latest_year():
        raise GcrError(f"year {year} is outside the data: give one from {span()}")
    return whole


def check_years(years: int | Iterable[int] | None) -> tuple[int, ...]:
    """Return *years* as a tuple of ints, each once, when all are the data's; all of them for None."""
    if years is None:
        return tuple(range(FIRST_YEAR, latest_year() + 1))
    if isinstance(years, str) or not isinstance(years, Iterable):
        return (check_year(years),)
    checked = tuple(dict.fromkeys(check_year(year) for year in years))
    if not checked:
        raise GcrError(f"no year given: give one or more from {span()}")
    return checked


def span() -> str:
    """Return the years that may be asked for, in words.

    Examples
    --------
    >>> span()
    '2000 to 2025'
    """
    release = snapshot.as_of()
    return f"{FIRST_YEAR} to {latest_year()}{f', the last year of {release}' if release else ''}"
