"""Breaks in series: which lie in a region's figure.

A break is a step that comes from how people were counted. Each is declared in `framework/breaks.yaml` with
its years, its pair, its size net of recorded flows, and the dated document that declares it. What no document
declares is a residual: see `gcr_analysis.indicators.candidates`.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

import numpy as np

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Break, breaks, indicators, panels
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.arrays import FIRST_YEAR, by_country, position, row, stock_by_pair
from gcr_analysis.indicators.pair_flows import pairs
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.questions import question

SMALLEST_TOLD = 0.02  # of the region's refugees: a smaller break does not move the reading of a change
Side: TypeAlias = Literal["origin", "asylum"]


@question
def breaks_for(
    where: str | Region,
    series: str,
    years: Sequence[int],
    smallest: float = 0.0,
    side: Side | None = None,
) -> tuple[Break, ...]:
    """Breaks that lie in a region's series within some years.

    A change between two years is read across a break when the break is in the answer for these two years.

    Parameters
    ----------
    where
        The region.
    series
        A series of `framework/breaks.yaml` (``refugees``, ``mandate_refugees``, ``oip``, …), or an indicator,
        which has the breaks of the series that its declaration names.
    years
        The years of the series, or the first and the last. A break counts when both its years are inside.
    smallest
        Leave out breaks smaller than this share of the region's refugees in the larger of the two years.
        Those without a size always stay.
    side
        Whether people come from the region (``"origin"``) or are in it (``"asylum"``). When not given, as the
        panel of the indicator reads a region; ``"asylum"`` for a series that is no indicator.

    Returns
    -------
    tuple of Break
        In the order of their years. The size of a break that concerns all countries, or all origins in one
        country of asylum, is the region's own.

    Raises
    ------
    UnknownNameError
        When neither a series nor an indicator has that name.
    GcrError
        When no year is given.

    Examples
    --------
    >>> [b.id for b in breaks_for("RUS", "refugees_hosted", range(2000, 2026))]
    ['ukrainians-russia']
    >>> [b.id for b in breaks_for("PAK", "oip", (2016, 2025))]
    ['afghans-pakistan-oip']
    >>> breaks_for("the-americas", "refugees", (2016, 2025))[0].size
    2592947
    >>> [b.id for b in breaks_for("UKR", "refugees_from_origin", range(2014, 2026))]
    ['ukrainians-russia']
    """
    if len(years) == 0:
        raise GcrError("no years given: give at least the first and the last year of the series")
    _check(series)
    return _shown_in(region(where), _concerned(series), years, smallest, side or _side(series))


def breaks_by_year(where: Region, series: str) -> dict[int, str]:
    """Breaks that show in a region's series, in words, by the year whose figure they moved.

    Parameters
    ----------
    where
        The region.
    series
        A series of `framework/breaks.yaml` or an indicator.

    Returns
    -------
    dict of int to str
        The texts of the breaks between a year and the year before it, joined by "; ", each with the year.
        Breaks smaller than `SMALLEST_TOLD` of the region's refugees are left out.

    Examples
    --------
    >>> breaks_by_year(region("COL"), "refugees_per_1000_inhabitants")
    {2018: 'Other people in need of international protection are counted from this year on (2018)'}
    """
    return _by_year(where, tuple(b.id for b in _concerned(series)), _side(series))


@cache
def _by_year(where: Region, ids: tuple[str, ...], side: Side) -> dict[int, str]:
    concerned = [_by_id()[id] for id in ids]
    told: dict[int, list[str]] = {}
    years = (FIRST_YEAR, latest_year())
    for found in _shown_in(where, concerned, years, SMALLEST_TOLD, side):
        told.setdefault(found.between[1], []).append(f"{found.text} ({found.between[1]})")
    return {year: "; ".join(texts) for year, texts in told.items()}


def _check(name: str) -> None:
    known = {series for b in breaks() for series in b.series} | set(indicators())
    if name not in known:
        raise UnknownNameError("series", name, known)


def _side(name: str) -> Side:
    """Tell on which side of a pair the panel of an indicator reads a region."""
    declared = indicators().get(name)
    from_it = declared is not None and panels()[declared.panel].reads_region_as == "origin"
    return "origin" if from_it else "asylum"


def _shown_in(
    place: Region, concerned: Sequence[Break], years: Sequence[int], smallest: float, side: Side
) -> tuple[Break, ...]:
    found = []
    for declared in concerned:
        if not _inside(declared, years):
            continue
        local = _in_region(declared.id, place, side)
        if local is not None and _counts(local, place, side, smallest):
            found.append(local)
    return tuple(sorted(found, key=lambda b: (b.between, b.id)))


def _concerned(name: str) -> tuple[Break, ...]:
    """Return the breaks that lie in a series, or in one that a measure is made from."""
    measure = indicators().get(name)
    return _in_series((name,)) if measure is None else _in_series(measure.breaks, measure.not_broken_by)


@cache
def _by_id() -> dict[str, Break]:
    return {declared.id: declared for declared in breaks()}


@cache
def _in_series(series: tuple[str, ...], without: tuple[str, ...] = ()) -> tuple[Break, ...]:
    return tuple(b for b in breaks() if b.id not in without and not set(series).isdisjoint(b.series))


def _inside(declared: Break, years: Sequence[int]) -> bool:
    before, after = declared.between
    return min(years) <= before and after <= max(years)


@cache
def _in_region(id: str, place: Region, side: Side) -> Break | None:
    """Return a break as it shows in the region, None where it does not."""
    declared = _by_id()[id]
    if declared.seen_as not in (None, side):
        return None
    named = getattr(declared, side)
    if named is not None:
        return declared if named in place.countries else None
    if side == "origin" and declared.asylum is not None:
        return _of_a_host(declared, place)
    if declared.only_with is None:
        return declared
    people = _persons(_people(declared.only_with, side, declared.between[1]), place)
    if people == 0:
        return None
    return declared if declared.size is None else declared.model_copy(update={"size": people})


def _of_a_host(declared: Break, home: Region) -> Break | None:
    """Return a break of one country of asylum as it shows in those who came there from the region."""
    if declared.size is None:
        here = stock_by_pair()[:, :, position()[str(declared.asylum)]]
        counted = sum(_persons(here[row(year)], home) for year in declared.between)
        return declared if counted > 0 else None
    residual = pairs(declared.between[1])["residual"]
    origins, hosts = (residual.index.get_level_values(level) for level in ("origin", "asylum"))
    size = int(residual[(hosts == declared.asylum) & origins.isin(home.countries)].sum())
    return declared.model_copy(update={"size": size}) if size else None


def _counts(local: Break, place: Region, side: Side, smallest: float) -> bool:
    if local.size is None or smallest == 0:
        return True
    people = max(_persons(_people("refugees", side, year), place) for year in local.between)
    return abs(local.size) >= smallest * people


def _persons(people: Array, place: Region) -> int:
    """Add up people by country over a region."""
    return int(people[[position()[code] for code in place.countries]].sum())


@cache
def _people(series: str, side: Side, year: int) -> Array:
    """Persons by country at the end of a year; OIP alone, or mandate refugees and OIP together."""
    columns = ["oip"] if series == "oip" else ["refugees", "oip"]
    rows = load("population", ["year", side, *columns])
    return np.nan_to_num(by_country(rows[rows["year"] == year], side, columns)[row(year)], nan=0.0)
