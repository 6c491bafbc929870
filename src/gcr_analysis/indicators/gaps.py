"""Data gaps: which hosts have no figure for an indicator of the Global Compact, and whom they host."""

from functools import cache

import pandas as pd

from gcr_analysis.framework import compact
from gcr_analysis.geography import country_name
from gcr_analysis.indicators.arrays import codes, row, stock
from gcr_analysis.methods.protracted import THRESHOLD
from gcr_analysis.snapshot import latest_year, load

HOSTS = THRESHOLD
"""Refugees that make a country a host to be listed here: as many as make a protracted situation."""
RETURN = 4
"""The objective that is about countries of origin."""
RECENT = 3
"""A host has a figure when it reported one in these latest years of the source."""


@cache
def gaps() -> pd.DataFrame:
    """Hosts without a figure, for each indicator of hosts that UNHCR's operations report by country.

    An indicator of the countries that refugees return to is none of these.

    Returns
    -------
    DataFrame
        A row an indicator: ``gcr_code``, ``hosts`` (countries that host `HOSTS` refugees or more), ``known``
        (those of them with a figure), ``covered`` (share of all refugees whom countries with a figure host,
        0 to 1), ``first`` and ``last`` (years looked at), and ``without`` (names of the hosts that have none,
        the largest first).

    Examples
    --------
    >>> table = gaps().set_index("gcr_code")
    >>> bool(table.loc["2.2.2", "covered"] < table.loc["2.1.1", "covered"])
    True
    """
    refugees = pd.Series(stock("refugees")[row(latest_year())], list(codes())).fillna(0)
    large = refugees[refugees >= HOSTS].sort_values(ascending=False)
    told = load("unhcr_results").dropna(subset=["gcr_code", "value"])
    last = int(told["year"].max())
    of_hosts = [code for code, asked in compact().items() if asked.objective != RETURN]
    told = told[(told["year"] > last - RECENT) & told["gcr_code"].isin(of_hosts)]
    rows = []
    for code, own in told.groupby("gcr_code"):
        reporting = set(own["country"].astype(str))
        without = [iso3 for iso3 in large.index if iso3 not in reporting]
        rows.append(
            {
                "gcr_code": code,
                "hosts": len(large),
                "known": len(large) - len(without),
                "covered": float(refugees[refugees.index.isin(reporting)].sum() / refugees.sum()),
                "first": last - RECENT + 1,
                "last": last,
                "without": [country_name(iso3) for iso3 in without],
            }
        )
    return pd.DataFrame(rows)
