"""People who are counted by others and carried by UNHCR: IDMC and UNRWA."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads


@reads("conflict_idps")
def conflict_idps(extract: Extract) -> pd.DataFrame:
    """IDMC's people displaced inside their country; one row for the world (UNK) before 2009."""
    rows = extract.parquet("unhcr/idmc.parquet", ["year", "coa_iso", "total"])
    return rows.rename(columns={"coa_iso": "country", "total": "persons"})


@reads("unrwa_refugees")
def unrwa_refugees(extract: Extract) -> pd.DataFrame:
    """Palestine refugees under UNRWA's mandate; UNK is those outside its five fields."""
    rows = extract.parquet("unhcr/unrwa.parquet", ["year", "coa_iso", "total"])
    return rows.rename(columns={"coa_iso": "asylum", "total": "persons"})
