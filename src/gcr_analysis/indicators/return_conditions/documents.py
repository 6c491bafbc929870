"""GCR 4.2.2: returned refugees with documents that the law recognises."""

from functools import cache

import numpy as np

from gcr_analysis.indicators.arrays import by_country, year_column
from gcr_analysis.indicators.measured import Measured, both, said
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.return_conditions.origins import solution, weighed
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import weighted_mean
from gcr_analysis.snapshot import load, table_years

GROUP, RESULT = "returnees", "returnee_documents"


def returnees_with_documents(sets: RegionSets) -> Measured:
    """Percent of returnees with legally recognised identity documents, as UNHCR's operations report it.

    The mean over the countries that report on returnees, weighted by the refugees who returned to each in the
    year; coverage is their share of all who returned to the region. Few countries report. ``low`` and
    ``high`` are the mean if nobody, or everybody, had documents in the countries that do not.

    Examples
    --------
    >>> found = returnees_with_documents(RegionSets.of("world")).frame()
    >>> found.loc[2024, ["value", "coverage"]].astype(float).round(2).tolist()
    [51.05, 0.29]
    """
    first, last = table_years("unhcr_results")
    values, returned = _reported(), np.nan_to_num(solution("refugee_returns"), nan=0.0)
    mean = weighed(sets, returned, lambda people: weighted_mean(sets.groups, values, people))
    reported = sets.groups.any(~np.isnan(values))
    words = both(
        said(reported & np.isnan(mean.value), "No refugees returned to the countries that report"),
        said(~reported & sets.is_country, "Nobody reports on returnees there"),
        said(~reported & ~sets.is_country, "No country reports on returnees"),
    )
    covered = (year_column() >= first) & (year_column() <= last)
    return Measured(covered=covered, words=words, **mean._asdict())


@cache
def _reported() -> Array:
    rows = load("unhcr_results")
    return by_country(
        rows[(rows["result"] == RESULT) & (rows["population_group"] == GROUP)], "country", "value"
    )
