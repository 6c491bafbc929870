"""Support for hosts: aid and its donors, money that goes through national actors, UNHCR's spending.

No source gives aid to refugees and host communities by host country. For the world there are published
totals of a survey of donors; elsewhere what UNHCR receives and spends stands in for it, as `proxy`. UNHCR's
money is filed at three levels that never contain each other: global, region, operation. A region's figure is
that of the operations in its countries, so the levels above are in no region; only `all_contributions` has
them. An office that serves several countries stands under the country of its seat.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import (
    by_country,
    by_year,
    codes,
    frozen,
    places,
    row,
    stock,
    year_places,
    years,
)
from gcr_analysis.indicators.measured import Measured, either, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load, table_years

# What the survey of donors called its total in its two editions: the same thing in other words.
SURVEYED = (
    "aid to refugees and host communities in countries that receive aid",
    "aid to refugee situations in low- and middle-income countries",
)
SURVEYED_DONORS = ("bilateral donors of aid to refugees and host communities",)
ALL_DONORS = "DAC Countries, Total"
NATIONAL = ("government", "national NGO")
EUROPEAN_UNION = "European Union"
SHARED = 0.1  # of the money: from here on it is said that offices serve other countries too
# People whom UNHCR serves. Stateless people are left out: many are refugees too and would count twice.
SERVED = ("refugees", "oip", "asylum_seekers", "idps", "others_of_concern")


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
    elsewhere = _as_proxy(unhcr_contributions(sets), "Contributions to UNHCR stand in for all aid")
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


def unhcr_contributions(sets: RegionSets) -> Measured:
    """Contributions to UNHCR's operations in a region's countries, in current US dollars.

    What is given to UNHCR as a whole or to a region of its own is in no country, and that share changes from
    year to year. A year counts once its spending is published too: before, contributions are incomplete.

    Examples
    --------
    >>> round(unhcr_contributions(RegionSets.of("LBN")).at(2024) / 1e6, 1)
    260.9
    """
    rows = _contributions()
    return _money(sets.groups.known_total(by_country(rows, "country", "usd")), rows, sets)


def all_contributions(sets: RegionSets) -> Measured:
    """All contributions to UNHCR, unearmarked and regional ones too, in current US dollars. For the world.

    Examples
    --------
    >>> [round(all_contributions(RegionSets.of("world")).at(year) / 1e9, 2) for year in (2022, 2024)]
    [5.85, 4.88]
    """
    return _of_the_world(by_year(_contributions(), "usd"), sets)


def unhcr_donors(sets: RegionSets) -> Measured:
    """Number of states, the European Union counted as one, that gave to UNHCR's operations in a region.

    Examples
    --------
    >>> [unhcr_donors(RegionSets.of("UGA")).at(year) for year in (2023, 2024)]
    [13.0, 15.0]
    """
    number = sets.groups.any(_gave()).sum(axis=1).astype(float)
    return _money(np.where(number > 0, number, np.nan), _contributions(), sets)


@cache
def _gave() -> Flags:
    """Which state gave to which country in which year: shape (years, donors, countries)."""
    rows = _contributions()
    rows = rows[(rows["donor_type"] == "government") | (rows["donor"] == EUROPEAN_UNION)]
    donor, donors = pd.factorize(rows["donor"].astype("str"))
    at, country = year_places(rows["year"]), places(rows["country"])
    inside = (at >= 0) & (country >= 0)
    gave = np.zeros((len(years()), len(donors), len(codes())), dtype=bool)
    gave[at[inside], donor[inside], country[inside]] = True
    return frozen(gave)


def national_share_of_partner_funds(sets: RegionSets) -> Measured:
    """GCR 1.2.1, proxy: share of UNHCR's funds to partners that went to national ones, in percent.

    National organisations and governments over all partners. For the world every level counts.

    Examples
    --------
    >>> round(national_share_of_partner_funds(RegionSets.of("world")).at(2024), 2)
    58.03
    """
    rows = load("unhcr_expenditure")
    return _national_share(rows[rows["flow"] == "to partners"], sets)


def national_share_of_spending(sets: RegionSets) -> Measured:
    """GCR 1.2.1, second proxy: the same funds over all that UNHCR spent, in percent.

    Examples
    --------
    >>> round(national_share_of_spending(RegionSets.of("world")).at(2024), 1)
    14.1
    """
    return _national_share(load("unhcr_expenditure"), sets)


def unhcr_spending(sets: RegionSets) -> Measured:
    """UNHCR's spending in a region's countries, from whatever money, in current US dollars.

    Unlike contributions it does not depend on what donors gave the money for.

    Examples
    --------
    >>> [round(unhcr_spending(RegionSets.of("mirps")).at(year) / 1e6, 1) for year in (2016, 2024)]
    [19.4, 160.0]
    """
    rows = load("unhcr_expenditure")
    return _money(sets.groups.known_total(by_country(rows, "country", "usd")), rows, sets)


def unhcr_spending_per_person(sets: RegionSets) -> Measured:
    """UNHCR's spending in a region's countries over the people whom it serves there, in current US dollars.

    All whom the spending is for: refugees, other people in need of international protection, asylum-seekers,
    internally displaced people and others of concern at the end of the year, and those who returned in it.
    Stateless people are left out, since many are refugees too. Only countries where UNHCR spends count, on
    both sides. Spending by group of people ends in 2021, so there is no figure for refugees alone.

    Examples
    --------
    >>> [round(unhcr_spending_per_person(RegionSets.of("UGA")).at(year)) for year in (2019, 2024)]
    [116, 91]
    """
    rows = load("unhcr_expenditure")
    spent = by_country(rows, "country", "usd")
    served = sets.groups.total(np.where(spent > 0, _served(), 0.0))
    return _money(over(sets.groups.total(spent), served), rows, sets)


def in_donor_refugee_costs(sets: RegionSets) -> Measured:
    """What donors counted as aid for refugees in their own country, in current US dollars. For the world.

    Context, and no part of GCR 1.1.1: this money never reaches a host country that receives aid.

    Examples
    --------
    >>> [round(in_donor_refugee_costs(RegionSets.of("world")).at(year), -8) for year in (2016, 2022)]
    [16000000000.0, 30900000000.0]
    """
    rows = load("in_donor_refugee_costs")
    return _of_the_world(by_year(rows[rows["donor"] == ALL_DONORS], "usd_million") * 1e6, sets)


def _of_the_world(value: Array, sets: RegionSets) -> Measured:
    """Figures that are of no place but the world: shape (years,)."""
    column = np.where(sets.is_world, value[:, None], np.nan)
    return Measured(column, covered=~np.isnan(column))


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


def _national_share(rows: pd.DataFrame, sets: RegionSets) -> Measured:
    """Share of money that went through national actors; for the world money of every level counts."""
    national = _usd(rows[rows["implementer"].isin(NATIONAL)], sets, every_level=True)
    share = 100 * over(national, _usd(rows, sets, every_level=True))
    return _money(share, rows, sets, every_level=True)


def _money(value: Array, rows: pd.DataFrame, sets: RegionSets, every_level: bool = False) -> Measured:
    """Figures of the years that UNHCR's money has reached; they cover the countries with money in *rows*."""
    first, last = table_years("unhcr_expenditure")
    covered = np.array([first <= year <= last for year in years()])[:, None]
    hosted, funded = stock("refugees"), by_country(rows, "country", "usd") > 0
    share = over(sets.groups.total(np.where(funded, hosted, 0.0)), sets.groups.total(hosted))
    several = _usd(rows[rows["multi_country"]], sets, every_level)
    seats = over(several, _usd(rows, sets, every_level)) >= SHARED
    found = Measured(
        value,
        covered=covered,
        coverage=np.where(sets.is_world, 1.0, share),
        words=said(seats, "Holds money of offices that serve other countries too"),
    )
    return without_figure(found, np.isnan(value), "UNHCR has no operation of its own there", "not collected")


def _usd(rows: pd.DataFrame, sets: RegionSets, every_level: bool = False) -> Array:
    """Money in each region's countries; of every level, for the world, where that is asked."""
    here = sets.groups.total(by_country(rows, "country", "usd"))
    if not every_level:
        return here
    return np.where(sets.is_world, np.nan_to_num(by_year(rows, "usd"), nan=0.0)[:, None], here)


@cache
def _contributions() -> pd.DataFrame:
    """Contributions of the years that are complete: those with spending."""
    rows = load("unhcr_contributions")
    return rows[rows["year"] <= table_years("unhcr_expenditure")[1]]


@cache
def _served() -> Array:
    """People whom UNHCR serves, by country."""
    groups = (
        by_country(load("population"), "asylum", SERVED),
        by_country(load("refugee_returns"), "origin", "persons"),
        by_country(load("idp_returns"), "country", "persons"),
    )
    return frozen(np.sum([np.nan_to_num(group, nan=0.0) for group in groups], axis=0))
