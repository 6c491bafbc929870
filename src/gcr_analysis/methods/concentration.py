"""How unevenly something is spread over countries: top shares, Herfindahl index, Lorenz curve, Gini."""

import numpy as np
import pandas as pd


def top_share(values: pd.DataFrame, n: int) -> pd.Series:
    """Share of the total in the *n* largest columns, row by row; missing where the total is zero.

    Examples
    --------
    >>> hosted = pd.DataFrame({"A": [6.0], "B": [3.0], "C": [1.0]}, index=[2024])
    >>> top_share(hosted, 2)
    2024    0.9
    dtype: float64
    """
    largest = np.sort(values.to_numpy(), axis=1)[:, ::-1][:, :n].sum(axis=1)
    total = values.sum(axis=1)
    return pd.Series(largest, values.index) / total.where(total != 0)


def herfindahl(values: pd.DataFrame) -> pd.Series:
    """Herfindahl-Hirschman index, row by row: the sum of squared shares; missing where the total is zero.

    One when everything is in a single column, one over the number of columns when all have as much. Its
    inverse reads as a number of equal units: 0.25 is as concentrated as four equal destinations.

    Notes
    -----
    Hirschman, A. O. (1964), The paternity of an index, American Economic Review 54 (5).

    Examples
    --------
    >>> arrivals = pd.DataFrame({"USA": [50.0, 0.0], "CAN": [50.0, 0.0]}, index=[2024, 2025])
    >>> herfindahl(arrivals).tolist()
    [0.5, nan]
    """
    total = values.sum(axis=1)
    shares = values.div(total.where(total != 0), axis=0)
    return (shares**2).sum(axis=1, min_count=1)


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


def gini(values: pd.Series, weights: pd.Series) -> float:
    """Gini coefficient of *values* against *weights*: 0 when all units have as much per weight, towards 1.

    Twice the area between the diagonal and the Lorenz curve, by the trapezoidal rule. Scaling the values or
    the weights does not change it. Missing when nothing is spread.

    Examples
    --------
    >>> round(gini(pd.Series({"A": 9.0, "B": 1.0}), pd.Series({"A": 50.0, "B": 50.0})), 3)
    0.4
    >>> gini(pd.Series({"A": 0.0, "B": 0.0}), pd.Series({"A": 50.0, "B": 50.0}))
    nan
    """
    if values.sum() == 0:
        return float("nan")
    curve = lorenz(values, weights)
    x = np.concatenate([[0.0], curve["weight_share"]])
    y = np.concatenate([[0.0], curve["value_share"]])
    return float(1.0 - ((y[1:] + y[:-1]) * np.diff(x)).sum())
