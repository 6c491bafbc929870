"""Change in refugees hosted since a baseline year, and where it comes from."""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.breaks import SMALLEST_TOLD, breaks_for
from gcr_analysis.indicators.frames import Stock, mandate_pairs, of, pairs, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.methods.decomposition import contributions


def change_since_baseline(region: Region, years: Years, baseline_year: int) -> Measured:
    """Refugees hosted at the end of the year less those at the end of the baseline year.

    >>> from gcr_analysis.geography import region
    >>> int(change_since_baseline(region("world"), (2022,), baseline_year=2016).loc[2022, "value"])
    17462248
    """
    return _change("refugees", region, years, baseline_year)


def mandate_change_since_baseline(region: Region, years: Years, baseline_year: int) -> Measured:
    """The same for refugees under UNHCR's mandate: one definition before and after 2018."""
    return _change("mandate_refugees", region, years, baseline_year)


def change_since_baseline_percent(region: Region, years: Years, baseline_year: int) -> Measured:
    """Change in percent of refugees hosted at the end of the baseline year."""
    return _percent("refugees", region, years, baseline_year)


def mandate_change_since_baseline_percent(region: Region, years: Years, baseline_year: int) -> Measured:
    """The same for refugees under UNHCR's mandate: one definition before and after 2018."""
    return _percent("mandate_refugees", region, years, baseline_year)


def _change(name: Stock, region: Region, years: Years, baseline_year: int) -> Measured:
    hosted = of(stock(name), region, years).sum(axis=1)
    at_start = of(stock(name), region, [baseline_year]).sum(axis=1)[baseline_year]
    table = measured(hosted - at_start, reason=_breaks_crossed(name, region, years, baseline_year))
    return without_figure(
        table, hosted.index.to_series() <= baseline_year, f"Not after the baseline year {baseline_year}"
    )


def _breaks_crossed(name: Stock, region: Region, years: Years, baseline_year: int) -> pd.Series:
    """Name, year by year, the breaks in the region's series since the baseline year."""
    known = breaks_for(region, name, (baseline_year, max(*years, baseline_year)), smallest=SMALLEST_TOLD)
    return pd.Series(
        {
            year: "; ".join(f"{b.between[1]}: {b.text}" for b in known if b.between[1] <= year)
            for year in years
        },
        dtype="object",
    )


def _percent(name: Stock, region: Region, years: Years, baseline_year: int) -> Measured:
    table = _change(name, region, years, baseline_year)
    at_start = of(stock(name), region, [baseline_year]).sum(axis=1)[baseline_year]
    if at_start == 0:
        nobody = f"The region hosted no refugees at the end of {baseline_year}"
        return without_figure(table, table["value"].notna(), nobody)
    return table.assign(value=table["value"] / at_start * 100)


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


def change_by_origin(
    region: Region, year: int, baseline_year: int, stock: Stock = "refugees"
) -> pd.DataFrame:
    """Split a region's change by country of origin: `change_by_host` with ``origin`` for ``asylum``."""
    return _split("origin", region, year, baseline_year, stock)


def _split(side: str, region: Region, year: int, baseline_year: int, name: Stock) -> pd.DataFrame:
    all_pairs = mandate_pairs() if name == "mandate_refugees" else pairs()
    here = all_pairs[all_pairs.index.get_level_values("asylum").isin(region.countries)]
    by_side = here.groupby(level=side)[[baseline_year, year]].sum()
    table = contributions(by_side[baseline_year], by_side[year])
    moved = table[(table["start"] > 0) | (table["end"] > 0)].reset_index(names=side)
    moved.insert(1, "name", moved[side].map(country_name))
    return moved
