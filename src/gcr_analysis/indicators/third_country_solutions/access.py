"""How far resettlement reaches refugees: arrivals in proportion to refugees and to projected needs."""

from typing import Literal

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import codes, of
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.third_country_solutions.flows import arrivals, refugees_at_start
from gcr_analysis.indicators.third_country_solutions.wording import names
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

WORLD = "world"
LEAST_REFUGEES = 1000  # a ratio over fewer says little
FEW = f"Fewer than {LEAST_REFUGEES:,} refugees from there at the start of the year"
NO_NEEDS = "No needs are published for refugees from there"


def arrivals_per_1000_refugees(region: Region, years: Years) -> Measured:
    """Refugees from a region who were resettled, for every thousand from it at the start of the year.

    Refugees are those under UNHCR's mandate. None where they are fewer than `LEAST_REFUGEES`.

    >>> from gcr_analysis.geography import region
    >>> arrivals_per_1000_refugees(region("world"), (2024,))["value"].round(2).tolist()
    [5.97]
    """
    came = of(arrivals("origin"), region, years).sum(axis=1)
    base = of(refugees_at_start("origin"), region, years).sum(axis=1)
    return without_figure(measured(came / base.where(base > 0) * 1000), base < LEAST_REFUGEES, FEW)


def resettlement_needs(region: Region, years: Years) -> Measured:
    """Refugees from a region whom UNHCR projects to need resettlement in the year, as published.

    For the world all of them. Elsewhere a sum over the origins that needs are published for; coverage is the
    share of the region's refugees who come from these.

    >>> from gcr_analysis.geography import region
    >>> resettlement_needs(region("world"), (2023, 2025))["value"].tolist()
    [2003982.0, 2900000.0]
    """
    needs = _needs(region, years)
    quoted = "published" if region.id == "world" or region.is_country else ""
    table = measured(
        needs.sum(axis=1, min_count=1), coverage=_coverage(needs, region), reason=_told(needs, region)
    )
    table = table.assign(status=table["value"].notna().map({True: quoted, False: ""}), source="published")
    return without_figure(table, table["value"].isna(), NO_NEEDS, "not collected")


def arrivals_share_of_needs(region: Region, years: Years) -> Measured:
    """Arrivals in percent of projected needs, on the origins that needs are published for.

    >>> from gcr_analysis.geography import region
    >>> arrivals_share_of_needs(region("world"), (2023, 2025))["value"].round(1).tolist()
    [7.9, 2.8]
    """
    needs = _needs(region, years)
    came = arrivals("origin").loc[needs.index]
    came = came.sum(axis=1).to_frame(WORLD) if region.id == "world" else came[needs.columns]
    share = came.where(needs.notna()).sum(axis=1) / needs.sum(axis=1, min_count=1) * 100
    table = measured(share, coverage=_coverage(needs, region), reason=_told(needs, region))
    return without_figure(table, share.isna(), NO_NEEDS, "not collected")


@remembered
def published_needs(dimension: Literal["world", "origin", "asylum"]) -> pd.DataFrame:
    """Projected needs as published: a row a year, a column a code (one column for the world)."""
    rows = load("resettlement_needs")
    rows = rows[(rows["measure"] == "needs") & (rows["dimension"] == dimension)]
    place = rows["iso3"].astype("str") if dimension != WORLD else pd.Series(WORLD, rows.index)
    wide = rows.assign(place=place).pivot(index="year", columns="place", values="persons").astype(float)
    return wide if dimension == WORLD else wide.reindex(columns=codes())


def _needs(region: Region, years: Years) -> pd.DataFrame:
    """Needs of a region, or of the world: the years in which any are published for anybody like it."""
    world = region.id == WORLD
    wide = published_needs("world" if world else "origin")
    return wide.loc[wide.index.isin(years), [WORLD] if world else list(region.countries)]


def _coverage(needs: pd.DataFrame, region: Region) -> pd.Series:
    if region.id == WORLD:
        return pd.Series(1.0, needs.index)
    return coverage(of(refugees_at_start("origin"), region, needs.index), needs.notna())


def _told(needs: pd.DataFrame, region: Region) -> pd.Series:
    """Name the origins that the figure rests on, where it is not on all; for the world, how precise it is."""
    if region.id == WORLD:
        rows = load("resettlement_needs")
        rows = rows[(rows["measure"] == "needs") & (rows["dimension"] == WORLD)].set_index("year")
        least = rows["precision"].eq("at least").reindex(needs.index)
        return least.map({True: "Needs were published as at least so many", False: ""})
    if region.is_country:
        return pd.Series("", needs.index, dtype="object")
    on = {year: names(row.dropna().sort_values(ascending=False).index) for year, row in needs.iterrows()}
    return pd.Series({year: f"On needs of refugees from {n} only" if n else "" for year, n in on.items()})
