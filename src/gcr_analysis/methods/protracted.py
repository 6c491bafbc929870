"""Protracted refugee situations: many people of one origin, in one host, for years on end."""

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
    >>> import numpy as np
    >>> is_protracted(np.array([30_000.0] * 5 + [24_999]))
    array([False, False, False, False,  True, False])
    """
    enough = stocks >= threshold
    protracted = enough.copy()
    for back in range(1, duration):
        protracted[:back] = False
        protracted[back:] &= enough[:-back]
    return protracted
