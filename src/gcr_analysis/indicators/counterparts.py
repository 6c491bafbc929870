"""The other side of a count: the origins, hosts or destinations that it is made of."""

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.errors import GcrError
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import codes
from gcr_analysis.indicators.comparisons.pairs import pair_counts
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.questions import question


@question
def counterparts(id: str, region: Region, year: int) -> pd.DataFrame:
    """Split a measure's count of a region by the places on its other side.

    Parameters
    ----------
    id
        Id of a measure that declares `pairs`.
    region
        The region, read as the measure reads it.
    year
        A year since 2000.

    Returns
    -------
    DataFrame
        A row a place with a count above zero, the largest first: ``place`` (code), ``role`` (``origin``,
        ``asylum`` or ``destination``), ``persons`` and ``share`` (percent of the region's count).

    Raises
    ------
    GcrError
        When the measure declares no pairs.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> counterparts("refugees_hosted", region("IRN"), 2025)[["place", "persons"]].values.tolist()[0]
    ['AFG', 1637839.0]
    """
    declared, counts = framework.indicators()[id].pairs, pair_counts(id)
    if declared is None or counts is None:
        raise GcrError(f"{id} is not counted by pairs of places: choose a measure that declares pairs")
    nobody = np.zeros(len(codes()), dtype=bool)
    people = RegionSets([region]).groups.total(counts.at(year, nobody).T)[:, 0]
    table = pd.DataFrame({"place": np.array(codes()), "role": declared.other, "persons": people})
    table = table[table["persons"] > 0].sort_values("persons", ascending=False, kind="stable")
    table["share"] = 100 * table["persons"] / table["persons"].sum()
    return table.reset_index(drop=True)


@question
def reporting(id: str, year: int) -> tuple[str, ...]:
    """Return the places that report a measure in a year, on its other side: those with any row of its table.

    Parameters
    ----------
    id
        Id of a measure that declares `pairs`.
    year
        A year.

    Raises
    ------
    GcrError
        When the measure declares no pairs.

    Examples
    --------
    >>> "IRN" in reporting("refugee_returns", 2025)
    True
    """
    declared = framework.indicators()[id].pairs
    if declared is None:
        raise GcrError(f"{id} is not counted by pairs of places: choose a measure that declares pairs")
    rows = load(declared.table, ["year", declared.other])
    return tuple(sorted({*rows.loc[rows["year"] == year, declared.other].astype("str")}))
