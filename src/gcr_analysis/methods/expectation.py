"""What the years before would have led one to expect, with an interval, and when a series came back.

The expectation of some years together is the mean of the base years times their number. Its interval is the
prediction interval of a sum of normal draws, at the t quantile that would hold 95 % of outcomes if years
were independent of each other. They are not: numbers drift, and one surge lasts for years. On held-back
years (`held_back`) the interval holds about four outcomes of five, so that is what it is called: an interval
of 80 %.

Other ways were tried on the same held-back years. A straight line through the base years holds a few more
outcomes, but one expectation of seven is below zero. A log scale holds no more, and cannot bear a year
without anybody. Carrying the last year on holds nine of ten, with an interval that is wider by two fifths,
and then one year, not the years before, makes the expectation. So the mean stays, with its own record beside
it.
"""

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from gcr_analysis.methods.types import Array

NOMINAL = 0.80  # what the interval is meant to hold, and does on held-back years
# Quantiles of the t distribution that leave 2.5 % on either side, for one degree of freedom, two, …
T_QUANTILES = (12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157)


class Expectation(NamedTuple):
    """What some years together were expected to come to, and what they came to less that.

    Numbers, or arrays with one for each series.
    """

    expected: Any
    low: Any
    high: Any
    outcome: Any
    shortfall: Any
    shortfall_low: Any
    shortfall_high: Any

    @property
    def beyond(self) -> Any:
        """Whether the outcome lies outside the interval; never where there is none."""
        return (self.outcome < self.low) | (self.outcome > self.high)


def expectation(base: pd.Series | Array, outcome: pd.Series | Array) -> Expectation:
    """Set the outcome of some years against what the base years would have led one to expect of them.

    Parameters
    ----------
    base
        Yearly figures of the years before, up to ten; of several series with the years on the first axis.
    outcome
        Yearly figures of the years in question.

    Returns
    -------
    Expectation
        All in the figures' unit: ``expected``, with its interval from ``low`` to ``high``, for the years of
        the outcome together; ``outcome``, their sum; ``shortfall``, expected less outcome, with its interval.
        A bound below zero stays: it tells how little the base years say. Missing when a figure is, or when
        there are fewer than two base years.

    Raises
    ------
    ValueError
        When there are more than ten base years: so long ago says nothing of now.

    Notes
    -----
    For a sum of m new draws after n, with their mean and standard deviation s, the half-width is
    t(n - 1) · s · √(m + m²/n): Hahn, G. J. & Meeker, W. Q. (1991), Statistical Intervals, Wiley, chapter 4.
    The interval says what is usual, not why a year was not.

    Examples
    --------
    >>> arrivals = pd.Series({2015: 100.0, 2016: 120.0, 2017: 110.0, 2018: 90.0, 2019: 80.0})
    >>> against = expectation(arrivals, pd.Series({2020: 30.0, 2021: 50.0}))
    >>> [round(x) for x in against[:5]], bool(against.beyond)
    ([200, 127, 273, 80, 120], True)
    """
    n, m = len(base), len(outcome)
    before, after = np.asarray(base, dtype=float), np.asarray(outcome, dtype=float)
    if n < 2:
        return Expectation(*[np.full(before.shape[1:], np.nan)[()]] * 7)
    if n > len(T_QUANTILES) + 1:
        raise ValueError(f"{n} base years: give {len(T_QUANTILES) + 1} at most")
    expected = before.mean(axis=0) * m
    error = before.std(axis=0, ddof=1) * np.sqrt(m + m**2 / n)
    half = T_QUANTILES[n - 2] * error
    total = after.sum(axis=0)
    short = expected - total
    return Expectation(expected, expected - half, expected + half, total, short, short - half, short + half)


class Recovery(NamedTuple):
    """When a series came back to what was usual before, and until when it stayed there."""

    usual: float
    year: int | None
    until: int | None


def recovery(series: pd.Series, base: tuple[int, int], since: int) -> Recovery:
    """First year at or above the median of the base years, and the last of the run that begins there.

    Parameters
    ----------
    series
        Yearly figures, indexed by year. A missing year is no year above.
    base
        First and last base year, both included.
    since
        First year that may be the one of recovery: the year of the shock. If it is that very year, the
        series never fell.

    Returns
    -------
    Recovery
        ``usual``, the median of the base years, missing when one of them is; ``year``, None when it has not
        come back; ``until``, the last year of the unbroken run at or above the median.

    Examples
    --------
    >>> arrivals = pd.Series([90.0, 100.0, 110.0, 40.0, 60.0, 120.0, 130.0, 50.0], range(2017, 2025))
    >>> recovery(arrivals, base=(2017, 2019), since=2020)
    Recovery(usual=100.0, year=2022, until=2023)
    """
    yearly = series.reindex(range(base[0], max(base[1], since, *series.index) + 1))
    usual, year, until = recoveries(yearly.to_numpy(float), base[0], base, since)
    if np.isnan(year[-1]):
        return Recovery(float(usual), None, None)
    return Recovery(float(usual), int(year[-1]), int(until[int(series.index.max()) - base[0]]))


