"""World Bank: population and income of countries, and their income group by fiscal year."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.unhcr_countries import known_codes

POPULATION = "SP.POP.TOTL"
GDP_PER_HEAD = "NY.GDP.PCAP.PP.CD"
WANTED = (POPULATION, GDP_PER_HEAD)
FIRST_YEAR = 1990
# The World Bank publishes more digits than its estimates have.
DECIMALS = 4
GROUPS = {
    "Low income": "low",
    "Lower middle income": "lower-middle",
    "Upper middle income": "upper-middle",
    "High income": "high",
}
# UNHCR counts Kosovo with Serbia, so population and income must do so too.
MERGED = {"XKX": "SRB"}


@reads("economy")
def economy(extract: Extract) -> pd.DataFrame:
    """Population and gross domestic product per head at purchasing power parity, countries only.

    Serbia includes Kosovo: people are added, income per head is weighted by people, over the part with a
    figure where one of the two has none.
    """
    rows = extract.parquet("world_bank/wdi.parquet", ["indicator", "iso3", "year", "value"])
    rows = rows[rows["indicator"].isin(WANTED) & (rows["year"] >= FIRST_YEAR)]
    wide = rows.pivot(index=["year", "iso3"], columns="indicator", values="value").reset_index()
    wide["iso3"] = wide["iso3"].replace(MERGED)
    wide = wide[wide["iso3"].isin(known_codes(extract))]
    with_income = wide[POPULATION].where(wide[GDP_PER_HEAD].notna())
    wide = wide.assign(people=with_income, gdp=with_income * wide[GDP_PER_HEAD])
    summed = wide.groupby(["year", "iso3"])[[POPULATION, "people", "gdp"]].sum(min_count=1)
    return pd.DataFrame(
        {
            "population": summed[POPULATION].round().astype("Int64"),
            "gdp_per_capita_ppp": (summed["gdp"] / summed["people"]).round(DECIMALS),
        }
    ).reset_index()


@reads("income_groups")
def income_groups(extract: Extract) -> pd.DataFrame:
    """Income group of each country by fiscal year; Serbia's is Serbia's own."""
    names = {"code": "iso3", "year_fiscal": "fiscal_year", "incgroup_historical": "group"}
    rows = extract.csv("world_bank/income_class_history.csv", list(names)).rename(columns=names)
    rows = rows[rows["iso3"].isin(known_codes(extract))]
    return rows.assign(
        fiscal_year=rows["fiscal_year"].astype("int64"),
        group=translate(rows["group"], GROUPS),
    )
