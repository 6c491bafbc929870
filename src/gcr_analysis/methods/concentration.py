"""How unevenly something is spread over countries: top shares, Herfindahl index, Lorenz curve, Gini."""

import numpy as np
import pandas as pd

from gcr_analysis.methods.groups import Groups
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array


def top_share(groups: Groups, values: Array, n: int) -> Array:
    """Share of the total in the *n* countries with most; missing where the total is zero.

    Parameters
    ----------
    groups
        Countries of each region set.
    values
        What is spread, such as refugees hosted: shape (years, countries).
    n
        How many countries.

    Returns
    -------
    array, shape (years, sets)
        Between 0 and 1.

    Examples
    --------
    >>> top_share(Groups([[0, 1, 2], [1, 2]]), np.array([[6.0, 3.0, 1.0]]), 2).tolist()
    [[0.9, 1.0]]
    """
    filled = np.nan_to_num(values, nan=0.0)
    largest = np.zeros((len(values), len(groups)))
    for place, members in enumerate(groups):
        ascending = np.sort(np.take(filled, members, axis=1), axis=1)
        largest[:, place] = ascending[:, ::-1][:, :n].sum(axis=1)
    return over(largest, groups.total(filled))


def herfindahl(values: Array) -> Array:
    """Herfindahl-Hirschman index: the sum of squared shares; missing where the total is zero.

    One when everything is in a single country, one over the number of countries when all have as much. Its
    inverse reads as a number of equal units: 0.25 is as concentrated as four equal destinations.

    Parameters
    ----------
    values
        What is spread, such as arrivals, without missing ones: countries on the second axis.

    Returns
    -------
    array
        The same axes without the second one.

    Notes
    -----
    Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54 (5).

    Examples
    --------
    >>> herfindahl(np.array([[50.0, 50.0], [0.0, 0.0]])).tolist()
    [0.5, nan]
    """
    return over((values**2).sum(axis=1), values.sum(axis=1) ** 2)


def lorenz(values: pd.Series, weights: pd.Series) -> pd.DataFrame:
    """Lorenz curve of *values* against *weights*, units ordered by value per weight.

    Parameters
    ----------
    values
        What is spread, such as refugees hosted, one entry a unit; zeros count.
    weights
        What it is set against, such as population; positive.

    Returns
    -------
    DataFrame
        One row a unit in order, with the cumulated shares ``weight_share`` and ``value_share`` (0 to 1).
        The curve starts at the origin, which is not a row.

    Notes
    -----
    Lorenz, M. O. (1905), Methods of measuring the concentration of wealth, Publications of the American
    Statistical Association 9 (70).

    Examples
    --------
    >>> lorenz(pd.Series({"A": 9.0, "B": 1.0}), pd.Series({"A": 50.0, "B": 50.0}))
       weight_share  value_share
    B           0.5          0.1
    A           1.0          1.0
    """
    order = np.argsort((values / weights).to_numpy("float64"), kind="stable")
    spread = {"weight_share": weights, "value_share": values}
    shares = {name: of.to_numpy("float64")[order].cumsum() / of.sum() for name, of in spread.items()}
    return pd.DataFrame(shares, index=values.index[order])


def gini(values: Array, weights: Array) -> float:
    """Gini coefficient of *values* against *weights*: 0 when all units have as much per weight, towards 1.

    Twice the area between the diagonal and the Lorenz curve, by the trapezoidal rule. Scaling the values or
    the weights does not change it. Missing when nothing is spread.

    Examples
    --------
    >>> round(gini(np.array([9.0, 1.0]), np.array([50.0, 50.0])), 3)
    0.4
    >>> gini(np.zeros(2), np.array([50.0, 50.0]))
    nan
    """
    if values.sum() == 0:
        return float("nan")
    order = np.argsort(values / weights, kind="stable")
    x, y = (np.concatenate([[0.0], of[order].cumsum() / of.sum()]) for of in (weights, values))
    return float(1.0 - ((y[1:] + y[:-1]) * np.diff(x)).sum())
