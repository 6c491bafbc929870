"""Refugees in protracted situations.

A situation is a pair of known origin and host that differ: people of unknown origin or without a state are
no one situation, and the few people counted as refugees in their own country are in no exile.
"""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.frames import (
    Stock,
    low_or_middle_income,
    mandate_pairs,
    of,
    pairs,
    since,
    stock,
)
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.wording import NO_REFUGEES
from gcr_analysis.methods.protracted import DURATION, in_a_row, is_protracted
from gcr_analysis.snapshot.used import remembered

_NO_ORIGIN = ("UNK", "XXA")


@remembered
def _stocks(name: Stock) -> pd.DataFrame:
    """Pairs that can be situations at all, a column a year."""
    all_pairs = mandate_pairs() if name == "mandate_refugees" else pairs()
    origin, asylum = (all_pairs.index.get_level_values(side) for side in ("origin", "asylum"))
    return all_pairs[~origin.isin(_NO_ORIGIN) & (origin != asylum)]


@remembered
def _flags(name: Stock, every_host: bool) -> pd.DataFrame:
    """Which of these pairs are protracted in which year."""
    flags = is_protracted(_stocks(name))
    flags = flags[flags.any(axis=1)]
    if every_host:
        return flags
    income = low_or_middle_income().T.reindex(flags.index.get_level_values("asylum"))
    return flags & income.reindex(columns=flags.columns).eq(1.0).set_axis(flags.index)


def _in_region(flags: pd.DataFrame, region: Region, years: Years) -> pd.DataFrame:
    here = flags.index.get_level_values("asylum").isin(region.countries)
    return flags.loc[here, [year for year in years if year in flags]]


def protracted_refugees(region: Region, years: Years) -> Measured:
    """Refugees in protracted situations, in hosts of low or middle income.

    >>> from gcr_analysis.geography import region
    >>> int(protracted_refugees(region("world"), (2022,)).loc[2022, "value"])
    23285655
    """
    return _with_caveat(_persons(region, years, "refugees", every_host=False), region)


def protracted_refugees_all_hosts(region: Region, years: Years) -> Measured:
    """The same with hosts of high income.

    >>> from gcr_analysis.geography import region
    >>> int(protracted_refugees_all_hosts(region("DEU"), (2022,)).loc[2022, "value"].round(-5))
    900000
    """
    return _with_caveat(_persons(region, years, "refugees", every_host=True), region)


def protracted_situations(region: Region, years: Years) -> Measured:
    """Pairs of origin and host in a protracted situation, in hosts of low or middle income.

    >>> from gcr_analysis.geography import region
    >>> int(protracted_situations(region("world"), (2022,)).loc[2022, "value"])
    57
    """
    here = _in_region(_flags("refugees", False), region, years)
    return _with_caveat(here.sum().astype(float), region)


def protracted_hosts(region: Region, years: Years) -> Measured:
    """Countries of low or middle income that host at least one protracted situation.

    >>> from gcr_analysis.geography import region
    >>> int(protracted_hosts(region("world"), (2022,)).loc[2022, "value"])
    37
    """
    here = _in_region(_flags("refugees", False), region, years)
    return _with_caveat(here.groupby(level="asylum").any().sum().astype(float), region)


def protracted_share(region: Region, years: Years, stock: Stock = "refugees") -> Measured:
    """Percent of all refugees that the region hosts who are in protracted situations."""
    hosted = _hosted(stock, region, years)
    table = _with_caveat(
        _persons(region, years, stock, every_host=False) / hosted.where(hosted > 0) * 100, region
    )
    return without_figure(table, hosted == 0, NO_REFUGEES)


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
    here = _in_region(_flags("refugees", every_host), region, (year,))
    stocks = _stocks("refugees").loc[here.index[here[year]]]
    rows = pd.DataFrame(
        {"refugees": stocks[year].astype("int64"), "since": in_a_row(stocks, year).astype("int64")}
    ).reset_index()
    rows = rows.sort_values(
        ["refugees", "origin", "asylum"], ascending=[False, True, True], ignore_index=True
    )
    for side in ("origin", "asylum"):
        rows[f"{side}_name"] = rows[side].map(country_name)
    return rows[["origin", "asylum", "origin_name", "asylum_name", "refugees", "since"]]


def _persons(region: Region, years: Years, name: Stock, every_host: bool) -> pd.Series:
    here = _in_region(_flags(name, every_host), region, years)
    return _stocks(name).loc[here.index, here.columns].where(here, 0.0).sum()


def _hosted(name: Stock, region: Region, years: Years) -> pd.Series:
    return of(stock(name), region, years).sum(axis=1)


def _with_caveat(value: pd.Series, region: Region) -> Measured:
    """Say in which years people counted as OIP cannot be protracted yet, where the region hosts any."""
    first_counted = since("population", "oip")
    possible = first_counted + DURATION - 1
    others = of(stock("oip"), region, value.index).sum(axis=1).reindex(value.index, fill_value=0.0)
    too_early = (others > 0) & (value.index < possible)
    text = f"Other people in need of protection are counted from {first_counted}: none before {possible}"
    return measured(value, reason=pd.Series(text, value.index).where(too_early, ""))
