"""How the people among whom refugees live fare: country figures, weighted by the refugees hosted.

A region's figure is that of the country in which the average refugee of the region lives, not that of the
region's inhabitants. Surveys are rare: a figure of up to three years before stands in for the year's own. A
share that is more than forty points away from the country's figures before and after it is set aside, as
counted in another way (secondary enrolment in South Sudan: 12 percent in 2015, 122 in 2024).
"""

from functools import cache, partial

import numpy as np

from gcr_analysis.indicators.arrays import EARLIEST, by_country, frozen, reached, stock, year_column, years
from gcr_analysis.indicators.measured import Measured, both, said, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.wording import NO_REFUGEES, without
from gcr_analysis.methods.ratios import carried_forward
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.methods.weighted import MOST, weighted_mean
from gcr_analysis.snapshot import latest_year, load

OLDEST = 3  # years for which a country's last figure may stand
INCOME = "gdp_per_capita"
LARGEST_STEP = 40  # percentage points between a country's figures, of a share
OLDER = "Rests in part on figures of up to three years before"


def around_refugees(slug: str, what: str, most: float, sets: RegionSets) -> Measured:
    """Mean of a figure of the hosts, weighted by the refugees whom they host.

    Parameters
    ----------
    slug
        Name of the figure in the table ``development``.
    what
        What a reason calls it.
    most
        The most that it can be, for the bounds of what is not known; infinite for no bounds.
    sets
        The region sets.

    Examples
    --------
    >>> found = host_gdp_per_capita(RegionSets.of("UGA"))
    >>> round(found.at(2024), -2), int(found.value_year[2024 - EARLIEST, 0])
    (1100.0, 2024)
    """
    values, of_year = latest_figures(slug)
    hosted = stock("refugees")
    mean = weighted_mean(sets.groups, values, hosted, most=most)
    bounded = np.isfinite(most) & (mean.coverage < 1)
    low, high = (np.where(bounded, bound, np.nan) for bound in (mean.low, mean.high))
    older = sets.groups.any((of_year < year_column()) & (hosted > 0)) & ~sets.is_country
    found = Measured(
        mean.value,
        covered=span(slug),
        low=low,
        high=high,
        coverage=mean.coverage,
        value_year=np.where(sets.is_country, sets.own_country(of_year), np.nan),
        words=both(said(older, OLDER), without(sets, hosted, ~np.isnan(values), what)),
    )
    nobody = f"No {what} figure of these years"
    found = without_figure(found, np.isnan(mean.value), nobody, "not collected")
    return without_figure(found, sets.groups.total(hosted) == 0, NO_REFUGEES)


host_unemployment = partial(around_refugees, "unemployment", "unemployment", MOST)
host_gdp_per_capita = partial(around_refugees, INCOME, "income", np.inf)
host_poverty = partial(around_refugees, "poverty_national_line", "poverty", MOST)
host_primary_enrolment = partial(around_refugees, "primary_enrolment", "enrolment", np.inf)
host_secondary_enrolment = partial(around_refugees, "secondary_enrolment", "enrolment", np.inf)


@cache
def latest_figures(slug: str) -> tuple[Array, Array]:
    """Figures by country, gaps of up to three years filled, and the year of each: see `carried_forward`.

    Leaps of a share are set aside, and nothing is filled after the last year of the source.
    """
    figures = _figures(slug)
    filled = carried_forward(figures if slug == INCOME else without_leaps(figures), EARLIEST, OLDEST)
    values, of_year = (frozen(np.where(span(slug), each[: len(years())], np.nan)) for each in filled)
    return values, of_year


def latest_known(slug: str) -> Array:
    """Figures by country of `latest_figures`, without their years."""
    return latest_figures(slug)[0]


def latest_years(slug: str) -> Array:
    """Years that the figures of `latest_known` are of."""
    return latest_figures(slug)[1]


def span(slug: str) -> Flags:
    """Years from the first figure of the source to its last one: shape (years, 1)."""
    any_figure = reached(_figures(slug))
    begun = np.maximum.accumulate(any_figure, axis=0)
    return (begun & np.maximum.accumulate(any_figure[::-1], axis=0)[::-1])[: len(years())]


@cache
def _figures(slug: str) -> Array:
    """Figures by country, those of years after the axis too: they tell which figure before is a leap."""
    rows = load("development")
    rows = rows[rows["indicator"] == slug]
    return by_country(rows, "iso3", "value", last=max(latest_year(), int(rows["year"].max())))


def without_leaps(figures: Array) -> Array:
    """Set aside what is more than `LARGEST_STEP` away from a country's figure before, and from its next one.

    A figure that the next one bears out stays, however far it moved: schools do close in a war.

    >>> without_leaps(np.array([[11.5], [np.nan], [np.nan], [122.1]]))[:, 0].tolist()
    [11.5, nan, nan, nan]
    >>> without_leaps(np.array([[120.0], [72.0], [74.0], [np.nan]]))[:, 0].tolist()
    [120.0, 72.0, 74.0, nan]
    """
    before, after = _earlier(figures), _earlier(figures[::-1])[::-1]
    near = (np.abs(figures - before) <= LARGEST_STEP) | np.isnan(before)
    borne_out = np.abs(figures - after) <= LARGEST_STEP
    return np.where(near | borne_out, figures, np.nan)


def _earlier(figures: Array) -> Array:
    """Last figure of each country in the rows before."""
    filled, _ = carried_forward(figures, 0, len(figures))
    return np.concatenate([np.full((1, figures.shape[1]), np.nan), filled[:-1]])
