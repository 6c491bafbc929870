"""What UNHCR's operations reached, by country and group of people, as reported to IATI.

Only what was reached is read. The source's baselines and targets stand beside it, and thousands of those of
2024 are zeros that mean nothing.
"""

from functools import cache
from importlib.resources import files

import pandas as pd
import yaml

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.world_bank import MERGED

FILE = "unhcr_results/core_indicators_by_country.csv"
KEY = ["year", "country", "population_group", "kind", "code"]
GROUPS = {
    "Refugees and Asylum-seekers": "refugees_and_asylum_seekers",
    "IDPs": "idps",
    "Returnees": "returnees",
    "Stateless Persons": "stateless",
    "Host Community": "host_community",
    "Others of Concern": "others_of_concern",
    "None": "none",
    "Not applicable": "none",
}
# Enrolment of over-aged pupils and overlapping registers exceed 100 percent, a wrong unit exceeds this.
LARGEST_SHARE = 200


@reads("unhcr_results")
def unhcr_results(extract: Extract) -> pd.DataFrame:
    """Figures that were reached, one for each country, group and result.

    An office that serves several countries reports each of them apart; its figures stand under the country
    that they are about, never under its seat, and nothing is a sum over countries. A figure that is
    reported twice counts once.

    Raises
    ------
    GcrError
        When two reports give one figure two values, or a share is no share.
    """
    names = {"iso3": "country", "population_type": "population_group", "actual": "value"}
    columns = ["year", "kind", "code", *names]
    rows = extract.csv(FILE, columns).rename(columns=names).dropna(subset="value")
    rows = rows.astype({"year": "int64", "value": "float64"})
    rows = rows.assign(
        country=rows["country"].replace(MERGED),
        population_group=translate(rows["population_group"], GROUPS),
    )
    rows = _named(rows)
    # A law is about a country, under whichever group an operation files it.
    law = rows["result"] == "law_in_line"
    rows = rows.assign(population_group=rows["population_group"].mask(law, "none")).drop_duplicates()
    _check(rows)
    return rows


@cache
def results() -> pd.DataFrame:
    """Name, unit and meaning of each result, in our own words, by kind and code.

    Examples
    --------
    >>> results().loc[[("impact", "3.1"), ("outcome", "3.1")], "result"].tolist()
    ['decent_work_right', 'law_in_line']
    """
    text = files("gcr_analysis.sources").joinpath("unhcr_results.yaml").read_text(encoding="utf-8")
    return pd.DataFrame(yaml.safe_load(text)).set_index(["kind", "code"])


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    unknown = sorted(set(zip(rows["kind"], rows["code"], strict=True)) - set(results().index))
    if unknown:
        listed = ", ".join(f"{kind} {code}" for kind, code in unknown)
        raise GcrError(f"extract {FILE} has results that sources/unhcr_results.yaml lacks: {listed}")
    return rows.join(results(), on=["kind", "code"])


def _check(rows: pd.DataFrame) -> None:
    twice = rows[rows.duplicated(KEY, keep=False)]
    if len(twice):
        first = twice.iloc[0]
        values = twice.loc[(twice[KEY] == first[KEY]).all(axis=1), "value"]
        raise GcrError(
            f"extract {FILE} has several values of {first['result']} for {first['country']} in "
            f"{first['year']}: {', '.join(f'{value:g}' for value in values)}"
        )
    wrong = rows[(rows["unit"] == "percent") & (rows["value"] > LARGEST_SHARE)]
    if len(wrong):
        first = wrong.iloc[0]
        raise GcrError(
            f"extract {FILE} has {first['value']:g} percent for {first['result']} in {first['country']}"
        )
