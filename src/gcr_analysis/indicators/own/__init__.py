"""Figures of an analyst's own: tables by country and year, and estimates from surveys.

`gcr_analysis.framework.own` reads what a folder declares. Here its file is read and checked, and its figures
become measures like all others. Microdata never leave this package: what goes on are estimates.
"""

from gcr_analysis.indicators.own.measures import (
    checked,
    computes,
    estimates_of,
    forget,
    matched_ends,
    unanswered,
    worded,
)

__all__ = ["checked", "computes", "estimates_of", "forget", "matched_ends", "unanswered", "worded"]
