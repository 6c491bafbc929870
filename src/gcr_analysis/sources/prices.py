"""Consumer prices in the United States: the index that brings dollars to one year's prices."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads


@reads("consumer_prices")
def consumer_prices(extract: Extract) -> pd.DataFrame:
    """Annual average of the index by year; a year without one, such as the current year, is left out."""
    names = {"year": "year", "annual_average_bls": "index", "months": "months"}
    rows = extract.csv("additional/us_cpi_u_annual.csv", list(names)).rename(columns=names)
    rows = rows.dropna(subset=["index"])
    return rows.astype({"year": "int64", "index": "float64", "months": "int64"})
