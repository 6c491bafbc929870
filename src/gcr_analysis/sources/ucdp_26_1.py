"""Uppsala Conflict Data Program, version 26.1: deaths of 2024 and 2025, from a second-hand copy."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes

FILE = "additional/ucdp_26_1_deaths.csv"
YEARS = {"deaths_2024": 2024, "deaths_2025": 2025}
ALL_YEARS = "deaths_2016_2025"
KINDS = ["lastYearStateBased", "lastYearNonState", "lastYearOneSided"]  # flags of 2025
PART_OF = {"XKX": "SRB"}
NO_COUNTRY = ("TWN",)  # UNHCR's statistics have no code for it


@reads("conflict_deaths_26_1")
def conflict_deaths_26_1(extract: Extract) -> pd.DataFrame:
    """Deaths by year and country; a country that the file lacks gets no row.

    Kinds of violence are flags of the last year without numbers, so they are checked and not kept.

    Raises
    ------
    GcrError
        When a country is unknown or comes twice, a number is no count, the ten years hold fewer deaths than
        their last two, or a country has deaths of no kind.
    """
    counts, shown = [*YEARS, ALL_YEARS], extract.shown(FILE)
    rows = extract.csv(FILE, ["iso3", *counts, *KINDS])
    _refuse(f"{shown} has countries more than once", rows["iso3"], rows["iso3"].duplicated())
    known = rows["iso3"].isin({*known_codes(extract), *PART_OF, *NO_COUNTRY})
    _refuse(f"{shown} has codes without a country of ours", rows["iso3"], ~known)
    for column in counts:
        whole = rows[column].fillna("").str.fullmatch(r"\d+")
        _refuse(f"{shown} has no whole number of {column}", rows["iso3"], ~whole)
    rows = rows.astype(dict.fromkeys(counts, "Int64"))
    _refuse(
        f"{shown} has fewer deaths in ten years than in two",
        rows["iso3"],
        rows[[*YEARS]].sum(axis=1) > rows[ALL_YEARS],
    )
    violent = (rows[KINDS] == "True").any(axis=1)
    _refuse(
        f"{shown} has deaths without a kind of violence, or a kind without deaths",
        rows["iso3"],
        violent != (rows["deaths_2025"] > 0),
    )
    rows = rows[~rows["iso3"].isin(NO_COUNTRY)]
    rows = rows.assign(country=rows["iso3"].replace(PART_OF)).groupby("country", as_index=False)[counts].sum()
    later = rows[ALL_YEARS] - rows["deaths_2025"]
    parts = [
        rows[["country"]].assign(year=year, deaths=rows[column], deaths_since_2016=total)
        for (column, year), total in zip(YEARS.items(), (later, rows[ALL_YEARS]), strict=True)
    ]
    return pd.concat(parts, ignore_index=True)


def _refuse(what: str, countries: pd.Series, where: pd.Series) -> None:
    if where.any():
        raise GcrError(f"{what}: {', '.join(sorted(countries[where].astype(str)))}")
