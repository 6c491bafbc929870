"""Tables of what refugee response plans asked and received, by plan and host, and of whole plans."""

from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region
from gcr_analysis.indicators.host_country_burden.plans import TABLES, Origin, rows_of
from gcr_analysis.snapshot import load, table_years, vintages
from gcr_analysis.snapshot.questions import question


@question
def asked_and_received(region: Region, year: int) -> pd.DataFrame:
    """What plans asked for a region's hosts in a year, and what was recorded as received, by plan and host.

    Each source has rows of its own, which are not added: they count other money.

    Parameters
    ----------
    region
        The region as host.
    year
        Year of the plans.

    Returns
    -------
    DataFrame
        A row a source, plan and host, the largest requirements first: ``source`` (its id), ``plan``,
        ``people`` (whom the plan is for), ``country`` (ISO3), ``asked``, ``received`` and ``missing`` in
        current US dollars (missing where the source has no amount), ``share`` (percent received), and
        ``status``: ``partial`` of a year that was not over when the source was read, else ``proxy``.

    Raises
    ------
    GcrError
        When no source has plans of that year.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> asked_and_received(region("BGD"), 2024)[["plan", "asked", "share"]].round().values.tolist()
    [['rohingya', 852360782.0, 64.0]]
    """
    parts = [_of_source(source, region, year) for source, (table, _) in TABLES.items() if _has(table, year)]
    if not parts:
        first, last = (
            pick(table_years(t)[end] for t, _ in TABLES.values()) for end, pick in ((0, min), (1, max))
        )
        raise GcrError(f"no refugee response plans of {year}: give a year from {first} to {last}")
    return pd.concat(parts, ignore_index=True)


@question
def whole_plans(year: int) -> pd.DataFrame:
    """Requirements of whole plans beside what their hosts add up to, by the Financial Tracking Service.

    Plans for migrants alone are left out.

    Parameters
    ----------
    year
        Year of the plans.

    Returns
    -------
    DataFrame
        A row a plan, the largest first: ``plan``, ``people``, ``asked`` (the whole plan), ``in_hosts``
        (requirements of its hosts; missing where none has any), ``elsewhere`` (what is in no host with an
        amount: parts for the region, hosts without one), in current US dollars.

    Examples
    --------
    >>> plans = whole_plans(2020).set_index("plan")
    >>> (plans.loc[["syria", "south_sudan"], ["asked", "in_hosts"]] / 1e6).round().values.tolist()
    [[5996.0, 5897.0], [1022.0, nan]]
    """
    migrants = [plan.id for plan in framework.response_plans().values() if plan.people == "migrants"]
    whole = load("response_plans").astype({"plan": "str"})
    whole = whole[(whole["year"] == year) & ~whole["plan"].isin(migrants)]
    hosts = rows_of("plans")
    summed = hosts[hosts["year"] == year].groupby("plan")["required"].sum(min_count=1)
    table = pd.DataFrame({"plan": whole["plan"], "people": _people(whole["plan"]), "asked": whole["usd"]})
    table["in_hosts"] = table["plan"].map(summed)
    table["elsewhere"] = table["asked"] - table["in_hosts"].fillna(0)
    return table.sort_values(["asked", "plan"], ascending=[False, True]).reset_index(drop=True)


def _has(table: str, year: int) -> bool:
    first, last = table_years(table)
    return first <= year <= last


def _of_source(source: Origin, region: Region, year: int) -> pd.DataFrame:
    rows = _amounts(source)
    return rows[(rows["year"] == year) & rows["country"].isin(region.countries)].drop(columns="year")


@cache
def _amounts(source: Origin) -> pd.DataFrame:
    """All rows of a source: its year, and the columns of `asked_and_received`, in their order."""
    table, _ = TABLES[source]
    rows = rows_of(source)
    id = framework.tables()[table].source
    over = rows["year"] < int(vintages(id, [table])[:4])
    found = pd.DataFrame(
        {
            "year": rows["year"],
            "source": id,
            "plan": rows["plan"],
            "people": _people(rows["plan"]),
            "country": rows["country"].astype("str"),
            "asked": rows["required"],
            "received": rows["funded"],
            "missing": rows["required"] - rows["funded"],
            "share": 100 * rows["funded"] / rows["required"].where(rows["required"] > 0, np.nan),
            "status": np.where(over, "proxy", "partial"),
        }
    )
    return found.sort_values(["asked", "plan", "country"], ascending=[False, True, True])


def _people(plans: pd.Series) -> pd.Series:
    titles = {plan.id: plan.title for plan in framework.response_plans().values()}
    return plans.map(titles)
