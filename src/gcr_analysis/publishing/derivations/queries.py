"""A figure asked for again: in Python, and in SQL where the measure can be written so."""

from importlib import import_module
from importlib.util import find_spec

_SQL = "gcr_analysis.indicators.sql"


def python(measure: str, region: str, year: int, baseline_year: int, as_of: str = "") -> str:
    """Return the call that gives the figure.

    >>> print(python("refugees_hosted", "LBN", 2025, 2016))
    import gcr_analysis as gcr
    <BLANKLINE>
    gcr.indicator("refugees_hosted", "LBN", 2025)
    >>> python("refugees_hosted", "LBN", 2024, 2020, "GT2024").splitlines()[-1]
    'gcr.indicator("refugees_hosted", "LBN", 2024, baseline_year=2020, as_of="GT2024")'
    """
    named = {"baseline_year": baseline_year} if baseline_year != _default() else {}
    given = [f'"{measure}"', f'"{region}"', str(year), *(f"{name}={value}" for name, value in named.items())]
    given += [f'as_of="{as_of}"'] if as_of else []
    return f"import gcr_analysis as gcr\n\ngcr.indicator({', '.join(given)})"


def sql(measure: str, region: str, year: int) -> tuple[str, str]:
    """Return the query that gives the figure, or an empty text and why there is none."""
    if find_spec(_SQL) is None:
        return "", ""
    queries = import_module(_SQL)
    found = queries.query(measure, region, year)
    return (found, "") if found else ("", queries.why_no_sql(measure))


def _default() -> int:
    from gcr_analysis.indicators.measures import BASELINE_YEAR

    return BASELINE_YEAR
