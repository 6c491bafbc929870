"""Changes of what refugee response plans asked and received: on the plans and hosts that are in both years.

Plans come and go, and a host joins or leaves them: a sum over other plans is another sum.
"""

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import codes, places, row, stock
from gcr_analysis.indicators.ends import Ends
from gcr_analysis.indicators.host_country_burden.plans import TABLES, Origin, rows_of
from gcr_analysis.indicators.prices import factor
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.methods.ratios import over
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import latest_year, table_years

NO_PLAN_IN_BOTH = "No plan has an amount for a host of the region in both years"
AMOUNTS = {
    "requirements": ("required",),
    "funding": ("funded",),
    "share_funded": ("required", "funded"),
}


def matched_ends(id: str, sets: RegionSets, baseline_year: int, year: int) -> Ends:
    """Both ends of a change, on the plans and hosts that have an amount in both years.

    Parameters
    ----------
    id
        A measure of requirements, funding or the share funded.
    sets
        The region sets as hosts.
    baseline_year, year
        The years to compare; the source's first year stands for an earlier one, its last for a later one.

    Examples
    --------
    >>> ends = matched_ends("plan_requirements", RegionSets.of("UGA"), 2021, 2025)
    >>> (ends.value[:, 0] / 1e6).round().tolist()  # without the plan for Burundians, which ended
    [740.0, 720.0]
    """
    source: Origin = "tracker" if id.startswith("tracker") else "plans"
    constant = id.endswith("_constant")
    names = AMOUNTS[id.removesuffix("_constant").partition("_")[2]]
    since, until = table_years(TABLES[source][0])
    years = (max(baseline_year, since), min(year, until, latest_year()))
    rows = rows_of(source).dropna(subset=["country", *names]).set_index(["plan", "country"])
    both = rows.index[rows["year"] == years[0]].intersection(rows.index[rows["year"] == years[1]])
    ends = [rows[rows["year"] == each].loc[both] for each in years]
    sums = {name: np.stack([_by_host(end[name]) for end in ends]) for name in names}
    known = np.where(_by_host(pd.Series(1.0, both)) > 0, 0.0, np.nan)
    total = {name: sets.groups.known_total(each + known) for name, each in sums.items()}
    value = total[names[-1]]
    if len(names) > 1:
        value = 100 * over(value, np.where(total["required"] > 0, total["required"], np.nan))
    if constant:
        value = value * factor()[[row(each) for each in years]]
    hosted = stock("refugees")[[row(each) for each in years]]
    share = over(sets.groups.total(np.where(np.isnan(known), 0.0, hosted)), sets.groups.total(hosted))
    asked = np.stack([_by_host(rows.loc[rows["year"] == each, names[0]]) for each in years])
    share = np.fmin(share, over(total[names[0]], sets.groups.total(asked)))
    none = np.isnan(value)
    status = np.where(none, "not collected", np.where(share < LEAST_COVERAGE, "partial", "proxy"))
    return Ends(
        value=value,
        value_year=np.broadcast_to(np.array(years)[:, None], value.shape),
        status=status,
        coverage=np.where(none, np.nan, share),
        words=lambda end, place: NO_PLAN_IN_BOTH if none[end, place] else "",
    )


def _by_host(amounts: pd.Series) -> Array:
    """Sums by place on the axis of countries."""
    at = places(amounts.index.get_level_values("country").to_series())
    return np.bincount(at[at >= 0], amounts.to_numpy(float)[at >= 0], len(codes())).astype(float)
