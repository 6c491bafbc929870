"""Figures as SQL: a query for each measure that makes its figure again from the files under `data/`.

The line of Python that does the same is ``gcr_analysis.indicator(id, region, year)``.
"""

from gcr_analysis.publishing.sql.queries import query, why_no_sql

__all__ = ["query", "why_no_sql"]
