"""The region's hosts, and the origins of the people whom it hosts: what tables and charts draw on."""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import codes, cut, population, row, stock, stock_by_pair
from gcr_analysis.indicators.host_country_burden.responsibility import responsibility_by_country
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot.questions import question


@question
def hosts(region: Region, year: int, baseline_year: int) -> pd.DataFrame:
    """Every country of the region that hosts refugees at the end of the year, the largest host first.

    Returns
    -------
    DataFrame
        ``asylum`` (ISO3), ``name``, ``refugees`` (persons), ``share`` (percent of the region's),
        ``per_1000`` (per thousand inhabitants; missing without a population), ``baseline`` (persons at the
        end of the baseline year), ``change`` (persons), ``responsibility``, ``responsibility_low``,
        ``responsibility_high`` and ``responsibility_year`` (missing without an income).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> hosts(region("ssar"), 2024, 2016)[["asylum", "refugees", "per_1000"]].round(1)
      asylum  refugees  per_1000
    0    IRN   3489257      38.1
    1    PAK   1560480       6.2
    2    AFG     20866       0.5
    """
    countries = list(region.countries)
    before, hosted, inhabitants = (
        pd.Series(cut(array, countries)[row(of_year)], countries)
        for array, of_year in (
            (stock("refugees"), baseline_year),
            (stock("refugees"), year),
            (population(), year),
        )
    )
    now = hosted[hosted > 0].sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"refugees": now.astype("int64"), "share": now / now.sum() * 100})
    table["per_1000"] = now / inhabitants[now.index] * 1000
    table["baseline"] = before[now.index].astype("int64")
    table["change"] = table["refugees"] - table["baseline"]
    ratio = responsibility_by_country(year).add_prefix("responsibility_")
    table = table.join(ratio.rename(columns={"responsibility_value": "responsibility"}))
    table = table.reset_index(names="asylum")
    table.insert(1, "name", table["asylum"].map(country_name))
    return table


@question
def origins(region: Region, year: int, baseline_year: int) -> pd.DataFrame:
    """Every origin of the refugees whom the region hosts at the end of the year, the largest first.

    Returns
    -------
    DataFrame
        ``origin`` (ISO3, ``UNK`` unknown, ``XXA`` stateless), ``name``, ``refugees`` (persons), ``share``
        (percent of the region's), ``baseline`` (persons at the end of the baseline year) and ``change``.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> origins(region("BGD"), 2024, 2016)[["origin", "share"]].round(0).head(1)
      origin  share
    0    MMR  100.0
    """
    here = stock_by_pair()[:, :, RegionSets([region]).groups[0]]
    before, hosted = (pd.Series(here[row(y)].sum(axis=1), list(codes())) for y in (baseline_year, year))
    now = hosted[hosted > 0].sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"refugees": now.astype("int64"), "share": now / now.sum() * 100})
    table["baseline"] = before[now.index].astype("int64")
    table["change"] = table["refugees"] - table["baseline"]
    table = table.reset_index(names="origin")
    table.insert(1, "name", table["origin"].map(country_name))
    return table
