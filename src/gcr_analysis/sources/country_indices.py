"""Indices of countries: the risk of crises (INFORM) and human development (UNDP)."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes

INFORM = {
    "ISO3": "iso3",
    "INFORM RISK": "risk",
    "HAZARD & EXPOSURE": "hazard",
    "VULNERABILITY": "vulnerability",
    "LACK OF COPING CAPACITY": "lack_of_coping_capacity",
}
HDI = {"geo": "iso3", "time": "year", "hdi_human_development_index": "hdi"}


@reads("inform_risk")
def inform_risk(extract: Extract) -> pd.DataFrame:
    """Risk of humanitarian crises with its three parts, 0 to 10."""
    rows = extract.csv("context/inform_risk_2025_mid.csv", list(INFORM)).rename(columns=INFORM)
    rows = rows.astype(dict.fromkeys(list(INFORM.values())[1:], "float64"))
    return rows[rows["iso3"].isin(known_codes(extract))]


@reads("human_development")
def human_development(extract: Extract) -> pd.DataFrame:
    """Human Development Index by country and year."""
    rows = extract.csv("context/hdi.csv", list(HDI)).rename(columns=HDI)
    rows = rows.assign(iso3=rows["iso3"].str.upper()).astype({"year": "int64", "hdi": "float64"})
    return rows[rows["iso3"].isin(known_codes(extract))]
