"""Uppsala Conflict Data Program, version 25.1: deaths from organised violence, where they happened."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes

LAST = 2024  # of version 25.1
FILE = "context/ucdp_organised_violence_country_year_v25_1.csv"
# States that the extract gives no code: small ones, and former ones, whose dead count where the land is now.
CODES = {
    "Andorra": "AND",
    "Antigua & Barbuda": "ATG",
    "Dominica": "DMA",
    "Federated States of Micronesia": "FSM",
    "German Democratic Republic": "DEU",
    "Grenada": "GRD",
    "Kiribati": "KIR",
    "Kosovo": "SRB",
    "Liechtenstein": "LIE",
    "Marshall Islands": "MHL",
    "Monaco": "MCO",
    "Nauru": "NRU",
    "Palau": "PLW",
    "Saint Kitts and Nevis": "KNA",
    "Saint Lucia": "LCA",
    "Saint Vincent and the Grenadines": "VCT",
    "Samoa (Western Samoa)": "WSM",
    "San Marino": "SMR",
    "Sao Tome and Principe": "STP",
    "Seychelles": "SYC",
    "Tonga": "TON",
    "Tuvalu": "TUV",
    "Vanuatu": "VUT",
    "Yemen (South Yemen)": "YEM",
}
# No one country of ours: a state that became two, and one that UNHCR's statistics have no code for.
NO_COUNTRY = ("Czechoslovakia", "Taiwan")
DEATHS = {
    "sb_total_deaths_best_cy": "state_based",
    "ns_total_deaths_best_cy": "non_state",
    "os_total_deaths_best_cy": "one_sided",
    "cumulative_total_deaths_in_orgvio_best_cy": "deaths",
}


@reads("conflict_deaths")
def conflict_deaths(extract: Extract) -> pd.DataFrame:
    """Deaths by kind of violence, best estimates. A year without deaths is a zero, not a gap.

    Raises
    ------
    GcrError
        When a state has no country of ours, the kinds of violence do not add up to all deaths, or a year is
        one that version 25.1 does not have.
    """
    names = {"year_cy": "year", "country_cy": "state", "iso3": "country"} | DEATHS
    rows = extract.csv(FILE, list(names)).rename(columns=names)
    rows = rows[~rows["state"].isin(NO_COUNTRY)]
    rows = rows.assign(country=rows["country"].fillna(rows["state"].map(CODES)))
    unknown = sorted(set(rows.loc[~rows["country"].isin(known_codes(extract)), "state"]))
    if unknown:
        raise GcrError(f"extract {FILE} has states without a country of ours: {', '.join(unknown)}")
    kinds = list(DEATHS.values())
    rows = rows.astype({"year": "int64"} | dict.fromkeys(kinds, "Int64"))
    if (rows[kinds[:-1]].sum(axis=1) != rows["deaths"]).any():
        raise GcrError(f"extract {FILE} has kinds of violence that do not add up to all deaths")
    if rows["year"].max() > LAST:
        raise GcrError(
            f"extract {FILE} has years after {LAST}, where version 25.1 ends: figures of another version "
            "belong into a table of their own, such as conflict_deaths_26_1"
        )
    return rows.groupby(["year", "country"], as_index=False)[kinds].sum()
