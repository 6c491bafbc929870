"""Figures as tidy rows: one measure over the years, or all measures in some years."""

import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.exports import Types
from gcr_analysis.framework import Indicator
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.asked import Place, check_year, check_years, measure_of, measures_of, places_of
from gcr_analysis.indicators.breaks import breaks_by_year
from gcr_analysis.indicators.cube.read import kept_rows
from gcr_analysis.indicators.measures import BASELINE_YEAR, MeasureError, figures
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.questions import answering, is_listening, note

CONTRACT = (
    *("region", "panel", "indicator", "gcr_code", "year", "value_year", "value", "low", "high"),
    *("unit", "status", "coverage", "source", "vintage", "reason", "baseline_year", "series_break"),
)
_WHOLE, _FRACTIONAL = ("year", "value_year", "baseline_year"), ("value", "low", "high", "coverage")
TYPES: Types = dict.fromkeys(_WHOLE, int) | dict.fromkeys(_FRACTIONAL, float)
"""Type of the columns that are no text."""


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
    declared = measure_of(id)
    return rows_of(declared, RegionSets(places_of(region)), check_years(years), check_year(baseline_year))


def readings(
    id: str,
    region: Place,
    years: int | Iterable[int] | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> list[dict[str, Any]]:
    """Return the rows of `indicator` in plain Python: a note asks hundreds of times for one of them.

    Examples
    --------
    >>> [row] = readings("protracted_refugees", "world", years=2022)
    >>> row["value"], row["status"]
    (23285655.0, 'computed')
    """
    sets = RegionSets([geography.region(region)])
    cells = columns_of(measure_of(id), sets, check_years(years), check_year(baseline_year))
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def indicators(
    region: Place | Iterable[Place],
    year: int | Iterable[int] | None = None,
    panel: str | Iterable[str] | None = None,
    baseline_year: int = BASELINE_YEAR,
    as_of: str | None = None,
    *,
    indicator: str | Iterable[str] | None = None,
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
    indicator
        This measure, or these, only.
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
        When there is no such region, panel, measure or release.
    GcrError
        When a year is none of the data's, or a measure is none of the panels'.

    Examples
    --------
    >>> rows = indicators("LBN", year=2024, panel="host-country-burden").set_index("indicator")
    >>> float(rows.loc["refugees_per_1000_inhabitants", "value"].round(1))
    130.7
    >>> indicators(["LBN", "JOR"], year=[2023, 2024], panel="host-country-burden")["year"].unique().tolist()
    [2023, 2024]
    >>> indicators("LBN", indicator=["refugees_hosted", "hosting_gini"])["status"].tolist()
    ['computed', 'not applicable']
    """
    if as_of is not None:
        from gcr_analysis.indicators.as_of import asked_as_of

        return asked_as_of(as_of, indicators, region, year, panel, baseline_year, indicator=indicator)
    chosen = measures_of(panel, indicator)
    sets = RegionSets(places_of(region))
    years = check_years(latest_year() if year is None else year)
    baseline_year = check_year(baseline_year)
    kept = None
    if baseline_year == BASELINE_YEAR:
        kept = kept_rows(sets, [declared.id for declared in chosen if not declared.own], years)
    cells: dict[str, list[Any]] = {name: [] for name in CONTRACT}
    for declared in chosen:
        if kept is not None and not declared.own:
            continue
        try:
            for name, column in columns_of(declared, sets, years, baseline_year).items():
                cells[name] += column
        except MeasureError as error:
            warnings.warn(f"{error}; it is left out", MeasureWarning, stacklevel=2)
    tables = [] if kept is None else [_noted(kept)]
    if cells["region"] or kept is None:
        tables.append(pd.DataFrame(cells))
    rows = pd.concat(tables, ignore_index=True) if len(tables) > 1 else tables[0]
    if len(sets) == 1:
        return rows
    place = {region.id: n for n, region in enumerate(sets)}
    return rows.sort_values("region", key=lambda ids: ids.map(place), kind="stable", ignore_index=True)


def rows_of(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int = BASELINE_YEAR
) -> pd.DataFrame:
    """Return a measure of some region sets as rows: set after set, year after year.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT`.
    """
    if baseline_year == BASELINE_YEAR and not declared.own:
        kept = kept_rows(sets, [declared.id], years)
        if kept is not None:
            return _noted(kept)
    return pd.DataFrame(columns_of(declared, sets, years, baseline_year), columns=list(CONTRACT))


def columns_of(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int
) -> dict[str, list[Any]]:
    """Return the rows of `rows_of` as columns of plain Python values."""
    with answering():
        cells = _computed(declared, sets, years, baseline_year)
    if not declared.own:  # the files of own sources are digested whole
        _note_cells(cells)
    return cells


def _computed(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int
) -> dict[str, list[Any]]:
    found = figures(declared.id, sets, baseline_year=baseline_year)
    at = np.array(years, dtype=int) - FIRST_YEAR
    by_default = "; ".join(dict.fromkeys(framework.tables()[name].source for name in declared.tables))
    known = found.known[at]
    source = np.where(known, np.where(found.source[at] != "", found.source[at], by_default), "")
    count = len(sets) * len(at)

    def column(array: np.ndarray) -> list[Any]:
        return array.T.ravel().tolist()

    sources, values, own_years = (column(each) for each in (source, found.value[at], found.value_year[at]))
    broken = [breaks for region in sets for breaks in [breaks_by_year(region, declared.id)] * len(at)]
    return {
        "region": [region.id for region in sets for _ in at],
        "panel": [declared.panel] * count,
        "indicator": [declared.id] * count,
        "gcr_code": [declared.gcr_code or ""] * count,
        "year": list(years) * len(sets),
        "value_year": own_years,
        "value": values,
        "low": column(found.low[at]),
        "high": column(found.high[at]),
        "unit": [declared.unit] * count,
        "status": column(found.status[at]),
        "coverage": column(found.coverage[at]),
        "source": sources,
        "vintage": [_vintages(each, tuple(declared.tables)) for each in sources],
        "reason": [found.words(year, place) for place in range(len(sets)) for year in at.tolist()],
        "baseline_year": [baseline_year] * count,
        "series_break": [
            "" if isnan(value) else breaks.get(year, "")
            for breaks, year, value in zip(broken, own_years, values, strict=True)
        ],
    }


def _noted(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows, once what they answer is noted."""
    if is_listening():
        _note_cells({name: rows[name].tolist() for name in CONTRACT})
    return rows


def _note_cells(cells: dict[str, list[Any]]) -> None:
    """Note each cell and the sources that it names, where a run listens."""
    if not is_listening():
        return
    asked = zip(*(cells[name] for name in ("indicator", "region", "baseline_year", "year")), strict=True)
    answers = zip(*(cells[name] for name in CONTRACT if name not in ("region", "year")), strict=True)
    note((["cell", *cell], answer) for cell, answer in zip(asked, answers, strict=True))
    for id in sorted({id for named in cells["source"] for id in named.split("; ") if id}):
        snapshot.cited_source(id)


@cache
def _vintages(sources: str, tables: tuple[str, ...]) -> str:
    return "; ".join(snapshot.vintages(source, tables) for source in sources.split("; ") if source)
