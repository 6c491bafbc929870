"""Share of refugees over share of capacity, for every weighting of population and income."""

import numpy as np

from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array


def responsibility_ratio(
    refugee_share: Array, population_share: Array, income_share: Array
) -> tuple[Array, Array, Array]:
    """Set the refugees that a place hosts against what it could be expected to host.

    Capacity is ``w`` times the place's share of the world's population and ``1 - w`` times its share of the
    world's gross domestic product at purchasing power parity. The point is at equal weights. The ratio
    moves one way as ``w`` goes from 0 to 1, so that the two ends bound it under every weighting.

    Parameters
    ----------
    refugee_share, population_share, income_share
        Shares of the world (0 to 1), arrays of one shape.

    Returns
    -------
    tuple of array
        Value, low and high; 1 is as many refugees as the capacity suggests.

    Notes
    -----
    A choice of this project, in the line of capacity indices that weigh population and economy, such as
    UNHCR's hosting ratios and the reference keys proposed for sharing asylum responsibility in Europe. No
    weighting is right by itself, which is why the interval is part of the result.

    Examples
    --------
    >>> [round(float(each), 2) for each in responsibility_ratio(*map(np.array, (0.04, 0.01, 0.004)))]
    [5.71, 4.0, 10.0]
    """
    by_population, by_income = over(refugee_share, population_share), over(refugee_share, income_share)
    return (
        over(refugee_share, (population_share + income_share) / 2),
        np.minimum(by_population, by_income),
        np.maximum(by_population, by_income),
    )
