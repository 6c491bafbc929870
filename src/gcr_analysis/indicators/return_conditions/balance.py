"""Whether the flows of a year account for the change in the number of refugees from a region."""

from collections.abc import Sequence

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import years as axis_years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.residuals import unaccounted_for, yearly
from gcr_analysis.indicators.return_conditions.wording import NOBODY_FROM_HERE
from gcr_analysis.snapshot.questions import question


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
        is what should have been there and is not, `refugees_unaccounted_for` with the other sign: positive
        when the stock fell by more, or rose by less, than the flows account for.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> row = reconciliation(region("UKR"), (2024,)).loc[2024].astype(int)
    >>> row[["start", "end", "residual"]].tolist()
    [5960362, 5120036, 1532662]
    """
    parts = yearly(RegionSets.of(region), "origin")
    parts |= {"residual": -parts["residual"]}
    index = pd.Index(axis_years(), name="year")
    table = pd.DataFrame({name: part[:, 0] for name, part in parts.items()}, index)
    return table[table["start"].notna() & table.index.isin(years)]


def refugees_unaccounted_for(sets: RegionSets) -> Measured:
    """Refugees beyond those whom flows explain: births, new counts and flows not reported, less deaths.

    Examples
    --------
    >>> refugees_unaccounted_for(RegionSets.of("AFG")).at(2022)
    2273558.0
    """
    return unaccounted_for(sets, "origin", NOBODY_FROM_HERE)
