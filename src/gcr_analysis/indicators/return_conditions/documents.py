"""GCR 4.2.2: returned refugees with documents that the law recognises."""

import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators import frames
from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.indicators.return_conditions.origins import solution
from gcr_analysis.methods.weighted import weighted_mean
from gcr_analysis.snapshot import load, table_years
from gcr_analysis.snapshot.used import remembered

GROUP, RESULT = "returnees", "returnee_documents"


def returnees_with_documents(region: Region, years: Years) -> Measured:
    """Percent of returnees with legally recognised identity documents, as UNHCR's operations report it.

    The mean over the countries that report on returnees, weighted by the refugees who returned to each in the
    year; coverage is their share of all who returned to the region. Few countries report. ``low`` and
    ``high`` are the mean if nobody, or everybody, had documents in the countries that do not.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = returnees_with_documents(region("world"), (2024,))
    >>> table[["value", "coverage"]].round(2).iloc[0].tolist()
    [51.05, 0.29]
    """
    first, last = table_years("unhcr_results")
    covered = [year for year in years if first <= year <= last]
    values = frames.of(_reported(), region, covered).reindex(covered)
    returned = frames.of(solution("refugee_returns"), region, covered).reindex(covered).fillna(0.0)
    if region.is_country:
        returned = returned.clip(lower=1.0)  # a country's own figure stands, however many returned
    mean = weighted_mean(values, returned)
    silent = values.notna().sum(axis=1) == 0
    nobody = "No refugees returned to the countries that report"
    unheard = "Nobody reports on returnees there" if region.is_country else "No country reports on returnees"
    reason = silent.map({True: unheard, False: nobody})
    return measured(**mean.to_dict("series"), reason=reason.where(mean["value"].isna(), ""))


@remembered
def _reported() -> pd.DataFrame:
    rows = load("unhcr_results")
    rows = rows[(rows["result"] == RESULT) & (rows["population_group"] == GROUP)]
    wide = rows.assign(country=rows["country"].astype("str")).pivot(
        index="year", columns="country", values="value"
    )
    return wide.reindex(columns=frames.codes())
