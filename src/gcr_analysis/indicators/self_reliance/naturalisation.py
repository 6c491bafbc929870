"""Refugees who became citizens of their country of asylum, where countries report any.

Few countries report, and a country without a figure is no country without naturalisations: sums are what
was reported, and a region in which nobody reported has no figure. Only the countries that reported are in
the rate.
"""

from functools import cache

import numpy as np

from gcr_analysis.indicators.arrays import by_country, covered_years, previous, stock
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import coverage, ratio_of_sums
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load

NO_REPORT = "No country of the region reported a naturalised refugee"
NO_REPORT_HERE = "No naturalised refugee was reported, which need not mean that there was none"


def naturalisations(sets: RegionSets) -> Measured:
    """Naturalised refugees in the year, as far as countries report them.

    >>> naturalisations(RegionSets.of("world")).at(2025)
    93296.0
    """
    reported = by_host()
    share = coverage(sets.groups, stock("refugees"), ~np.isnan(reported))
    return _stated(sets.groups.known_total(reported), share, sets)


def naturalisations_per_1000_refugees(sets: RegionSets) -> Measured:
    """Naturalised refugees for a thousand refugees hosted at the start of the year by the same countries.

    Coverage is what these countries hosted of the region's refugees then.

    >>> round(naturalisations_per_1000_refugees(RegionSets.of("NLD")).at(2024), 1)
    80.0
    """
    reported, at_start = by_host(), previous(stock("refugees"))
    base = np.where(np.isnan(reported), np.nan, at_start)
    share = coverage(sets.groups, at_start, ~np.isnan(base))
    return _stated(1000 * ratio_of_sums(sets.groups, reported, base), share, sets)


def naturalising_countries(sets: RegionSets) -> Measured:
    """Number of countries that reported naturalised refugees in the year.

    >>> naturalising_countries(RegionSets.of("NLD")).at(2024)
    1.0
    """
    return Measured(sets.groups.count(by_host() > 0), covered=_covered())


@cache
def by_host() -> Array:
    """Naturalised refugees by country of asylum; missing where none were reported."""
    return by_country(load("naturalisations"), "asylum", "persons")


def _covered() -> Flags:
    return covered_years(load("naturalisations"))


def _stated(value: Array, share: Array, sets: RegionSets) -> Measured:
    found = Measured(value, covered=_covered(), coverage=share)
    return without_figure(
        found,
        np.isnan(value),
        lambda year, place: NO_REPORT_HERE if sets.is_country[place] else NO_REPORT,
        "not collected",
    )
