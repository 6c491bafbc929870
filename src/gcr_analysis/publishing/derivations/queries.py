"""A figure asked for again: in Python, and in SQL where the measure can be written so."""

import json

from gcr_analysis.geography import Region
from gcr_analysis.indicators.measures import BASELINE_YEAR
from gcr_analysis.publishing.sql import query, why_no_sql


def python(measure: str, region: str, year: int, baseline_year: int, as_of: str = "") -> str:
    """Return the call that gives the figure.

    >>> print(python("refugees_hosted", "LBN", 2025, 2016))
    import gcr_analysis as gcr
    <BLANKLINE>
    gcr.indicator("refugees_hosted", "LBN", 2025)
    >>> python("refugees_hosted", "LBN", 2024, 2020, "GT2024").splitlines()[-1]
    'gcr.indicator("refugees_hosted", "LBN", 2024, baseline_year=2020, as_of="GT2024")'
    """
    given = [json.dumps(measure), json.dumps(region, ensure_ascii=False), str(year)]
    given += [f"baseline_year={baseline_year}"] if baseline_year != BASELINE_YEAR else []
    given += [f'as_of="{as_of}"'] if as_of else []
    return f"import gcr_analysis as gcr\n\ngcr.indicator({', '.join(given)})"


def sql(measure: str, where: Region, year: int, baseline_year: int) -> tuple[str, str]:
    """Return the query that gives the figure, or an empty text and why there is none.

    >>> from gcr_analysis.geography import region
    >>> sql("refugees_hosted", region("LBN"), 2025, 2016)[0].splitlines()[0]
    '-- Refugees hosted, in persons: Lebanon, 2025'
    """
    return query(measure, where, year, baseline_year) or "", why_no_sql(measure, where)
