"""Whether the flows of a year account for the change in the number of refugees from a region."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import previous, reached
from gcr_analysis.indicators.arrays import years as axis_years
from gcr_analysis.indicators.measured import Measured, said
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import new_as_group, new_by_decision, solution, stock
from gcr_analysis.indicators.return_conditions.wording import NOBODY_FROM_HERE
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot.questions import question

IN = {"as_group": new_as_group, "by_decision": new_by_decision}
OUT = ("refugee_returns", "resettlement_arrivals", "naturalisations")


@question
def reconciliation(region: Region, years: Sequence[int]) -> pd.DataFrame:
    """Set the stock at both ends of a year against the flows between.

    The stock at the start, and those who became refugees in the year, less those who returned, were resettled
    or were naturalised, make the stock at the end and a residual. People become refugees as a group or by a
    decision on their application; an application alone makes nobody a refugee, and is not counted here. A
    flow that nobody reported counts as none, so that the residual holds it.

    Returns
    -------
    DataFrame
        A row a year: ``start``, ``as_group``, ``by_decision``, ``refugee_returns``,
        ``resettlement_arrivals``, ``naturalisations``, ``end`` and ``residual``, all in persons. The residual
        is what should have been there and is not: positive when the stock fell by more, or rose by less, than
        the flows account for.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> row = reconciliation(region("UKR"), (2024,)).loc[2024].astype(int)
    >>> row[["start", "end", "residual"]].tolist()
    [5960362, 5120036, 1532662]
    """
    parts = _parts(RegionSets.of(region))
    index = pd.Index(axis_years(), name="year")
    table = pd.DataFrame({name: part[:, 0] for name, part in parts.items()}, index)
    return table[table["start"].notna() & table.index.isin(years)]


def refugees_unaccounted_for(sets: RegionSets) -> Measured:
    """Residual of `reconciliation`: births, deaths, people no longer counted, and flows not reported.

    Examples
    --------
    >>> refugees_unaccounted_for(RegionSets.of("AFG")).at(2022)
    -2273558.0
    """
    parts = _parts(sets)
    nobody = (parts["start"] == 0) & (parts["end"] == 0)
    return Measured(
        np.where(nobody, np.nan, parts["residual"]),
        covered=reached(parts["start"]),
        words=said(nobody, NOBODY_FROM_HERE),
    )


def _parts(sets: RegionSets) -> dict[str, Array]:
    end = sets.groups.known_total(stock("refugees"))
    start = previous(end)
    came = {name: sets.groups.total(people()) for name, people in IN.items()}
    went = {name: sets.groups.total(solution(name)) for name in OUT}
    expected = start + sum(came.values()) - sum(went.values())
    return {"start": start, **came, **went, "end": end, "residual": expected - end}
