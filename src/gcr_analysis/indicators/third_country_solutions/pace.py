"""How many a year are still needed to reach the published goals. For the world."""

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Target
from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import FIRST_YEAR
from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.indicators.third_country_solutions.flows import arrivals
from gcr_analysis.indicators.third_country_solutions.pathways import EDITIONS
from gcr_analysis.indicators.third_country_solutions.quoted import DEPARTURES, quoted, quoted_total
from gcr_analysis.methods.pace import pace_to_target as method
from gcr_analysis.snapshot import latest_year

MILLION = 1e6


def pace_to_target(region: Region, years: Years) -> Measured:
    """Arrivals a year that are still needed for the strategy's goal of resettlement.

    >>> from gcr_analysis.geography import region
    >>> pace_to_target(region("world"), (2024, 2025))["value"].round().tolist()
    [84715.0, 85698.0]
    """
    return _paces(_arrivals(), _target("resettled_by_2028"), years)


def pace_to_target_departures(region: Region, years: Years) -> Measured:
    """Departures with UNHCR's help a year that are still needed for the same goal.

    >>> from gcr_analysis.geography import region
    >>> row = pace_to_target_departures(region("world"), (2024,)).loc[2024]
    >>> round(row["value"]), row["status"]
    (166792, 'partial')
    """
    return _paces(_departures(), _target("resettled_by_2028"), years)


def pace_to_solutions(region: Region, years: Years) -> Measured:
    """Arrivals on resettlement and permits together a year that are still needed for the roadmap's goal.

    >>> from gcr_analysis.geography import region
    >>> pace_to_solutions(region("world"), (2023,))["value"].round(-3).tolist()
    [218000.0]
    """
    return _to_the_last(_arrivals(), _target("solutions_by_2030"), years)


def pace_to_solutions_departures(region: Region, years: Years) -> Measured:
    """The same with departures for arrivals."""
    return _to_the_last(_departures(), _target("solutions_by_2030"), years)


def pace_to_pathways_2028(region: Region, years: Years) -> Measured:
    """Admissions through complementary pathways a year that are still needed for the strategy's goal.

    >>> from gcr_analysis.geography import region
    >>> pace_to_pathways_2028(region("world"), (2023,))["value"].tolist()
    [200000.0]
    """
    return _to_the_last(_none(), _target("pathways_by_2028"), years)


def pace_to_pathways_2030(region: Region, years: Years) -> Measured:
    """Admissions through complementary pathways a year that are still needed for the roadmap's goal."""
    return _to_the_last(_none(), _target("pathways_by_2030"), years)


def counted(target: Target, year: int) -> float:
    """Arrivals on resettlement from the first year that counts towards a goal to *year*.

    >>> int(counted(framework.targets()["resettled_by_2028"], 2025))
    742906
    """
    return float(_arrivals().loc[target.since : year].sum())


def _target(id: str) -> Target:
    return framework.targets()[id]


def _paces(counts: pd.Series, target: Target, years: Years) -> Measured:
    """Pace at the end of each year that has a count. Years before it without a figure are counted as none."""
    known = [year for year in years if year in counts.dropna().index and target.since <= year < target.by]
    until = {year: counts.reindex(range(target.since, year + 1)) for year in known}
    return pd.concat([_no_pace(), *(_pace(count, target) for count in until.values())])


def _no_pace() -> Measured:
    return measured(pd.Series(dtype=float), status="", reason="")


def _pace(counts: pd.Series, target: Target) -> Measured:
    silent = ", ".join(str(year) for year in counts.index[counts.isna()])
    needed = method(counts.fillna(0.0), target.value, target.since, target.by).needed
    return measured(
        pd.Series({int(counts.index[-1]): needed}),
        status="partial" if silent else "",
        reason=f"No figure of {silent}, counted as none" if silent else "",
    )


def _to_the_last(counts: pd.Series, target: Target, years: Years) -> Measured:
    """Pace at the end of the last year of permits, which are published as one total of several years."""
    permits = _permits()
    if permits is None:
        return _no_pace()
    last, total = permits
    counts = counts.loc[:last].copy()
    counts.loc[last] += total
    table = _pace(counts.reindex(range(target.since, last + 1)), target)
    note = f"Permits are published as one total of {target.since} to {last}"
    table["reason"] = [f"{note}. {said}" if said else note for said in table["reason"]]
    return table[table.index.isin(years)]


def _permits() -> tuple[int, float] | None:
    """Last year of the latest edition of permits, and its total since the first year that counts.

    None where the snapshot's figures do not reach that year, as those of an early release.
    """
    known = quoted(EDITIONS["fifth"], _all_years()).index
    if known.empty:
        return None
    last = int(known.max())
    return last, quoted_total(EDITIONS["fifth"], _target("pathways_by_2028").since, last) * MILLION


def _arrivals() -> pd.Series:
    return arrivals("destination").sum(axis=1)


def _departures() -> pd.Series:
    return quoted(DEPARTURES, _all_years())["value"]


def _none() -> pd.Series:
    return pd.Series(0.0, _all_years())


def _all_years() -> Years:
    return tuple(range(FIRST_YEAR, latest_year() + 1))
