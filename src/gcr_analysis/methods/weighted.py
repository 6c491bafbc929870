"""Means over countries weighted by people, the bounds that missing countries allow, and matched changes."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from gcr_analysis.methods.ratios import coverage

LEAST, MOST = 0.0, 100.0  # what a share in percent can be


def weighted_mean(
    values: pd.DataFrame, weights: pd.DataFrame, least: float = LEAST, most: float = MOST
) -> pd.DataFrame:
    """Mean of country values weighted by people, on the countries with a value, with worst-case bounds.

    Parameters
    ----------
    values
        A row a year, a column a country, such as the percent of refugees with a right; missing where the
        country did not report.
    weights
        The same shape: people, such as refugees hosted. A country of no known weight is left out.
    least, most
        What a value can be at least and at most, in the values' unit. A reported value beyond them stays
        as it is: the limits stand in for missing values only. Infinite ones give no bounds.

    Returns
    -------
    DataFrame
        A row a year: ``value``; ``low`` and ``high``, which are what the mean over all countries would be if
        every missing value were the least or the most possible one; ``coverage`` (0 to 1), the share of the
        weight in countries with a value. All but coverage are missing where the weights with a value sum to
        zero: nobody's mean is no figure.

    Notes
    -----
    Manski, C. F. (1989), Anatomy of the selection problem, Journal of Human Resources 24 (3), and (2003),
    Partial Identification of Probability Distributions, Springer: nothing is assumed of the missing part, so
    the bounds are as wide as its weight. They are no confidence interval.

    Examples
    --------
    >>> right = pd.DataFrame({"TCD": [80.0], "ETH": [40.0], "SSD": [np.nan]}, index=[2024])
    >>> hosted = pd.DataFrame({"TCD": [100.0], "ETH": [300.0], "SSD": [100.0]}, index=[2024])
    >>> weighted_mean(right, hosted)
          value   low  high  coverage
    2024   50.0  40.0  60.0       0.8
    """
    values, weights = values.align(weights)
    known = values.notna() & weights.notna()
    figures, people = (np.where(known, frame, 0.0) for frame in (values, weights))
    all_of_it = weights.sum(axis=1)
    some_of_it = pd.Series(people.sum(axis=1), weights.index)
    total = pd.Series((figures * people).sum(axis=1), weights.index)
    missing = all_of_it - some_of_it
    has_figure = some_of_it > 0
    bounds = {
        name: ((total + missing * limit) / all_of_it).where(has_figure & np.isfinite(limit))
        for name, limit in (("low", least), ("high", most))
    }
    return pd.DataFrame(
        {"value": (total / some_of_it).where(has_figure), **bounds, "coverage": coverage(weights, known)}
    )


class MatchedChange(NamedTuple):
    """A change of a weighted mean, read on the same countries at both ends."""

    start: float
    end: float
    change: float
    countries: int
    coverage: float


def matched_change(start: pd.Series, end: pd.Series, weights: pd.Series) -> MatchedChange:
    """Change of a weighted mean on the countries that have a value at both ends, at the same weights.

    Between two means over whoever reported, other countries and other numbers of people move the figure
    too. Here both ends rest on one set of countries and one set of weights, those of the later year, so
    that only the countries' own values move it.

    Parameters
    ----------
    start, end
        Values of the earlier and the later year by country; missing where a country did not report.
    weights
        People by country in the later year.

    Returns
    -------
    MatchedChange
        ``start``, ``end`` and ``change`` in the values' unit, missing where no country that reported both
        times hosts anybody; ``countries``, the number of those that reported both times; ``coverage`` (0 to
        1), the share of all weights in them.

    Notes
    -----
    The matched sample of price statistics, where items that appear or vanish would otherwise be read as a
    change of price, at later weights as in a Paasche index: International Monetary Fund and others (2020),
    Consumer Price Index Manual: Concepts and Methods.

    Examples
    --------
    >>> before = pd.Series({"TCD": 40.0, "ETH": 20.0})
    >>> after = pd.Series({"TCD": 50.0, "ETH": 20.0, "UGA": 100.0})
    >>> matched_change(before, after, pd.Series({"TCD": 100.0, "ETH": 100.0, "UGA": 200.0}))
    MatchedChange(start=30.0, end=35.0, change=5.0, countries=2, coverage=0.5)
    """
    values = pd.DataFrame({"start": start, "end": end, "weight": weights})
    both = values.dropna()
    matched, all_of_it = float(both["weight"].sum()), float(values["weight"].sum())
    means = [
        float((both[side] * both["weight"]).sum() / matched) if matched > 0 else float("nan")
        for side in ("start", "end")
    ]
    return MatchedChange(
        *means,
        change=means[1] - means[0],
        countries=len(both),
        coverage=matched / all_of_it if all_of_it > 0 else 1.0,
    )
