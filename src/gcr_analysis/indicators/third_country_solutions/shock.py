"""Arrivals of 2020 and 2021 against the years before, and when they came back.

The interval says what is usual after five such years, not why two years were not. Pandemic and policy fell
together: the largest destination had cut its admissions before, which both widens the interval and lowers the
expectation, so the same is told without it.
"""

from collections.abc import Callable

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.frames import of
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.third_country_solutions.destinations import largest_destination
from gcr_analysis.indicators.third_country_solutions.flows import Side, arrivals, arrivals_of
from gcr_analysis.methods.expectation import Shock, expectation, recovery, shock

BEFORE = (2015, 2019)
SHOCK = (2020, 2021)
NONE_BEFORE = f"No arrivals in {BEFORE[0]} to {BEFORE[1]}"
LEAST_BEFORE = 100  # arrivals a year before, on average: fewer are no series to expect anything of
FEW_BEFORE = f"Fewer than {LEAST_BEFORE} arrivals a year in {BEFORE[0]} to {BEFORE[1]}"
NOT_BACK = "Not back by then"
Reading = Callable[[pd.Series, Years], Measured]


def covid_shortfall(region: Region, years: Years) -> Measured:
    """Arrivals in a region that 2020 and 2021 fell short of what 2015 to 2019 let one expect.

    With its interval; a negative shortfall is more than expected.

    >>> from gcr_analysis.geography import region
    >>> row = covid_shortfall(region("world"), (2025,)).loc[2025]
    >>> [int(row[name].round(-3)) for name in ("value", "low", "high")]
    [141000, -8000, 290000]
    """
    return _shortfall(_to(region), years)


def covid_shortfall_without_largest_destination(region: Region, years: Years) -> Measured:
    """The same without the destination that took most arrivals in the region since 2000."""
    return _without(_shortfall, region, "destination", years)


def covid_shortfall_from_origin(region: Region, years: Years) -> Measured:
    """The same for refugees from a region, wherever they arrived."""
    return _shortfall(_from(region), years)


def covid_shortfall_from_origin_without_largest_destination(region: Region, years: Years) -> Measured:
    """The same for refugees from a region, without the destination that took most of them since 2000."""
    return _without(_shortfall, region, "origin", years)


def recovery_year(region: Region, years: Years) -> Measured:
    """First year from 2020 on with as many arrivals in a region as the median of 2015 to 2019.

    The reason says until when that held. No later year is looked at than the one asked for.

    >>> from gcr_analysis.geography import region
    >>> rows = recovery_year(region("world"), (2021, 2024, 2025))
    >>> rows["value"].tolist(), rows["reason"].tolist()[1:]
    ([nan, 2022.0, 2022.0], ['', 'Held until 2024'])
    """
    return _recovery(_to(region), years)


def recovery_year_without_largest_destination(region: Region, years: Years) -> Measured:
    """The same without the destination that took most arrivals in the region since 2000."""
    return _without(_recovery, region, "destination", years)


def recovery_year_from_origin(region: Region, years: Years) -> Measured:
    """The same for refugees from a region, wherever they arrived."""
    return _recovery(_from(region), years)


def arrivals_shock(region: Region) -> Shock | None:
    """Arrivals in a region year by year since the first year before, with expectation and recovery: `shock`.

    None where they were fewer than `LEAST_BEFORE` a year before.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> told = arrivals_shock(region("world"))
    >>> int(told.series[2021]), told.back.year, told.back.until
    (57436, 2022, 2024)
    """
    came = _to(region).loc[BEFORE[0] :]
    return None if came.loc[slice(*BEFORE)].mean() < LEAST_BEFORE else shock(came, BEFORE, SHOCK)


def held_until(region: Region, year: int, side: Side, without_largest: bool = False) -> int | None:
    """Last year of the run at or above the median of the years before; None where it never came back.

    >>> from gcr_analysis.geography import region
    >>> held_until(region("world"), 2025, "destination")
    2024
    """
    wide = _by_destination(region, side)
    largest = largest_destination(region, side)
    came = (wide.drop(columns=largest) if without_largest and largest else wide).sum(axis=1)
    return recovery(came.loc[:year], BEFORE, SHOCK[0]).until


def _to(region: Region) -> pd.Series:
    return _by_destination(region, "destination").sum(axis=1)


def _from(region: Region) -> pd.Series:
    return _by_destination(region, "origin").sum(axis=1)


def _by_destination(region: Region, side: Side) -> pd.DataFrame:
    if side == "origin":
        return arrivals_of(region, "origin")
    wide = arrivals("destination")
    return of(wide, region, wide.index)


def _without(measure: Reading, region: Region, side: Side, years: Years) -> Measured:
    largest = largest_destination(region, side)
    came = _by_destination(region, side).drop(columns=[largest] if largest else []).sum(axis=1)
    table = measure(came, years)
    name = f"Without {country_in_sentence(largest)}" if largest else ""
    told = [". ".join(part for part in (name, said) if part) for said in table["reason"]]
    return table.assign(reason=table["reason"].where(table["value"].isna(), told))


def _shortfall(came: pd.Series, years: Years) -> Measured:
    """Tell the shortfall from the last year of the shock on, the same whenever it is asked for."""
    after = [year for year in years if year >= SHOCK[1]]
    against = expectation(came.loc[slice(*BEFORE)], came.loc[slice(*SHOCK)])
    table = measured(
        pd.Series(against.shortfall, after, dtype=float),
        low=against.shortfall_low,
        high=against.shortfall_high,
        reason="" if against.beyond else "Within what is usual after such years",
    )
    return _if_any(table, came)


def _recovery(came: pd.Series, years: Years) -> Measured:
    after = [year for year in years if year >= SHOCK[0]]
    back = {year: recovery(came.loc[:year], BEFORE, SHOCK[0]) for year in after}
    table = measured(pd.Series({year: found.year for year, found in back.items()}, dtype=float))
    reason = {
        y: f"Held until {found.until}" if found.until and found.until < y else "" for y, found in back.items()
    }
    table["reason"] = pd.Series(reason, dtype="object")
    table = without_figure(table, table["value"].isna(), NOT_BACK, "not collected")
    return _if_any(table, came)


def _if_any(table: Measured, came: pd.Series) -> Measured:
    few = came.loc[slice(*BEFORE)].mean() < LEAST_BEFORE
    nobody = came.loc[slice(*BEFORE)].sum() == 0
    reason = NONE_BEFORE if nobody else FEW_BEFORE
    return without_figure(table, pd.Series(few, table.index), reason)
