"""Figures out of the cube, as the engine would compute them; None where it has to compute them."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from gcr_analysis import geography
from gcr_analysis.indicators.cube.store import Cube, opened
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.status import Figures

if TYPE_CHECKING:
    import pandas as pd

FEW = 32
"""Region sets whose figures are read one by one; those of more are computed as fast."""
_NUMBERS = ("value", "low", "high", "coverage", "value_year")


def kept_rows(sets: RegionSets, ids: Sequence[str], years: Sequence[int]) -> "pd.DataFrame | None":
    """Return rows of some measures at the default baseline year: by region, then measure, then year.

    Parameters
    ----------
    sets
        The region sets.
    ids
        Ids of measures, all of them in the cube.
    years
        The years.

    Returns
    -------
    DataFrame or None
        The columns of the contract; None where the cube is not there or does not hold all of this.
    """
    cube = opened()
    if cube is None or not _holds(cube, sets, ids):
        return None
    found = _rows(cube.path, tuple(region.id for region in sets))
    if found is None:
        return None
    size = len(cube.measures) * len(cube.years)
    at = [cube.measures[id] * len(cube.years) + cube.years.index(year) for id in ids for year in years]
    places = (np.arange(len(sets))[:, None] * size + np.array(at, dtype=np.int64)).ravel()
    chosen = found.take(pa.array(places))
    texts = {n: field for n, field in enumerate(chosen.schema) if pa.types.is_dictionary(field.type)}
    for n, field in texts.items():
        chosen = chosen.set_column(n, field.name, chosen.column(n).cast(pa.string()))
    frame = chosen.to_pandas(use_threads=False)
    return frame.astype({name: "int64" for name in frame if frame[name].dtype == "int32"})


def kept_figures(id: str, sets: RegionSets) -> Figures | None:
    """Return all years of a measure at the default baseline year; None where they have to be computed."""
    cube = opened()
    if cube is None or not 0 < len(sets) <= FEW or not _holds(cube, sets, [id]):
        return None
    columns = []
    for region in sets:
        rows = _region(cube.path, region.id)
        if rows is None:
            return None
        start = cube.measures[id] * len(cube.years)
        columns.append({name: cells[start : start + len(cube.years)] for name, cells in rows.items()})
    arrays: dict[str, Any] = {
        name: np.column_stack([each[name] for each in columns]) for name in (*_NUMBERS, "status", "source")
    }
    return Figures(**arrays, words=lambda year, place: str(columns[place]["reason"][year]))


@lru_cache(1)
def _rows(path: Path, regions: tuple[str, ...]) -> pa.Table | None:
    """Return all rows of some regions; a command asks for those of one panel after the other."""
    cube = opened()
    return cube.rows(regions) if cube else None


@lru_cache(256)
def _region(path: Path, region: str) -> dict[str, Any] | None:
    """Return the columns of a region that figures are made of."""
    cube = opened()
    rows = cube.rows([region], (*_NUMBERS, "status", "source", "reason")) if cube else None
    if rows is None:
        return None
    columns: dict[str, Any] = {name: rows[name].to_numpy() for name in _NUMBERS}
    columns["value_year"] = columns["value_year"].astype(int)
    texts = {name: rows[name].cast(pa.string()).to_numpy() for name in ("status", "source", "reason")}
    return columns | {name: cells.astype(str) for name, cells in texts.items()}


def _holds(cube: Cube, sets: RegionSets, ids: Sequence[str]) -> bool:
    declared = all(region.id in cube.regions and region == geography.region(region.id) for region in sets)
    return declared and all(id in cube.measures for id in ids)
