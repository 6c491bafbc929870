"""Needs against what is done about them: projected needs, submissions, departures and arrivals of a year.

The four are set against each other for the world only. Elsewhere needs are published by origin, while
submissions and departures are counted by host: these are other people.
"""

from functools import partial

import numpy as np
import pandas as pd

from gcr_analysis.geography import region
from gcr_analysis.indicators.arrays import years
from gcr_analysis.indicators.measured import Measured, Words, without_figure
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.third_country_solutions.access import resettlement_needs
from gcr_analysis.indicators.third_country_solutions.destinations import resettlement_arrivals
from gcr_analysis.indicators.third_country_solutions.quoted import DEPARTURES, SUBMISSIONS, quoted
from gcr_analysis.methods.ratios import over
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question


def share_of_needs(subject: str, sets: RegionSets) -> Measured:
    """Percent of the needs projected for a year, for years in which both are published for the world.

    Parameters
    ----------
    subject
        What is set against needs: a subject of the table ``published_values``.
    sets
        The world.

    Examples
    --------
    >>> world = RegionSets.of("world")
    >>> [round(departures_share_of_needs(world).at(year), 1) for year in (2022, 2023, 2024)]
    [4.0, 4.8, 4.8]
    >>> [round(submissions_share_of_needs(world).at(year), 1) for year in (2022, 2023)]
    [7.9, 7.8]
    """
    part, needs = quoted(subject, sets), resettlement_needs(sets)
    share = np.where(sets.is_world, over(part.value, needs.value) * 100, np.nan)
    known = ~np.isnan(share)
    found = Measured(share, covered=_span(known), words=_both(part.words, needs.words, known))
    return without_figure(found, ~known, "No total for the world and that year is published", "not collected")


departures_share_of_needs = partial(share_of_needs, DEPARTURES)
submissions_share_of_needs = partial(share_of_needs, SUBMISSIONS)


@question
def side_by_side() -> pd.DataFrame:
    """Projected needs, submissions, departures and arrivals of the world, year by year.

    Returns
    -------
    DataFrame
        A row a year since needs were first published: ``needs``, ``submissions``, ``departures`` and
        ``arrivals`` in persons, missing where none is published or, for years to come, none can be.

    Examples
    --------
    >>> side_by_side().loc[2023].tolist()
    [2003982.0, 155486.0, 96311.0, 158591.0]
    >>> side_by_side().loc[[2019, 2026], "needs"].tolist()
    [nan, 2500000.0]
    """
    world = RegionSets([region("world")])
    columns = {
        "submissions": quoted(SUBMISSIONS, world).value[:, 0],
        "departures": quoted(DEPARTURES, world).value[:, 0],
        "arrivals": resettlement_arrivals(world).value[:, 0],
    }
    rows = load("resettlement_needs")
    rows = rows[(rows["measure"] == "needs") & (rows["dimension"] == "world")]
    needs = rows.set_index("year")["persons"].astype(float).sort_index()
    every_year = pd.RangeIndex(int(needs.index[0]), max(int(needs.index[-1]), years()[-1]) + 1, name="year")
    done = pd.DataFrame(columns, index=pd.RangeIndex(years()[0], years()[-1] + 1))
    return pd.DataFrame({"needs": needs}).join(done, how="outer").reindex(every_year)


def _span(known: np.ndarray) -> np.ndarray:
    """Years from the first one with a figure to the last one: shape (years, 1)."""
    at = np.flatnonzero(known.any(axis=1))
    inside = np.zeros((len(known), 1), dtype=bool)
    if len(at):
        inside[at[0] : at[-1] + 1] = True
    return inside


def _both(first: Words, second: Words, known: np.ndarray) -> Words:
    """Say what there is to know of both figures of a share."""

    def words(year: int, place: int) -> str:
        if not known[year, place]:
            return ""
        return ". ".join(filter(None, (first(year, place), second(year, place))))

    return words
