"""The world's figures as publications give them: whole years of one subject, each with its publication."""

from functools import cache

import numpy as np

from gcr_analysis.indicators.arrays import by_year, years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.published import SUBJECTS, carried, period, rows_on
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array

[DEPARTURES] = SUBJECTS["gcr_3_1_1"]
[SUBMISSIONS] = SUBJECTS["resettlement_submissions"]
[RECEIVING] = SUBJECTS["gcr_3_1_2"]
[DAYS] = SUBJECTS["days_to_departure"]
_HEDGE = {"about": ", about as many", "at least": ", at least as many", "at most": ", at most as many"}


def quoted(subject: str, sets: RegionSets) -> Measured:
    """Figures of a subject of the table ``published_values``, for the years that have one.

    Figures for several years together and for a part of a year are left out.

    Parameters
    ----------
    subject
        The subject, in our words.
    sets
        The region sets; the figures are those of the world, whatever the set.

    Examples
    --------
    >>> found = quoted(DEPARTURES, RegionSets.of("world"))
    >>> [found.at(year) for year in (2022, 2023)]
    [58457.0, 96311.0]
    """
    value, said = _of_whole_years(subject)
    return Measured(
        np.broadcast_to(value, (len(value), len(sets))),
        covered=~np.isnan(value),
        status="published",
        source="published",
        words=lambda year, place: said.get(years()[year], ""),
    )


@cache
def _of_whole_years(subject: str) -> tuple[Array, dict[int, str]]:
    """Figures of a subject, shape (years, 1), and what is said of each, by year."""
    rows = rows_on([subject])
    rows = rows[rows["period"] == rows["year"].astype("str")].drop_duplicates("year")
    said = {
        int(each.year): f"Published {period(each)} by {each.publication}"
        f"{_HEDGE.get(str(each.precision), '')}{carried(each)}"
        for each in rows.itertuples()
    }
    return by_year(rows, "value")[:, None], said


def quoted_total(subject: str, first: int, last: int) -> float:
    """Return the published figure of a subject for several years together; missing where there is none.

    Examples
    --------
    >>> quoted_total("entry permits, 8 nationalities, fifth edition", 2019, 2023)
    1.0
    """
    rows = rows_on([subject])
    rows = rows[rows["period"].eq(f"{first}-{last}")]
    return float(rows["value"].iloc[0]) if len(rows) else float("nan")
