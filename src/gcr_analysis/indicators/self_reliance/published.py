"""Figures for the world that UNHCR and others published: quoted beside ours, with where they stand.

They rest on other countries and other questions than the results of UNHCR's operations, such as surveys of
the law, so they replace none of ours. Where publications give a year two figures, the number stands and the
interval holds both. Some publications give a fraction in words; it is turned into percent.
"""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.indicators.arrays import row, years
from gcr_analysis.indicators.measured import Measured
from gcr_analysis.indicators.published import SUBJECTS, carried, rows_on
from gcr_analysis.indicators.region_sets import RegionSets

IN_WORDS = {
    "7 in 10": 70.0,
    "6 in 10": 60.0,
    "about half": 50.0,
    "three-quarters": 75.0,
    "two-thirds": 200 / 3,
}


def quoted(id: str, sets: RegionSets) -> Measured:
    """Quote what was published, in percent: for the world.

    Parameters
    ----------
    id
        The measure, which `gcr_analysis.indicators.published.SUBJECTS` gives its subjects.
    sets
        The world.

    Examples
    --------
    >>> found = decent_work_right(RegionSets.of("world"))
    >>> float(found.value[row(2021), 0]), float(found.high[row(2021), 0])
    (52.0, 75.0)
    """
    rows = rows_on(SUBJECTS[id])
    percent = rows["value"].where(rows["unit"] == "percent", rows["value_text"].map(IN_WORDS))
    rows = rows.assign(percent=percent, in_words=rows["unit"] != "percent").dropna(subset=["percent"])
    value, low, high = (np.full((len(years()), len(sets)), np.nan) for _ in range(3))
    found = {
        row(int(str(year))): each
        for year, each in rows.sort_values(["year", "copied", "in_words", "id"]).groupby(
            rows["year"].astype(int)
        )
    }
    for at, each in found.items():
        value[at] = each["percent"].iloc[0]
        if each["percent"].nunique() > 1:
            low[at], high[at] = each["percent"].min(), each["percent"].max()
    return Measured(
        value,
        covered=~np.isnan(value),
        low=low,
        high=high,
        status="published",
        source="published",
        words=lambda year, place: _said(found[year]) if year in found else "",
    )


decent_work_right = partial(quoted, "gcr_2_1_1_published")
work_in_practice = partial(quoted, "gcr_2_1_1_in_practice")
free_movement = partial(quoted, "gcr_2_1_2_published")
primary_enrolment = partial(quoted, "gcr_2_2_1_primary_published")
secondary_enrolment = partial(quoted, "gcr_2_2_1_secondary_published")
tertiary_enrolment = partial(quoted, "tertiary_enrolment_published")
poverty = partial(quoted, "gcr_2_2_2_published")


def _said(found: pd.DataFrame) -> str:
    """Return what each publication said, the one that stands first."""
    said = [
        f"{each.value_text}{'' if each.in_words else ' %'}{_of(str(each.place))} ({each.period}): "
        f"{each.publication}{carried(each)}"
        for each in found.itertuples()
    ]
    return "Published as " + "; as ".join(said)


def _of(place: str) -> str:
    return "" if place == "World" else f" in {place}"
