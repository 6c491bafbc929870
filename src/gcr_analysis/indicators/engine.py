"""From a declared indicator to tidy rows: who may be asked, for which years."""

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from inspect import signature
from operator import index
from typing import Any

import pandas as pd

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators import own
from gcr_analysis.indicators.frames import FIRST_YEAR
from gcr_analysis.indicators.measured import COLUMNS, Measured
from gcr_analysis.indicators.standing import Figure, banded, figures_in, standing
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.used import remembered, used

BASELINE_YEAR = 2016  # the New York Declaration

CONTRACT = (
    *("region", "panel", "indicator", "gcr_code", "year", "value_year", "value", "low", "high"),
    *("unit", "status", "coverage", "source", "vintage"),
)
_COLUMNS = [*CONTRACT, "reason"]
TYPES = {"year": int, "value_year": int} | dict.fromkeys(("value", "low", "high", "coverage"), float)
"""Type of the columns that are no text."""


def indicator(
    id: str,
    region: str | Region,
    years: int | Iterable[int] | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """One measure of one region, a row a year.

    Parameters
    ----------
    id
        Id of an indicator: see ``gcr_analysis.framework.indicators()``.
    region
        A region set or its name.
    years
        Years since 2000; all of them when not given.
    baseline_year
        What measures of change compare with.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT` and ``reason``, in the order of the years. ``value`` is missing where
        there is no figure, and ``reason`` then says why. ``value_year`` is the figure's own year;
        ``coverage`` the share (0 to 1) of the region's refugees in the countries that it rests on.

    Raises
    ------
    UnknownNameError
        When there is no such indicator or region.
    GcrError
        When a year is none of the data's.

    Examples
    --------
    >>> row = indicator("protracted_refugees", "world", years=2022).iloc[0]
    >>> int(row["value"]), row["status"], row["unit"]
    (23285655, 'computed', 'persons')
    """
    return pd.DataFrame(list(_asked(id, region, years, baseline_year)), columns=_COLUMNS)


def readings(
    id: str,
    region: str | Region,
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
    return [dict(zip(_COLUMNS, row, strict=True)) for row in _asked(id, region, years, baseline_year)]


def _asked(
    id: str, region: str | Region, years: int | Iterable[int] | None, baseline_year: int
) -> Iterator[tuple[Any, ...]]:
    declared = framework.indicators()
    if id not in declared:
        raise UnknownNameError("indicator", id, declared)
    chosen = geography.region(region) if not isinstance(region, Region) else region
    return _rows(declared[id], chosen, check_years(years), check_year(baseline_year))


def indicators(
    region: str | Region,
    year: int | None = None,
    panel: str | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """Every measure of one region in one year, a row a measure.

    Parameters
    ----------
    region
        A region set or its name.
    year
        The year asked for; the latest end-year when not given. A figure of an earlier year says so.
    panel
        One panel's measures only.
    baseline_year
        What measures of change compare with.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT` and ``reason``, in the order of declaration.

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
    """
    if panel is not None and panel not in framework.panels():
        raise UnknownNameError("panel", panel, framework.panels())
    chosen = geography.region(region) if not isinstance(region, Region) else region
    years = (check_year(latest_year() if year is None else year),)
    baseline_year = check_year(baseline_year)
    rows = [
        row
        for declared in framework.indicators().values()
        if panel in (None, declared.panel)
        for row in _rows(declared, chosen, years, baseline_year)
    ]
    return pd.DataFrame(rows, columns=_COLUMNS)


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
    """Return *years* as a tuple of ints, once all are the data's; all of them for None."""
    if years is None:
        return tuple(range(FIRST_YEAR, latest_year() + 1))
    if isinstance(years, str) or not isinstance(years, Iterable):
        return (check_year(years),)
    checked = tuple(check_year(year) for year in years)
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
) -> Iterator[tuple[Any, ...]]:
    """Yield the cells of a row, year by year."""
    by_default = "; ".join(dict.fromkeys(framework.tables()[name].source for name in declared.tables))
    named = (region.id, declared.panel, declared.id, declared.gcr_code or "")
    stands = figures(declared.id, region, baseline_year=baseline_year)
    for year in years:
        figure = stands[year]
        source = (figure.source or by_default) if figure.known else ""
        yield (
            *(*named, year, figure.value_year, figure.value, figure.low, figure.high, declared.unit),
            *(figure.status, figure.coverage, source, _vintages(source), figure.reason),
        )


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
