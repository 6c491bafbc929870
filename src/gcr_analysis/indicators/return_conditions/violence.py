"""Deaths from organised violence in 2024 and 2025 by UCDP version 26.1, and returns to where they were many.

A version counts other deaths than the one before it in years that both cover, so the two make no series: what
rests on version 26.1 has ids of its own and knows two years. Version 25.1 is in `conflict`.

The table is a second-hand copy that lacks countries, and nothing is known of deaths in these: version 25.1
counted from none to more than a thousand in them. So a sum without one is a lower bound, and a share of
returns has as bounds what it would be if none or all of the returns to them led into conflict.
"""

from dataclasses import replace
from functools import cache

import numpy as np

from gcr_analysis.indicators.arrays import by_country, codes, frozen, year_column
from gcr_analysis.indicators.measured import Measured, Words, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions import conflict
from gcr_analysis.indicators.return_conditions.conflict import HIGH_RATE, MANY_DEATHS, MIN_RETURNS
from gcr_analysis.indicators.return_conditions.origins import solution, stock
from gcr_analysis.indicators.wording import largest_first, listed, without
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load, table_years

TABLE, VERSION = "conflict_deaths_26_1", "26.1"
COPY = f"UCDP version {VERSION}, second-hand copy"
UNDER_ISRAEL = "Deaths in the State of Palestine stand under Israel in the source"
NO_FIGURE = f"No figure on violence, which is not zero: {COPY}"


@cache
def counted() -> Array:
    """Deaths in each country and year; Palestine has none of its own. Missing where there is no figure.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> counted()[row(2025), [position()[code] for code in ("SDN", "FRA", "TCD")]].tolist()
    [75174.0, 0.0, nan]
    """
    return by_country(load(TABLE, ["year", "country", "deaths"]), "country", "deaths")


@cache
def deaths() -> Array:
    """Deaths in each country and year, those in Israel and Palestine in both: see `conflict.deaths`."""
    return conflict.with_palestine(counted())


@cache
def deaths_per_100000() -> Array:
    """Deaths for every hundred thousand inhabitants of each country."""
    return conflict.over_inhabitants(deaths())


def conflict_deaths_26_1(sets: RegionSets) -> Measured:
    """Deaths in the countries of a region; at least so many where a country has no figure.

    Examples
    --------
    >>> found = conflict_deaths_26_1(RegionSets.of("SDN", "world"))
    >>> [[found.at(year, place) for year in (2024, 2025)] for place in (0, 1)]
    [[7103.0, 75174.0], [185874.0, 242184.0]]
    """
    israel, palestine = sets.holding("ISR"), sets.holding("PSE")
    total, partial = sets.groups.known_total(counted()), sets.groups.any(_absent()) | (palestine & ~israel)
    found = Measured(
        total,
        covered=_covered(),
        low=np.where(partial, total, np.nan),
        coverage=coverage(sets.groups, stock("refugees"), ~np.isnan(deaths())),
        status=np.where(partial, "partial", ""),
    )
    words = both(_at_least(sets), said(israel != palestine, UNDER_ISRAEL), between=". ")
    found = without_figure(by_version(found, words), np.isnan(found.value), NO_FIGURE, "not collected")
    nowhere_else = sets.is_country & palestine & ~israel
    return without_figure(found, nowhere_else, UNDER_ISRAEL, "not collected")


def returns_in_conflict_26_1(sets: RegionSets) -> Measured:
    """Percent of returned refugees who returned to a country with a thousand or more deaths in that year.

    Examples
    --------
    >>> found = returns_in_conflict_26_1(RegionSets.of("world"))
    >>> [round(float(each[-1, 0]), 1) for each in (found.low, found.value, found.high)]
    [49.7, 50.1, 50.6]
    """
    return _share(sets, deaths(), MANY_DEATHS)


def returns_in_conflict_by_rate_26_1(sets: RegionSets) -> Measured:
    """The same for countries with five or more deaths per hundred thousand inhabitants.

    Examples
    --------
    >>> found = returns_in_conflict_by_rate_26_1(RegionSets.of("AFG"))
    >>> [found.at(year) for year in (2024, 2025)]
    [0.0, 0.0]
    """
    return _share(sets, deaths_per_100000(), HIGH_RATE)


def by_version(found: Measured, words: Words) -> Measured:
    """Let each figure say which version it rests on, after other words about it."""
    known, told = ~np.isnan(found.value), both(words, lambda *_: COPY, between=". ")
    return found.saying(lambda year, place: (told if known[year, place] else found.words)(year, place))


def _share(sets: RegionSets, violence: Array, least: float) -> Measured:
    """Share of returns to countries with so much violence, and what those without a figure could change."""
    known, there = ~np.isnan(violence), violence >= least
    returned = np.nan_to_num(solution("refugee_returns"), nan=0.0)
    found = conflict.share_to(there, known, sets, TABLE, VERSION)
    some = ~np.isnan(found.value)
    everyone = sets.groups.total(returned)
    least_to, unknown = sets.groups.total(returned * there), sets.groups.total(returned * ~known)
    found = replace(
        found,
        covered=_covered(),
        low=np.where(some, over(least_to, everyone) * 100, np.nan),
        high=np.where(some, over(least_to + unknown, everyone) * 100, np.nan),
    )
    found = by_version(found, without(sets, returned, known, "violence"))
    nothing_known = (everyone >= MIN_RETURNS) & (unknown == everyone)
    return without_figure(found, nothing_known, NO_FIGURE, "not collected")


def _covered() -> Flags:
    first, last = table_years(TABLE)
    return (year_column() >= first) & (year_column() <= last)


@cache
def _absent() -> Flags:
    """Which of the states that version 25.1 has in its last year have no figure here."""
    rows = load(conflict.TABLE, ["year", "country"])
    states = np.isin(codes(), rows["country"][rows["year"] == rows["year"].max()].astype("str"))
    return frozen(np.isnan(counted()) & states)


def _at_least(sets: RegionSets) -> Words:
    """Say that a sum is a bound, and name the states without a figure, those with most refugees first."""
    people = np.maximum(np.nan_to_num(stock("refugees"), nan=0.0), 1.0) * _absent()
    elsewhere = sets.holding("PSE") & ~sets.holding("ISR")

    def words(year: int, place: int) -> str:
        names = largest_first(sets, people, year, place)
        if names:
            return f"At least, without {listed(names)}"
        return "At least" if elsewhere[place] else ""

    return words
