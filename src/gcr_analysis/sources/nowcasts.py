"""UNHCR's estimates for the current year, which only its service has."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads

FILE = "unhcr/nowcasting.parquet"
NAMES = {"coa_iso": "asylum"}
COLUMNS = ["year", "month", "coa_iso", "refugees", "asylum_seekers"]


@reads("nowcasts")
def nowcasts(extract: Extract) -> pd.DataFrame:
    """Estimates by country of asylum and month; none where the folder of extracts has none."""
    if not extract.has(FILE):
        none = pd.DataFrame({name: pd.Series(dtype="Int64") for name in COLUMNS})
        return none.astype({"coa_iso": "str"}).rename(columns=NAMES)
    return extract.parquet(FILE, COLUMNS).rename(columns=NAMES)
