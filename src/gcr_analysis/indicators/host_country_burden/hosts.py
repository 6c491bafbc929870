"""The region's hosts, and the origins of the people whom it hosts: what tables and charts draw on."""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.frames import of, pairs, population, stock
from gcr_analysis.indicators.host_country_burden.responsibility import responsibility_by_country


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
    hosted = of(stock("refugees"), region, (baseline_year, year))
    now = hosted.loc[year][hosted.loc[year] > 0].sort_index().sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"refugees": now.astype("int64"), "share": now / now.sum() * 100})
    table["per_1000"] = now / population().loc[year, now.index] * 1000
    table["baseline"] = hosted.loc[baseline_year, now.index].astype("int64")
    table["change"] = table["refugees"] - table["baseline"]
    ratio = responsibility_by_country(year).add_prefix("responsibility_")
    table = table.join(ratio.rename(columns={"responsibility_value": "responsibility"}))
    table = table.reset_index(names="asylum")
    table.insert(1, "name", table["asylum"].map(country_name))
    return table


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
    here = pairs()[pairs().index.get_level_values("asylum").isin(region.countries)]
    by_origin = here.groupby(level="origin")[[baseline_year, year]].sum()
    now = by_origin[year][by_origin[year] > 0].sort_index().sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"refugees": now.astype("int64"), "share": now / now.sum() * 100})
    table["baseline"] = by_origin.loc[now.index, baseline_year].astype("int64")
    table["change"] = table["refugees"] - table["baseline"]
    table = table.reset_index(names="origin")
    table.insert(1, "name", table["origin"].map(country_name))
    return table
