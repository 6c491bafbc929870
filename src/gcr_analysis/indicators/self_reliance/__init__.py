"""Panel 2: whether refugees can stand on their own feet: work, movement, school, papers, a home."""

from gcr_analysis.indicators.self_reliance.context import latest_figures, span
from gcr_analysis.indicators.self_reliance.law import bound, limited
from gcr_analysis.indicators.self_reliance.results import by_host, matched, result_of, steps

__all__ = ["bound", "by_host", "latest_figures", "limited", "matched", "result_of", "span", "steps"]
