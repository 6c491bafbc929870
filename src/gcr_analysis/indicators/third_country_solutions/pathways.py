"""Complementary pathways: permits for family, work and study, as published in editions that never join.

Each edition counts other nationalities, other permits and other destinations; a later one also revises years
of an earlier one (2021: 160,000 in the third, 156,000 in the fourth). So each is a measure of its own, and
GCR 3.2.1 for the world is the latest edition alone.
"""

from functools import partial

from gcr_analysis.indicators.measured import Measured, either
from gcr_analysis.indicators.published import SUBJECTS
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.departures import pathway_departures
from gcr_analysis.indicators.third_country_solutions.quoted import quoted

EDITIONS = {
    edition: SUBJECTS[f"pathway_permits_{edition}_edition"][0]
    for edition in ("first", "third", "fourth", "fifth")
}


def permits(edition: str, sets: RegionSets) -> Measured:
    """Permits to people of certain nationalities, as one edition has them.

    >>> found = pathway_permits_fourth_edition(RegionSets.of("world"))
    >>> [found.at(year) for year in (2020, 2021, 2022)]
    [127000.0, 156000.0, 215000.0]
    """
    found = quoted(EDITIONS[edition], sets)
    alone = ": one edition, not to be joined to another"
    return found.saying(lambda year, place: f"{said}{alone}" if (said := found.words(year, place)) else "")


pathway_permits_first_edition = partial(permits, "first")
pathway_permits_third_edition = partial(permits, "third")
pathway_permits_fourth_edition = partial(permits, "fourth")
pathway_permits_fifth_edition = partial(permits, "fifth")


def admitted_through_pathways(sets: RegionSets) -> Measured:
    """GCR 3.2.1: permits of the latest edition for the world, elsewhere departures through pathways by host.

    >>> admitted_through_pathways(RegionSets.of("world")).at(2023)
    255000.0
    """
    return either(sets.is_world, pathway_permits_fifth_edition(sets), pathway_departures(sets))
