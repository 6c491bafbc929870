"""Where refugees are resettled to: how many arrive, in how many countries, how much on one of them."""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.geography.region import country_in_sentence
from gcr_analysis.indicators.frames import of, population
from gcr_analysis.indicators.measured import Measured, Years, measured, reached, without_figure
from gcr_analysis.indicators.third_country_solutions.flows import Side, arrivals, arrivals_of
from gcr_analysis.indicators.third_country_solutions.quoted import RECEIVING, quoted
from gcr_analysis.indicators.third_country_solutions.wording import NO_ARRIVALS, names
from gcr_analysis.indicators.wording import without
from gcr_analysis.methods.concentration import herfindahl, top_share
from gcr_analysis.methods.ratios import ratio_of_sums
from gcr_analysis.snapshot.used import remembered

LEAST_IN_A_GAP = 100  # arrivals before and after, from which on a year without any looks like a gap


def resettlement_arrivals(region: Region, years: Years) -> Measured:
    """Refugees who arrived in a region on resettlement, as governments report them.

    >>> from gcr_analysis.geography import region
    >>> resettlement_arrivals(region("world"), (2024, 2025))["value"].astype(int).tolist()
    [188759, 81766]
    """
    here = _by_destination(region, "destination").loc[list(years)]
    return measured(here.sum(axis=1), reason=_gaps(region, years))


def resettlement_from_origin(region: Region, years: Years) -> Measured:
    """Refugees from a region who arrived on resettlement anywhere.

    >>> from gcr_analysis.geography import region
    >>> resettlement_from_origin(region("igad"), (2024,))["value"].astype(int).tolist()
    [22480]
    """
    return measured(arrivals_of(region, "origin").loc[list(years)].sum(axis=1))


def arrivals_without_largest_destination(region: Region, years: Years) -> Measured:
    """Arrivals in a region without the country that took most since 2000, named in the reason.

    >>> from gcr_analysis.geography import region
    >>> row = arrivals_without_largest_destination(region("world"), (2025,)).loc[2025]
    >>> int(row["value"]), row["reason"]
    (70253, 'Without the United States of America')
    """
    return _without_largest(region, years, "destination")


def from_origin_without_largest_destination(region: Region, years: Years) -> Measured:
    """Refugees from a region who were resettled, without the country that took most of them since 2000."""
    return _without_largest(region, years, "origin")


def _without_largest(region: Region, years: Years, side: Side) -> Measured:
    table = _by_destination(region, side)
    here, largest = table.loc[list(years)], largest_destination(region, side)
    if not largest:
        nobody = measured(here.sum(axis=1))
        return without_figure(nobody, nobody["value"].notna(), "No arrivals in any year since 2000")
    name = f"Without {country_in_sentence(largest)}"
    return measured(here.drop(columns=largest).sum(axis=1), reason=name)


@remembered
def largest_destination(region: Region, side: Side) -> str:
    """Country that took most of a region's arrivals in all years since 2000; empty where there were none.

    >>> from gcr_analysis.geography import region
    >>> largest_destination(region("world"), "destination"), largest_destination(region("IGAD"), "origin")
    ('USA', 'USA')
    """
    total = _by_destination(region, side).sum()
    return str(total.idxmax()) if total.max() > 0 else ""


def resettlement_destinations(region: Region, years: Years) -> Measured:
    """GCR 3.1.2, proxy: countries of the region in which refugees arrived on resettlement.

    >>> from gcr_analysis.geography import region
    >>> resettlement_destinations(region("world"), (2016, 2024))["value"].astype(int).tolist()
    [29, 22]
    """
    here = _by_destination(region, "destination").loc[list(years)]
    return measured((here > 0).sum(axis=1), reason=_gaps(region, years))


def countries_receiving_submissions(region: Region, years: Years) -> Measured:
    """GCR 3.1.2: for the world the published number of countries, elsewhere `resettlement_destinations`.

    >>> from gcr_analysis.geography import region
    >>> table = countries_receiving_submissions(region("world"), (2022, 2023))
    >>> table["value"].tolist(), table["status"].tolist()
    ([24.0], ['published'])
    """
    if region.id != "world":
        table = resettlement_destinations(region, years)
        return table.assign(status="proxy", source="unhcr-population")
    return quoted(RECEIVING, years)


