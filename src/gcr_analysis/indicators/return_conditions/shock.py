"""Returns in the years of COVID-19, against what the years before would have led one to expect.

The interval says whether these years were unusual, not why: travel was restricted, and conflicts began and
ended as in all years.
"""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.return_conditions.origins import solution, total
from gcr_analysis.methods.expectation import Expectation, Recovery, Shock, expectation, recovery, shock

BASE = (2015, 2019)
SHOCK = (2020, 2021)
NOT_EVERY_YEAR = f"No returns reported in a year from {BASE[0]} to {SHOCK[1]}"


def returns_covid_shortfall(region: Region, years: Years) -> Measured:
    """Returns expected for 2020 and 2021 from the five years before, less those that came.

    Negative where more returned than expected. The figure is the same in all later years.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = returns_covid_shortfall(region("world"), (2025,))
    >>> table[["value", "low", "high"]].round(-3).astype(int).values.tolist()
    [[110000, -563000, 782000]]
    """
    against = expected_returns(region)
    after = [year for year in years if year >= SHOCK[1]]
    bounds = {
        "low": pd.Series(against.shortfall_low, after, dtype=float),
        "high": pd.Series(against.shortfall_high, after, dtype=float),
    }
    table = measured(pd.Series(against.shortfall, after, dtype=float), **bounds)
    return without_figure(table, table["value"].isna(), NOT_EVERY_YEAR, status="not collected")


def returns_recovery_year(region: Region, years: Years) -> Measured:
    """First year since 2020 in which returns were at or above the median of the five years before it.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> returns_recovery_year(region("world"), (2020, 2025))["value"].tolist()
    [nan, 2021.0]
    """
    known = {year: recovery_by(region, year) for year in years if year >= SHOCK[0]}
    value = pd.Series({year: back.year for year, back in known.items()}, dtype=float)
    held = {
        year: f"Held until {back.until}" if back.until not in (None, year) else ""
        for year, back in known.items()
    }
    table = measured(value, reason=pd.Series(held, dtype="object"))
    usual = pd.Series({year: back.usual for year, back in known.items()}, dtype=float)
    table = without_figure(table, value.isna(), "Not back yet", status="not collected")
    return without_figure(table, usual.isna(), NOT_EVERY_YEAR, status="not collected")


def expected_returns(region: Region) -> Expectation:
    """Returns of 2020 and 2021 together against those of the five years before: `expectation`."""
    series = _returns(region)
    return expectation(series.loc[BASE[0] : BASE[1]], series.loc[SHOCK[0] : SHOCK[1]])


def returns_shock(region: Region) -> Shock:
    """Returns year by year since the first base year, with expectation and recovery: `shock`.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> told = returns_shock(region("world"))
    >>> int(told.series[2021]), told.back.year
    (429234, 2021)
    """
    return shock(_returns(region), BASE, SHOCK)


def recovery_by(region: Region, year: int) -> Recovery:
    """When returns had come back, as far as the figures up to a year tell: `recovery`."""
    return recovery(_returns(region).loc[:year], BASE, since=SHOCK[0])


def _returns(region: Region) -> pd.Series:
    wide = solution("refugee_returns")
    return total(wide, region, tuple(range(BASE[0], int(wide.index.max()) + 1)))
