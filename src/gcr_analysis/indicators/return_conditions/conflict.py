"""Deaths from organised violence, and returns to countries where many people die of it.

Deaths are those that the Uppsala Conflict Data Program counts where they happened. It counts deaths in Gaza
and the West Bank under Israel, so that Israel and the State of Palestine are one place here: both have the
deaths in the two over the inhabitants of the two.
"""

from functools import cache

import numpy as np

from gcr_analysis.framework import tables
from gcr_analysis.indicators.arrays import by_country, frozen, population, position, year_column
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import solution
from gcr_analysis.indicators.return_conditions.wording import NO_RETURNS
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load, table_years
from gcr_analysis.snapshot.questions import question

TABLE, VERSION = "conflict_deaths", "25.1"  # for version 26.1 see `violence`
MANY_DEATHS = 1000  # in a year: the threshold that the field calls war
HIGH_RATE = 5.0  # deaths per 100,000 inhabitants in a year
MIN_RETURNS = 100  # fewer make no share
TOGETHER = (
    "Deaths in Israel and in the State of Palestine are one figure in the source, over both populations"
)


@cache
def deaths() -> Array:
    """Deaths in each country and year; missing where the source has no such country.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> deaths()[row(2024), [position()[code] for code in ("SDN", "FRA", "PSE")]].tolist()
    [7103.0, 3.0, 21476.0]
    """
    return with_palestine(by_country(load(TABLE, ["year", "country", "deaths"]), "country", "deaths"))


@cache
def deaths_per_100000() -> Array:
    """Deaths for every hundred thousand inhabitants of each country.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> float(deaths_per_100000()[row(2024), position()["UKR"]].round())
    180.0
    """
    return over_inhabitants(deaths())


def with_palestine(killed: Array) -> Array:
    """Give the State of Palestine the deaths that are counted under Israel: shape (years, countries)."""
    counted = killed.copy()
    counted[:, position()["PSE"]] = counted[:, position()["ISR"]]
    return frozen(counted)


def one_figure() -> tuple[str, ...]:
    """Countries that the source counts together, under the first of them.

    >>> one_figure()
    ('ISR', 'PSE')
    """
    return tables()[TABLE].one_figure


def over_inhabitants(killed: Array) -> Array:
    """Divide deaths by inhabitants, those with one figure together: per 100,000, shape (years, countries)."""
    inhabitants, together = population().copy(), [position()[code] for code in one_figure()]
    inhabitants[:, together] = inhabitants[:, together].sum(axis=1, keepdims=True)
    return frozen(killed / inhabitants * 100_000)


def returns_in_conflict(sets: RegionSets) -> Measured:
    """Percent of returned refugees who returned to a country with a thousand or more deaths in that year.

    No share for years that the violence data have not reached, nor on fewer than `MIN_RETURNS` returns.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> found = returns_in_conflict(RegionSets.of("world"))
    >>> round(found.at(2024)), found.words(row(2025), 0)
    (48, 'Version 25.1 of the data on violence ends in 2024')
    """
    return share_to(deaths() >= MANY_DEATHS, ~np.isnan(deaths()), sets, TABLE, VERSION)


def returns_in_conflict_by_rate(sets: RegionSets) -> Measured:
    """The same for countries with five or more deaths per hundred thousand inhabitants.

    Examples
    --------
    >>> round(returns_in_conflict_by_rate(RegionSets.of("world")).at(2024))
    72
    """
    return share_to(deaths_per_100000() >= HIGH_RATE, ~np.isnan(deaths_per_100000()), sets, TABLE, VERSION)


@question
def violence_year(year: int) -> int:
    """Return the year, or the last one before it that the data on violence have reached.

    >>> violence_year(2025)
    2024
    """
    return min(year, table_years(TABLE)[1])


def share_to(there: Flags, known: Flags, sets: RegionSets, table: str, version: str) -> Measured:
    """Percent of returned refugees who returned to some countries, of those to countries that are known.

    Parameters
    ----------
    there, known
        Countries that are meant, and countries of which this is known: shape (years, countries).
    sets
        The region sets that people returned to.
    table, version
        Table of violence, whose years have a share, and the version that it holds.
    """
    first, last = table_years(table)
    persons = sets.groups.known_total(solution("refugee_returns"))
    returned = np.nan_to_num(solution("refugee_returns"), nan=0.0)
    share = over(sets.groups.total(returned * there), sets.groups.total(returned * known)) * 100
    found = Measured(share, covered=year_column() >= first, coverage=coverage(sets.groups, returned, known))
    for where, reason in (
        (persons < MIN_RETURNS, f"Fewer than {MIN_RETURNS} returns"),
        (np.isnan(persons), NO_RETURNS),
        (year_column() > last, f"Version {version} of the data on violence ends in {last}"),
    ):
        found = without_figure(found, where, reason, status="not collected")
    return found
