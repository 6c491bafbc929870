"""People from the region who are displaced: as refugees and asylum-seekers abroad, and at home."""

import pandas as pd

from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.breaks import SMALLEST_TOLD, breaks_for
from gcr_analysis.indicators.frames import of, pairs
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.return_conditions.origins import (
    Stock,
    conflict_idps,
    solution,
    stock,
    total,
    unhcr_idps,
)

BY_COUNTRY_SINCE = 2009  # before, IDMC's figures are one for the world, under an unknown country
OF_THE_WORLD = "UNK"


def refugees_from_origin(region: Region, years: Years) -> pd.Series:
    """Refugees from the region and, from 2018, other people in need of international protection.

    >>> from gcr_analysis.geography import region
    >>> int(refugees_from_origin(region("SYR"), (2025,))[2025])
    4865764
    """
    return total(stock("refugees"), region, years)


def mandate_refugees_from_origin(region: Region, years: Years) -> pd.Series:
    """Refugees from the region under UNHCR's mandate, people in refugee-like situations included."""
    return total(stock("mandate_refugees"), region, years)


def asylum_seekers_from_origin(region: Region, years: Years) -> pd.Series:
    """People from the region whose asylum application awaits a final decision."""
    return total(stock("asylum_seekers"), region, years)


def change_from_origin_since_baseline(region: Region, years: Years, baseline_year: int) -> Measured:
    """Refugees from the region at the end of the year less those at the end of the baseline year.

    >>> from gcr_analysis.geography import region
    >>> change = change_from_origin_since_baseline(region("SYR"), (2025,), baseline_year=2016)
    >>> int(change.loc[2025, "value"])
    -658747
    """
    return _change("refugees", region, years, baseline_year)


def mandate_change_from_origin_since_baseline(region: Region, years: Years, baseline_year: int) -> Measured:
    """The same for refugees under UNHCR's mandate: one definition before and after 2018."""
    return _change("mandate_refugees", region, years, baseline_year)


def idps(region: Region, years: Years) -> Measured:
    """People displaced inside the region's countries by conflict and violence, as IDMC estimates them.

    Before 2009 there is one figure for the world. A country without a figure is left out.

    >>> from gcr_analysis.geography import region
    >>> int(idps(region("world"), (2025,)).loc[2025, "value"])
    68653080
    """
    first = 0 if OF_THE_WORLD in region.countries else BY_COUNTRY_SINCE
    return _inside(conflict_idps(), region, tuple(y for y in years if y >= first), "IDMC")


def idps_unhcr(region: Region, years: Years) -> Measured:
    """Internally displaced people whom UNHCR protects or assists in the region's countries.

    Another count of partly other people than IDMC's: the two stand beside each other and make no ratio.
    """
    return _inside(unhcr_idps(), region, years, "UNHCR")


def origins(region: Region, year: int, baseline_year: int) -> pd.DataFrame:
    """Every country of the region that refugees come from or returned to, the largest origin first.

    Returns
    -------
    DataFrame
        ``origin`` (ISO3), ``name``, ``refugees`` (persons at the end of the year), ``baseline`` (persons at
        the end of the baseline year), ``change``, ``returns`` (persons in the year; missing where none are
        reported) and ``idps`` (persons, IDMC; missing without a figure).

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> origins(region("igad"), 2025, 2016)[["origin", "refugees", "returns"]].head(2).values.tolist()
    [['SDN', 2820737, 651456], ['SSD', 2386499, 199273]]
    """
    stocks = of(stock("refugees"), region, (baseline_year, year))
    table = pd.DataFrame(
        {
            "refugees": stocks.loc[year].astype("int64"),
            "baseline": stocks.loc[baseline_year].astype("int64"),
            "returns": solution("refugee_returns").loc[year, stocks.columns].astype("Int64"),
            "idps": conflict_idps().loc[year, stocks.columns].astype("Int64"),
        }
    )
    table["change"] = table["refugees"] - table["baseline"]
    some = table[(table["refugees"] > 0) | table["returns"].notna() | table["idps"].notna()]
    some = some.sort_index().sort_values("refugees", ascending=False, kind="stable")
    some = some.rename_axis("origin").reset_index()
    some.insert(1, "name", some["origin"].map(country_name))
    return some[["origin", "name", "refugees", "baseline", "change", "returns", "idps"]]


def where_they_are(region: Region, year: int) -> pd.DataFrame:
    """Countries of asylum of the refugees from the region at the end of a year, the largest first.

    Returns
    -------
    DataFrame
        ``asylum`` (ISO3), ``name``, ``refugees`` (persons) and ``share`` (percent).
    """
    here = pairs()[pairs().index.get_level_values("origin").isin(region.countries)]
    persons = here[year].groupby(level="asylum").sum()
    some = persons[persons > 0].sort_values(ascending=False, kind="stable")
    table = pd.DataFrame({"refugees": some.astype("int64"), "share": some / some.sum() * 100})
    table = table.reset_index(names="asylum")
    table.insert(1, "name", table["asylum"].map(country_name))
    return table


def _change(name: Stock, region: Region, years: Years, baseline_year: int) -> Measured:
    persons = total(stock(name), region, years)
    at_start = total(stock(name), region, (baseline_year,))[baseline_year]
    known = breaks_for(
        region, name, (baseline_year, max(*years, baseline_year)), SMALLEST_TOLD, side="origin"
    )
    crossed = {
        year: "; ".join(f"{b.between[1]}: {b.text}" for b in known if b.between[1] <= year) for year in years
    }
    table = measured(persons - at_start, reason=pd.Series(crossed, dtype="object"))
    early = persons.index.to_series() <= baseline_year
    return without_figure(table, early, f"Not after the baseline year {baseline_year}")


def _inside(wide: pd.DataFrame, region: Region, years: Years, who: str) -> Measured:
    value = total(wide, region, years).reindex([year for year in years if year in wide.index])
    return measured(value, reason=value.isna().map({True: f"{who} gives nobody", False: ""}))
