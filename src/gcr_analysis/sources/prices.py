"""Consumer prices in the United States: the index that brings dollars to one year's prices."""

import pandas as pd

from gcr_analysis.errors import GcrError
from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads

ROUNDING = 0.005  # of the index: an average over the months that were published


@reads("consumer_prices")
def consumer_prices(extract: Extract) -> pd.DataFrame:
    """Annual average of the index by year; a year without one, such as the current year, is left out."""
    file = "additional/us_cpi_u_annual.csv"
    names = {"year": "year", "annual_average_bls": "index", "months": "months", "mean_of_months": "mean"}
    rows = extract.csv(file, list(names)).rename(columns=names)
    rows = rows.dropna(subset=["index"])
    rows = rows.astype({"year": "int64", "index": "float64", "months": "int64", "mean": "float64"})
    off = rows[(rows["index"] / rows["mean"] - 1).abs() > ROUNDING]
    if len(off):
        raise GcrError(
            f"{extract.shown(file)}: the average of {off['year'].iloc[0]} is not that of its months"
        )
    return rows.drop(columns="mean")
