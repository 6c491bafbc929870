"""Support for hosts: aid and its donors, money that goes through national actors, UNHCR's spending.

No source gives aid to refugees and host communities by host country. For the world there are published
totals of a survey of donors; elsewhere what UNHCR receives and spends stands in for it, as `proxy`. UNHCR's
money is filed at three levels that never contain each other: global, region, operation. A region's figure is
that of the operations in its countries, so the levels above are in no region; only `all_contributions` has
them. An office that serves several countries stands under the country of its seat.
"""

from functools import reduce

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.snapshot import load, table_years
from gcr_analysis.snapshot.used import remembered

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


def aid_to_refugees_and_hosts(region: Region, years: Years) -> Measured:
    """GCR 1.1.1: aid to refugees and host communities in host countries, in current US dollars.

    For the world, the published total of the OECD's survey of donors, which covers two years at a time and
    stands at the later one. For any other region, contributions to UNHCR's operations there, a proxy.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = aid_to_refugees_and_hosts(region("world"), (2019, 2020, 2021))
    >>> (table["value"] / 1e9).to_dict(), set(table["status"])
    ({2019: 24.2, 2021: 26.3}, {'published'})
    """
    if region.id == "world":
        return _published(SURVEYED, years, scale=1e9)
    return _as_proxy(unhcr_contributions(region, years), "Contributions to UNHCR stand in for all aid")


def donors_of_aid(region: Region, years: Years) -> Measured:
    """GCR 1.1.2: number of donors of that aid.

    For the world, the published number of bilateral donors in the same survey. For any other region, states
    that gave to UNHCR's operations there, a proxy.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> donors_of_aid(region("world"), (2018, 2019))["value"].to_dict()
    {2019: 32.0}
    """
    if region.id == "world":
        return _published(SURVEYED_DONORS, years)
    return _as_proxy(unhcr_donors(region, years), "Donors to UNHCR stand in for all donors")


def unhcr_contributions(region: Region, years: Years) -> Measured:
    """Contributions to UNHCR's operations in a region's countries, in current US dollars.

    What is given to UNHCR as a whole or to a region of its own is in no country, and that share changes from
    year to year. A year counts once its spending is published too: before, contributions are incomplete.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> (unhcr_contributions(region("LBN"), (2024, 2025))["value"] / 1e6).round(1).to_dict()
    {2024: 260.9}
    """
    rows = _operations(_contributions(), region)
    return _figures(rows.groupby("year")["usd"].sum(), rows, region, years)


def all_contributions(region: Region, years: Years) -> Measured:
    """All contributions to UNHCR, unearmarked and regional ones too, in current US dollars. For the world.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> (all_contributions(region("world"), (2022, 2024))["value"] / 1e9).round(2).tolist()
    [5.85, 4.88]
    """
    sums = _contributions().groupby("year")["usd"].sum()
    return measured(sums[sums.index.isin(years)])


def unhcr_donors(region: Region, years: Years) -> Measured:
    """Number of states, the European Union counted as one, that gave to UNHCR's operations in a region.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> unhcr_donors(region("UGA"), (2023, 2024))["value"].tolist()
    [13.0, 15.0]
    """
    rows = _operations(_contributions(), region)
    states = rows[(rows["donor_type"] == "government") | (rows["donor"] == EUROPEAN_UNION)]
    return _figures(states.groupby("year")["donor"].nunique(), rows, region, years)


def national_share_of_partner_funds(region: Region, years: Years) -> Measured:
    """GCR 1.2.1, proxy: share of UNHCR's funds to partners that went to national ones, in percent.

    National organisations and governments over all partners. For the world every level counts.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> national_share_of_partner_funds(region("world"), (2024,))["value"].round(2).tolist()
    [58.03]
    """
    rows = load("unhcr_expenditure")
    return _national_share(rows[rows["flow"] == "to partners"], region, years)


def national_share_of_spending(region: Region, years: Years) -> Measured:
    """GCR 1.2.1, second proxy: the same funds over all that UNHCR spent, in percent.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> national_share_of_spending(region("world"), (2024,))["value"].round(1).tolist()
    [14.1]
    """
    return _national_share(load("unhcr_expenditure"), region, years)


def unhcr_spending(region: Region, years: Years) -> Measured:
    """UNHCR's spending in a region's countries, from whatever money, in current US dollars.

    Unlike contributions it does not depend on what donors gave the money for.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> (unhcr_spending(region("mirps"), (2016, 2024))["value"] / 1e6).round(1).tolist()
    [19.4, 160.0]
    """
    rows = _operations(load("unhcr_expenditure"), region)
    return _figures(rows.groupby("year")["usd"].sum(), rows, region, years)


