"""A region as host: who is submitted, who departs, how long it takes, as UNHCR's operations report it.

Sums over operations are no world totals: some hosts do not report, and more do from year to year. A change
is to be read on hosts that reported in both years.
"""

from dataclasses import replace
from functools import partial

import numpy as np

from gcr_analysis.indicators.arrays import previous, row, stock
from gcr_analysis.indicators.ends import Ends, ends_of
from gcr_analysis.indicators.ledger import left_out, why_left_out
from gcr_analysis.indicators.measured import Measured, either, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.indicators.third_country_solutions.access import LEAST_REFUGEES
from gcr_analysis.indicators.third_country_solutions.flows import reported, reporting_years
from gcr_analysis.indicators.third_country_solutions.quoted import DAYS, DEPARTURES, SUBMISSIONS, quoted
from gcr_analysis.indicators.third_country_solutions.wording import NONE_REPORTED, NOT_THE_WORLD
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import weighted_mean

REFUGEES = "refugees_and_asylum_seekers"
FEW_HOSTED = f"Fewer than {LEAST_REFUGEES:,} hosted at the start of the year"
NO_MATCH = "No host has a figure at both ends"
PER_1000 = "departures_per_1000_hosted"
RESULTS = {
    "gcr_3_1_1": "resettlement_departures",
    "resettlement_departures": "resettlement_departures",
    PER_1000: "resettlement_departures",
    "gcr_3_2_1": "complementary_pathways",
    "pathway_departures": "complementary_pathways",
}
PUBLISHED = ("gcr_3_1_1", "gcr_3_2_1")  # for the world


def summed(result: str, sets: RegionSets) -> Measured:
    """People whom operations report for one result, summed over a region's hosts that report.

    GCR 3.1.1: all groups of people who departed on resettlement together, since it is a count; GCR 3.2.1:
    those who departed through complementary pathways.

    >>> [resettlement_departures(RegionSets.of("TUR")).at(year) for year in (2023, 2024)]
    [13924.0, 10756.0]
    >>> pathway_departures(RegionSets.of("UGA")).at(2024)
    8407.0
    """
    figures = reported(result)
    found = Measured(
        sets.groups.known_total(figures),
        covered=reporting_years(result),
        coverage=_coverage(~np.isnan(figures), sets),
        words=said(sets.is_world, NOT_THE_WORLD),
    )
    return without_figure(found, np.isnan(found.value), NONE_REPORTED, "not collected")


resettlement_departures = partial(summed, "resettlement_departures")
pathway_departures = partial(summed, "complementary_pathways")


def departed_on_resettlement(sets: RegionSets) -> Measured:
    """GCR 3.1.1: the world's total as published; elsewhere `resettlement_departures`.

    >>> [departed_on_resettlement(RegionSets.of("world")).at(year) for year in (2022, 2023)]
    [58457.0, 96311.0]
    """
    return either(sets.is_world, quoted(DEPARTURES, sets), resettlement_departures(sets))


def resettlement_submissions(sets: RegionSets) -> Measured:
    """Refugees whom UNHCR submitted for resettlement from a region.

    The world's total as published; where none is, the sum of the hosts that report, as `partial`.

    >>> found = resettlement_submissions(RegionSets.of("world"))
    >>> [(found.at(year), str(found.status[row(year), 0])) for year in (2023, 2024)]
    [(155486.0, 'published'), (198760.0, 'partial')]
    """
    hosts, published = summed("resettlement_submissions", sets), quoted(SUBMISSIONS, sets)
    hosts = replace(hosts, status=np.where(sets.is_world, "partial", hosts.status))
    return either(sets.is_world & ~np.isnan(published.value), published, hosts)


def departures_over_submissions(sets: RegionSets) -> Measured:
    """Departures in percent of submissions of the same year, on the hosts that report both.

    It is no rate of success: who departs was submitted two years before on average.

    >>> round(departures_over_submissions(RegionSets.of("TUR")).at(2024))
    75
    """
    results = [f"resettlement_{name}" for name in ("departures", "submissions")]
    left, sent = (reported(result) for result in results)
    known = ~np.isnan(left) & ~np.isnan(sent)
    went, total = (sets.groups.total(np.where(known, each, 0.0)) for each in (left, sent))
    share = over(went, total) * 100
    covered = reporting_years(results[0]) | reporting_years(results[1])
    found = Measured(share, covered=covered, coverage=_coverage(known, sets))
    return without_figure(found, np.isnan(share), NONE_REPORTED, "not collected")


def days_to_departure(sets: RegionSets) -> Measured:
    """Days from submission to departure: as published for the world, elsewhere of the hosts that report.

    Hosts weigh by their departures. A reported zero is no duration, and counts as no figure.

    >>> [days_to_departure(RegionSets.of("world")).at(year) for year in (2022, 2023)]
    [751.0, 783.0]
    """
    days, left = reported("days_to_departure", REFUGEES), reported("resettlement_departures")
    days = np.where(days > 0, days, np.nan)
    mean = weighted_mean(sets.groups, days, left, most=float("inf"))
    hosts = Measured(
        mean.value,
        covered=reporting_years("days_to_departure", REFUGEES),
        coverage=_coverage(~np.isnan(days) & (left > 0), sets),
    )
    hosts = without_figure(hosts, np.isnan(mean.value), NONE_REPORTED, "not collected")
    return either(sets.is_world, quoted(DAYS, sets), hosts)


