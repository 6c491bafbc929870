"""Aid to hosts and its donors: published for the world, elsewhere with UNHCR's contributions as a proxy.

No source gives aid to refugees and host communities by host country. For the world there are published totals
of a survey of donors, each of two years together; elsewhere what UNHCR receives stands in for it, as `proxy`.
"""

from dataclasses import replace

import numpy as np

from gcr_analysis.indicators.arrays import by_year, row
from gcr_analysis.indicators.host_country_burden.contributions import unhcr_donors, whole_years
from gcr_analysis.indicators.measured import Measured, either
from gcr_analysis.indicators.published import SUBJECTS, carried, period, rows_on
from gcr_analysis.indicators.region_sets import RegionSets


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
    return either(sets.is_world, _published("gcr_1_1_1", sets, scale=1e9), elsewhere)


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
    return either(sets.is_world, _published("gcr_1_1_2", sets), elsewhere)


def _published(id: str, sets: RegionSets, scale: float = 1) -> Measured:
    """Quote what was published for the world, each figure at the last year of its period."""
    rows = rows_on(SUBJECTS[id]).drop_duplicates("year")
    value = by_year(rows, "value")[:, None] * scale
    said = {
        row(int(each.year)): f"Published {period(each)}: {each.publication}{carried(each)}"
        for each in rows.itertuples()
    }
    return Measured(
        np.broadcast_to(value, (len(value), len(sets))),
        covered=~np.isnan(value),
        status="published",
        source="published",
        words=lambda year, place: said.get(year, ""),
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
