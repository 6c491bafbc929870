"""Whether the flows of a year account for the change in the number of refugees hosted."""

from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.residuals import unaccounted_for


def refugees_hosted_unaccounted_for(sets: RegionSets) -> Measured:
    """Refugees hosted beyond those whom the recorded flows of the year explain.

    Negative when the stock rose by less, or fell by more, than the flows explain: see
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
    -452273.0
    """
    return unaccounted_for(sets, "asylum", "No refugees hosted")
