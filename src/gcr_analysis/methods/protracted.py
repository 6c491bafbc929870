"""Protracted refugee situations: many people of one origin, in one host, for years on end."""

import numpy as np

from gcr_analysis.methods.types import Array, Flags

THRESHOLD = 25_000
DURATION = 5


def is_protracted(stocks: Array, threshold: int = THRESHOLD, duration: int = DURATION) -> Flags:
    """Tell which pairs of origin and host are in a protracted situation at the end of which year.

    Parameters
    ----------
    stocks
        End-year stocks, every year present on the first axis, and pairs on the others.
    threshold
        People at the end of each year, at least.
    duration
        End-years in a row, the year itself included.

    Returns
    -------
    array of bool
        The same shape. The first ``duration - 1`` years cannot be told and are false.

    Notes
    -----
    UNHCR's definition in Global Trends: 25,000 or more refugees of the same nationality in exile for at
    least five consecutive years in a given host country.

    Examples
    --------
    >>> is_protracted(np.array([30_000.0] * 5 + [24_999]))
    array([False, False, False, False,  True, False])
    """
    enough = stocks >= threshold
    protracted = enough.copy()
    for back in range(1, duration):
        protracted[:back] = False
        protracted[back:] &= enough[:-back]
    return protracted


def in_a_row(stocks: Array, threshold: int = THRESHOLD) -> np.ndarray:
    """Row of the first year of the unbroken run, up to the last row, at or above the threshold.

    Parameters
    ----------
    stocks
        End-year stocks up to the year in question: shape (years, pairs).

    Returns
    -------
    array of int, shape (pairs,)
        The number of rows for a pair that is below the threshold in the last one.

    Examples
    --------
    >>> in_a_row(np.array([[30_000, 0], [20_000, 0], [30_000, 0], [30_000, 0]])).tolist()
    [2, 4]
    """
    below = stocks < threshold
    last_below = len(below) - 1 - below[::-1].argmax(axis=0)
    return np.where(below.any(axis=0), last_below + 1, 0)
