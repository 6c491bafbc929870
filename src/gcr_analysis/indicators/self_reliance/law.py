"""Which refugees are in states that are bound by the refugee treaties.

The source is a list of one date without the dates of accession, so the share is given from the end of the
year before that date on: an earlier one would rest on treaties that were not yet signed.
"""

from functools import cache, partial

import numpy as np

from gcr_analysis.framework import tables
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.arrays import codes, frozen, position, stock, year_column
from gcr_analysis.indicators.ends import no_ends
from gcr_analysis.indicators.measured import Measured, Words, both, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import load, sources
from gcr_analysis.snapshot.questions import question

TREATIES = ("convention_1951", "protocol_1967")
LIMITATION = ("geographical_limitation",)

no_change = partial(no_ends, "The list of states has one date: only where refugees live moves the share")


def legal_framework(sets: RegionSets) -> Measured:
    """Percent of refugees in states party to the Convention of 1951, its Protocol of 1967 or both.

    >>> from gcr_analysis.indicators.arrays import row
    >>> legal_framework(RegionSets.of("TUR")).words(row(2025), 0)
    'Türkiye is bound for refugees from events in Europe only'
    """
    found = _share(bound(), sets)
    return found.saying(both(_hosting_under_a_limit(found, sets), found.words))


def legal_framework_unlimited(sets: RegionSets) -> Measured:
    """The same without states that are bound for refugees from events in Europe only.

    >>> legal_framework_unlimited(RegionSets.of("TUR")).at(2025)
    0.0
    """
    return _share(bound() * (1 - _flags(LIMITATION)), sets)


@cache
def bound() -> Array:
    """Whether each country is party to either treaty, as 0 or 1; missing where the source has no row.

    >>> bound()[[position()["TUR"], position()["LBN"]]].tolist()
    [1.0, 0.0]
    """
    return _flags(TREATIES)


@question
def unbound() -> tuple[str, ...]:
    """States that are party to neither refugee treaty.

    >>> "LBN" in unbound()
    True
    """
    return tuple(code for code, flag in zip(codes(), bound(), strict=True) if flag == 0)


@question
@cache
def limited() -> tuple[str, ...]:
    """States that are bound for refugees from events in Europe only.

    >>> "TUR" in limited()
    True
    """
    flags = _flags(LIMITATION) * bound()
    return tuple(code for code, flag in zip(codes(), flags, strict=True) if flag == 1)


@question
def since() -> int:
    """First year at whose end the list holds."""
    return int(sources()[tables()["refugee_conventions"].source].vintage[:4]) - 1


def _flags(columns: tuple[str, ...]) -> Array:
    rows = load("refugee_conventions")
    flags = np.full(len(codes()), np.nan)
    for code, flag in zip(rows["iso3"].astype("str"), rows[list(columns)].any(axis=1), strict=True):
        if code in position():
            flags[position()[code]] = flag
    return frozen(flags)


def _share(flags: Array, sets: RegionSets) -> Measured:
    hosted = stock("refugees")
    known = np.broadcast_to(~np.isnan(flags), hosted.shape)
    classified = sets.groups.total(np.where(known, hosted, 0.0))
    found = Measured(
        100 * over(sets.groups.total(hosted * flags), classified),
        covered=year_column() >= since(),
        coverage=coverage(sets.groups, hosted, known),
        words=without(sets, hosted, known, "treaty"),
    )
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


def _hosting_under_a_limit(found: Measured, sets: RegionSets) -> Words:
    """Name the states with a limitation that host anybody in the years of the list."""
    hosts = np.asarray((stock("refugees") * (year_column() >= since()) > 0).any(axis=0))

    def words(year: int, place: int) -> str:
        inside = sets.regions[place].countries
        hosting = [country_name(code) for code in limited() if code in inside and hosts[position()[code]]]
        if not hosting or np.isnan(found.value[year, place]):
            return ""
        verb = "are" if len(hosting) > 1 else "is"
        return f"{' and '.join(hosting)} {verb} bound for refugees from events in Europe only"

    return words
