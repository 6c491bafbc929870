"""World Bank: Worldwide Governance Indicators, the two that conditions for return rest on."""

import pandas as pd

from gcr_analysis.sources.extract import Extract
from gcr_analysis.sources.registry import reads
from gcr_analysis.sources.translate import translate
from gcr_analysis.sources.unhcr_countries import known_codes

DIMENSIONS = {"pv": "political_stability", "rl": "rule_of_law"}
EDITIONS = {"WGI 2023 update (1996-2022)": "2023", "WGI 2024 update (2023)": "2024"}
# Estimates are good to a tenth at best; the extract's figures have passed through single precision.
DECIMALS = {"estimate": 4, "percentile": 2}


@reads("governance")
def governance(extract: Extract) -> pd.DataFrame:
    """Estimate and rank by dimension, country and year, with the edition that they are from.

    The indicators of two places cannot be made into one: Serbia's are Serbia's own.
    """
    names = {"indicator": "dimension", "code": "iso3", "year": "year", "estimate": "estimate"}
    names |= {"pctrank": "percentile", "edition": "edition"}
    rows = extract.parquet("context/wgi.parquet", list(names)).rename(columns=names)
    rows = rows[rows["dimension"].isin(list(DIMENSIONS)) & rows["iso3"].isin(known_codes(extract))]
    rows = rows.dropna(subset="estimate")
    return rows.round(DECIMALS).assign(
        dimension=translate(rows["dimension"], DIMENSIONS), edition=translate(rows["edition"], EDITIONS)
    )
