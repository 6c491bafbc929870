"""End-year stocks: plain sums over the region's countries of asylum.

Rows whose origin is the country of asylum stay in (in all years a few dozen refugees, and every internally
displaced person): UNHCR counts these people there, and the totals that it publishes contain them.
"""

from functools import partial

import numpy as np

from gcr_analysis.indicators.arrays import Stock, position, reached, stock
from gcr_analysis.indicators.measured import Measured, Words
from gcr_analysis.indicators.region_sets import RegionSets


def people(name: Stock, sets: RegionSets) -> Measured:
    """People of one group in each region at the end of each year.

    Parameters
    ----------
    name
        The group: see `gcr_analysis.indicators.arrays.stock`.
    sets
        The region sets.

    Examples
    --------
    >>> [round(refugees_hosted(RegionSets.of("world", "ssar")).at(2022, place)) for place in (0, 1)]
    [34646534, 5221035]
    >>> mandate_refugees_hosted(RegionSets.of("world")).at(2022)
    29429078.0
    """
    hosted = stock(name)
    return Measured(sets.groups.total(hosted), covered=reached(hosted))


refugees_hosted = partial(people, "refugees")
mandate_refugees_hosted = partial(people, "mandate_refugees")
asylum_seekers_hosted = partial(people, "asylum_seekers")
idps_hosted = partial(people, "idps")
stateless_hosted = partial(people, "stateless")


def people_in_need_of_protection_hosted(sets: RegionSets) -> Measured:
    """Refugees and asylum-seekers: two groups that share nobody, since an asylum-seeker awaits a decision.

    >>> people_in_need_of_protection_hosted(RegionSets.of("EGY")).at(2025)
    1098301.0
    """
    hosted = stock("refugees") + stock("asylum_seekers")
    return Measured(sets.groups.total(hosted), covered=reached(hosted))


def unrwa_refugees_hosted(sets: RegionSets) -> Measured:
    """Palestine refugees under UNRWA's mandate: none outside its fields of operation.

    >>> round(unrwa_refugees_hosted(RegionSets.of("LBN")).at(2024), -3)
    486000.0
    """
    hosted = stock("unrwa_refugees")
    return Measured(sets.groups.total(hosted), covered=reached(hosted), words=in_no_field(sets))


def in_no_field(sets: RegionSets) -> Words:
    """Say how many people under UNRWA's mandate the source places in no country, where it matters."""
    elsewhere = np.nan_to_num(stock("unrwa_refugees")[:, position()["UNK"]], nan=0.0)
    here = sets.groups.total(stock("unrwa_refugees")) > 0
    matters = here & ~sets.holding("UNK") & (elsewhere > 0)[:, None]

    def words(year: int, place: int) -> str:
        if not matters[year, place]:
            return ""
        return f"{elsewhere[year]:,.0f} people under UNRWA's mandate are in no country in the source"

    return words
