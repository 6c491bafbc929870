"""Refugee response plans by UNHCR's own tracker, read from two copies of its pages.

Both copies stay apart by their edition. What is no figure of a year and a host leaves while they are read:

- years that were not over when the edition was read;
- totals over years, which the later edition has in rows without a year or, where a plan has no such rows, in
  the rows of the plan's first year; and totals over hosts (``overall``).
"""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.response_plans import once, plan_ids
from gcr_analysis.sources.translate import translate

EARLIER, LATER = "2021-03", "2023-02"
COLUMNS = {
    EARLIER: {"Funds Requested": "requested_usd", "Funds Received": "received_usd"},
    LATER: {"Funds Requested": "requested_usd", "Funds Received (From all agencies)": "received_usd"},
}
BLANK, OVERALL, NO_COUNTRY = "(Blank)", "overall", "none"
PLACES = {
    **dict.fromkeys((BLANK, "Regional", "region", "Regional and Other Countries"), NO_COUNTRY),
    **dict.fromkeys(("Carribean", "Central America And Mexico", "Southern Cone"), NO_COUNTRY),
    **dict.fromkeys(("Southern Africa", "Multiple Countries (Ukraine RRP)"), NO_COUNTRY),
    "Northern,Southern And Western Europe": NO_COUNTRY,
    "Other Affected Countries Central And Southern-Eastern Europe": NO_COUNTRY,
    "Other Affected Countries Northern, Southern And Western Europe": NO_COUNTRY,
    **{"Albania": "ALB", "Algeria": "DZA", "Angola": "AGO", "Argentina": "ARG", "Armenia": "ARM"},
    **{"Aruba": "ABW", "Austria": "AUT", "Belarus": "BLR", "Belgium": "BEL", "Bolivia": "BOL"},
    **{"Bosnia and Herzegovina": "BIH", "Brazil": "BRA", "Bulgaria": "BGR", "Burundi": "BDI"},
    **{"Burma": "MMR", "Cameroon": "CMR", "Central African Republic": "CAF", "Chad": "TCD", "Chile": "CHL"},
    **{"Colombia": "COL", "Congo": "COG", "Congo, The Democratic Republic of the": "COD"},
    **{"Costa Rica": "CRI", "Croatia": "HRV", "Curacao": "CUW", "Curaçao": "CUW", "Cyprus": "CYP"},
    **{"Czech Republic": "CZE", "DRC": "COD", "Djibouti": "DJI", "Dominican Republic": "DOM"},
    **{"Ecuador": "ECU", "Egypt": "EGY", "Ethiopia": "ETH", "Fyr Macedonia": "MKD", "Greece": "GRC"},
    **{"Guyana": "GUY", "Hungary": "HUN", "Iran, Islamic Republic of": "IRN", "Iraq": "IRQ"},
    **{"Ireland": "IRL", "Jordan": "JOR", "Kenya": "KEN", "Lebanon": "LBN", "Libya": "LBY"},
    **{"Malta": "MLT", "Mauritania": "MRT", "Mexico": "MEX", "Moldova": "MDA", "Morocco": "MAR"},
    **{"Netherlands": "NLD", "Niger": "NER", "Pakistan": "PAK", "Panama": "PAN", "Paraguay": "PRY"},
    **{"Peru": "PER", "Poland": "POL", "Romania": "ROU", "Rwanda": "RWA", "Saudi Arabia": "SAU"},
    **{"Serbia": "SRB", "Slovakia": "SVK", "Slovenia": "SVN", "Somalia": "SOM", "South Africa": "ZAF"},
    **{"Spain": "ESP", "Sudan": "SDN", "Switzerland": "CHE", "Tajikistan": "TJK", "Tanzania": "TZA"},
    **{"Tanzania, United Republic of": "TZA", "Trinidad and Tobago": "TTO", "Tunisia": "TUN"},
    **{"Turkey": "TUR", "Turkmenistan": "TKM", "Uganda": "UGA", "United Arab Emirates": "ARE"},
    **{"Uruguay": "URY", "Uzbekistan": "UZB", "Zambia": "ZMB"},
}


@reads("response_plan_tracker")
def response_plan_tracker(extract: Extract) -> pd.DataFrame:
    """Requested and received by edition, plan, year and place; an amount that is blank stays missing."""
    rows = pd.concat([_edition(extract, name) for name in (EARLIER, LATER)], ignore_index=True)
    place = translate(rows["place"], PLACES)
    rows = rows.assign(plan=plan_ids(rows["plan"]), place=place, country=place.mask(place == NO_COUNTRY))
    keys = ["edition", "plan", "year", "place"]
    found = rows.groupby([*keys, "country"], dropna=False, as_index=False).sum(min_count=1)
    return once(found, keys, "rrp_tracker")


def _edition(extract: Extract, edition: str) -> pd.DataFrame:
    """Rows of one edition that are figures of a year that was over."""
    names = {"RRP": "plan", "Year": "year", "Country": "place"} | COLUMNS[edition]
    rows = extract.csv(f"additional/rrp_tracker_{edition}.csv", list(names)).rename(columns=names)
    dated = rows["year"] != BLANK
    if edition == LATER:
        apart = rows["plan"].isin(
            rows.loc[~dated, "plan"]
        )  # these plans have their totals in rows of their own
        first = rows["year"].where(dated).groupby(rows["plan"]).transform("min")
        dated &= apart | (rows["year"] != first)
    rows = rows[dated & (rows["place"] != OVERALL)].astype({"year": "int64"})
    amounts = {column: _dollars(rows[column]) for column in COLUMNS[edition].values()}
    rows = rows.assign(edition=edition, **amounts)
    return rows[rows["year"] < int(edition[:4])].dropna(subset=list(amounts), how="all")


def _dollars(written: pd.Series) -> pd.Series:
    return written.mask(written == BLANK).str.replace(r"[$,]", "", regex=True).astype("float64")
