"""Panel 4: who returns, to what, and whether the conditions for return in safety and dignity are there."""

from gcr_analysis.indicators.return_conditions.balance import reconciliation
from gcr_analysis.indicators.return_conditions.displaced import origins, where_they_are
from gcr_analysis.indicators.return_conditions.profile import (
    condition_ranks,
    profile,
    world_percentile,
)
from gcr_analysis.indicators.return_conditions.returns import hosts_of_return, pairs_of_return
from gcr_analysis.indicators.return_conditions.revised import past_returns

__all__ = [
    "condition_ranks",
    "hosts_of_return",
    "origins",
    "pairs_of_return",
    "past_returns",
    "profile",
    "reconciliation",
    "where_they_are",
    "world_percentile",
]
