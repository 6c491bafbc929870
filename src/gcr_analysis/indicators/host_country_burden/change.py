"""Change in refugees hosted since a baseline year, and where it comes from."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import (
    Stock,
    codes,
    reached,
    row,
    stock,
    stock_by_pair,
    year_column,
    years,
)
from gcr_analysis.indicators.breaks import SMALLEST_TOLD, breaks_for
from gcr_analysis.indicators.measured import Measured, Words, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.decomposition import contributions
from gcr_analysis.methods.ratios import over
from gcr_analysis.snapshot.questions import question


def change(name: Stock, sets: RegionSets, baseline_year: int) -> Measured:
    """Refugees hosted at the end of the year less those at the end of the baseline year.

    Those under UNHCR's mandate alone are of one definition before and after 2018.

    >>> change_since_baseline(RegionSets.of("world"), baseline_year=2016).at(2022)
    17462248.0
    """
    hosted = sets.groups.total(stock(name))
    found = Measured(
        hosted - hosted[row(baseline_year)],
        covered=reached(stock(name)),
        words=_breaks_crossed(name, sets, baseline_year),
    )
    return without_figure(
        found, year_column() <= baseline_year, f"Not after the baseline year {baseline_year}"
    )


def percent(name: Stock, sets: RegionSets, baseline_year: int) -> Measured:
    """Change in percent of refugees hosted at the end of the baseline year.

    >>> round(change_since_baseline_percent(RegionSets.of("world"), baseline_year=2016).at(2022))
    102
    """
    found = change(name, sets, baseline_year)
    at_start = sets.groups.total(stock(name)[[row(baseline_year)]])
    nobody = (at_start == 0) & ~np.isnan(found.value)
    share = replace(found, value=over(found.value, at_start) * 100)
    return without_figure(share, nobody, f"The region hosted no refugees at the end of {baseline_year}")


change_since_baseline = partial(change, "refugees")
mandate_change_since_baseline = partial(change, "mandate_refugees")
change_since_baseline_percent = partial(percent, "refugees")
mandate_change_since_baseline_percent = partial(percent, "mandate_refugees")


def _breaks_crossed(name: Stock, sets: RegionSets, baseline_year: int) -> Words:
    """Name the breaks in the region's series since the baseline year."""

    def words(year: int, place: int) -> str:
        span = (baseline_year, max(years()[year], baseline_year))
        crossed = breaks_for(sets.regions[place], name, span, smallest=SMALLEST_TOLD)
        return "; ".join(f"{each.between[1]}: {each.text}" for each in crossed)

    return words


@question
def change_by_host(region: Region, year: int, baseline_year: int, stock: Stock = "refugees") -> pd.DataFrame:
    """Split a region's change since the baseline year by country of asylum.

    Returns
    -------
    DataFrame
        ``asylum`` (ISO3), ``name``, ``start`` and ``end`` (persons), ``change`` (persons) and ``points``
        (percent of the region's refugees at the baseline), largest contribution of either sign first.
        Changes add up exactly to the region's.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> split = change_by_host(region("ssar"), 2024, 2016)
    >>> split["asylum"].tolist(), int(split["change"].sum())
    (['IRN', 'PAK', 'AFG'], 2678847)
    """
    return _split("asylum", region, year, baseline_year, stock)


@question
def change_by_origin(
    region: Region, year: int, baseline_year: int, stock: Stock = "refugees"
) -> pd.DataFrame:
    """Split a region's change by country of origin: `change_by_host` with ``origin`` for ``asylum``."""
    return _split("origin", region, year, baseline_year, stock)


def _split(side: str, region: Region, year: int, baseline_year: int, name: Stock) -> pd.DataFrame:
    by_pair = stock_by_pair("mandate_refugees" if name == "mandate_refugees" else "refugees")
    here = by_pair[[row(baseline_year), row(year)]][:, :, RegionSets([region]).groups[0]]
    if side == "asylum":
        start, end = (pd.Series(each.sum(axis=0), list(region.countries)) for each in here)
    else:
        start, end = (pd.Series(each.sum(axis=1), list(codes())) for each in here)
    table = contributions(start, end)
    moved = table[(table["start"] > 0) | (table["end"] > 0)].reset_index(names=side)
    moved.insert(1, "name", moved[side].map(country_name))
    return moved
