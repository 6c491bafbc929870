"""What speaks against a new table, by the one that it is to replace: every check of `losses` and `moves`."""

import pandas as pd

from gcr_analysis.framework import Table
from gcr_analysis.snapshot.doubt import Check, Doubt
from gcr_analysis.snapshot.losses import (
    emptied,
    gone_places,
    lost_countries,
    lost_places,
    lost_rows,
    lost_years,
)
from gcr_analysis.snapshot.moves import (
    cases_as_persons,
    formulas,
    jumps,
    moved_countries,
    moved_places,
    moved_totals,
    shifted_years,
    swapped_sides,
    zeros_for_missing,
)
from gcr_analysis.snapshot.schemas import year_column

CHECKS: tuple[Check, ...] = (
    lost_years,
    lost_rows,
    swapped_sides,
    shifted_years,
    emptied,
    zeros_for_missing,
    cases_as_persons,
    lost_countries,
    moved_countries,
    moved_totals,
    jumps,
    formulas,
)


def doubts(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> list[Doubt]:
    """Compare a new table with the one that it is to take the place of.

    Parameters
    ----------
    table
        Declaration of the table.
    new, old
        Both frames, as `gcr_analysis.snapshot.load` returns them.

    Returns
    -------
    list of Doubt
        What speaks against the new one; none where nothing does. Of a table without years, only lost rows and
        the texts are checked; of one of months, or where the old one has no row, the texts alone. A column
        that is declared since has nothing to be compared with.

    Examples
    --------
    >>> from gcr_analysis.framework import tables
    >>> from gcr_analysis.snapshot import load
    >>> old = load("idp_returns")
    >>> doubts(tables()["idp_returns"], old, old)
    []
    >>> found = doubts(tables()["idp_returns"], old[old["year"] != 2015], old)
    >>> found[0].check, found[0].years
    ('lost years', (2015,))
    """
    table = table.model_copy(update={"columns": tuple(each for each in table.columns if each.name in old)})
    yearly = year_column(table) and "month" not in table.key
    undated = (
        (formulas, lost_places, gone_places, moved_places) if year_column(table) is None else (formulas,)
    )
    checks = CHECKS if yearly and len(old) else undated
    return [doubt for check in checks for doubt in check(table, new, old)]
