"""Own figures as measures: what the engine asks for an indicator that an own source declares."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Indicator, OwnSource
from gcr_analysis.framework.own_models import OwnMeasure
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import row, years
from gcr_analysis.indicators.ends import Ends
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.own.estimates import LEVEL, Estimate, estimated
from gcr_analysis.indicators.own.matched import matched
from gcr_analysis.indicators.own.microdata import FEWEST, Wave, read_waves
from gcr_analysis.indicators.own.problems import Problems
from gcr_analysis.indicators.own.regional import how_of, regional
from gcr_analysis.indicators.own.table import read_table
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures

WITHHELD = "from one cluster of each stratum, so that no standard error follows"
Compute = Callable[[RegionSets], Measured]


def computes(declared: Indicator) -> Compute:
    """Return the function of an indicator that comes from an own source."""
    source = framework.own_sources()[declared.own]
    measure = source.measure(declared.id)
    if isinstance(measure, OwnMeasure):

        def of_table(sets: RegionSets) -> Measured:
            how = how_of(declared, measure)
            return regional(_rows(declared), sets, how=how, panel=declared.panel, source=source.id)

        return of_table
    return lambda sets: _of_survey(declared, sets)


def _of_survey(declared: Indicator, sets: RegionSets) -> Measured:
    """Estimates from a survey: of a country in which it asked, whatever region holds it."""
    source = framework.own_sources()[declared.own]
    shape = (len(years()), len(sets))
    value, low, high = (np.full(shape, np.nan) for _ in range(3))
    found: dict[tuple[int, int], Estimate] = {}
    for place, region in enumerate(sets):
        for estimate in estimates_of(source, region):
            if estimate.indicator == declared.id and estimate.year in years():
                at = row(estimate.year), place
                found[at] = estimate
                value[at], low[at], high[at] = estimate.value, estimate.low, estimate.high
    covered, status = np.zeros(shape, bool), np.full(shape, "", dtype="<U16")
    for at, estimate in found.items():
        covered[at], status[at] = True, "not collected" if estimate.withheld else "estimate"
    return Measured(
        value,
        covered,
        low,
        high,
        coverage=np.ones(shape),
        status=status,
        source=source.id,
        words=lambda year, place: worded(found[year, place]) if (year, place) in found else "",
    )


def matched_ends(
    declared: Indicator, sets: RegionSets, series: Figures, baseline_year: int, year: int
) -> Ends:
    """Both ends of a change of an own measure, on the countries with a figure at both.

    Estimates from surveys have no change to judge: see `gcr_analysis.indicators.own.matched`.
    """
    source = framework.own_sources()[declared.own]
    return matched(_rows(declared), sets, series, (baseline_year, year), declared=declared, source=source)


def _rows(declared: Indicator) -> pd.DataFrame:
    table = figures_of(framework.own_sources()[declared.own])
    return table[table["indicator"] == declared.id]


def worded(estimate: Estimate) -> str:
    """Say what an estimate rests on.

    >>> worded(Estimate("works", "LBN", 2024, 50.0, 20.0, 80.0, 20.41, 8, 12, 1, 11))
    'Survey estimate: 8 answers, fewer than 30; standard error 20.4 points; low and high are a 95 % interval'
    >>> nan = float("nan")
    >>> worded(Estimate("works", "LBN", 2024, nan, nan, nan, nan, 40, 4, 4, 0))
    'Survey estimate withheld: 40 answers from one cluster of each stratum, so that no standard error follows'
    """
    if estimate.withheld:
        return f"Survey estimate withheld: {estimate.answers:,} answers {WITHHELD}"
    few = f", fewer than {FEWEST}" if estimate.few else ""
    few += f" from few clusters ({estimate.freedom} degrees of freedom)" if estimate.narrow else ""
    return (
        f"Survey estimate: {estimate.answers:,} answers{few}; standard error {estimate.error:.1f} points; "
        f"low and high are a {LEVEL:.0f} % interval"
    )


def figures_of(source: OwnSource) -> pd.DataFrame:
    """Return the figures of a table: see `gcr_analysis.indicators.own.table.read_table`.

    Raises
    ------
    GcrError
        When anything is wrong with it.
    """
    table, problems = _table(source.folder)
    problems.require_none()
    return table


def estimates_of(source: OwnSource, region: Region | None = None) -> tuple[Estimate, ...]:
    """Return the estimates from a survey, country by country; those of the countries of *region* only.

    Raises
    ------
    GcrError
        When anything is wrong with its file.
    """
    if region is None:
        return _estimates(source.folder)
    assert source.survey is not None
    asked = {source.survey.country} if source.survey.country else _asked_in(source.folder)
    if asked.isdisjoint(region.countries):  # nobody waits for estimates that are not for them
        return ()
    return tuple(each for each in _estimates(source.folder) if each.iso3 in region.countries)


def unanswered(source: OwnSource) -> dict[tuple[str, str, int], float]:
    """Return the percentage of those asked who gave no answer: by measure, country and year."""
    return {
        (id, wave.iso3, wave.year): share
        for wave in _waves(source.folder)[0]
        for id, share in wave.unanswered.items()
    }


def checked(source: OwnSource) -> Problems:
    """Read the file of an own source, and say what is wrong with it."""
    return _waves(source.folder)[1] if source.survey else _table(source.folder)[1]


def forget() -> None:
    """Forget own sources and their figures, after their files have changed."""
    framework.forget_own()
    for each in (_table, _waves, _estimates):
        each.cache_clear()


@cache
def _table(folder: Path) -> tuple[pd.DataFrame, Problems]:
    return read_table(framework.own_source(folder))


@cache
def _waves(folder: Path) -> tuple[tuple[Wave, ...], Problems]:
    return read_waves(framework.own_source(folder))


def _asked_in(folder: Path) -> set[str]:
    return {wave.iso3 for wave in _waves(folder)[0]}


@cache
def _estimates(folder: Path) -> tuple[Estimate, ...]:
    waves, problems = _waves(folder)
    problems.require_none()
    survey = framework.own_source(folder).survey
    assert survey is not None
    return tuple(e for wave in waves for e in estimated(wave, centre=survey.single_clusters == "centre"))
