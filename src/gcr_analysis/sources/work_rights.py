"""Refugees' right to work in law and in practice, as a survey of experts scores it."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.unhcr_countries import known_codes

FILE = "additional/refugee_work_rights_2022.csv"
NO_COUNTRY = ("KRI",)  # Kurdistan Region of Iraq
COLUMNS = {
    "iso3": "place",
    "survey_responses": "experts",
    "dejure_score": "law",
    "defacto_score": "practice",
    "wageemp_index": "wage_work",
    "selfemp_index": "self_employment",
    "c1_domestictravel": "travel",
    "c2_choiceofresidence": "residence",
    "move_index": "movement",
    "e1_1_primaryeduc": "primary_school",
    "e1_2_secondaryeduc": "secondary_school",
}
MEANS = {"work_index": ["wage_work", "self_employment"], "movement": ["travel", "residence"]}


@reads("refugee_work_rights")
def refugee_work_rights(extract: Extract) -> pd.DataFrame:
    """Scores of each place, 1 to 5. A place that is no country keeps its code and has no country.

    Raises
    ------
    GcrError
        When a score is outside 1 to 5, or an index is not the mean of its two parts.
    """
    rows = extract.csv(FILE, [*COLUMNS, "work_index"]).rename(columns=COLUMNS)
    scores = [name for name in rows if name not in ("place", "experts")]
    rows = rows.astype(dict.fromkeys(scores, "float64")).astype({"experts": "Int64"})
    for index, parts in MEANS.items():
        _refuse(
            extract,
            rows,
            (rows[parts].mean(axis=1) - rows[index]).abs() > 0,
            f"{index} is not the mean of its parts",
        )
    _refuse(extract, rows, ((rows[scores] < 1) | (rows[scores] > 5)).any(axis=1), "a score is outside 1 to 5")
    known = rows["place"].isin([*known_codes(extract), *NO_COUNTRY])
    _refuse(extract, rows, ~known, "there is no such place")
    country = rows["place"].where(rows["place"].isin(known_codes(extract)))
    names = list(COLUMNS.values())
    return rows.assign(country=country)[[names[0], "country", *names[1:]]]


def _refuse(extract: Extract, rows: pd.DataFrame, wrong: pd.Series, problem: str) -> None:
    if wrong.any():
        raise GcrError(f"{extract.shown(FILE)}: {problem} for {rows.loc[wrong, 'place'].iloc[0]}")
