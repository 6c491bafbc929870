"""Computing the cube: all measures of all declared region sets and countries, in all years."""

import warnings

import numpy as np
import pyarrow as pa

from gcr_analysis import framework, geography
from gcr_analysis.indicators.asked import check_years
from gcr_analysis.indicators.cube import store
from gcr_analysis.indicators.engine import BASELINE_YEAR, CONTRACT, TYPES, MeasureWarning, columns_of
from gcr_analysis.indicators.measures import MeasureError
from gcr_analysis.indicators.region_sets import RegionSets

_ARROW = {int: pa.int32(), float: pa.float64(), str: pa.dictionary(pa.int32(), pa.string())}


def build() -> None:
    """Compute the cube and put it in its place.

    A measure whose function fails is not in it; whoever asks for that measure gets the failure.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    sets, years = RegionSets(geography.regions()), check_years(None)
    measures, tables = [], []
    for declared in framework.indicators().values():
        if declared.own:
            continue
        try:
            columns = columns_of(declared, sets, years, BASELINE_YEAR)
        except MeasureError as error:
            warnings.warn(str(error), MeasureWarning, stacklevel=1)
            continue
        measures.append(declared.id)
        tables.append(pa.table({name: _encoded(name, columns[name]) for name in CONTRACT}))
    by_measure = np.arange(len(measures) * len(sets) * len(years))
    by_region = by_measure.reshape(len(measures), len(sets), len(years)).transpose(1, 0, 2).ravel()
    whole = pa.concat_tables(tables).unify_dictionaries().combine_chunks()
    store.put(whole.take(pa.array(by_region)), [region.id for region in sets], measures, years)


def _encoded(column: str, cells: list[object]) -> pa.Array:
    """Return the cells of a column; texts, which are few, once each."""
    kind = _ARROW[TYPES.get(column, str)]
    if isinstance(kind, pa.DictionaryType):
        return pa.array(cells, pa.string()).dictionary_encode()
    return pa.array(cells, kind, from_pandas=True)
