"""World Bank: economy, poverty and schooling, the context in which refugees live and return."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes
from gcr_analysis.sources.world_bank import DECIMALS, FIRST_YEAR, MERGED, POPULATION

FILE = "world_bank/wdi.parquet"
CODES = {
    "NY.GDP.PCAP.CD": "gdp_per_capita",
    "SL.UEM.TOTL.ZS": "unemployment",
    "SI.POV.NAHC": "poverty_national_line",
    "SN.ITK.DEFC.ZS": "undernourishment",
    "SE.PRM.ENRR": "primary_enrolment",
    "SE.SEC.ENRR": "secondary_enrolment",
}
GROWTH, GDP = "NY.GDP.MKTP.KD.ZG", "NY.GDP.MKTP.CD"
WANTED = (*CODES, GROWTH, GDP, POPULATION)


@reads("development")
def development(extract: Extract) -> pd.DataFrame:
    """Indicators of development, countries only, one row for each figure.

    Serbia includes Kosovo, weighted by people (growth by gross domestic product), over the part with a
    figure where one of the two has none.
    """
    rows = extract.parquet(FILE, ["indicator", "iso3", "year", "value"])
    rows = rows[rows["indicator"].isin(WANTED) & (rows["year"] >= FIRST_YEAR)]
    wide = rows.pivot(index=["year", "iso3"], columns="indicator", values="value").reindex(
        columns=list(WANTED)
    )
    merged = pd.DataFrame({ours: _merge(wide, code, POPULATION) for code, ours in CODES.items()})
    merged["gdp_per_capita_growth"] = _growth_per_capita(wide)
    figures = merged.round(DECIMALS).melt(ignore_index=False, var_name="indicator").dropna().reset_index()
    return figures[figures["iso3"].isin(known_codes(extract))]


def _growth_per_capita(wide: pd.DataFrame) -> pd.Series:
    """Real growth of gross domestic product per head in percent, from that of the whole and of the people."""
    people = wide[POPULATION].groupby(_places(wide)).sum(min_count=1).rename_axis(["year", "iso3"])
    before = people.rename(index=lambda year: year + 1, level="year").reindex(people.index)
    return ((1 + _merge(wide, GROWTH, GDP) / 100) * before / people - 1) * 100


def _merge(wide: pd.DataFrame, code: str, weight: str) -> pd.Series:
    """Values of *code* by year and country; a country with a figure and no weight keeps its figure."""
    known = wide[code].notna()
    weights = wide[weight].where(known).fillna(known.astype("float64").where(known))
    sums = (
        pd.DataFrame({"weighted": weights * wide[code], "weight": weights})
        .groupby(_places(wide))
        .sum(min_count=1)
    )
    return (sums["weighted"] / sums["weight"]).rename_axis(["year", "iso3"])


def _places(wide: pd.DataFrame) -> list[pd.Index]:
    return [
        wide.index.get_level_values("year"),
        wide.index.get_level_values("iso3").map(lambda c: MERGED.get(c, c)),
    ]
