"""Where refugees are resettled to: how many arrive, in how many countries, how much on one of them."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.arrays import codes, following, population, previous, reached
from gcr_analysis.indicators.measured import Measured, Words, either, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.flows import (
    Side,
    arrivals,
    by_destination,
    destinations,
    since_first_year,
)
from gcr_analysis.indicators.third_country_solutions.quoted import RECEIVING, quoted
from gcr_analysis.indicators.third_country_solutions.wording import NO_ARRIVALS, names
from gcr_analysis.indicators.wording import without
from gcr_analysis.methods.concentration import herfindahl
from gcr_analysis.methods.ratios import coverage, over, ratio_of_sums
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot.questions import question

LEAST_IN_A_GAP = 100  # arrivals before and after, from which on a year without any looks like a gap


def resettlement_arrivals(sets: RegionSets) -> Measured:
    """Refugees who arrived in a region on resettlement, as governments report them.

    >>> [round(resettlement_arrivals(RegionSets.of("world")).at(year)) for year in (2024, 2025)]
    [188759, 81766]
    """
    return Measured(sets.groups.total(arrivals("destination")), words=_gaps_named(sets))


def resettlement_from_origin(sets: RegionSets) -> Measured:
    """Refugees from a region who arrived on resettlement anywhere.

    >>> resettlement_from_origin(RegionSets.of("igad")).at(2024)
    22480.0
    """
    return Measured(sets.groups.total(arrivals("origin")))


def without_largest_destination(side: Side, sets: RegionSets) -> Measured:
    """Arrivals of a region without the country that took most since 2000, named in the reason.

    >>> from gcr_analysis.indicators.arrays import row
    >>> found = arrivals_without_largest_destination(RegionSets.of("world"))
    >>> found.at(2025), found.words(row(2025), 0)
    (70253.0, 'Without the United States of America')
    """
    largest = largest_destinations(sets, side)

    def words(year: int, place: int) -> str:
        return f"Without {country_in_sentence(largest[place])}" if largest[place] else ""

    found = Measured(arrivals_without_largest(sets, side), words=words)
    nobody = np.array([not code for code in largest])
    return without_figure(found, nobody, "No arrivals in any year since 2000")


arrivals_without_largest_destination = partial(without_largest_destination, "destination")
from_origin_without_largest_destination = partial(without_largest_destination, "origin")


def arrivals_without_largest(sets: RegionSets, side: Side) -> Array:
    """Arrivals of each region without the country that took most of them since 2000: (years, sets)."""
    came = by_destination(sets, side)
    largest = came.sum(axis=0).argmax(axis=0)
    taken = np.take_along_axis(came, np.broadcast_to(largest, (len(came), 1, len(sets))), axis=1)[:, 0]
    return came.sum(axis=1) - taken


def largest_destinations(sets: RegionSets, side: Side) -> list[str]:
    """Country that took most of each region's arrivals since 2000; empty where there were none.

    >>> [largest_destinations(RegionSets.of(*each), side) for *each, side in (
    ...     ("world", "destination"), ("igad", "origin"))]
    [['USA'], ['USA']]
    """
    total = by_destination(sets, side).sum(axis=0)
    most = [codes()[place] for place in destinations()[total.argmax(axis=0)]]
    return [code if some else "" for code, some in zip(most, total.any(axis=0), strict=True)]


@question
def largest_destination(region: Region, side: Side) -> str:
    """Country that took most of one region's arrivals since 2000: see `largest_destinations`."""
    return largest_destinations(RegionSets([region]), side)[0]


def resettlement_destinations(sets: RegionSets) -> Measured:
    """GCR 3.1.2, proxy: countries of the region in which refugees arrived on resettlement.

    >>> [resettlement_destinations(RegionSets.of("world")).at(year) for year in (2016, 2024)]
    [29.0, 22.0]
    """
    return Measured(sets.groups.count(arrivals("destination") > 0), words=_gaps_named(sets))


def countries_receiving_submissions(sets: RegionSets) -> Measured:
    """GCR 3.1.2: for the world the published number of countries, elsewhere `resettlement_destinations`.

    >>> countries_receiving_submissions(RegionSets.of("world")).at(2023)
    24.0
    """
    elsewhere = replace(resettlement_destinations(sets), status="proxy", source="unhcr-population")
    return either(sets.is_world, quoted(RECEIVING, sets), elsewhere)


def destinations_from_origin(sets: RegionSets) -> Measured:
    """Countries in which refugees from the region arrived on resettlement.

    >>> destinations_from_origin(RegionSets.of("igad")).at(2024) > 10
    True
    """
    return Measured((by_destination(sets, "origin") > 0).sum(axis=1).astype(float))


def concentration(side: Side, sets: RegionSets) -> Measured:
    """Herfindahl-Hirschman index of a region's arrivals over their destinations.

    >>> round(destination_concentration(RegionSets.of("world")).at(2024), 3)
    0.39
    """
    came = by_destination(sets, side)
    return without_figure(Measured(herfindahl(came)), came.sum(axis=1) == 0, NO_ARRIVALS)


destination_concentration = partial(concentration, "destination")
destination_concentration_from_origin = partial(concentration, "origin")


def largest_share(side: Side, sets: RegionSets) -> Measured:
    """Percent of a region's arrivals that the year's largest destination, named in the reason, took.

    >>> from gcr_analysis.indicators.arrays import row
    >>> found = largest_destination_share(RegionSets.of("world"))
    >>> round(found.at(2025)), found.words(row(2025), 0)
    (47, 'Canada')
    """
    came = by_destination(sets, side)
    total, largest = came.sum(axis=1), destinations()[came.argmax(axis=1)]
    found = Measured(
        over(came.max(axis=1), total) * 100,
        words=lambda year, place: country_in_sentence(codes()[largest[year, place]]),
    )
    return without_figure(found, total == 0, NO_ARRIVALS)


largest_destination_share = partial(largest_share, "destination")
largest_destination_share_from_origin = partial(largest_share, "origin")


def arrivals_per_100000_inhabitants(sets: RegionSets) -> Measured:
    """Arrivals in a region for every hundred thousand inhabitants of the countries whose population is known.

    Coverage is counted in arrivals.

    >>> round(arrivals_per_100000_inhabitants(RegionSets.of("CAN")).at(2024), 1)
    119.4
    """
    here, inhabitants = arrivals("destination"), population()
    known = ~np.isnan(inhabitants)
    return Measured(
        ratio_of_sums(sets.groups, here, inhabitants) * 100_000,
        covered=reached(inhabitants),
        coverage=coverage(sets.groups, here, known),
        words=without(sets, here, known, "population"),
    )


def _gaps() -> Flags:
    """Years in which a destination reports none between two years with a hundred arrivals or more."""
    came = arrivals("destination")
    return (came == 0) & (previous(came) >= LEAST_IN_A_GAP) & (following(came) >= LEAST_IN_A_GAP)


@question
def gaps(region: Region) -> pd.DataFrame:
    """Years in which a destination reports none between two years with a hundred arrivals or more.

    Nobody corrected these later. A row a year, a column a country; true where there is a gap.

    >>> from gcr_analysis.geography import region
    >>> found = gaps(region("FRA"))["FRA"]
    >>> found.index[found].tolist()
    [2015, 2021]
    """
    return since_first_year(_gaps().astype(float))[list(region.countries)].astype(bool)


def _gaps_named(sets: RegionSets) -> Words:
    found = _gaps()

    def words(year: int, place: int) -> str:
        members = sets.groups[place]
        silent = names(codes()[member] for member in members[found[year, members]])
        return f"None reported for {silent}, a gap by all signs" if silent else ""

    return words
