"""A region's figures from those of its countries: their sum, or their mean weighted by people."""

from functools import partial

import pandas as pd

from gcr_analysis.framework import Indicator, panels
from gcr_analysis.framework.own_models import OwnMeasure, Regional
from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import codes, of, pairs, population, stock
from gcr_analysis.indicators.measured import Measured, Years, measured
from gcr_analysis.methods.ratios import coverage
from gcr_analysis.methods.weighted import weighted_mean
from gcr_analysis.snapshot.used import remembered

# Of several statuses the region takes the last one.
WEAKEST = ("computed", "published", "proxy")
_INFINITE = float("inf")


def regional(
    table: pd.DataFrame, region: Region, years: Years, *, how: Regional, panel: str, source: str
) -> Measured:
    """Make a region's figures.

    Parameters
    ----------
    table
        Figures of one measure, a row each: ``iso3``, ``year``, ``value``, ``low``, ``high``, ``status``.
    region, years
        As for every measure.
    how
        ``sum``, or ``mean by refugees`` or ``mean by population``, which are weights.
    panel
        The panel: refugees are those hosted, and those from there where it reads a region as origin.
    source
        Id of the source.

    Returns
    -------
    Measured
        A row for each of *years* in which the table has any figure. ``coverage`` is the share of the region's
        refugees in countries with a figure. ``low`` and ``high`` are made in the same way of those of the
        countries, where all of them have some: they are the widest that the countries' intervals allow, and
        no confidence interval of the region.
    """
    known = [year for year in years if year in set(table["year"])]
    values, low, high = (figures_within(table, name, region, known) for name in ("value", "low", "high"))
    refugees, weights = people(how, panel, region, known)
    combine = _sums if how == "sum" else partial(_means, weights=weights)
    value = combine(values)
    whole = (values.notna() == (low.notna() & high.notna())).all(axis=1)
    frame = measured(
        value,
        low=combine(low).where(whole),
        high=combine(high).where(whole),
        coverage=coverage(refugees, values.notna()).where(value.notna()),
        source=source,
    )
    frame["status"] = [status_of(table, region, year) for year in known]
    return frame


def figures_within(table: pd.DataFrame, name: str, region: Region, years: list[int]) -> pd.DataFrame:
    """Return one column of a table: a row a year, a column a country of the region."""
    wide = table.pivot(index="year", columns="iso3", values=name).astype(float)
    return wide.reindex(index=years, columns=list(region.countries))


def _sums(values: pd.DataFrame) -> pd.Series:
    return values.sum(axis=1, min_count=1)


def _means(values: pd.DataFrame, weights: pd.DataFrame) -> pd.Series:
    """Weighted means; of a single country its own figure, whatever its weight."""
    if values.shape[1] == 1:
        return values.iloc[:, 0]
    return weighted_mean(values, weights, -_INFINITE, _INFINITE)["value"]


def people(how: Regional, panel: str, region: Region, years: list[int]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Refugees of the region's countries, which make the coverage, and the people who are the weights."""
    refugees = _refugees(panel, region, years)
    by_population = how == "mean by population"
    return refugees, of(population(), region, years).reindex(years) if by_population else refugees


def _refugees(panel: str, region: Region, years: list[int]) -> pd.DataFrame:
    wide = _from_there() if panels()[panel].reads_region_as == "origin" else stock("refugees")
    return of(wide, region, years)


@remembered
def _from_there() -> pd.DataFrame:
    """Refugees by country of origin at the end of each year: a row a year, a column a code."""
    return pairs().groupby("origin").sum().T.reindex(columns=codes(), fill_value=0.0)


def status_of(table: pd.DataFrame, region: Region, year: int) -> str:
    """Return the status of a region's figure of a year: a country's own, and computed where it is made here.

    A region's figure rests on a proxy where that of any of its countries does.
    """
    inside = table[(table["year"] == year) & table["iso3"].isin(region.countries)]
    found = max(inside["status"], key=WEAKEST.index, default="")
    return "computed" if found == "published" and not region.is_country else found


def how_of(indicator: Indicator, measure: OwnMeasure) -> Regional:
    """Say how a region's figure is made of its countries': as declared, else by the kind of measure."""
    return measure.region or ("sum" if indicator.additive else "mean by refugees")
