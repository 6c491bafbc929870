"""Returns of refugees and of internally displaced people, and where refugees returned from.

A return is what the country that people left or the one that they reached reported, whatever the
circumstances: the figures do not say how free a return was, or how safe. None reported is no figure, since
the source writes none and not reported alike.
"""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.return_conditions.origins import (
    idp_returns as returned_idps,
)
from gcr_analysis.indicators.return_conditions.origins import (
    returns_by_pair,
    solution,
    stock,
    total,
)
from gcr_analysis.indicators.return_conditions.outflow import (
    MATERIAL,
    displaced,
    new_displacement_from_origin,
)
from gcr_analysis.indicators.return_conditions.wording import NO_RETURNS

MIN_BASE = 1000  # people who could have returned: fewer make no rate
UNKNOWN = "UNK"


def refugee_returns(region: Region, years: Years) -> Measured:
    """GCR 4.2.1: refugees who returned to the region in each year, from wherever they were.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> refugee_returns(region("world"), (2022, 2025))["value"].astype(int).tolist()
    [999261, 4362272]
    """
    return _reported(total(solution("refugee_returns"), region, years), years)


def idp_returns(region: Region, years: Years) -> Measured:
    """Internally displaced people who returned home in the region in each year.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> int(idp_returns(region("COD"), (2025,)).loc[2025, "value"])
    3582665
    """
    return _reported(total(returned_idps(), region, years), years)


def returns_since_baseline(region: Region, years: Years, baseline_year: int) -> Measured:
    """Refugees who returned to the region in all years after the baseline year, to the year itself.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> int(returns_since_baseline(region("world"), (2024, 2025), baseline_year=2023).loc[2025, "value"])
    5978093
    """
    later = tuple(range(baseline_year + 1, max(*years, baseline_year) + 1))
    yearly = _reported(total(solution("refugee_returns"), region, later), later)["value"]
    table = _reported(yearly.fillna(0).cumsum().where(lambda persons: persons > 0), years)
    early = table.index.to_series() <= baseline_year
    return without_figure(table, early, f"Not after the baseline year {baseline_year}")


def return_rate(region: Region, years: Years) -> Measured:
    """Returns in percent of those who could have returned in the year.

    These are the refugees from the region at the start of the year and those newly displaced across borders
    in it: over the start alone a country that people flee and come back to within a year would have a rate of
    more than a hundred percent. No rate where they are fewer than `MIN_BASE`.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> return_rate(region("UKR"), (2022,))["value"].round(1).tolist()
    [11.4]
    """
    displaced_in = new_displacement_from_origin(region, years)
    at_start = total(stock("refugees").shift(1), region, years).fillna(0)
    base = at_start + displaced_in["value"].fillna(0)
    table = refugee_returns(region, years)
    uncertain = _cases(region, years) >= MATERIAL * base
    status = uncertain.map({True: "partial", False: ""}).where(table["value"].notna(), "")
    reason = table["reason"].mask(uncertain & table["value"].notna(), displaced_in["reason"])
    rate = table.assign(value=table["value"] / base.where(base > 0) * 100, status=status, reason=reason)
    return without_figure(rate, base < MIN_BASE, f"Fewer than {MIN_BASE:,} people who could have returned")


def returns_to_new_displacement(region: Region, years: Years) -> Measured:
    """Refugees who returned to the region for every hundred people newly displaced from it.

    No figure where fewer than `MIN_BASE` were displaced.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> returns_to_new_displacement(region("SDN"), (2025,))["value"].round(1).tolist()
    [65.9]
    """
    displaced_in = new_displacement_from_origin(region, years)
    returned = refugee_returns(region, years)
    out = displaced_in["value"].fillna(0)
    value = returned["value"] / out.where(out > 0) * 100
    has_figure = value.notna()
    table = measured(
        value,
        status=displaced_in["status"].where(has_figure, ""),
        reason=displaced_in["reason"].where(has_figure, returned["reason"]),
    )
    return without_figure(table, out < MIN_BASE, f"Fewer than {MIN_BASE:,} people newly displaced")


def returns_by_host(region: Region, years: Years) -> Measured:
    """Number of countries of asylum from which refugees returned to the region in each year.

    `hosts_of_return` lists them.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> returns_by_host(region("AFG"), (2025,))["value"].tolist()
    [8.0]
    """
    hosts = _by_host(region, years).drop(index=UNKNOWN, errors="ignore")
    return _reported((hosts > 0).sum().astype(float).where(lambda n: n > 0), years)


def largest_host_share_of_returns(region: Region, years: Years) -> Measured:
    """Percent of the returns to the region that came from the country from which most did.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> largest_host_share_of_returns(region("AFG"), (2025,))["value"].round(1).tolist()
    [71.2]
    """
    hosts = _by_host(region, years)
    largest = hosts.drop(index=UNKNOWN, errors="ignore").max()
    return _reported(largest / hosts.sum().where(lambda persons: persons > 0) * 100, years)


def hosts_of_return(region: Region, year: int) -> pd.DataFrame:
    """Countries from which refugees returned to the region in a year, the most first.

    Returns
    -------
    DataFrame
        ``asylum`` (ISO3, ``UNK`` unknown), ``name``, ``returns`` (persons) and ``share`` (percent).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> hosts_of_return(region("AFG"), 2025)[["asylum", "returns"]].head(2).values.tolist()
    [['IRN', 1386970], ['PAK', 558359]]
    """
    persons = _by_host(region, (year,)).get(year, pd.Series(dtype=float))
    return _listed(persons, "asylum")


def pairs_of_return(region: Region, year: int) -> pd.DataFrame:
    """Pairs of origin and asylum between which refugees returned to the region in a year, the most first.

    Returns
    -------
    DataFrame
        ``origin``, ``asylum`` (ISO3), ``origin_name``, ``asylum_name`` and ``returns`` (persons).
    """
    pairs = returns_by_pair()
    here = pairs[pairs.index.get_level_values("origin").isin(region.countries)]
    persons = here.get(year, pd.Series(dtype=float))
    persons = persons[persons > 0].sort_values(ascending=False, kind="stable")
    table = persons.astype("int64").rename("returns").reset_index()
    for side in ("origin", "asylum"):
        table[f"{side}_name"] = table[side].map(country_name)
    return table[["origin", "asylum", "origin_name", "asylum_name", "returns"]]


def _listed(persons: pd.Series, side: str) -> pd.DataFrame:
    some = persons[persons > 0].sort_index().sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"returns": some.astype("int64"), "share": some / some.sum() * 100})
    table = table.rename_axis(side).reset_index()
    table.insert(1, "name", table[side].map(country_name))
    return table


def _by_host(region: Region, years: Years) -> pd.DataFrame:
    """Persons who returned to the region: a row a country of asylum, a column a year."""
    pairs = returns_by_pair()
    here = pairs[pairs.index.get_level_values("origin").isin(region.countries)]
    return here[[year for year in years if year in pairs]].groupby(level="asylum").sum()


def _cases(region: Region, years: Years) -> pd.Series:
    """Persons whose number is not known because a country counted their applications in cases."""
    _, left_out, converted = displaced()
    parts = [total(part, region, years).reindex(list(years)).fillna(0) for part in (left_out, converted)]
    return parts[0] + parts[1]


def _reported(value: pd.Series, years: Years) -> Measured:
    value = value.reindex(list(years))
    return measured(value, reason=value.isna().map({True: NO_RETURNS, False: ""}))
