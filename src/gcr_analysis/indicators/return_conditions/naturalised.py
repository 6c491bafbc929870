"""Refugees from the region who became citizens of their country of asylum, where countries report any."""

import numpy as np

from gcr_analysis.indicators.arrays import covered_years
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import solution
from gcr_analysis.snapshot import load


def naturalisations_from_origin(sets: RegionSets) -> Measured:
    """Refugees from the region who were naturalised in the year, wherever they were.

    Few countries of asylum report any: what they reported is a least number.

    Parameters
    ----------
    sets
        The region sets.

    Returns
    -------
    Measured
        Persons, shape (years, sets); missing where nobody reported any.

    Examples
    --------
    >>> naturalisations_from_origin(RegionSets.of("world")).at(2025)
    93296.0
    """
    value = sets.groups.known_total(solution("naturalisations"))
    found = Measured(value, covered=covered_years(load("naturalisations")))
    reason = "No country of asylum reported naturalised refugees from here, which is not none"
    return without_figure(found, np.isnan(value), reason, "not collected")
