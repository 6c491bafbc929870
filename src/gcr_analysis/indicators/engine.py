"""From a declared indicator to tidy rows: who may be asked, which figure stands, with which status."""

from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import import_module
from inspect import signature
from operator import index
from typing import Any

import pandas as pd

from gcr_analysis import framework, geography
from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import FIRST_YEAR
from gcr_analysis.indicators.measured import COLUMNS, Measured, completed
from gcr_analysis.indicators.revisions import figure_bands
from gcr_analysis.snapshot import latest_year

BASELINE_YEAR = 2016  # the New York Declaration
OLDEST_YEARS = 3  # a figure this many years older than the year asked for may still stand
LEAST_COVERAGE = 0.5

CONTRACT = (
    *("region", "panel", "indicator", "gcr_code", "year", "value_year", "value", "low", "high"),
    *("unit", "status", "coverage", "source", "vintage"),
)


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
        _rows(declared, chosen, years, baseline_year)
        for declared in framework.indicators().values()
        if panel in (None, declared.panel)
    ]
    return pd.concat(rows, ignore_index=True)


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


def _rows(declared: Indicator, region: Region, years: tuple[int, ...], baseline_year: int) -> pd.DataFrame:
    found = series(declared.id, region, baseline_year=baseline_year).loc[list(years)]
    tables = [framework.tables()[name] for name in declared.tables]
    by_default = "; ".join(dict.fromkeys(table.source for table in tables))
    source = found["source"].where(found["source"] != "", by_default).where(found["value"].notna(), "")
    rows = found.assign(
        region=region.id,
        panel=declared.panel,
        indicator=declared.id,
        gcr_code=declared.gcr_code or "",
        year=found.index,
        unit=declared.unit,
        source=source,
        vintage=source.map(_vintages),
    )
    return rows[[*CONTRACT, "reason"]].reset_index(drop=True)


def _vintages(sources: str) -> str:
    return "; ".join(framework.sources()[source].vintage for source in sources.split("; ") if source)


@lru_cache(maxsize=4096)
def series(id: str, region: Region, **parameters: Any) -> Measured:
    """All years of a measure with their statuses: computed once for a region, whatever year is asked.

    The table is shared: do not change it.
    """
    declared = framework.indicators()[id]
    years = tuple(range(FIRST_YEAR, latest_year() + 1))
    if reason := why_not_applicable(declared, region):
        return _without_figures(years, "not applicable", reason)
    if declared.compute is None:
        return _without_figures(years, declared.status, declared.why_not)
    compute = compute_function(id)
    named = {name: value for name, value in parameters.items() if name in signature(compute).parameters}
    return _banded(_settled(completed(compute(region, years, **named)), years, declared), declared, region)


@cache
def compute_function(id: str) -> Any:
    """Find the function that computes a measure, as declared: imported when it is first needed."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.compute or "")


@cache
def matched_function(id: str) -> Any:
    """Find the function that reads a measure's change on the hosts with figures at both ends, as declared."""
    declared = framework.indicators()[id]
    return _declared_function(declared, declared.matched or "")


def _declared_function(declared: Indicator, path: str) -> Any:
    module, _, name = path.partition(".")
    panel = framework.panels()[declared.panel]
    return getattr(import_module(f"gcr_analysis.indicators.{panel.indicators}.{module}"), name)


def _without_figures(years: tuple[int, ...], status: str, reason: str) -> Measured:
    table = completed(pd.Series(float("nan"), index=list(years)))
    return table.assign(status=status, reason=reason)


def _settled(found: Measured, years: tuple[int, ...], declared: Indicator) -> Measured:
    """Every year asked for, with the figure that stands for it and its status."""
    table = pd.concat([found, *_earlier_figures(found, years)]).reindex(list(years))
    missing = table["value"].isna()
    table["value_year"] = table["value_year"].where(table["value_year"].notna(), table.index).astype(int)
    table["reason"] = (
        table["reason"].fillna("").mask(missing & ~table["reason"].gt(""), _silence(found, table))
    )
    given = table["status"].fillna("")
    status = given.mask(given == "", declared.status).mask(missing & (given == ""), "not collected")
    partial = ~missing & (status == "computed") & (table["coverage"] < LEAST_COVERAGE)
    table["status"] = status.mask(partial, "partial")
    table["source"] = table["source"].fillna("")
    return table[list(COLUMNS)]


def _banded(table: Measured, declared: Indicator, region: Region) -> Measured:
    """Give figures their revision band, where they have no interval of their own and it can be seen."""
    band = figure_bands(declared, region, table)
    wide = band["high"] - band["low"] > framework.revisions().narrowest * table["value"]
    bare = wide & table[["low", "high"]].isna().all(axis=1)
    return table.assign(**{end: table[end].mask(bare, band[end]) for end in ("low", "high")})


def _earlier_figures(found: Measured, years: tuple[int, ...]) -> list[Measured]:
    """For the years that the source has not reached: its latest figure, where that is not too old."""
    figures = found[found["value"].notna()]
    if figures.empty:
        return []
    last = figures.tail(1)
    beyond = [y for y in years if max(found.index) < y <= last.index[0] + OLDEST_YEARS]
    return [last.set_axis([year]) for year in beyond]


def _silence(found: Measured, table: Measured) -> pd.Series:
    """Why a year without a figure has none, as far as the years of the series tell."""
    reason = pd.Series("No figure in the source", table.index)
    if len(found):
        first, last = min(found.index), max(found.index)
        reason = reason.mask(table.index < first, f"The series begins in {first}")
        at_the_end = found["reason"].iloc[-1] if found["value"].isna().iloc[-1] else ""
        reason = reason.mask(table.index > last, at_the_end or f"The source ends in {last}")
    return reason
