"""Complementary pathways: permits for family, work and study, as published in editions that never join.

Each edition counts other nationalities, other permits and other destinations; a later one also revises years
of an earlier one (2021: 160,000 in the third, 156,000 in the fourth). So each is a measure of its own, and
GCR 3.2.1 for the world is the latest edition alone.
"""

from gcr_analysis.geography import Region
from gcr_analysis.indicators.measured import Measured, Years
from gcr_analysis.indicators.third_country_solutions.departures import pathway_departures
from gcr_analysis.indicators.third_country_solutions.quoted import quoted

EDITIONS = {
    "first": "permits for family, work and study, 7 nationalities, first edition",
    "third": "entry permits, 7 nationalities, third edition",
    "fourth": "permits for family, work, study and sponsorship, 7 nationalities, fourth edition",
    "fifth": "entry permits, 8 nationalities, fifth edition",
}


def admitted_through_pathways(region: Region, years: Years) -> Measured:
    """GCR 3.2.1: permits of the latest edition for the world, elsewhere departures through pathways by host.

    >>> from gcr_analysis.geography import region
    >>> table = admitted_through_pathways(region("world"), (2019, 2022, 2023))
    >>> table["value"].to_dict()
    {2023: 255000.0}
    """
    if region.id == "world":
        return pathway_permits_fifth_edition(region, years)
    return pathway_departures(region, years)


def pathway_permits_first_edition(region: Region, years: Years) -> Measured:
    """Permits of 2019 to people of seven nationalities, as the edition of 2021 has them."""
    return _permits("first", years)


def pathway_permits_third_edition(region: Region, years: Years) -> Measured:
    """Permits of 2021 to people of seven nationalities, as the edition of 2023 has them."""
    return _permits("third", years)


def pathway_permits_fourth_edition(region: Region, years: Years) -> Measured:
    """Permits of 2020 to 2022 to people of seven nationalities, sponsorship included.

    >>> from gcr_analysis.geography import region
    >>> pathway_permits_fourth_edition(region("world"), (2020, 2021, 2022))["value"].tolist()
    [127000.0, 156000.0, 215000.0]
    """
    return _permits("fourth", years)


def pathway_permits_fifth_edition(region: Region, years: Years) -> Measured:
    """Permits of 2023 to people of eight nationalities in 38 countries."""
    return _permits("fifth", years)


def _permits(edition: str, years: Years) -> Measured:
    table = quoted(EDITIONS[edition], years)
    return table.assign(reason=table["reason"] + ": one edition, not to be joined to another")
