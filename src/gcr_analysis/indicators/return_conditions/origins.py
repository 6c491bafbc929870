"""What is known of people by their country of origin: arrays, a row a year, a column a country.

A stock of nobody is zero. A flow that nobody reported is missing: in the source none and not reported look
alike.
"""

from collections.abc import Callable
from functools import cache
from typing import Literal, TypeVar

import numpy as np

from gcr_analysis.indicators.arrays import PEOPLE, by_country, by_pair, covered_years, frozen, since
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.methods.types import Array
from gcr_analysis.methods.weighted import MatchedChange, WeightedMean
from gcr_analysis.snapshot import load

Stock = Literal["refugees", "mandate_refugees", "asylum_seekers", "people"]
Solution = Literal["refugee_returns", "resettlement_arrivals", "naturalisations"]
COUNTED = {
    "refugees": ["refugees", "oip"],
    "mandate_refugees": ["refugees"],
    "asylum_seekers": ["asylum_seekers"],
    "people": list(PEOPLE),
}
AS_GROUPS = ("refugees", "refugee_like", "oip")

Mean = TypeVar("Mean", WeightedMean, MatchedChange)


@cache
def stock(name: Stock) -> Array:
    """People from each country of origin at the end of each year, wherever they are.

    ``people`` are all who could be among those who return across a border: refugees, other people in need of
    international protection, asylum-seekers and others of concern. Those whom their own country counts, as it
    does many others of concern, have no border to cross and are left out.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import position, row
    >>> [int(stock(name)[row(2025), position()["SYR"]]) for name in ("refugees", "people")]
    [4865764, 5026059]
    """
    columns = COUNTED[name]
    rows = load("population", ["year", "origin", "asylum", *columns])
    if name == "people":
        rows = rows[rows["origin"].astype("str") != rows["asylum"].astype("str")]
    covered = covered_years(rows, since("population", columns[0]))
    return frozen(np.where(covered, np.nan_to_num(by_country(rows, "origin", columns), nan=0.0), np.nan))


@cache
def solution(table: Solution) -> Array:
    """People from each country of origin who returned, were resettled or were naturalised in each year.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> float(np.nansum(solution("refugee_returns")[row(2022)]))
    999261.0
    """
    return by_country(load(table, ["year", "origin", "persons"]), "origin", "persons")


@cache
def idp_returns() -> Array:
    """Internally displaced people who returned home in each country and year."""
    return by_country(load("idp_returns"), "country", "persons")


@cache
def conflict_idps() -> Array:
    """People displaced inside each country by conflict at the end of each year, as IDMC estimates them.

    Before 2009 there is one figure for the world, under the unknown country.
    """
    return by_country(load("conflict_idps"), "country", "persons")


@cache
def unhcr_idps() -> Array:
    """Internally displaced people whom UNHCR protects or assists in each country at the end of each year."""
    rows = load("population", ["year", "origin", "idps"])
    return by_country(rows[rows["idps"] > 0], "origin", "idps")


@cache
def returns_by_pair() -> Array:
    """Returned refugees by year, origin and country of asylum, zero where none are reported."""
    return frozen(np.nan_to_num(by_pair(load("refugee_returns"), "origin", "asylum", "persons"), nan=0.0))


def weighed(sets: RegionSets, people: Array, mean: Callable[[Array], Mean]) -> Mean:
    """Weigh countries by people, save that one country's own figure stands however few they are.

    Parameters
    ----------
    sets
        The region sets.
    people
        People by country, on the last axis.
    mean
        Makes a mean of the sets from such weights.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import codes
    >>> from gcr_analysis.methods.weighted import weighted_mean
    >>> sets, nobody = RegionSets.of("LBN", "mirps"), np.zeros((1, len(codes())))
    >>> weighed(sets, nobody, lambda people: weighted_mean(sets.groups, nobody + 40, people)).value.tolist()
    [[40.0, nan]]
    """
    of_region, of_country = mean(people), mean(np.maximum(people, 1.0))
    parts = zip(of_country, of_region, strict=True)
    return of_region._make(np.where(sets.is_country, own, many) for own, many in parts)
