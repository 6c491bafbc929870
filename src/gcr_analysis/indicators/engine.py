"""From a declared indicator to tidy rows: who may be asked, for which years."""

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from inspect import signature
from math import isnan
from operator import index
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.exports import Types
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators import own
from gcr_analysis.indicators.breaks import breaks_by_year
from gcr_analysis.indicators.frames import FIRST_YEAR
from gcr_analysis.indicators.measured import COLUMNS, Measured
from gcr_analysis.indicators.standing import Figure, banded, figures_in, standing
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.used import remembered, used

BASELINE_YEAR = 2016  # the New York Declaration

CONTRACT = (
    *("region", "panel", "indicator", "gcr_code", "year", "value_year", "value", "low", "high"),
    *("unit", "status", "coverage", "source", "vintage", "reason", "baseline_year", "series_break"),
)
_WHOLE, _FRACTIONAL = ("year", "value_year", "baseline_year"), ("value", "low", "high", "coverage")
TYPES: Types = dict.fromkeys(_WHOLE, int) | dict.fromkeys(_FRACTIONAL, float)
"""Type of the columns that are no text."""
Place: TypeAlias = str | Path | Region


def indicator(
    id: str,
    region: Place | Iterable[Place],
    years: int | Iterable[int] | None = None,
    baseline_year: int = BASELINE_YEAR,
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
        When there is no such indicator or region.
    GcrError
        When a year is none of the data's, or several measures are asked for at once.

    Examples
    --------
    >>> row = indicator("protracted_refugees", "world", years=2022).iloc[0]
    >>> int(row["value"]), row["status"], row["unit"]
    (23285655, 'computed', 'persons')
    >>> indicator("refugees_hosted", ["Lebanon", "JOR"], years=2024)["region"].tolist()
    ['LBN', 'JOR']
    """
    declared = _declared(id)
    asked = [(declared, place) for place in _places(region)]
    return _table(asked, check_years(years), check_year(baseline_year))


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
    return list(_rows(_declared(id), geography.region(region), check_years(years), check_year(baseline_year)))


def indicators(
    region: Place | Iterable[Place],
    year: int | Iterable[int] | None = None,
    panel: str | Iterable[str] | None = None,
    baseline_year: int = BASELINE_YEAR,
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

    Returns
    -------
    DataFrame
        The columns of `CONTRACT`, as `indicator` explains them: region by region, measures in the order of
        declaration, each with its years.

    Raises
    ------
    UnknownNameError
        When there is no such region or panel.
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
    chosen = _panels(panel)
    years = check_years(latest_year() if year is None else year)
    asked = [
        (declared, place)
        for place in _places(region)
        for declared in framework.indicators().values()
        if declared.panel in chosen
    ]
    return _table(asked, years, check_year(baseline_year))


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


def _table(
    asked: Iterable[tuple[Indicator, Region]], years: tuple[int, ...], baseline_year: int
) -> pd.DataFrame:
    """Return the rows of measures and regions, with the breaks in their series."""
    rows = []
    for declared, region in asked:
        breaks = breaks_by_year(region, declared.id)
        for row in _rows(declared, region, years, baseline_year):
            known = not isnan(row["value"])
            rows.append(row | {"series_break": breaks.get(row["value_year"], "") if known else ""})
    return pd.DataFrame(rows, columns=list(CONTRACT))


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
        raise GcrError(f"year {year!r} is not a whole number: give one from {_span()}") from None
    if isinstance(year, bool) or not FIRST_YEAR <= whole <= latest_year():
        raise GcrError(f"year {year} is outside the data: give one from {_span()}")
    return whole


def check_years(years: int | Iterable[int] | None) -> tuple[int, ...]:
    """Return *years* as a tuple of ints, each once, when all are the data's; all of them for None."""
    if years is None:
        return tuple(range(FIRST_YEAR, latest_year() + 1))
    if isinstance(years, str) or not isinstance(years, Iterable):
        return (check_year(years),)
    checked = tuple(dict.fromkeys(check_year(year) for year in years))
    if not checked:
        raise GcrError(f"no year given: give one or more from {_span()}")
    return checked


def _span() -> str:
    return f"{FIRST_YEAR} to {latest_year()}"


def why_not_applicable(declared: Indicator, region: Region) -> str:
    """Why a measure has no meaning for a region, or nothing where it has one.

    Examples
    --------
    >>> why_not_applicable(framework.indicators()["hosting_gini"], geography.region("LBN"))
    'A single country has no distribution'
    """
    members = set(region.countries)
    outside = (
        (declared.only_for and region.kind not in declared.only_for)
        or region.kind in declared.not_for
        or any(members <= set(geography.region(name).countries) for name in declared.not_for_members)
        or len(members) < declared.min_members
    )
    return declared.why_not if outside else ""


def _rows(
    declared: Indicator, region: Region, years: tuple[int, ...], baseline_year: int
) -> Iterator[dict[str, Any]]:
    """Yield the cells of a row, year by year: all of `CONTRACT` but ``series_break``."""
    by_default = "; ".join(dict.fromkeys(framework.tables()[name].source for name in declared.tables))
    stands = figures(declared.id, region, baseline_year=baseline_year)
    for year in years:
        figure = stands[year]
        source = (figure.source or by_default) if figure.known else ""
        yield {
            "region": region.id,
            "panel": declared.panel,
            "indicator": declared.id,
            "gcr_code": declared.gcr_code or "",
            "year": year,
            "value_year": figure.value_year,
            "value": figure.value,
            "low": figure.low,
            "high": figure.high,
            "unit": declared.unit,
            "status": figure.status,
            "coverage": figure.coverage,
            "source": source,
            "vintage": _vintages(source),
            "reason": figure.reason,
            "baseline_year": baseline_year,
        }


@remembered
def _vintages(sources: str) -> str:
    return "; ".join(snapshot.sources()[source].vintage for source in sources.split("; ") if source)


@partial(remembered, size=16_384)
def figures(id: str, region: Region, **parameters: Any) -> dict[int, Figure]:
    """All years of a measure with their statuses: computed once for a region, whatever year is asked.

    What is returned is shared: do not change it.
    """
    used("measure", id)
    declared = framework.indicators()[id]
    years = tuple(range(FIRST_YEAR, latest_year() + 1))
    if reason := why_not_applicable(declared, region):
        return {y: Figure(status="not applicable", reason=reason, value_year=y) for y in years}
    if declared.compute is None and not declared.own:
        return {y: Figure(status=declared.status, reason=declared.why_not, value_year=y) for y in years}
    compute = own.computes(declared) if declared.own else compute_function(id)
    named = {name: value for name, value in parameters.items() if name in signature(compute).parameters}
    found = figures_in(compute(region, years, **named))
    return banded(standing(found, years, declared), declared, region)


def series(id: str, region: Region, **parameters: Any) -> Measured:
    """Return all years of a measure with their statuses as a table: see `figures`."""
    stands = figures(id, region, **parameters)
    return pd.DataFrame(list(stands.values()), pd.Index(list(stands), name="year"), list(COLUMNS))


@remembered
def compute_function(id: str) -> Any:
    """Find the function that computes a measure, as declared: imported when it is first needed."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.compute or "")


@remembered
def matched_function(id: str) -> Any:
    """Find the function that reads a measure's change on the hosts with figures at both ends, as declared."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.matched or "")


def _declared_function(declared: Indicator, path: str) -> Any:
    module, _, name = path.partition(".")
    panel = framework.panels()[declared.panel]
    used("measure", declared.id)
    return getattr(import_module(f"gcr_analysis.indicators.{panel.indicators}.{module}"), name)