def departures_per_1000_hosted(sets: RegionSets) -> Measured:
    """Departures of refugees and asylum-seekers for every thousand in the hosts that report.

    Over those whom they hosted at the start of the year, other people in need of international protection
    included. People who leave their own country on resettlement are in neither.

    >>> round(departures_per_1000_hosted(RegionSets.of("TUR")).at(2024), 1)
    3.1
    """
    left = reported("resettlement_departures", REFUGEES)
    known = ~np.isnan(left)
    base = sets.groups.total(np.where(known, hosted_at_start(), 0.0))
    ratio = over(sets.groups.known_total(left), np.where(base >= LEAST_REFUGEES, base, np.nan)) * 1000
    covered = reporting_years("resettlement_departures", REFUGEES)
    found = Measured(ratio, covered=covered, coverage=_coverage(known, sets))
    found = without_figure(found, base < LEAST_REFUGEES, FEW_HOSTED)
    return without_figure(found, ~sets.groups.any(known), NONE_REPORTED, "not collected")


def hosted_at_start() -> Array:
    """Refugees, other people in need of international protection and asylum-seekers at the start of a year.

    By country of asylum.

    >>> from gcr_analysis.indicators.arrays import codes
    >>> int(hosted_at_start()[row(2024), codes().index("TUR")])
    3473196
    """
    return previous(stock("refugees") + stock("asylum_seekers"))


def matched_ends(id: str, sets: RegionSets, baseline_year: int, year: int) -> Ends:
    """Both ends of a change of departures, on the hosts that report at both, for the progress status.

    A host whose figure at an end the ledger names, or that repeats the year before, is left out. The first
    year of figures stands for an earlier baseline, the last one for a later year; for the published totals of
    the world none does.

    Parameters
    ----------
    id
        An indicator that counts departures, or sets them against refugees.
    sets
        The region sets as hosts.
    baseline_year, year
        The years to compare.

    Examples
    --------
    >>> ends = matched_ends("resettlement_departures", RegionSets.of("mirps"), 2016, 2025)
    >>> ends.value_year[:, 0].tolist(), ends.value[:, 0].tolist()
    ([2022, 2024], [49.0, 4764.0])
    """
    figures = reported(RESULTS[id], REFUGEES if id == PER_1000 else None)
    unfit = left_out(figures, "unhcr_results", result=RESULTS[id])
    some = sets.groups.any(~np.isnan(figures))[row(baseline_year) : row(year) + 1]
    two = some.sum(axis=0) >= 2
    start = np.where(two, some.argmax(axis=0) + baseline_year, baseline_year)
    end = np.where(two, year - some[::-1].argmax(axis=0), year)
    value, covered = np.full((2, len(sets)), np.nan), np.ones(len(sets))
    for first, last in {*zip(start[two].tolist(), end[two].tolist(), strict=True)}:
        chosen = two & (start == first) & (end == last)
        groups, at = sets.only(chosen).groups, [row(first), row(last)]
        both = np.isnan(np.where(unfit[at], np.nan, figures[at])).sum(axis=0) == 0
        people = groups.known_total(np.where(both, figures[at], np.nan))
        if id == PER_1000:
            hosted = groups.total(np.where(both, hosted_at_start()[at], 0.0))
            people = over(people, np.where(hosted < LEAST_REFUGEES, np.nan, hosted)) * 1000
        value[:, chosen] = people
        covered[chosen] = coverage(groups, stock("refugees")[row(last)], both)
    status = np.where(covered < LEAST_COVERAGE, "partial", np.where(two, "computed", ""))

    def words(which: int, place: int) -> str:
        if not np.isnan(value[which, place]):
            return ""
        out = why_left_out(sets.regions[place], int(start[place]), int(end[place]), RESULTS[id])
        return f"Left out: {'; '.join(out)}" if out else NO_MATCH

    found = Ends(
        value=value,
        value_year=np.array([start, end]),
        status=np.tile(status, (2, 1)),
        coverage=np.tile(covered, (2, 1)),
        words=words,
    )
    return _published(id, found, sets, (baseline_year, year)) if id in PUBLISHED else found


def _published(id: str, found: Ends, sets: RegionSets, years: tuple[int, int]) -> Ends:
    """Take the ends of the world from its published totals."""
    from gcr_analysis.indicators.measures import figures

    world = ends_of(figures(id, sets), years)

    def chosen(name: str) -> np.ndarray:
        return np.where(sets.is_world, getattr(world, name), getattr(found, name))

    return Ends(
        *(chosen(name) for name in ("value", "value_year", "status", "coverage")),
        words=lambda end, place: (world if sets.is_world[place] else found).words(end, place),
    )


def _coverage(known: np.ndarray, sets: RegionSets) -> Array:
    """Share of the refugees whom a region hosted at the end of the year in the hosts that are known."""
    return coverage(sets.groups, stock("refugees"), known)
