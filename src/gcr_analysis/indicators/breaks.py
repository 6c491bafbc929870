"""Breaks in series: which lie in a region's figure, and the scan that finds them.

A break is a step that comes from how people were counted. Each is declared in `framework/breaks.yaml` with
its years, its pair and its size. The source names some; the others were found by `unexplained_steps`, which
sets the step of a pair's stock against what the year's flows account for.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import Break, breaks, indicators, panels
from gcr_analysis.geography import Region, region
from gcr_analysis.indicators.arrays import FIRST_YEAR, by_country, position, row, stock_by_pair
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.questions import question

PAIR = ["origin", "asylum"]
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


def unexplained_steps(least: int = 200_000, since: int = 2001, by: Sequence[str] = PAIR) -> pd.DataFrame:
    """Scan stocks for steps that the flows of the year do not explain.

    What a stock should have gained is those newly displaced (group recognition, refugee-like, other people
    in need of international protection) and those recognised on application, less those who returned or were
    naturalised. Departures on resettlement are not known by country of asylum, births and deaths not at all,
    so a step counts only when it is large and two thirds of it or more are unexplained, in its own direction.

    Parameters
    ----------
    least
        Smallest step, in persons.
    since
        First year at whose end a step may lie.
    by
        ``("origin", "asylum")`` for pairs, ``("asylum",)`` for hosts.

    Returns
    -------
    DataFrame
        Columns of *by*, ``year`` (the later one), ``before``, ``after``, ``step`` and ``unexplained``, all in
        persons, sorted by year.

    Examples
    --------
    >>> steps = unexplained_steps(least=1_000_000)
    >>> steps[["origin", "asylum", "year", "step"]].values.tolist()
    [['AFG', 'IRN', 2022, 2635195], ['UKR', 'RUS', 2024, -1220660]]
    """
    keys = [*by, "year"]
    after = _stock(keys, since - 1)
    before = after.rename(index=lambda year: year + 1, level="year")
    steps = pd.DataFrame({"before": before, "after": after}).fillna(0)
    last = after.index.get_level_values("year").max()
    steps = steps[steps.index.get_level_values("year").isin(range(since, last + 1))]
    steps["step"] = steps["after"] - steps["before"]
    steps["unexplained"] = steps["step"] - _net_flow(keys).reindex(steps.index, fill_value=0)
    same_way = steps["step"] * steps["unexplained"] > 0
    large = steps["step"].abs() >= least
    mostly = steps["unexplained"].abs() * 3 >= steps["step"].abs() * 2
    found = steps[same_way & large & mostly].astype("int64").reset_index()
    return found.sort_values(["year", *by], ignore_index=True)


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
    by_pair = stock_by_pair("mandate_refugees" if declared.series[0] == "mandate_refugees" else "refugees")
    here = by_pair[:, :, position()[str(declared.asylum)]]
    before, after = (_persons(here[row(year)], home) for year in declared.between)
    if declared.size is None:
        return declared if before + after > 0 else None
    return declared.model_copy(update={"size": after - before}) if after != before else None


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


def _summed(rows: pd.DataFrame, keys: Sequence[str], columns: Sequence[str]) -> pd.Series:
    persons = rows[list(columns)].fillna(0).sum(axis=1).astype("float64")
    return persons.groupby([rows[key].astype("str" if key != "year" else "int64") for key in keys]).sum()


def _stock(keys: Sequence[str], since: int) -> pd.Series:
    rows = load("population", ["year", *PAIR, "refugees", "oip"])
    return _summed(rows[rows["year"] >= since], keys, ("refugees", "oip"))


def _net_flow(keys: Sequence[str]) -> pd.Series:
    """Persons that the flows of the year add to a stock, less those that they take away."""
    decisions = load("asylum_decisions")
    entered = [
        _summed(load("displacement_flows"), keys, ("refugees", "refugee_like", "oip")),
        _summed(decisions[decisions["unit"] == "persons"], keys, ("recognised", "complementary")),
    ]
    left = [_summed(load(table), keys, ("persons",)) for table in ("refugee_returns", "naturalisations")]
    parts = pd.concat([*entered, *(-part for part in left)], axis=1).fillna(0)
    return parts.sum(axis=1)