def unhcr_spending_per_person(region: Region, years: Years) -> Measured:
    """UNHCR's spending in a region's countries over the people whom it serves there, in current US dollars.

    All whom the spending is for: refugees, other people in need of international protection, asylum-seekers,
    internally displaced people and others of concern at the end of the year, and those who returned in it.
    Stateless people are left out, since many are refugees too. Only countries where UNHCR spends count, on
    both sides. Spending by group of people ends in 2021, so there is no figure for refugees alone.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> unhcr_spending_per_person(region("UGA"), (2019, 2024))["value"].round().tolist()
    [116.0, 91.0]
    """
    rows = _operations(load("unhcr_expenditure"), region)
    spent = _by_country(rows, "country", ("usd",)).reindex(columns=list(region.countries))
    served = _served().reindex_like(spent).where(spent > 0).sum(axis=1)
    return _figures(spent.sum(axis=1) / served.where(served > 0), rows, region, years)


def in_donor_refugee_costs(region: Region, years: Years) -> Measured:
    """What donors counted as aid for refugees in their own country, in current US dollars. For the world.

    Context, and no part of GCR 1.1.1: this money never reaches a host country that receives aid.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> in_donor_refugee_costs(region("world"), (2016, 2022))["value"].round(-8).tolist()
    [16000000000.0, 30900000000.0]
    """
    rows = load("in_donor_refugee_costs")
    total = rows[rows["donor"] == ALL_DONORS].set_index("year")["usd_million"] * 1e6
    return measured(total[total.index.isin(years)].sort_index())


def _published(subjects: tuple[str, ...], years: Years, scale: float = 1) -> Measured:
    """Quote what was published for the world, each figure at the last year of its period."""
    rows = load("published_values")
    rows = rows[rows["subject"].isin(subjects) & rows["year"].isin(years)].sort_values("year")
    rows = rows.set_index(rows["year"].astype(int))
    reason = "Published for " + rows["period"] + " together: " + rows["publication"]
    return measured(rows["value"] * scale, status="published", source="published", reason=reason)


def _as_proxy(table: Measured, reason: str) -> Measured:
    """Say that figures of UNHCR's stand in for those that nobody collects by host country."""
    found = table["value"].notna()
    more = table["reason"].map(lambda said: f". {said}" if said else "")
    return table.assign(
        status=found.map({True: "proxy", False: ""}),
        source="unhcr-funding",
        reason=(reason + more).where(found, table["reason"]),
    )


def _national_share(rows: pd.DataFrame, region: Region, years: Years) -> Measured:
    if region.id != "world":
        rows = _operations(rows, region)
    total = rows.groupby("year")["usd"].sum()
    national = rows[rows["implementer"].isin(NATIONAL)].groupby("year")["usd"].sum()
    return _figures(100 * national.reindex(total.index, fill_value=0) / total, rows, region, years)


def _figures(value: pd.Series, rows: pd.DataFrame, region: Region, years: Years) -> Measured:
    """Figures of the years that UNHCR's money has reached; they cover the countries with money in *rows*."""
    first, last = table_years("unhcr_expenditure")
    known = [year for year in years if first <= year <= last]
    hosted = frames.of(frames.stock("refugees"), region, known)
    funded = _by_country(rows, "country", ("usd",)).reindex_like(hosted) > 0
    coverage = hosted.where(funded, 0).sum(axis=1) / hosted.sum(axis=1).replace(0, float("nan"))
    table = measured(value.reindex(known), coverage=1.0 if region.id == "world" else coverage)
    total, shared = (
        rows.groupby("year")["usd"].sum(),
        rows[rows["multi_country"]].groupby("year")["usd"].sum(),
    )
    seats = (shared / total).reindex(known) >= SHARED
    reason = seats.map({True: "Holds money of offices that serve other countries too", False: ""})
    return table.assign(reason=reason.mask(table["value"].isna(), "UNHCR has no operation of its own there"))


def _operations(rows: pd.DataFrame, region: Region) -> pd.DataFrame:
    return rows[rows["country"].isin(region.countries)]


@remembered
def _contributions() -> pd.DataFrame:
    """Contributions of the years that are complete: those with spending."""
    rows = load("unhcr_contributions")
    return rows[rows["year"] <= table_years("unhcr_expenditure")[1]]


@remembered
def _served() -> pd.DataFrame:
    """People whom UNHCR serves: a row a year, a column a country."""
    groups = [
        _by_country(load("population"), "asylum", SERVED),
        _by_country(load("refugee_returns"), "origin", ("persons",)),
        _by_country(load("idp_returns"), "country", ("persons",)),
    ]
    return reduce(lambda some, more: some.add(more, fill_value=0), groups)


def _by_country(rows: pd.DataFrame, country: str, columns: tuple[str, ...]) -> pd.DataFrame:
    amounts = rows[list(columns)].astype("float64").sum(axis=1)
    keys = [rows["year"], rows[country].astype("str")]
    return amounts.groupby(keys).sum().unstack().reindex(columns=frames.codes())
