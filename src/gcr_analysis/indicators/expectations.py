"""The record of expectations: what share of outcomes their interval held in years before the pandemic."""

from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis.geography import region, regions
from gcr_analysis.indicators.arrays import FIRST_YEAR, by_country, reached, row, years
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods import expectation as method
from gcr_analysis.methods.types import Array
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question

LAST_YEAR = 2019  # the last one before the years that expectations are for
SCOPES = {"world": "World", "unhcr-region": "UNHCR regions", "country": "Countries"}
APPLICATIONS_SINCE = 2006  # before, new applications are not told apart everywhere


def expectation_record() -> pd.DataFrame:
    """Share of held-back outcomes inside the interval of an expectation, by series and kind of place.

    Any five years in a row since 2000, with a mean of a thousand or more a year, are a base for the two years
    that follow, up to 2019. None reported counts as none, as it does in the sums of a region.

    Returns
    -------
    DataFrame
        A row a series and scope, and one over all scopes: ``series``, ``scope``, ``nominal`` (0 to 1),
        ``windows``, and the shares of them (0 to 1) ``inside``, ``below`` and ``above`` the interval.

    Examples
    --------
    >>> record = expectation_record().set_index(["series", "scope"])
    >>> record.loc[("Resettlement", "All"), ["nominal", "inside"]].round(2).tolist()
    [0.8, 0.8]
    """
    told = pd.concat({name: _held_back(name) for name in _series()}, names=["series"]).reset_index("series")
    every = told.assign(scope="All")
    record = (
        pd.concat([told, every])
        .groupby(["series", "scope"], sort=False)
        .agg(
            windows=("inside", "size"),
            inside=("inside", "mean"),
            below=("below", "mean"),
            above=("above", "mean"),
        )
    )
    record.insert(0, "nominal", method.NOMINAL)
    return record.loc[list(_series())].reset_index()


@question
@cache
def held_back_record(series: str, kind: str) -> tuple[int, float]:
    """Count the held-back windows of a series in places of one kind, with the share inside the interval.

    Parameters
    ----------
    series
        As in `expectation_record`.
    kind
        Kind of a region: a key of `SCOPES`; any other stands for all places.

    Returns
    -------
    tuple of int and float
        The number of windows, and the share of them (0 to 1) that the interval held.

    Examples
    --------
    >>> windows, inside = held_back_record("Resettlement", "world")
    >>> windows, round(inside, 2)
    (14, 0.71)
    """
    told = _held_back(series)
    told = told[told["scope"] == SCOPES[kind]] if kind in SCOPES else told
    return len(told), float(told["inside"].mean())


@cache
def _held_back(series: str) -> pd.DataFrame:
    """Held-back windows of a series in the world, the UNHCR regions and every country."""
    sets = RegionSets([region("world"), *regions("unhcr-region"), *regions("country")])
    rounds = []
    for array in _series()[series]:
        some = np.flatnonzero(reached(array))
        totals = sets.groups.total(array[some[0] : row(LAST_YEAR) + 1])
        index = list(years())[some[0] : row(LAST_YEAR) + 1]
        rounds.append(method.held_back(pd.DataFrame(totals, index, [place.id for place in sets])))
    scope = {place.id: SCOPES[place.kind] for place in sets}
    told = pd.concat(rounds, ignore_index=True)
    same = (told["place"] == "world") & told.duplicated(["place", "first"])  # from whichever side
    told = told[~same]
    return told.assign(scope=told["place"].map(scope))


@cache
def _series() -> dict[str, list[Array]]:
    """Yearly persons by country of each series: one array for each side of a pair that it is read from."""
    came, returned = load("resettlement_arrivals"), load("refugee_returns")
    lodged, decided = load("asylum_applications"), load("asylum_decisions")
    new = lodged[(lodged["type"] == "N") & (lodged["unit"] == "persons")]
    new = new[new["year"] >= APPLICATIONS_SINCE]
    substantive = decided[decided["unit"] == "persons"]
    return {
        "Resettlement": [_since_first_year(came, side, "persons") for side in ("destination", "origin")],
        "Returns": [_since_first_year(returned, "origin", "persons")],
        "Applications": [_since_first_year(new, "asylum", "applications")],
        "Decisions": [_since_first_year(substantive, "asylum", ["recognised", "complementary", "rejected"])],
    }


def _since_first_year(rows: pd.DataFrame, side: str, values: str | list[str]) -> Array:
    return by_country(rows[rows["year"].between(FIRST_YEAR, LAST_YEAR)], side, values)
