"""Means over countries weighted by people, the bounds that missing countries allow, and matched changes."""

from typing import NamedTuple

import numpy as np

from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array

LEAST, MOST = 0.0, 100.0  # what a share in percent can be


class WeightedMean(NamedTuple):
    """A mean, its bounds and the share of the weight that it rests on: arrays of shape (years, sets)."""

    value: Array
    low: Array
    high: Array
    coverage: Array


def weighted_mean(
    groups: Groups, values: Array, weights: Array, least: float = LEAST, most: float = MOST
) -> WeightedMean:
    """Mean of country values weighted by people, on the countries with a value, with worst-case bounds.

    Parameters
    ----------
    groups
        Countries of each region set.
    values
        Shape (years, countries), such as the percent of refugees with a right; missing where the country did
        not report.
    weights
        The same shape: people, such as refugees hosted. A country of no known weight is left out.
    least, most
        What a value can be at least and at most, in the values' unit. A reported value beyond them stays
        as it is: the limits stand in for missing values only. Infinite ones give no bounds.

    Returns
    -------
    WeightedMean
        ``value``; ``low`` and ``high``, which are what the mean over all countries would be if every missing
        value were the least or the most possible one; ``coverage`` (0 to 1), the share of the weight in
        countries with a value. All but coverage are missing where the weights with a value sum to zero:
        nobody's mean is no figure.

    Notes
    -----
    Manski, C. F. (1989), Anatomy of the selection problem, Journal of Human Resources 24 (3), and (2003),
    Partial Identification of Probability Distributions, Springer: nothing is assumed of the missing part, so
    the bounds are as wide as its weight. They are no confidence interval.

    Examples
    --------
    >>> right, hosted = np.array([[80.0, 40.0, np.nan]]), np.array([[100.0, 300.0, 100.0]])
    >>> [float(each[0, 0]) for each in weighted_mean(Groups([[0, 1, 2]]), right, hosted)]
    [50.0, 40.0, 60.0, 0.8]
    """
    known = ~np.isnan(values) & ~np.isnan(weights)
    all_of_it = groups.total(weights)
    some_of_it = groups.total(np.where(known, weights, 0.0))
    total = groups.total(np.where(known, values * weights, 0.0))
    missing = all_of_it - some_of_it
    has_figure = some_of_it > 0

    def bound(limit: float) -> Array:
        if not np.isfinite(limit):
            return np.full(total.shape, np.nan)
        return np.where(has_figure, over(total + missing * limit, all_of_it), np.nan)

    return WeightedMean(
        np.where(has_figure, over(total, some_of_it), np.nan),
        bound(least),
        bound(most),
        coverage(groups, weights, known),
    )


class MatchedChange(NamedTuple):
    """A change of weighted means, read on the same countries at both ends: arrays of shape (…, sets)."""

    start: Array
    end: Array
    countries: Array
    coverage: Array

    @property
    def change(self) -> Array:
        """The end less the start, in the values' unit."""
        return self.end - self.start


def matched_change(groups: Groups, start: Array, end: Array, weights: Array) -> MatchedChange:
    """Change of a weighted mean on the countries that have a value at both ends, at the same weights.

    Between two means over whoever reported, other countries and other numbers of people move the figure
    too. Here both ends rest on one set of countries and one set of weights, those of the later year, so
    that only the countries' own values move it.

    Parameters
    ----------
    groups
        Countries of each region set.
    start, end
        Values of the earlier and the later year by country, on the last axis; missing where a country did
        not report.
    weights
        People by country in the later year; a country of no known weight is left out.

    Returns
    -------
    MatchedChange
        ``start`` and ``end`` in the values' unit, missing where no country that reported both times hosts
        anybody; ``countries``, the number of those that reported both times; ``coverage`` (0 to 1), the
        share of all weights in them.

    Notes
    -----
    The matched sample of price statistics, where items that appear or vanish would otherwise be read as a
    change of price, at later weights as in a Paasche index: International Monetary Fund and others (2020),
    Consumer Price Index Manual: Concepts and Methods.

    Examples
    --------
    >>> before, after = np.array([40.0, 20.0, np.nan]), np.array([50.0, 20.0, 100.0])
    >>> read = matched_change(Groups([[0, 1, 2]]), before, after, np.array([100.0, 100.0, 200.0]))
    >>> [float(each[0]) for each in read], float(read.change[0])
    ([30.0, 35.0, 2.0, 0.5], 5.0)
    """
    both = ~np.isnan(start) & ~np.isnan(end) & ~np.isnan(weights)
    matched = groups.total(np.where(both, weights, 0.0))

    def mean(values: Array) -> Array:
        total = groups.total(np.where(both, values * weights, 0.0))
        return np.where(matched > 0, over(total, matched), np.nan)

    return MatchedChange(mean(start), mean(end), groups.count(both), coverage(groups, weights, both))
