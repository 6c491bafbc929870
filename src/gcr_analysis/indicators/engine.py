"""From a declared indicator to tidy rows: who may be asked, for which years."""

import warnings
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from inspect import signature
from operator import index
from typing import Any, cast

import numpy as np
import pandas as pd

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators import own
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.arrays import years as axis_years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures, banded, figures_of, side_by_side, without_meaning
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


_COLUMN_TYPES: dict[str, type[np.generic]] = {
    **dict.fromkeys(("value", "low", "high", "coverage", "value_year"), np.float64),
    "covered": np.bool_,
    **dict.fromkeys(("status", "source"), np.str_),
}


class MeasureError(GcrError):
    """A measure whose function fails, or returns something else than it should."""


class MeasureWarning(UserWarning):
    """A measure that is left out, since its function fails: the others stand."""


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
    return rows_of(_declared(id), RegionSets.of(region), check_years(years), check_year(baseline_year))


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
    cells = _cells(_declared(id), RegionSets.of(region), check_years(years), check_year(baseline_year))
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def indicators(
    region: str | Region | Sequence[str | Region],
    year: int | None = None,
    panel: str | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> pd.DataFrame:
    """Every measure of one region in one year, a row a measure.

    Parameters
    ----------
    region
        A region set or its name, or several of them, which come one after the other.
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

    Warns
    -----
    MeasureWarning
        When the function of a measure fails; its rows are left out.

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
    chosen = [region] if isinstance(region, str | Region) else list(region)
    sets = RegionSets.of(*chosen)
    years = (check_year(latest_year() if year is None else year),)
    baseline_year = check_year(baseline_year)
    tables = []
    for declared in framework.indicators().values():
        if panel not in (None, declared.panel):
            continue
        try:
            tables.append(rows_of(declared, sets, years, baseline_year))
        except MeasureError as error:
            warnings.warn(f"{error}; it is left out", MeasureWarning, stacklevel=2)
    if not tables:
        return pd.DataFrame(columns=_COLUMNS)
    rows = pd.concat(tables, ignore_index=True)
    return rows.iloc[np.arange(len(rows)).reshape(len(tables), -1).T.ravel()].reset_index(drop=True)


def rows_of(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int = BASELINE_YEAR
) -> pd.DataFrame:
    """Return a measure of some region sets as rows: set after set, year after year.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT` and ``reason``.
    """
    return pd.DataFrame(_cells(declared, sets, years, baseline_year), columns=_COLUMNS)


def _cells(
    declared: Indicator, sets: RegionSets, years: Sequence[int], baseline_year: int
) -> dict[str, list[Any]]:
    """Return the columns of the rows of a measure."""
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
        "vintage": [_vintages(each) for each in sources],
        "reason": [found.words(year, place) for place in range(len(sets)) for year in at.tolist()],
    }


def _declared(id: str) -> Indicator:
    declared = framework.indicators()
    if id not in declared:
        raise UnknownNameError("indicator", id, declared)
    return declared[id]


@remembered
def _vintages(sources: str) -> str:
    return "; ".join(snapshot.sources()[source].vintage for source in sources.split("; ") if source)


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


def figures(id: str, sets: RegionSets, **parameters: Any) -> Figures:
    """All years of a measure for some region sets, with their statuses.

    Parameters
    ----------
    id
        Id of an indicator.
    sets
        The region sets.
    **parameters
        ``baseline_year`` and ``stock``, for those measures that know them.

    Returns
    -------
    Figures
        Arrays of shape (years since `FIRST_YEAR`, sets). They are shared: do not change them.

    Raises
    ------
    GcrError
        When a measure's function fails, or returns something else than it should.

    Examples
    --------
    >>> found = figures("protracted_refugees", RegionSets.of("world", "ssar"))
    >>> found.value[2022 - FIRST_YEAR].tolist()
    [23285655.0, 5208651.0]
    """
    used("measure", id)
    declared = framework.indicators()[id]
    if declared.own:  # remembers its own figures, since its files may change
        return _figures(declared, sets)
    known = signature(compute_function(id)).parameters if declared.compute else {}
    named = {name: value for name, value in parameters.items() if name in known}
    return _remembered(declared, sets, **named)


def _figures(declared: Indicator, sets: RegionSets, **parameters: Any) -> Figures:
    if declared.compute is None and not declared.own:
        return without_meaning(sets, declared.status, [declared.why_not] * len(sets))
    reasons = [why_not_applicable(declared, region) for region in sets]
    applies = np.array([not reason for reason in reasons])
    if applies.all():
        return _computed(declared, sets, **parameters)
    silent = without_meaning(sets.only(~applies), "not applicable", [r for r in reasons if r])
    if not applies.any():
        return silent
    spoken = _computed(declared, sets.only(applies), **parameters)
    return side_by_side([(spoken, np.flatnonzero(applies)), (silent, np.flatnonzero(~applies))], len(sets))


_remembered = remembered(_figures, size=4096)


def forget() -> None:
    """Forget figures, after what they are made of has changed."""
    cast(Any, _remembered).cache_clear()


def _computed(declared: Indicator, sets: RegionSets, **parameters: Any) -> Figures:
    compute = own.computes(declared) if declared.own else compute_function(declared.id)
    measured = _checked(declared, sets, compute, parameters)
    return banded(figures_of(measured, declared), declared, sets)


def _checked(
    declared: Indicator, sets: RegionSets, compute: Callable[..., Any], parameters: dict[str, Any]
) -> Measured:
    """Call a measure's function, and hold its result against what it should be."""
    by = f"measure {declared.id} ({declared.compute or declared.own})"
    try:
        measured = compute(sets, **parameters)
    except GcrError:
        raise
    except Exception as error:
        raise MeasureError(f"{by} failed: {type(error).__name__}: {error}") from error
    if not isinstance(measured, Measured):
        raise MeasureError(f"{by} returned {type(measured).__name__}: it should return Measured")
    shape = (len(axis_years()), len(sets))
    for name, kind in _COLUMN_TYPES.items():
        array = getattr(measured, name)
        if array is None or isinstance(array, str):
            continue
        if np.shape(array) != shape and not (name == "covered" and np.shape(array) == (shape[0], 1)):
            raise MeasureError(f"{by} returned {name} of shape {np.shape(array)}: it should be {shape}")
        if not np.issubdtype(array.dtype, kind):
            raise MeasureError(f"{by} returned {name} of type {array.dtype}: it should be {kind.__name__}")
    return measured


def compute_function(id: str) -> Any:
    """Find the function that computes a measure, as declared: imported when it is first needed."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.compute or "")


def matched_function(id: str) -> Any:
    """Find the function that reads a measure's change on the hosts with figures at both ends, as declared."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.matched or "")


def _declared_function(declared: Indicator, path: str) -> Any:
    module, _, name = path.partition(".")
    panel = framework.panels()[declared.panel]
    used("measure", declared.id)
    return getattr(import_module(f"gcr_analysis.indicators.{panel.indicators}.{module}"), name)
