"""Pace to a target: what was counted, what is left, and how much a year that takes."""

from typing import NamedTuple

import numpy as np
import pandas as pd


class Pace(NamedTuple):
    """Where a count stands on its way to a target."""

    counted: float
    left: float
    years_left: int
    needed: float
    latest: float
    times: float


def pace_to_target(counts: pd.Series, target: float, since: int, by: int) -> Pace:
    """Tell how many a year are still needed to reach a target, beside the latest year's.

    Parameters
    ----------
    counts
        What counts towards the target in each year, indexed by year in order, without a year missing.
    target
        What all years together should come to.
    since, by
        First and last year that count, both included.

    Returns
    -------
    Pace
        ``counted``, all from *since* to the latest year, and ``left`` of the target, never less than none;
        ``years_left`` after the latest year, until the end of *by*; ``needed`` in each of these, missing
        when there are none; ``latest``, the latest year's; ``times``, needed over latest, missing when there
        were none. Counted, left and needed are missing when a year that counts has no figure.

    Notes
    -----
    A sum, not a forecast: it takes no growth for granted. It sets an actual against a required rate, as
    Eurostat's monitoring reports, Sustainable development in the European Union, do for quantified targets.

    Examples
    --------
    >>> pace_to_target(pd.Series({2023: 100.0, 2024: 100.0, 2025: 50.0}), 750.0, since=2024, by=2028)
    Pace(counted=150.0, left=600.0, years_left=3, needed=200.0, latest=50.0, times=4.0)
    """
    last = int(counts.index.max())
    counting = counts.reindex(range(since, min(last, by) + 1))
    counted = float(counting.sum(skipna=False))
    left = float(np.maximum(target - counted, 0.0))
    years_left = max(by - max(last, since - 1), 0)
    needed = left / years_left if years_left else float("nan")
    latest = float(counts.loc[last])
    return Pace(counted, left, years_left, needed, latest, needed / latest if latest else float("nan"))
