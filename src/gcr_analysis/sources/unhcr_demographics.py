"""UNHCR's figures by age, sex, kind of place and of accommodation."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.unhcr_population import PAIR

GROUPS = {
    "REF": "refugees",
    "OIP": "oip",
    "ASY": "asylum_seekers",
    "IDP": "idps",
    "RET": "returned_refugees",
    "RDP": "returned_idps",
    "STA": "stateless",
    "OOC": "others_of_concern",
    "HST": "host_community",
}
PLACES = {"U": "urban", "R": "rural", "V": "various", "C": "various"}
ACCOMMODATION = {
    "P": "planned_camp",
    "S": "self_settled_camp",
    "C": "collective_centre",
    "R": "reception_centre",
    "I": "individual",
    "U": "unknown",
}
AGES = {
    "0_4": "0_4",
    "5_11": "5_11",
    "12_17": "12_17",
    "18_59": "18_59",
    "60": "60_plus",
    "other": "age_unknown",
}
BREAKDOWN = {
    f"{letter}_{age}": f"{sex}_{ours}"
    for letter, sex in {"f": "female", "m": "male"}.items()
    for age, ours in AGES.items()
}


@reads("demographics")
def demographics(extract: Extract) -> pd.DataFrame:
    """People by age and sex, summed over the places inside a country of asylum.

    The source writes 0 for an age group both when nobody was in it and when nobody asked. A row without any
    known sex therefore has its groups missing; elsewhere `total` less the groups is the number of people of
    unknown sex.
    """
    names = PAIR | {"pop_type": "group", "loc_type": "place", "acc_type": "accommodation"} | BREAKDOWN
    rows = extract.parquet("unhcr/demographics.parquet", ["year", *names, "total"]).rename(columns=names)
    rows = rows.assign(
        group=translate(rows["group"], GROUPS),
        place=translate(rows["place"], PLACES),
        accommodation=translate(rows["accommodation"], ACCOMMODATION),
    )
    keys = ["year", "origin", "asylum", "group", "place", "accommodation"]
    summed = rows.groupby(keys, as_index=False, dropna=False).sum()
    groups = list(BREAKDOWN.values())
    summed[groups] = summed[groups].mask(summed[groups].sum(axis=1) == 0)
    return summed
