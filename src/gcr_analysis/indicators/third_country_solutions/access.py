"""How far resettlement reaches refugees: arrivals in proportion to refugees and to projected needs."""

from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import by_country, by_year, codes, covered_years, years
from gcr_analysis.indicators.measured import Measured, without_figure
from gcr_analysis.indicators.published import site
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.flows import arrivals, refugees_at_start
from gcr_analysis.indicators.third_country_solutions.wording import names
from gcr_analysis.indicators.wording import largest_first
from gcr_analysis.methods.ratios import coverage, over
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

WORLD = "world"
LEAST_REFUGEES = 1000  # a ratio over fewer says little
FEW = f"Fewer than {LEAST_REFUGEES:,} refugees from there at the start of the year"
NO_NEEDS = "No needs are published for refugees from there"


def arrivals_per_1000_refugees(sets: RegionSets) -> Measured:
    """Refugees from a region who were resettled, for every thousand from it at the start of the year.

    Refugees are those under UNHCR's mandate. None where they are fewer than `LEAST_REFUGEES`.

    >>> round(arrivals_per_1000_refugees(RegionSets.of("world")).at(2024), 2)
    5.97
    """
    came, base = (sets.groups.total(each) for each in (arrivals("origin"), refugees_at_start()))
    return without_figure(Measured(over(came, base) * 1000), base < LEAST_REFUGEES, FEW)


def resettlement_needs(sets: RegionSets) -> Measured:
    """Refugees from a region whom UNHCR projects to need resettlement in the year, as published.

    For the world all of them. Elsewhere a sum over the origins that needs are published for; coverage is the
    share of the region's refugees who come from these.

    >>> [resettlement_needs(RegionSets.of("world")).at(year) for year in (2023, 2025)]
    [2003982.0, 2900000.0]
    """
    by_origin, of_world = _needs()
    value = np.where(sets.is_world, of_world, sets.groups.known_total(by_origin))
    quoted = sets.is_world | sets.is_country
    return _on_needs(value, sets, np.where(quoted & ~np.isnan(value), "published", ""), "published")


def arrivals_share_of_needs(sets: RegionSets) -> Measured:
    """Arrivals in percent of projected needs, on the origins that needs are published for.

    >>> [round(arrivals_share_of_needs(RegionSets.of("world")).at(year), 1) for year in (2023, 2025)]
    [7.9, 2.8]
    """
    by_origin, of_world = _needs()
    came = arrivals("origin")
    here = sets.groups.total(np.where(np.isnan(by_origin), 0.0, came))
    everywhere = RegionSets.of("world").groups.total(came)
    needs = np.where(sets.is_world, of_world, sets.groups.known_total(by_origin))
    return _on_needs(over(np.where(sets.is_world, everywhere, here), needs) * 100, sets)


def _on_needs(value: Array, sets: RegionSets, status: np.ndarray | str = "", source: str = "") -> Measured:
    by_origin, _ = _needs()
    share = coverage(sets.groups, refugees_at_start(), ~np.isnan(by_origin))

    def words(year: int, place: int) -> str:
        """Name the origins that the figure rests on, and say how precise it is and who carried it."""
        if sets.is_world[place]:
            return needs_said("world", years()[year])
        on = "" if sets.is_country[place] else names(largest_first(sets, by_origin, year, place))
        said = needs_said("origin", years()[year], sets.regions[place].countries)
        return "; ".join(filter(None, (f"On needs of refugees from {on} only" if on else "", said)))

    found = Measured(
        value,
        covered=np.where(sets.is_world, _covered("world"), _covered("origin")),
        coverage=np.where(sets.is_world, 1.0, share),
        status=status,
        source=source,
        words=words,
    )
    return without_figure(found, np.isnan(value), NO_NEEDS, "not collected")


@question
def needs_said(dimension: str, year: int, countries: tuple[str, ...] | None = None) -> str:
    """Say how precise published needs are, and which sites carried those that no publisher's own page gave.

    >>> needs_said("world", 2024)
    ''
    >>> needs_said("world", 2020)
    'Needs were published as at least so many; Needs as carried by en.trend.az, not by the publisher'
    """
    rows = _rows(dimension)
    rows = rows[rows["year"].eq(year)]
    rows = rows if countries is None else rows[rows["iso3"].isin(countries)]
    sites = dict.fromkeys(site(url) for url in rows["url"][rows["carried_by"].eq("others")])
    least = rows["precision"].eq("at least").any()
    said = ["Needs were published as at least so many" if least else ""]
    said.append(f"Needs as carried by {' and '.join(sites)}, not by the publisher" if sites else "")
    return "; ".join(filter(None, said))


def _rows(dimension: str) -> pd.DataFrame:
    rows = load("resettlement_needs")
    return rows[(rows["measure"] == "needs") & (rows["dimension"] == dimension)]


@cache
def _needs() -> tuple[Array, Array]:
    """Projected needs by origin, and those of the world: shapes (years, countries) and (years, 1)."""
    return by_country(_rows("origin"), "iso3", "persons"), by_year(_rows("world"), "persons")[:, None]


def _covered(dimension: str) -> Flags:
    return covered_years(_rows(dimension))


@question
@cache
def published_needs(
    dimension: Literal["world", "origin", "asylum"], countries: tuple[str, ...] | None = None
) -> pd.DataFrame:
    """Projected needs as published: a row a year, a column a country (one column for the world)."""
    rows = load("resettlement_needs")
    rows = rows[(rows["measure"] == "needs") & (rows["dimension"] == dimension)]
    place = rows["iso3"].astype("str") if dimension != WORLD else pd.Series(WORLD, rows.index)
    wide = rows.assign(place=place).pivot(index="year", columns="place", values="persons").astype(float)
    return wide if dimension == WORLD else wide.reindex(columns=list(countries or codes()))
