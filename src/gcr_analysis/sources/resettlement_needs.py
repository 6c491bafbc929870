"""Needs, submissions and departures on resettlement, as published: one long table from published figures."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.published import DIMENSIONS, SERIES, published_values
from gcr_analysis.sources.registry import reads

# Our names of the source's dimensions, where they differ.
NAMES = {"total": "world", "region_of_asylum": "region"}
KEY = ["measure", "year", "dimension", "place"]


@reads("resettlement_needs")
def resettlement_needs(extract: Extract) -> pd.DataFrame:
    """Published figures on resettlement by place and year, whole years only.

    Raises
    ------
    GcrError
        When two publications give one figure two values: one of the two has to go.
    """
    meanings = pd.DataFrame(
        [
            {"subject": series + dimension, "measure": measure, "dimension": NAMES.get(name, name)}
            for measure, series in SERIES.items()
            for name, dimension in DIMENSIONS.items()
        ]
    )
    rows = published_values(extract).merge(meanings, on="subject")
    rows = rows[rows["unit"].eq("persons") & rows["value"].notna() & rows["year"].notna()]
    rows = rows.astype({"year": "int64"}).assign(persons=rows["value"].round().astype("Int64"))
    several = rows.groupby(KEY)["persons"].transform("nunique") > 1
    if several.any():
        first = rows.loc[several, KEY].iloc[0]
        raise GcrError(
            f"two values were published for {first['measure']} of {first['place']} in {first['year']}: "
            f"keep one of {', '.join(rows.loc[several, 'id'])}"
        )
    return rows.drop_duplicates(KEY)
