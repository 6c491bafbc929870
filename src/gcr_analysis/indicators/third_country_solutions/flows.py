"""Resettlement as yearly flows: arrays that this panel's measures compute with, each made once.

A region is read in three ways, and no two of them add up: as destination (refugees who arrived there), as
origin (refugees from there who arrived anywhere) and as host (refugees who departed from there). Arrivals
are what governments report; they name the origin and the destination, never the country of asylum that the
refugee left. Departures are what UNHCR's operations report by country of asylum; they begin in 2022.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal

import numpy as np
import pandas as pd

from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import (
    FIRST_YEAR,
    by_country,
    by_pair,
    frame,
    frozen,
    previous,
    refugees_from,
    row,
    year_column,
)
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

Side = Literal["origin", "destination"]


@cache
def arrivals_by_pair() -> Array:
    """Refugees who arrived on resettlement, by origin and destination.

    Returns
    -------
    array, shape (years, origins, destinations)
        None before `FIRST_YEAR`. A pair without a row has none: the source has no zeros of its own.
    """
    came = np.nan_to_num(by_pair(load("resettlement_arrivals"), "origin", "destination", "persons"), nan=0.0)
    came[: row(FIRST_YEAR)] = 0.0
    return frozen(came)


@cache
def arrivals(side: Side) -> Array:
    """Refugees who arrived on resettlement, by country of origin or of destination.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position
    >>> int(arrivals("destination")[row(2024), position()["USA"]])
    105531
    >>> int(arrivals("origin")[row(2024)].sum())
    188759
    """
    return frozen(arrivals_by_pair().sum(axis=1 if side == "destination" else 2))


@question
def arrivals_of(region: Region, side: Side) -> pd.DataFrame:
    """Arrivals of a region read as *side*, by the country on the other side.

    With ``"origin"`` these are refugees from the region by destination, with ``"destination"`` those who came
    to the region by origin. A row a year since `FIRST_YEAR`, a column a code.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> int(arrivals_of(region("AFG"), "origin").loc[2024].sum())
    35546
    """
    inside = RegionSets([region]).groups[0]
    by_origin = side == "origin"
    chosen = arrivals_by_pair()[:, inside] if by_origin else arrivals_by_pair()[:, :, inside]
    return since_first_year(chosen.sum(axis=1 if by_origin else 2))


def since_first_year(array: Array) -> pd.DataFrame:
    """Return an array as a table from `FIRST_YEAR` on."""
    return frame(array).loc[FIRST_YEAR:]


@cache
def destinations() -> np.ndarray:
    """Places of the countries in which refugees ever arrived, on the axis of countries."""
    return np.flatnonzero(arrivals("destination").any(axis=0))


@cache
def by_destination(sets: RegionSets, side: Side) -> Array:
    """Arrivals of each region, read as *side*, by destination.

    Returns
    -------
    array, shape (years, destinations, sets)
        Destinations are those of `destinations`; none in one outside a region that is read as destination.

    Examples
    --------
    >>> int(by_destination(RegionSets.of("igad"), "origin")[row(2024)].sum())
    22480
    """
    to = destinations()
    if side == "origin":
        return frozen(sets.groups.total(np.moveaxis(arrivals_by_pair()[:, :, to], 1, 2)))
    inside = np.array([np.isin(to, members) for members in sets.groups]).reshape(len(sets), len(to)).T
    return frozen(arrivals("destination")[:, to, None] * inside)


def refugees_at_start() -> Array:
    """Refugees under UNHCR's mandate from each country at the start of each year, the end of the one before.

    Examples
    --------
    >>> int(refugees_at_start()[row(2024)].sum())
    31637408
    """
    return previous(refugees_from("mandate_refugees"))


def _rows(result: str, group: str | None) -> pd.DataFrame:
    rows = load("unhcr_results")
    return rows[(rows["result"] == result) & (group is None or rows["population_group"] == group)]


@cache
def reported(result: str, group: str | None = None) -> Array:
    """What UNHCR's operations report of one result, by country of asylum; missing where they do not.

    Parameters
    ----------
    result
        Name of the result in the table ``unhcr_results``.
    group
        One group of people; all together when not given, which only counts allow.
    """
    return by_country(_rows(result, group), "country", "value")


def reporting_years(result: str, group: str | None = None) -> Flags:
    """Years from the first one of the reports to the last one of a result: shape (years, 1)."""
    first, last = load("unhcr_results")["year"].min(), _rows(result, group)["year"].max()
    return (year_column() >= first) & (year_column() <= last)


def reports(result: str, group: str | None = None) -> pd.DataFrame:
    """Return `reported` as a table of the years of the reports."""
    return frame(reported(result, group))[reporting_years(result, group)[:, 0]]


@question
def reports_from(countries: Sequence[str], result: str, group: str | None = None) -> pd.DataFrame:
    """Return what operations in some countries report: a row a year of the reports, a column a country.

    Examples
    --------
    >>> reports_from(["KEN"], "resettlement_departures").index[0]
    2022
    """
    return reports(result, group)[list(countries)]
