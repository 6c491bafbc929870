"""Share of refugees over share of capacity, for every weighting of population and income."""

import numpy as np
import pandas as pd


def responsibility_ratio(
    refugee_share: pd.Series, population_share: pd.Series, income_share: pd.Series
) -> pd.DataFrame:
    """Set the refugees that a place hosts against what it could be expected to host.

    Capacity is ``w`` times the place's share of the world's population and ``1 - w`` times its share of the
    world's gross domestic product at purchasing power parity. The point is at equal weights. The ratio
    moves one way as ``w`` goes from 0 to 1, so that the two ends bound it under every weighting.

    Parameters
    ----------
    refugee_share, population_share, income_share
        Shares of the world (0 to 1), one entry a place or a year.

    Returns
    -------
    DataFrame
        Columns ``value``, ``low`` and ``high``; 1 is as many refugees as the capacity suggests.

    Notes
    -----
    A choice of this project, in the line of capacity indices that weigh population and economy, such as
    UNHCR's hosting ratios and the reference keys proposed for sharing asylum responsibility in Europe. No
    weighting is right by itself, which is why the interval is part of the result.

    Examples
    --------
    >>> one = {share: pd.Series({"A": value}) for share, value in [("r", 0.04), ("p", 0.01), ("i", 0.004)]}
    >>> responsibility_ratio(one["r"], one["p"], one["i"]).round(2)
       value  low  high
    A   5.71  4.0  10.0
    """
    by_population = refugee_share / population_share
    by_income = refugee_share / income_share
    return pd.DataFrame(
        {
            "value": refugee_share / ((population_share + income_share) / 2),
            "low": np.minimum(by_population, by_income),
            "high": np.maximum(by_population, by_income),
        }
    )
