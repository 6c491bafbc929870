"""How the people among whom refugees live fare: country figures, weighted by the refugees hosted.

A region's figure is that of the country in which the average refugee of the region lives, not that of the
region's inhabitants. Surveys are rare: a figure of up to three years before stands in for the year's own. A
share that is more than forty points away from the country's figures before and after it is set aside, as
counted in another way (secondary enrolment in South Sudan: 12 percent in 2015, 122 in 2024).
"""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.frames import codes, of, stock
from gcr_analysis.indicators.measured import Measured, Years, measured, without_figure
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.ratios import carried_forward
from gcr_analysis.methods.weighted import MOST, weighted_mean
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.used import remembered

OLDEST = 3  # years for which a country's last figure may stand
INCOME = "gdp_per_capita"
LARGEST_STEP = 40  # percentage points between a country's figures, of a share
OLDER = "Rests in part on figures of up to three years before"


def around_refugees(slug: str, what: str, most: float, region: Region, years: Years) -> Measured:
    """Mean of a figure of the hosts, weighted by the refugees whom they host.

    Parameters
    ----------
    slug
        Name of the figure in the table ``development``.
    what
        What a reason calls it.
    most
        The most that it can be, for the bounds of what is not known; infinite for no bounds.
    region, years
        As for every measure.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> table = host_secondary_enrolment(region("UGA"), (2024,))
    >>> set(table.columns) >= {"value", "coverage", "value_year"}
    True
    """
    filled, of_year = by_country(slug)
    values = of(filled, region, years)
    hosted = of(stock("refugees"), region, values.index)
    values = values.loc[hosted.index]
    mean = weighted_mean(values, hosted, most=most)
    own_year = of(of_year, region, values.index)
    older = (own_year.lt(pd.Series(own_year.index, own_year.index), axis=0) & (hosted > 0)).any(axis=1)
    reason = without(hosted, values.notna(), what)
    bounded = np.isfinite(most) & (mean["coverage"] < 1)
    bounds = {end: mean[end].where(bounded) for end in ("low", "high")}
    table = measured(mean["value"], coverage=mean["coverage"], **bounds)
    if region.is_country:
        table["value_year"] = own_year.iloc[:, 0]
    else:
        reason = reason.mask(older, OLDER + ("; " + reason).where(reason != "", ""))
    table["reason"] = reason
    table = without_figure(table, mean["value"].isna(), f"No {what} figure of these years", "not collected")
    return without_figure(table, hosted.sum(axis=1) == 0, NO_REFUGEES)


host_unemployment = partial(around_refugees, "unemployment", "unemployment", MOST)
host_gdp_per_capita = partial(around_refugees, INCOME, "income", np.inf)
host_poverty = partial(around_refugees, "poverty_national_line", "poverty", MOST)
host_primary_enrolment = partial(around_refugees, "primary_enrolment", "enrolment", np.inf)
host_secondary_enrolment = partial(around_refugees, "secondary_enrolment", "enrolment", np.inf)


@remembered
def by_country(slug: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Figures by year and country, gaps of up to three years filled, and the year of each.

    Leaps of a share are set aside.

    >>> filled, of_year = by_country("secondary_enrolment")
    >>> filled.shape == of_year.shape
    True
    """
    rows = load("development")
    rows = rows[rows["indicator"] == slug].dropna(subset=["value"])
    wide = rows.assign(iso3=rows["iso3"].astype("str")).pivot(index="year", columns="iso3", values="value")
    years = range(int(wide.index.min()), int(wide.index.max()) + 1)
    figures = wide.astype(float).reindex(index=years, columns=codes())
    return carried_forward(figures if slug == INCOME else without_leaps(figures), OLDEST)


def without_leaps(figures: pd.DataFrame) -> pd.DataFrame:
    """Set aside what is more than `LARGEST_STEP` away from a country's figure before, and from its next one.

    A figure that the next one bears out stays, however far it moved: schools do close in a war.

    >>> years = [2015, 2020, 2022, 2024]
    >>> without_leaps(pd.DataFrame({"SSD": [11.5, np.nan, np.nan, 122.1]}, years))["SSD"].tolist()
    [11.5, nan, nan, nan]
    >>> without_leaps(pd.DataFrame({"SYR": [120.0, 72.0, 74.0, np.nan]}, years))["SYR"].tolist()
    [120.0, 72.0, 74.0, nan]
    """
    before, after = figures.ffill().shift(1), figures.bfill().shift(-1)
    near = (figures - before).abs().le(LARGEST_STEP) | before.isna()
    borne_out = (figures - after).abs().le(LARGEST_STEP)
    return figures.where(near | borne_out)
