"""Ratios of sums over the countries whose denominator is known, and how much these countries cover."""

import numpy as np

from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.types import Array, Flags


def over(numerator: Array, denominator: Array) -> Array:
    """Divide; missing where the denominator is zero or missing.

    >>> over(np.array([1.0, 1.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(denominator != 0, numerator / denominator, np.nan)


def ratio_of_sums(groups: Groups, numerator: Array, denominator: Array) -> Array:
    """Divide sums over countries, using only countries with a denominator.

    A country without a denominator leaves the numerator too: its people over nobody's inhabitants would
    raise the ratio.

    Parameters
    ----------
    groups
        Countries of each region set.
    numerator, denominator
        Shape (years, countries). A missing denominator leaves the country out.

    Returns
    -------
    array, shape (years, sets)
        Missing where no country has a denominator, or their sum is zero.

    Examples
    --------
    >>> hosted, inhabitants = np.array([[30.0, 10.0]]), np.array([[1000.0, np.nan]])
    >>> ratio_of_sums(Groups([[0, 1]]), hosted, inhabitants).tolist()
    [[0.03]]
    """
    known = ~np.isnan(denominator)
    return over(groups.total(np.where(known, numerator, 0.0)), groups.known_total(denominator))


def coverage(groups: Groups, weight: Array, known: Flags) -> Array:
    """Share of the weight in the countries that are known.

    Where nothing is to be covered the share is one: no refugee is left out.

    Parameters
    ----------
    groups
        Countries of each region set.
    weight
        What coverage is counted in, such as refugees hosted: shape (years, countries).
    known
        Flags in the same shape.

    Returns
    -------
    array, shape (years, sets)
        Between 0 and 1.

    Examples
    --------
    >>> hosted = np.array([[30.0, 10.0], [0.0, 0.0]])
    >>> coverage(Groups([[0, 1]]), hosted, hosted > 10).tolist()
    [[0.75], [1.0]]
    """
    share = over(groups.total(np.where(known, weight, 0.0)), groups.total(weight))
    return np.where(np.isnan(share), 1.0, share)


def carried_forward(values: Array, first_year: int, years: int) -> tuple[Array, Array]:
    """Fill gaps with the latest earlier value, for a few years only, and say which year it is of.

    Parameters
    ----------
    values
        Shape (years, countries), every year present.
    first_year
        Year of the first row.
    years
        How many years old a value may become.

    Returns
    -------
    tuple of array
        The values, and the year of each (missing where there is no value).

    Examples
    --------
    >>> filled, of_year = carried_forward(np.array([[9.0], [np.nan], [np.nan]]), 2022, years=1)
    >>> filled[:, 0].tolist(), of_year[:, 0].tolist()
    ([9.0, 9.0, nan], [2022.0, 2022.0, nan])
    """
    place = np.arange(len(values))[:, None]
    latest = np.maximum.accumulate(np.where(np.isnan(values), -1, place), axis=0)
    stands = (latest >= 0) & (place - latest <= years)
    filled = np.take_along_axis(values, np.maximum(latest, 0), axis=0)
    return np.where(stands, filled, np.nan), np.where(stands, latest + float(first_year), np.nan)
