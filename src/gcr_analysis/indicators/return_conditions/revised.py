"""What past releases said of returns: no other series has been revised as much."""

from functools import cache

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question
from gcr_analysis.snapshot.releases import known_releases

SERIES = "refugee_returns"


@question
def past_returns(region: Region) -> pd.DataFrame:
    """Returned refugees of each year as each release carried them.

    Figures for the middle of a year take no part, and a release that does not reach a year has none for it.
    In a snapshot as of an earlier release, later ones take no part.

    Returns
    -------
    DataFrame
        A row a year, a column a release in the order of publication; persons, missing where the release has
        none for the year.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> history = past_returns(region("world")).loc[2022].dropna()
    >>> history[history != history.shift()].astype(int).to_dict()
    {'2022-12': 339261, '2023-12': 1356261, '2025-06-r1': 999261}
    """
    columns = {
        release: rows[rows["origin"].isin(region.countries)].groupby("year")["persons"].sum()
        for release, rows in _carried().items()
    }
    return pd.DataFrame(columns).astype("float64").where(lambda persons: persons > 0)


@cache
def _carried() -> dict[str, pd.DataFrame]:
    """Rows of each release, in the order of publication, up to the one that the snapshot is as of."""
    order = known_releases()
    rows = load("releases")
    rows = rows[(rows["series"] == SERIES) & (rows["reference"] == "year_end") & rows["persons"].notna()]
    place = {release: n for n, release in enumerate(order)}
    first, last = (rows[name].astype("str").map(place) for name in ("first_release", "last_release"))
    return {release: rows[(first <= n) & (last >= n)] for release, n in place.items()}
