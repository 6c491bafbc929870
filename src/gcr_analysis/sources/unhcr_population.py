"""UNHCR's population figures: stocks at the end of the year, and solutions in the year."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads

# UNHCR's own codes (`coo`, `coa`) look like ISO3 and are not: AUS is Austria there. Only `*_iso` is read.
PAIR = {"coo_iso": "origin", "coa_iso": "asylum"}
STOCKS = {
    "refugees": "refugees",
    "oip": "oip",
    "asylum_seekers": "asylum_seekers",
    "idps": "idps",
    "stateless": "stateless",
    "ooc": "others_of_concern",
    "hst": "host_community",
}
RETURNS = {"returned_refugees": "refugee_returns", "returned_idps": "idp_returns"}


@reads("population")
def population(extract: Extract) -> pd.DataFrame:
    """End-year stocks by origin and asylum.

    Returns are flows of the year and live in tables of their own; pairs that had nothing but returns have
    no row here.
    """
    rows = extract.parquet("unhcr/population.parquet", ["year", *PAIR, *STOCKS])
    rows = rows.rename(columns=PAIR | STOCKS)
    return rows[(rows[list(STOCKS.values())] > 0).any(axis=1)]


@reads("refugee_returns")
def refugee_returns(extract: Extract) -> pd.DataFrame:
    """Refugees who returned in the year, from the country of asylum to that of origin."""
    _check_returns_agree(extract)
    return _solution(extract, "returned_refugees", PAIR)


@reads("idp_returns")
def idp_returns(extract: Extract) -> pd.DataFrame:
    """Internally displaced people who returned in the year; origin and asylum are one country."""
    rows = _solution(extract, "returned_idps", PAIR)
    abroad = rows[rows["origin"] != rows["asylum"]]
    if len(abroad):
        raise GcrError(f"extract unhcr/solutions.parquet has {len(abroad)} returns of IDPs across a border")
    return rows.drop(columns="asylum").rename(columns={"origin": "country"})


@reads("resettlement_arrivals")
def resettlement_arrivals(extract: Extract) -> pd.DataFrame:
    """Arrivals on resettlement; the source's country of "asylum" is the country of resettlement here."""
    return _solution(extract, "resettlement", {"coo_iso": "origin", "coa_iso": "destination"})


@reads("naturalisations")
def naturalisations(extract: Extract) -> pd.DataFrame:
    """Refugees who acquired the nationality of their country of asylum."""
    return _solution(extract, "naturalisation", PAIR)


def _solution(extract: Extract, column: str, pair: dict[str, str]) -> pd.DataFrame:
    """Reported rows of one solution: the source writes "none" and "not reported" alike as missing."""
    rows = extract.parquet("unhcr/solutions.parquet", ["year", *pair, column])
    return rows.rename(columns=pair | {column: "persons"}).query("persons > 0")


def _check_returns_agree(extract: Extract) -> None:
    """The population file carries returns too; the two must be one series."""
    keys = ["year", *PAIR]
    both = [
        extract.parquet(f"unhcr/{name}.parquet", [*keys, *RETURNS]).set_index(keys)[list(RETURNS)]
        for name in ("population", "solutions")
    ]
    for column in RETURNS:
        in_population, in_solutions = (frame[column][frame[column] > 0] for frame in both)
        if not in_population.sort_index().equals(in_solutions.sort_index()):
            raise GcrError(f"extracts unhcr/population and unhcr/solutions disagree on {column}")
