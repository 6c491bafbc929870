"""Write and read one table as Parquet, the same bytes for the same rows."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from gcr_analysis.errors import GcrError
from gcr_analysis.framework import Column, Table

TYPES = {
    "year": pa.int64(),
    "iso3": pa.string(),
    "code": pa.string(),
    "text": pa.string(),
    "count": pa.int64(),
    "number": pa.float64(),
    "flag": pa.bool_(),
    "geometry": pa.binary(),
}
PANDAS_TYPES = {pa.int64(): pd.Int64Dtype(), pa.string(): pd.StringDtype(na_value=float("nan"))}
PLAIN = {"compression": "zstd", "compression_level": 19, "store_schema": False, "write_statistics": False}
# Where an extension array keeps its cells: nullable numbers, categories and shapes.
_BUFFERS = ("_data", "_mask", "_ndarray")
# The least that makes a Parquet file a GeoParquet one; without a system of reference it means degrees.
GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}


def write(frame: pd.DataFrame, table: Table, path: Path) -> None:
    """Write *frame* as *table* to *path*, columns in declared order, rows as they are.

    Neither pandas nor Arrow leaves a note of its version in the file's metadata, so that the file changes
    only when its content does.
    """
    arrays = []
    for column in table.columns:
        values = frame[column.name]
        if column.type == "geometry":
            values = values.to_wkb()
        arrays.append(pa.Array.from_pandas(values, type=TYPES[column.type]))
    schema = pa.schema([(column.name, TYPES[column.type]) for column in table.columns])
    with pq.ParquetWriter(path, schema, **PLAIN) as writer:
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        if "geometry" in schema.names:
            writer.add_key_value_metadata({"geo": json.dumps(GEO, sort_keys=True)})


def read(path: Path, table: Table, columns: tuple[str, ...] | None = None) -> pd.DataFrame:
    """Read *table*, or some *columns* of it, from *path*, with the types that the declaration promises.

    Parameters
    ----------
    path
        Parquet file that `write` made.
    table
        Declaration of the table.
    columns
        Names of the columns wanted; all when left out.

    Raises
    ------
    GcrError
        When the file is older than the declaration of one of its columns.
    """
    declared = [column for column in table.columns if columns is None or column.name in columns]
    names = [column.name for column in declared]
    categories = [column.name for column in declared if column.type in ("iso3", "code")]
    there = columns_of(path)
    if lacking := [name for name in names if name not in there]:
        raise GcrError(
            f"table {table.id} lacks the column {', '.join(lacking)}, which is declared: "
            f"make it again with gcr data add {table.id} --from FILE, or all with gcr data build --from DIR"
        )
    # A process that may be forked has no threads, and tables of this size are read as fast without.
    with pq.ParquetFile(path, read_dictionary=categories, pre_buffer=False) as file:
        frame = file.read(names, use_threads=False).to_pandas(
            types_mapper=PANDAS_TYPES.get, ignore_metadata=True, use_threads=False
        )
    typed = pd.DataFrame({column.name: _typed(frame[column.name], column) for column in declared})
    return _with_shapes(typed) if "geometry" in names else typed


def columns_of(path: Path) -> tuple[str, ...]:
    """Names of the columns of a file that `write` made."""
    return tuple(pq.read_schema(path).names)


def frozen(frame: pd.DataFrame) -> pd.DataFrame:
    """Return *frame* with the memory of its cells read-only, so that shallow copies of it cannot change it.

    Pandas copies a column before it writes into one that is shared, and hands out plain NumPy columns
    read-only. What its nullable, categorical and geometry arrays hand out could still be written through.

    Examples
    --------
    >>> frame = frozen(pd.DataFrame({"persons": pd.array([1, 2], dtype="Int64")}))
    >>> frame["persons"].values[0] = 9
    Traceback (most recent call last):
    ValueError: assignment destination is read-only
    """
    for name in frame:
        for part in _BUFFERS:
            buffer = getattr(frame[name].array, part, None)
            if isinstance(buffer, np.ndarray):
                buffer.flags.writeable = False
    return frame


def _with_shapes(frame: pd.DataFrame) -> pd.DataFrame:
    import geopandas as gpd  # takes as long as pandas, and most tables have no shapes

    shapes = gpd.GeoSeries.from_wkb(frame["geometry"], crs=4326)
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes)[list(frame)]


def _typed(values: pd.Series, column: Column) -> pd.Series:
    match column.type:
        case "year" if column.required:
            return values.astype("int64")
        case "iso3":
            return values.cat.set_categories(sorted(values.cat.categories))
        case "code":
            # A value outside the declared list stays visible, for the schema to refuse.
            others = [value for value in values.cat.categories if value not in column.values]
            return values.cat.set_categories([*column.values, *sorted(others)])
        case _:
            return values
