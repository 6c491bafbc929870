"""Aid to hosts and its donors: published for the world, elsewhere with UNHCR's contributions as a proxy.

No source gives aid to refugees and host communities by host country. For the world there are published totals
of a survey of donors, each of two years together; elsewhere what UNHCR receives stands in for it, as `proxy`.
"""

from dataclasses import replace

import numpy as np

from gcr_analysis.indicators.arrays import by_year, row, years
from gcr_analysis.indicators.host_country_burden.contributions import unhcr_donors, whole_years
from gcr_analysis.indicators.measured import Measured, either
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import load

# What the survey of donors called its total in its two editions: the same thing in other words.
SURVEYED = (
    "aid to refugees and host communities in countries that receive aid",
    "aid to refugee situations in low- and middle-income countries",
)
SURVEYED_DONORS = ("bilateral donors of aid to refugees and host communities",)


def aid_to_refugees_and_hosts(sets: RegionSets) -> Measured:
    """GCR 1.1.1: aid to refugees and host communities in host countries, in current US dollars.

    For the world, the published total of the OECD's survey of donors, which covers two years at a time and
    stands at the later one. For any other region, contributions to UNHCR's operations there, a proxy.

    Examples
    --------
    >>> found = aid_to_refugees_and_hosts(RegionSets.of("world"))
    >>> [found.at(year) / 1e9 for year in (2019, 2020, 2021)]
    [24.2, nan, 26.3]
    """
    elsewhere = _as_proxy(whole_years(sets), "Contributions to UNHCR stand in for all aid")
    return either(sets.is_world, _published(SURVEYED, sets, scale=1e9), elsewhere)


def donors_of_aid(sets: RegionSets) -> Measured:
    """GCR 1.1.2: number of donors of that aid.

    For the world, the published number of bilateral donors in the same survey. For any other region, states
    that gave to UNHCR's operations there, a proxy.

    Examples
    --------
    >>> donors_of_aid(RegionSets.of("world")).at(2019)
    32.0
    """
    elsewhere = _as_proxy(unhcr_donors(sets), "Donors to UNHCR stand in for all donors")
    return either(sets.is_world, _published(SURVEYED_DONORS, sets), elsewhere)


def _published(subjects: tuple[str, ...], sets: RegionSets, scale: float = 1) -> Measured:
    """Quote what was published for the world, each figure at the last year of its period."""
    rows = load("published_values")
    rows = rows[rows["subject"].isin(subjects) & rows["year"].isin(years())]
    value = by_year(rows, "value")[:, None] * scale
    by_row = {row(int(each.year)): each for each in rows.itertuples()}

    def words(year: int, place: int) -> str:
        if year not in by_row:
            return ""
        return f"Published for {by_row[year].period} together: {by_row[year].publication}"

    shape = (len(value), len(sets))
    return Measured(
        np.broadcast_to(value, shape),
        covered=~np.isnan(value),
        status="published",
        source="published",
        words=words,
    )


def _as_proxy(found: Measured, reason: str) -> Measured:
    """Say that figures of UNHCR's stand in for those that nobody collects by host country."""
    known = ~np.isnan(found.value)

    def words(year: int, place: int) -> str:
        more = found.words(year, place)
        if not known[year, place]:
            return more
        return f"{reason}. {more}" if more else reason

    return replace(found, status=np.where(known, "proxy", ""), source="unhcr-funding", words=words)
