"""Refugees in protracted situations.

A situation is a pair of known origin and host that differ: people of unknown origin or without a state are
no one situation, and the few people counted as refugees in their own country are in no exile.
"""

from functools import cache, partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import (
    Stock,
    codes,
    frozen,
    low_or_middle_income,
    position,
    row,
    since,
    stock_by_pair,
    year_column,
)
from gcr_analysis.indicators.arrays import stock as people
from gcr_analysis.indicators.measured import Measured, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES
from gcr_analysis.methods.protracted import DURATION, THRESHOLD, is_protracted
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.methods.weighted import MOST
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

_NO_ORIGIN = ("UNK", "XXA")


def _stocks(name: Stock) -> Array:
    return stock_by_pair("mandate_refugees" if name == "mandate_refugees" else "refugees")


@cache
def _flags(name: Stock, every_host: bool) -> Flags:
    """Which pairs are protracted at the end of which year: shape (years, origins, hosts)."""
    flags = is_protracted(_stocks(name))
    flags[:, [position()[code] for code in _NO_ORIGIN]] = False
    itself = np.arange(len(codes()))
    flags[:, itself, itself] = False
    return frozen(flags if every_host else flags & (low_or_middle_income() == 1.0)[:, None])


@cache
def _persons(name: Stock, every_host: bool) -> Array:
    """Refugees in protracted situations: shape (years, hosts)."""
    return frozen(np.where(_flags(name, every_host), _stocks(name), 0.0).sum(axis=1))


def protracted(every_host: bool, sets: RegionSets) -> Measured:
    """Refugees in protracted situations, in hosts of low or middle income or in every host.

    >>> protracted_refugees(RegionSets.of("world")).at(2022)
    23285655.0
    >>> round(protracted_refugees_all_hosts(RegionSets.of("DEU")).at(2022), -5)
    900000.0
    """
    return _with_caveat(sets.groups.total(_persons("refugees", every_host)), sets)


protracted_refugees = partial(protracted, False)
protracted_refugees_all_hosts = partial(protracted, True)


def protracted_situations(sets: RegionSets) -> Measured:
    """Pairs of origin and host in a protracted situation, in hosts of low or middle income.

    >>> protracted_situations(RegionSets.of("world")).at(2022)
    57.0
    """
    return _with_caveat(sets.groups.total(_flags("refugees", False).sum(axis=1, dtype=float)), sets)


def protracted_hosts(sets: RegionSets) -> Measured:
    """Countries of low or middle income that host at least one protracted situation.

    >>> protracted_hosts(RegionSets.of("world")).at(2022)
    37.0
    """
    return _with_caveat(sets.groups.count(np.asarray(_flags("refugees", False).any(axis=1))), sets)


def protracted_share(sets: RegionSets, stock: Stock = "refugees") -> Measured:
    """Percent of all refugees that the region hosts who are in protracted situations.

    All refugees are those of every host, while situations are counted in hosts of low or middle income only.
    So it falls when more refugees arrive in high-income hosts: see `protracted_share_low_and_middle_income`.

    >>> round(protracted_share(RegionSets.of("world")).at(2022))
    67
    """
    return _share(people(stock), stock, sets)


def protracted_share_low_and_middle_income(sets: RegionSets, stock: Stock = "refugees") -> Measured:
    """Percent of the refugees in the region's hosts of low or middle income who are in protracted situations.

    >>> share = protracted_share_low_and_middle_income(RegionSets.of("world"))
    >>> [round(share.at(year), 1) for year in (2016, 2025)]
    [80.6, 89.5]
    """
    found = _share(np.where(low_or_middle_income() == 1.0, people(stock), 0.0), stock, sets)
    elsewhere = (sets.groups.total(people(stock)) > 0) & np.isnan(found.value)
    return without_figure(found, elsewhere, "No refugees in low- or middle-income hosts")