class Shock(NamedTuple):
    """A series, what the years before let one expect of some of its years, and when it came back."""

    series: pd.Series
    against: Expectation
    back: Recovery


def shock(series: pd.Series, base: tuple[int, int], years: tuple[int, int]) -> Shock:
    """Set some years of a series against the base years before them, and look for its return.

    Parameters
    ----------
    series
        Yearly figures, indexed by year.
    base, years
        First and last year, both included: of the base, and of the years in question.

    Examples
    --------
    >>> arrivals = pd.Series([100.0, 120.0, 110.0, 90.0, 80.0, 30.0, 50.0, 130.0], range(2015, 2023))
    >>> told = shock(arrivals, base=(2015, 2019), years=(2020, 2021))
    >>> round(told.against.shortfall), told.back.year
    (120, 2022)
    """
    against = expectation(series.loc[slice(*base)], series.loc[slice(*years)])
    return Shock(series, against, recovery(series, base, since=years[0]))


def held_back(series: pd.DataFrame, base: int = 5, ahead: int = 2, least: float = 1000.0) -> pd.DataFrame:
    """Hold back years, and see whether the interval from the years before them holds what came.

    Parameters
    ----------
    series
        A row a year, every year present, all before the years that the interval is for; a column a place.
    base, ahead
        Years in the base, and years held back after it.
    least
        Smallest mean of the base years for a window to count, in the series' unit.

    Returns
    -------
    DataFrame
        A row a window of a place: ``place``, ``first`` (its first base year), ``inside``, ``below`` and
        ``above``. Windows overlap, so that they tell less than their number.

    Examples
    --------
    >>> arrivals = pd.DataFrame({"world": [100.0, 120.0, 110.0, 90.0, 80.0, 30.0, 20.0]}, range(2015, 2022))
    >>> held_back(arrivals, least=0)[["place", "first", "inside", "below"]].values.tolist()
    [['world', 2015, False, True]]
    """
    windows = [
        (place, first, expectation(series.loc[first:last, place], series.loc[last + 1 : last + ahead, place]))
        for place in series
        for first in series.index[: len(series) - base - ahead + 1]
        for last in [first + base - 1]
        if series.loc[first:last, place].mean() >= least
    ]
    told = pd.DataFrame(
        [
            (place, first, of.outcome < of.low, of.outcome > of.high)
            for place, first, of in windows
            if not np.isnan(of.shortfall)
        ],
        columns=["place", "first", "below", "above"],
    )
    return told.assign(inside=~told["below"] & ~told["above"])


def recoveries(series: Array, first: int, base: tuple[int, int], since: int) -> tuple[Array, Array, Array]:
    """When the series of many places came back, as far as the figures up to each year tell: see `recovery`.

    Parameters
    ----------
    series
        Yearly figures, every year present on the first axis.
    first
        Year of the first row.
    base, since
        As for `recovery`.

    Returns
    -------
    tuple of array
        ``usual``, without the axis of years; ``year`` and ``until`` in the shape of the series, missing up to
        the year of recovery.

    Examples
    --------
    >>> arrivals = np.array([90.0, 100.0, 110.0, 40.0, 60.0, 120.0, 130.0, 50.0])
    >>> usual, year, until = recoveries(arrivals, 2017, base=(2017, 2019), since=2020)
    >>> year[3:].tolist(), until[3:].tolist()
    ([nan, nan, 2022.0, 2022.0, 2022.0], [nan, nan, 2022.0, 2023.0, 2023.0])
    """
    years = np.arange(first, first + len(series)).reshape(-1, *[1] * (series.ndim - 1))
    usual = np.median(series[base[0] - first : base[1] - first + 1], axis=0)
    back = (series >= usual) & (years >= since)
    year = np.where(back.any(axis=0), first + back.argmax(axis=0), np.inf)
    broken = ~back & (years > year)
    last = np.where(broken.any(axis=0), first + broken.argmax(axis=0) - 1, np.inf)
    known = years >= year
    return usual, np.where(known, year, np.nan), np.where(known, np.minimum(years, last), np.nan)
