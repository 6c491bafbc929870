"""OECD: what donors counted as aid for refugees in their own country."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads


@reads("in_donor_refugee_costs")
def in_donor_refugee_costs(extract: Extract) -> pd.DataFrame:
    """In-donor refugee costs and all aid, in million current US dollars."""
    names = {"year": "year", "Donor": "donor", "idrc": "usd_million", "total_oda": "oda_usd_million"}
    rows = extract.csv("context/in_donor_refugee_costs_by_donor.csv", list(names)).rename(columns=names)
    return rows.astype({"year": "int64", "usd_million": "float64", "oda_usd_million": "float64"})