def share_in_the_same_situations(sets: RegionSets, first: np.ndarray, last: np.ndarray) -> Array:
    """Both ends of `protracted_share_low_and_middle_income` with one set of situations.

    A situation that counts at one end only, while it had people in the host at both, counts at both, so that
    the share does not move when people pass five years or their number crosses the threshold. People of no
    known origin, who can be in no situation, are left out.

    Parameters
    ----------
    sets
        The region sets.
    first, last
        The years compared of each set.

    Returns
    -------
    array, shape (2, sets)
        Percent of the refugees in the region's hosts of low or middle income.

    Examples
    --------
    >>> year = np.array([2016]), np.array([2025])
    >>> share_in_the_same_situations(RegionSets.of("SDN"), *year)[:, 0].round().tolist()
    [96.0, 98.0]
    """
    stocks, flags = _stocks("refugees"), _flags("refugees", False)
    nowhere = stocks[:, [position()[code] for code in _NO_ORIGIN]].sum(axis=1)
    found = np.full((2, len(sets)), np.nan)
    for span in sorted({*zip(first.tolist(), last.tolist(), strict=True)}):
        ends = [row(year) for year in span]
        chosen = (first == span[0]) & (last == span[1])
        hosts = low_or_middle_income()[ends] == 1.0
        at_both = (stocks[ends] > 0).all(axis=0) & hosts.all(axis=0)
        either = flags[ends].any(axis=0) & at_both
        counted = np.where(flags[ends] | either, stocks[ends], 0.0).sum(axis=1)
        hosted = np.where(hosts, people("refugees")[ends] - nowhere[ends], 0.0)
        share = over(*(sets.groups.total(each) for each in (counted, hosted))) * MOST
        found[:, chosen] = share[:, chosen]
    return found


def _share(hosted: Array, stock: Stock, sets: RegionSets) -> Measured:
    everybody = sets.groups.total(hosted)
    share = over(sets.groups.total(_persons(stock, False)), everybody) * MOST
    return without_figure(_with_caveat(share, sets), everybody == 0, NO_REFUGEES)


@question
def situations(region: Region, year: int, every_host: bool = False) -> pd.DataFrame:
    """Protracted situations of a region at the end of a year, the largest first.

    Parameters
    ----------
    region
        The region that hosts.
    year
        Year at whose end they are protracted.
    every_host
        Whether hosts of high income count too.

    Returns
    -------
    DataFrame
        ``origin`` and ``asylum`` (ISO3), ``origin_name``, ``asylum_name``, ``refugees`` (persons) and
        ``since``: the first end-year of the unbroken run at or above the threshold.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> situations(region("TUR"), 2024)[["origin", "refugees", "since"]]
      origin  refugees  since
    0    SYR   2901478   2012
    """
    at, inside = row(year), RegionSets([region]).groups[0]
    origin, asylum = np.nonzero(_flags("refugees", every_host)[at][:, inside])
    pairs = list(
        zip(np.array(codes())[origin].tolist(), np.array(codes())[inside[asylum]].tolist(), strict=True)
    )
    rows = pd.DataFrame(pairs, columns=["origin", "asylum"])
    rows["refugees"] = _stocks("refugees")[at][:, inside][origin, asylum].astype("int64")
    rows["since"] = pd.array([_first_year(*pair, year) for pair in pairs], dtype="int64")
    rows = rows.sort_values(
        ["refugees", "origin", "asylum"], ascending=[False, True, True], ignore_index=True
    )
    for side in ("origin", "asylum"):
        rows[f"{side}_name"] = rows[side].map(country_name)
    return rows[["origin", "asylum", "origin_name", "asylum_name", "refugees", "since"]]


def _first_year(origin: str, asylum: str, year: int) -> int:
    """First end-year of the unbroken run, up to *year*, at or above the threshold."""
    while (year - 1, origin, asylum) in _large():
        year -= 1
    return year


@cache
def _large() -> frozenset[tuple[int, str, str]]:
    """Years and pairs with people at or above the threshold, since the source begins."""
    rows = load("population", ["year", "origin", "asylum", "refugees", "oip"])
    rows = rows[rows[["refugees", "oip"]].sum(axis=1) >= THRESHOLD]
    columns = (rows["year"], rows["origin"].astype("str"), rows["asylum"].astype("str"))
    return frozenset(zip(*(column.tolist() for column in columns), strict=True))


def _with_caveat(value: Array, sets: RegionSets) -> Measured:
    """Say in which years people counted as OIP cannot be protracted yet, where the region hosts any."""
    first_counted = since("population", "oip")
    possible = first_counted + DURATION - 1
    too_early = (sets.groups.total(people("oip")) > 0) & (year_column() < possible)
    text = f"Other people in need of protection are counted from {first_counted}: none before {possible}"
    return Measured(value, words=said(too_early, text))
