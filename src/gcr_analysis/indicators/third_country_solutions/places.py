"""Destinations, origins and hosts of resettlement in a region: what tables and charts draw on."""

from collections.abc import Iterable

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import codes as all_codes
from gcr_analysis.indicators.arrays import frame, population, row, stock_by_pair
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.access import LEAST_REFUGEES, published_needs
from gcr_analysis.indicators.third_country_solutions.departures import REFUGEES, hosted_at_start
from gcr_analysis.indicators.third_country_solutions.flows import (
    Side,
    arrivals,
    arrivals_of,
    refugees_at_start,
    reports,
    since_first_year,
)
from gcr_analysis.snapshot.questions import question

LEAST_SHOWN = 10_000  # refugees from an origin: a ratio over fewer hangs on how origin is recorded


@question
def destinations(region: Region, side: Side, year: int, baseline_year: int) -> pd.DataFrame:
    """Every country in which refugees of a region arrived on resettlement in a year, the largest first.

    Parameters
    ----------
    region, side
        The region, and whether it is read as ``"destination"`` or as ``"origin"`` of the refugees.
    year, baseline_year
        The year, and the one to compare with.

    Returns
    -------
    DataFrame
        ``iso3``, ``name``, ``arrivals`` (persons), ``share`` (percent), ``per_100000`` (all of these arrivals
        per hundred thousand inhabitants of the destination; missing without a population), ``baseline`` and
        ``before`` (persons in the baseline year and in the year before).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> destinations(region("world"), "destination", 2025, 2016)[["iso3", "arrivals", "before"]].head(2)
      iso3  arrivals  before
    0  CAN     38771   49261
    1  AUS     18804   17211
    """
    if side == "origin":
        came = arrivals_of(region, "origin")
    else:
        came = since_first_year(arrivals("destination"))[list(region.countries)]
    table = _counted(came, year, baseline_year)
    table["per_100000"] = table["arrivals"] / frame(population()).loc[year, table.index] * 100_000
    return _named(table)


@question
def origins(region: Region, side: Side, year: int, baseline_year: int) -> pd.DataFrame:
    """Every origin of refugees of a region who arrived on resettlement in a year, the largest first.

    Returns
    -------
    DataFrame
        ``iso3``, ``name``, ``arrivals`` (persons), ``share`` (percent), ``baseline``, ``before``,
        ``refugees`` (from that origin under UNHCR's mandate, wherever they were at the start of the year) and
        ``per_1000`` (all arrivals from that origin anywhere, per thousand of these; missing where they are
        fewer than `LEAST_SHOWN`, since origin is not recorded alike for both).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> rows = origins(region("world"), "origin", 2024, 2016).set_index("iso3")
    >>> rows.loc[["ERI", "SSD"], "per_1000"].round(1).tolist()
    [33.9, 1.0]
    """
    if side == "destination":
        came = arrivals_of(region, "destination")
    else:
        came = since_first_year(arrivals("origin"))[list(region.countries)]
    table = _counted(came, year, baseline_year)
    return _named(table.join(_reach(table.index, year)))


@question
def hosts(region: Region, year: int) -> pd.DataFrame:
    """Hosts of a region that report departures on resettlement in a year, those with most departures first.

    Returns
    -------
    DataFrame
        ``iso3``, ``name``, ``departures`` and ``submissions`` (persons; submissions missing where not
        reported), ``hosted`` (refugees, other people in need of international protection and asylum-seekers
        at the start of the year) and ``per_1000`` (departures of these per thousand; missing where they are
        fewer than `LEAST_REFUGEES`). Empty before the reports begin.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> hosts(region("igad"), 2024)[["iso3", "departures"]].head(2)
      iso3  departures
    0  ETH        5823
    1  KEN        4458
    """
    left, sent = (reports(f"resettlement_{name}") for name in ("departures", "submissions"))
    columns = ["iso3", "name", "departures", "submissions", "hosted", "per_1000"]
    if year not in left.index:
        return pd.DataFrame(columns=columns)
    here = left.loc[year, list(region.countries)].dropna().sort_index()
    here = here.sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"departures": here.astype("int64"), "submissions": sent.loc[year, here.index]})
    table["hosted"] = frame(hosted_at_start()).loc[year, here.index].astype("int64")
    among_them = reports("resettlement_departures", REFUGEES).loc[year, here.index]
    table["per_1000"] = among_them / table["hosted"].where(table["hosted"] >= LEAST_REFUGEES) * 1000
    return _named(table)[columns]


