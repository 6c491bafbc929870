"""Whether the flows of a year account for the change in the number of refugees from a region."""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.indicators.return_conditions.origins import (
    new_as_group,
    new_by_decision,
    solution,
    stock,
    total,
)

IN = {"as_group": new_as_group, "by_decision": new_by_decision}
OUT = ("refugee_returns", "resettlement_arrivals", "naturalisations")


def reconciliation(region: Region, years: Years) -> pd.DataFrame:
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
    chosen = tuple(year for year in years if year - 1 in stock("refugees").index)
    start = total(stock("refugees").shift(1), region, chosen)
    came = {name: _flow(frame(), region, chosen) for name, frame in IN.items()}
    went = {name: _flow(solution(name), region, chosen) for name in OUT}
    end = total(stock("refugees"), region, chosen)
    expected = start + sum(came.values()) - sum(went.values())
    return pd.DataFrame({"start": start, **came, **went, "end": end, "residual": expected - end})


def refugees_unaccounted_for(region: Region, years: Years) -> Measured:
    """Residual of `reconciliation`: births, deaths, people no longer counted, and flows not reported.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> int(refugees_unaccounted_for(region("AFG"), (2022,)).loc[2022, "value"])
    -2273558
    """
    table = reconciliation(region, years)
    nobody = (table["start"] == 0) & (table["end"] == 0)
    residual = table["residual"].mask(nobody)
    return measured(residual, reason=nobody.map({True: "No refugees from the region", False: ""}))


def _flow(wide: pd.DataFrame, region: Region, years: Years) -> pd.Series:
    return total(wide, region, years).reindex(list(years)).fillna(0.0)
