"""Resettlement as yearly flows, in the shapes that this panel's measures compute with, each made once.

A region is read in three ways, and no two of them add up: as destination (refugees who arrived there), as
origin (refugees from there who arrived anywhere) and as host (refugees who departed from there). Arrivals
are what governments report; they name the origin and the destination, never the country of asylum that the
refugee left. Departures are what UNHCR's operations report by country of asylum; they begin in 2022.
"""

from typing import Literal

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import FIRST_YEAR, codes, mandate_pairs
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.used import remembered

Side = Literal["origin", "destination"]
OTHER: dict[Side, Side] = {"origin": "destination", "destination": "origin"}


@remembered
def arrivals(side: Side) -> pd.DataFrame:
    """Refugees who arrived on resettlement, by country of origin or of destination.

    A row a year, a column a code. A country without a row took none, or none came from it: the source has no
    zeros of its own.

    Examples
    --------
    >>> int(arrivals("destination").loc[2024, "USA"]), int(arrivals("origin").loc[2024].sum())
    (105531, 188759)
    """
    return _wide(load("resettlement_arrivals"), side)


@remembered
def arrivals_of(region: Region, side: Side) -> pd.DataFrame:
    """Arrivals of a region read as *side*, by the country on the other side.

    With ``"origin"`` these are refugees from the region by destination, with ``"destination"`` those who came
    to the region by origin. A row a year, a column a code.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> int(arrivals_of(region("AFG"), "origin").loc[2024].sum())
    35546
    """
    rows = load("resettlement_arrivals")
    return _wide(rows[rows[side].isin(region.countries)], OTHER[side])


@remembered
def refugees_at_start(side: Literal["origin", "asylum"]) -> pd.DataFrame:
    """Refugees under UNHCR's mandate at the start of each year, that is at the end of the year before.

    Examples
    --------
    >>> int(refugees_at_start("origin").loc[2024].sum())
    31637408
    """
    by_country = mandate_pairs().groupby(level=side).sum().T
    return by_country.shift().loc[FIRST_YEAR:].reindex(columns=codes(), fill_value=0.0)


@remembered
def reported(result: str, group: str | None = None) -> pd.DataFrame:
    """What UNHCR's operations report of one result: a row a year, a column a code, missing where they do not.

    Parameters
    ----------
    result
        Name of the result in the table ``unhcr_results``.
    group
        One group of people; all together when not given, which only counts allow.
    """
    rows = load("unhcr_results")
    rows = rows[(rows["result"] == result) & (group is None or rows["population_group"] == group)]
    keys = [rows["year"], rows["country"].astype("str")]
    wide = rows["value"].astype(float).groupby(keys).sum(min_count=1).unstack()
    years = range(int(load("unhcr_results")["year"].min()), int(wide.index.max()) + 1)
    return wide.reindex(index=years, columns=codes())


def _wide(rows: pd.DataFrame, side: Side) -> pd.DataFrame:
    keys = [rows["year"], rows[side].astype("str")]
    wide = rows["persons"].astype("float64").groupby(keys).sum().unstack()
    years = range(FIRST_YEAR, latest_year() + 1)
    return wide.reindex(index=years, columns=codes()).fillna(0.0)