@question
def origins_of_hosted(region: Region, year: int) -> pd.DataFrame:
    """Origins of the refugees whom a region hosts, the largest first, and how far resettlement reaches them.

    Returns
    -------
    DataFrame
        ``iso3``, ``name``, ``hosted`` (refugees and other people in need of international protection in the
        region at the start of the year), ``share`` (percent of all hosted there), ``refugees`` and
        ``per_1000`` as in `origins`: for that origin anywhere, since arrivals do not tell the host.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> origins_of_hosted(region("UGA"), 2024)["iso3"].head(3).tolist()
    ['SSD', 'COD', 'SOM']
    """
    here = stock_by_pair()[row(year - 1)][:, RegionSets([region]).groups[0]]
    hosted = pd.Series(here.sum(axis=1), list(all_codes()))
    hosted = hosted[hosted > 0].sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"hosted": hosted.astype("int64"), "share": hosted / hosted.sum() * 100})
    return _named(table.join(_reach(table.index, year)))


@question
def reach_of(codes: Iterable[str], year: int) -> float:
    """Arrivals from some origins together, for every thousand refugees from there at the start of a year.

    >>> round(reach_of(["SSD", "SDN"], 2024), 1)
    1.8
    """
    inside = [place for place, code in enumerate(all_codes()) if code in set(codes)]
    refugees, came = (
        float(each[row(year), inside].sum()) for each in (refugees_at_start(), arrivals("origin"))
    )
    return float("nan") if refugees < LEAST_SHOWN else came / refugees * 1000


@question
def projected_needs(region: Region, year: int, by: str) -> pd.Series:
    """Needs that are published for a year, by country of a region, the largest first.

    Parameters
    ----------
    by
        ``"origin"`` for refugees from there, ``"asylum"`` for refugees who are there.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> projected_needs(region("UGA"), 2026, by="asylum").to_dict()
    {'UGA': 174000.0}
    """
    needs = published_needs("origin" if by == "origin" else "asylum")
    if year not in needs.index:
        return pd.Series(dtype=float)
    return needs.loc[year, list(region.countries)].dropna().sort_values(ascending=False, kind="stable")


def _counted(came: pd.DataFrame, year: int, baseline_year: int) -> pd.DataFrame:
    now = came.loc[year][came.loc[year] > 0].sort_index().sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"arrivals": now.astype("int64"), "share": now / now.sum() * 100})
    table["baseline"] = came.loc[baseline_year, now.index].astype("int64")
    table["before"] = came.loc[year - 1, now.index].astype("int64")
    return table


def _reach(codes: pd.Index, year: int) -> pd.DataFrame:
    """Refugees from some origins at the start of a year, and all arrivals from there per thousand of them."""
    refugees, came = (frame(each).loc[year, codes] for each in (refugees_at_start(), arrivals("origin")))
    enough = refugees >= LEAST_SHOWN
    ratio = (came / refugees.where(enough) * 1000).astype(float)
    return pd.DataFrame({"refugees": refugees.astype("int64"), "per_1000": ratio})


def _named(table: pd.DataFrame) -> pd.DataFrame:
    table = table.reset_index(names="iso3")
    table.insert(1, "name", table["iso3"].map(lambda iso3: country_name(str(iso3))))
    return table
