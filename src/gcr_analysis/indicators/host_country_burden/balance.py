"""Whether the flows of a year account for the change in the number of refugees hosted."""

from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.residuals import unaccounted_for


def refugees_hosted_unaccounted_for(sets: RegionSets) -> Measured:
    """Refugees hosted who should be there by the recorded flows of the year and are not.

    Negative when the stock rose by more, or fell by less, than the flows account for: see
    `gcr_analysis.indicators.residuals`. Departures on resettlement are not known by country of asylum.

    Parameters
    ----------
    sets
        The region sets.

    Returns
    -------
    Measured
        Persons, shape (years, sets).

    Examples
    --------
    >>> refugees_hosted_unaccounted_for(RegionSets.of("IRN")).at(2025)
    452273.0
    """
    return unaccounted_for(sets, "asylum", "No refugees hosted")
