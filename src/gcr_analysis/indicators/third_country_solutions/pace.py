"""How many a year are still needed to reach the published goals. For the world."""

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Target
from gcr_analysis.indicators.arrays import FIRST_YEAR, row
from gcr_analysis.indicators.arrays import years as axis_years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.flows import arrivals, since_first_year
from gcr_analysis.indicators.third_country_solutions.pathways import EDITIONS
from gcr_analysis.indicators.third_country_solutions.quoted import DEPARTURES, quoted, quoted_total
from gcr_analysis.methods.pace import pace_to_target as method
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.questions import question

MILLION = 1e6


def pace_to_target(sets: RegionSets) -> Measured:
    """Arrivals a year that are still needed for the strategy's goal of resettlement.

    >>> [round(pace_to_target(RegionSets.of("world")).at(year)) for year in (2024, 2025)]
    [84715, 85698]
    """
    return _paces(_arrivals(), _target("resettled_by_2028"), sets)


def pace_to_target_departures(sets: RegionSets) -> Measured:
    """Departures with UNHCR's help a year that are still needed for the same goal.

    Counted from the years with a figure: where one is missing, so many are needed at most.

    >>> found = pace_to_target_departures(RegionSets.of("world"))
    >>> round(found.at(2024)), str(found.status[row(2024), 0])
    (166792, 'partial')
    """
    return _paces(_departures(), _target("resettled_by_2028"), sets)


def pace_to_solutions(sets: RegionSets) -> Measured:
    """Arrivals on resettlement and permits together a year that are still needed for the roadmap's goal.

    >>> round(pace_to_solutions(RegionSets.of("world")).at(2023), -3)
    218000.0
    """
    return _to_the_last(_arrivals(), _target("solutions_by_2030"), sets)


def pace_to_solutions_departures(sets: RegionSets) -> Measured:
    """The same with departures for arrivals."""
    return _to_the_last(_departures(), _target("solutions_by_2030"), sets)


def pace_to_pathways_2028(sets: RegionSets) -> Measured:
    """Admissions through complementary pathways a year that are still needed for the strategy's goal.

    >>> pace_to_pathways_2028(RegionSets.of("world")).at(2023)
    200000.0
    """
    return _to_the_last(_none(), _target("pathways_by_2028"), sets)


def pace_to_pathways_2030(sets: RegionSets) -> Measured:
    """Admissions through complementary pathways a year that are still needed for the roadmap's goal."""
    return _to_the_last(_none(), _target("pathways_by_2030"), sets)


@question
def counted(target: str, year: int) -> float:
    """Arrivals on resettlement from the first year that counts towards a goal to *year*.

    >>> int(counted("resettled_by_2028", 2025))
    742906
    """
    return float(_arrivals().loc[_target(target).since : year].sum())


def _target(id: str) -> Target:
    return framework.targets()[id]


def _paces(counts: pd.Series, target: Target, sets: RegionSets) -> Measured:
    """Pace at the end of each year that has a count."""
    known = [int(year) for year in counts.dropna().index if target.since <= year < target.by]
    return _measured({y: _pace(counts.reindex(range(target.since, y + 1)), target) for y in known}, sets)


def _to_the_last(counts: pd.Series, target: Target, sets: RegionSets) -> Measured:
    """Pace at the end of the last year of permits, which are published as one total of several years."""
    permits = _permits()
    if permits is None:
        return _measured({}, sets)
    last, total = permits
    counts = counts.loc[:last].copy()
    counts.loc[last] += total
    needed, said = _pace(counts.reindex(range(target.since, last + 1)), target)
    note = f"Permits are published as one total of {target.since} to {last}"
    return _measured({last: (needed, said)}, sets, note)


def _pace(counts: pd.Series, target: Target) -> tuple[float, str]:
    """Pace that is still needed, and which years have no figure: what is counted is then at least so much."""
    silent = ", ".join(str(year) for year in counts.index[counts.isna()])
    at_least = counts.fillna(0.0)
    needed = method(at_least, target.value, target.since, target.by).needed
    return needed, f"At most: no figure of {silent}, which counts too" if silent else ""


def _measured(paces: dict[int, tuple[float, str]], sets: RegionSets, note: str = "") -> Measured:
    value, covered = np.full((len(axis_years()), len(sets)), np.nan), np.zeros((len(axis_years()), 1), bool)
    status = np.full(value.shape, "", dtype="<U7")
    for year, (needed, said) in paces.items():
        value[row(year)], covered[row(year)] = needed, True
        status[row(year)] = "partial" if said else ""

    def words(year: int, place: int) -> str:
        _, said = paces.get(axis_years()[year], (0.0, ""))
        return ". ".join(filter(None, (note, said)))

    return Measured(value, covered=covered, status=status, words=words)


def _permits() -> tuple[int, float] | None:
    """Last year of the latest edition of permits, and its total since the first year that counts.

    None where the snapshot's figures do not reach that year, as those of an early release.
    """
    known = _published(EDITIONS["fifth"]).dropna().index
    if known.empty:
        return None
    last = int(known.max())
    return last, quoted_total(EDITIONS["fifth"], _target("pathways_by_2028").since, last) * MILLION


def _arrivals() -> pd.Series:
    return since_first_year(arrivals("destination")).sum(axis=1)


def _departures() -> pd.Series:
    return _published(DEPARTURES).dropna()


def _none() -> pd.Series:
    return pd.Series(0.0, range(FIRST_YEAR, latest_year() + 1))


def _published(subject: str) -> pd.Series:
    return pd.Series(quoted(subject, RegionSets.of("world")).value[:, 0], list(axis_years())).loc[FIRST_YEAR:]
