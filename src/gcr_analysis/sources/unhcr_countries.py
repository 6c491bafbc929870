"""Countries and territories of UNHCR statistics: codes, regions, names; and where figures carry a caveat."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate

FILE = "unhcr/countries.csv"
# Codes that are no country. Abyei has figures and no row in the source's list of countries.
NO_COUNTRY = {
    "UNK": ("Unknown", "Inconnu", "Desconocido"),
    "XXA": ("Stateless", "Apatrides", "Apátridas"),
    "TIB": ("Tibetans", "Tibétains", "Tibetanos"),
    "AB9": ("Abyei", "Abyei", "Abyei"),
}
SERIES = {
    "REF": "refugees",
    "ROC": "refugees",
    "ASY": "asylum_seekers",
    "IDP": "idps",
    "IOC": "idps",
    "STA": "stateless",
    "OOC": "others_of_concern",
    "HST": "host_community",
    "OIP": "oip",
    "RET": "refugee_returns",
    "RDP": "idp_returns",
    "RST": "resettlement_arrivals",
    "NAT": "naturalisations",
}


def known_codes(extract: Extract) -> set[str]:
    """Every ISO3 code and code of a group without a state that UNHCR statistics use."""
    return set(extract.codes or _rows(extract)["iso3"])


def by_iso2(extract: Extract) -> dict[str, str]:
    """ISO3 code of each country by its ISO2 code."""
    rows = _rows(extract).dropna(subset=["iso2"])
    return dict(zip(rows["iso2"], rows["iso3"], strict=True))


@reads("countries")
def countries(extract: Extract) -> pd.DataFrame:
    """Codes and regions of each country."""
    rows = _rows(extract)
    return pd.DataFrame(
        {
            "iso3": rows["iso3"],
            "iso2": rows["iso2"],
            "m49": rows["m49"].str.zfill(3),
            "unhcr_code": rows["unhcr_code"],
            "is_country": ~rows["iso3"].isin(list(NO_COUNTRY)),
            "unhcr_region": rows["unhcr_region_2026"],
            "unhcr_bureau": rows["bureau_2023"],
            "m49_region": rows["un_region"],
            "m49_subregion": rows["un_subregion"],
            "m49_intermediate": rows["un_imregion"],
            "latitude": rows["lat"].astype("float64"),
            "longitude": rows["lon"].astype("float64"),
        }
    )


@reads("country_names")
def country_names(extract: Extract) -> pd.DataFrame:
    """Short names in English, French and Spanish; where French or Spanish has none, there is no row."""
    rows = _rows(extract).set_index("iso3")
    names = pd.DataFrame(
        {"en": rows["en_short"].fillna(rows["unhcr_name"]), "fr": rows["fr_short"], "es": rows["es_short"]}
    )
    for code, translated in NO_COUNTRY.items():
        names.loc[code] = translated
    return names.reset_index(names="iso3").melt("iso3", var_name="language", value_name="name").dropna()


@reads("caveats")
def caveats(extract: Extract) -> pd.DataFrame:
    """Series, years and pairs that carry a caveat at UNHCR, one row each; the text stays there."""
    rows = extract.csv("unhcr/footnote_index.csv", ["years", "population_type", "coo_iso", "coa_iso"])
    rows = rows.assign(
        year=rows["years"].str.split(), series=rows["population_type"].str.strip(",").str.split(",")
    )
    rows = rows.explode("year").explode("series")
    rows = rows.assign(year=rows["year"].astype("int64"), series=translate(rows["series"], SERIES))
    rows = rows.rename(columns={"coo_iso": "origin", "coa_iso": "asylum"})
    return rows[["year", "series", "origin", "asylum"]].drop_duplicates()


def _rows(extract: Extract) -> pd.DataFrame:
    columns = ["iso3_api", "iso2", "m49", "unhcr_code", "unhcr_name", "en_short", "fr_short", "es_short"]
    columns += ["unhcr_region_2026", "bureau_2023", "un_region", "un_subregion", "un_imregion", "lat", "lon"]
    rows = extract.csv(FILE, columns).rename(columns={"iso3_api": "iso3"})
    rows = rows[rows["iso3"].notna()]  # two placeholders for parts of countries have no code
    extra = [code for code in NO_COUNTRY if code not in set(rows["iso3"])]
    return pd.concat([rows, pd.DataFrame({"iso3": extra})], ignore_index=True)
