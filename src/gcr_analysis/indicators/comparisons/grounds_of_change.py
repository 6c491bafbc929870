"""The grounds of a change as a table: what each asks, whether it holds, what is said otherwise."""

from math import isnan

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.indicators.asked import Place
from gcr_analysis.indicators.comparisons.rows import compared
from gcr_analysis.indicators.measures import BASELINE_YEAR

UNANSWERED = "no figure"
"""What stands for a ground that cannot be asked, since one end has no figure."""


def grounds_of_change(
    id: str, region: Place, year: int | None = None, baseline_year: int = BASELINE_YEAR
) -> pd.DataFrame:
    """List the grounds on which a change may be told.

    Parameters
    ----------
    id, region, year, baseline_year
        As for `compare`, of one region.

    Returns
    -------
    DataFrame
        A row a ground, in the order of ``framework/claims.yaml``, with its id as index: ``asks`` says what
        has to hold, and ``otherwise`` what is said where it does not. ``holds`` is ``yes``, ``no``, ``told
        beside`` where the change is told with something beside it, or ``no figure`` where the ground cannot
        be asked.

    Raises
    ------
    UnknownNameError
        When there is no such indicator or region.
    GcrError
        When a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> grounds = grounds_of_change("resettlement_arrivals", "world", 2025, 2024)
    >>> grounds["holds"][["both-ends", "one-place"]].tolist()
    ['yes', 'told beside']
    >>> grounds_of_change("gcr_1_2_2", "world")["holds"][["both-ends", "noise"]].tolist()
    ['no', 'no figure']
    """
    [row] = compared(id, region, year, baseline_year)
    fails, hedges = (row[name].split("; ") for name in ("fails", "hedges"))
    declared = framework.claims()
    every = {ground.id: ground for kind in declared.kinds for ground in kind.grounds}
    of_change = {g.id: g for kind in declared.kinds if kind.id == "change" for g in kind.grounds}
    others = {id: every[id] for id in (*fails, *hedges) if id and id not in of_change}
    rest = UNANSWERED if isnan(row["change"]) else "yes"
    numbers = declared.thresholds.model_dump()
    return pd.DataFrame(
        [
            {
                "ground": id,
                "asks": ground.text.format(**numbers),
                "holds": "no" if id in fails else "told beside" if id in hedges else rest,
                "otherwise": ground.otherwise.format(**numbers),
            }
            for id, ground in (of_change | others).items()
        ]
    ).set_index("ground")