def destinations_from_origin(region: Region, years: Years) -> Measured:
    """Countries in which refugees from the region arrived on resettlement."""
    return measured((arrivals_of(region, "origin").loc[list(years)] > 0).sum(axis=1))


def destination_concentration(region: Region, years: Years) -> Measured:
    """Herfindahl-Hirschman index of arrivals over the destinations in a region.

    >>> from gcr_analysis.geography import region
    >>> destination_concentration(region("world"), (2024,))["value"].round(3).tolist()
    [0.39]
    """
    return _concentration(region, years, "destination")


def destination_concentration_from_origin(region: Region, years: Years) -> Measured:
    """Herfindahl-Hirschman index of refugees from a region over their destinations."""
    return _concentration(region, years, "origin")


def _concentration(region: Region, years: Years, side: Side) -> Measured:
    here = _by_destination(region, side).loc[list(years)]
    return without_figure(measured(herfindahl(here)), here.sum(axis=1) == 0, NO_ARRIVALS)


def largest_destination_share(region: Region, years: Years) -> Measured:
    """Percent of arrivals in a region that the year's largest destination, named in the reason, took.

    >>> from gcr_analysis.geography import region
    >>> row = largest_destination_share(region("world"), (2025,)).loc[2025]
    >>> row["value"].round().item(), row["reason"]
    (47.0, 'Canada')
    """
    return _largest_share(region, years, "destination")


def largest_destination_share_from_origin(region: Region, years: Years) -> Measured:
    """Percent of refugees from a region that the year's largest destination took."""
    return _largest_share(region, years, "origin")


def _largest_share(region: Region, years: Years, side: Side) -> Measured:
    here = _by_destination(region, side).loc[list(years)]
    names = here.idxmax(axis=1).map(lambda iso3: country_in_sentence(str(iso3)))
    table = measured(top_share(here, 1) * 100, reason=names)
    return without_figure(table, here.sum(axis=1) == 0, NO_ARRIVALS)


def arrivals_per_100000_inhabitants(region: Region, years: Years) -> Measured:
    """Arrivals in a region for every hundred thousand inhabitants of the countries whose population is known.

    Coverage is counted in arrivals.

    >>> from gcr_analysis.geography import region
    >>> arrivals_per_100000_inhabitants(region("CAN"), (2024,))["value"].round(1).tolist()
    [119.4]
    """
    inhabitants = of(population(), region, reached(years, "economy", "population"))
    here = of(arrivals("destination"), region, inhabitants.index)
    ratio = ratio_of_sums(here, inhabitants, weight=here)
    reason = without(here, inhabitants.notna(), "population")
    return measured(ratio["value"] * 100_000, coverage=ratio["coverage"], reason=reason)


def _by_destination(region: Region, side: Side) -> pd.DataFrame:
    """Arrivals of a region read as *side*: a row a year, a column a destination."""
    if side == "origin":
        return arrivals_of(region, "origin")
    return arrivals("destination")[list(region.countries)]


def gaps(region: Region) -> pd.DataFrame:
    """Years in which a destination reports none between two years with a hundred arrivals or more.

    Nobody corrected these later. A row a year, a column a country; true where there is a gap.

    >>> from gcr_analysis.geography import region
    >>> found = gaps(region("FRA"))["FRA"]
    >>> found.index[found].tolist()
    [2015, 2021]
    """
    here = arrivals("destination")[list(region.countries)]
    return (here == 0) & (here.shift() >= LEAST_IN_A_GAP) & (here.shift(-1) >= LEAST_IN_A_GAP)


def _gaps(region: Region, years: Years) -> pd.Series:
    found = gaps(region).loc[list(years)]
    silent = {year: names(row.index[row]) for year, row in found.iterrows()}
    return pd.Series(
        {year: f"None reported for {n}, a gap by all signs" if n else "" for year, n in silent.items()}
    )
