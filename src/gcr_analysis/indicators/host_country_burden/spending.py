"""What UNHCR spends in a region's countries, through whom, and what donors spend on refugees at home."""

from functools import cache, lru_cache

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import by_country, by_year, frozen
from gcr_analysis.indicators.host_country_burden.money import money, of_the_world, usd
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.prices import in_constant_dollars
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import load

ALL_DONORS = "DAC Countries, Total"
NATIONAL = ("government", "national NGO")
# People whom UNHCR serves. Stateless people are left out: many are refugees too and would count twice.
SERVED = ("refugees", "oip", "asylum_seekers", "idps", "others_of_concern")


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


@lru_cache(64)
def unhcr_spending(sets: RegionSets) -> Measured:
    """UNHCR's spending in a region's countries, from whatever money, in current US dollars.

    Unlike contributions it does not depend on what donors gave the money for.

    Examples
    --------
    >>> [round(unhcr_spending(RegionSets.of("mirps")).at(year) / 1e6, 1) for year in (2016, 2024)]
    [19.4, 160.0]
    """
    rows = load("unhcr_expenditure")
    return money(sets.groups.known_total(by_country(rows, "country", "usd")), rows, sets)


def unhcr_spending_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars.

    Examples
    --------
    >>> [round(unhcr_spending_constant(RegionSets.of("mirps")).at(year) / 1e6, 1) for year in (2016, 2024)]
    [25.4, 160.0]
    """
    return in_constant_dollars(unhcr_spending(sets))


@lru_cache(64)
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
    return money(over(sets.groups.total(spent), served), rows, sets)


def unhcr_spending_per_person_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars.

    Examples
    --------
    >>> [round(unhcr_spending_per_person_constant(RegionSets.of("UGA")).at(year)) for year in (2019, 2024)]
    [142, 91]
    """
    return in_constant_dollars(unhcr_spending_per_person(sets))


def in_donor_refugee_costs(sets: RegionSets) -> Measured:
    """What donors counted as aid for refugees in their own country, in current US dollars. For the world.

    Context, and no part of GCR 1.1.1: this money never reaches a host country that receives aid.

    Examples
    --------
    >>> [round(in_donor_refugee_costs(RegionSets.of("world")).at(year), -8) for year in (2016, 2022)]
    [16000000000.0, 30900000000.0]
    """
    rows = load("in_donor_refugee_costs")
    return of_the_world(by_year(rows[rows["donor"] == ALL_DONORS], "usd_million") * 1e6, sets)


def in_donor_refugee_costs_constant(sets: RegionSets) -> Measured:
    """The same in constant US dollars.

    Examples
    --------
    >>> found = in_donor_refugee_costs_constant(RegionSets.of("world"))
    >>> [round(found.at(year), -8) for year in (2016, 2022)]
    [20900000000.0, 33100000000.0]
    """
    return in_constant_dollars(in_donor_refugee_costs(sets))


def _national_share(rows: pd.DataFrame, sets: RegionSets) -> Measured:
    """Share of money that went through national actors; for the world money of every level counts."""
    national = usd(rows[rows["implementer"].isin(NATIONAL)], sets, every_level=True)
    share = 100 * over(national, usd(rows, sets, every_level=True))
    return money(share, rows, sets, every_level=True)


@cache
def _served() -> Array:
    """People whom UNHCR serves, by country."""
    groups = (
        by_country(load("population"), "asylum", SERVED),
        by_country(load("refugee_returns"), "origin", "persons"),
        by_country(load("idp_returns"), "country", "persons"),
    )
    return frozen(np.sum([np.nan_to_num(group, nan=0.0) for group in groups], axis=0))
