"""Every figure as Parquet and as compressed CSV: the same rows, and the same bytes each time."""

import csv
import gzip
import io
from typing import TYPE_CHECKING

import numpy as np

from gcr_analysis import framework, geography
from gcr_analysis.exports import inert, plain
from gcr_analysis.indicators.asked import check_years
from gcr_analysis.indicators.engine import CONTRACT, TYPES, indicators
from gcr_analysis.running.cube import make_cube

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from gcr_analysis.publishing.kept import Kept

PARQUET, CSV = "figures.parquet", "figures.csv.gz"
ROW_GROUP = 131_072  # rows; they are sorted by region, so a reader of one region skips the other groups


def published() -> list[str]:
    """Return the ids of the measures that the files hold, in the order of declaration.

    Own measures are left out, and measures that rest on a source whose terms nobody has verified: commands
    and pages show these, and no file hands them on.

    Examples
    --------
    >>> "refugees_hosted" in published(), "plan_requirements" in published()
    (True, False)
    """
    return [each.id for each in framework.indicators().values() if not each.own and framework.verified(each)]


def every_row() -> "pd.DataFrame":
    """Return every published measure of every declared region set and country in every year.

    Own sets are left out. Changes are read from the default baseline year.

    Returns
    -------
    DataFrame
        The columns of `CONTRACT`: region by region, measures in the order of declaration, each with its
        years.
    """
    make_cube(quiet=True)
    return indicators(geography.regions(), check_years(None), indicator=published())


def kept_figures(kept: "Kept") -> dict[str, bytes]:
    """Return the files of `figure_files` for `every_row`: computed once for all that is made of them.

    Parameters
    ----------
    kept
        What earlier publishings made.
    """
    return kept.without_own("dataset", make=lambda: figure_files(every_row()))


def figure_files(rows: "pd.DataFrame") -> dict[str, bytes]:
    """Return rows of figures as files, by name.

    Parameters
    ----------
    rows
        The columns of `CONTRACT`.

    Returns
    -------
    dict of str to bytes
        `PARQUET` and `CSV`. What is missing, text too, is null in the one and empty in the other. Lines of
        the CSV are those that ``gcr indicators --format csv`` prints.

    Examples
    --------
    >>> files = figure_files(indicators("LBN", 2024, "host-country-burden"))
    >>> gzip.decompress(files[CSV]).decode().splitlines()[1][:51]
    'LBN,host-country-burden,refugees_hosted,,2024,2024,'
    """
    table = _table(rows)
    return {PARQUET: _parquet(table), CSV: packed_csv(table)}


def _table(rows: "pd.DataFrame") -> "pa.Table":
    import pyarrow as pa
    import pyarrow.compute as pc

    columns = {}
    for name in CONTRACT:
        match TYPES.get(name, str):
            case kind if kind is int:  # of 32 bits, since R has no whole numbers of 64
                columns[name] = pa.array(rows[name], pa.int32())
            case kind if kind is float:
                columns[name] = pa.array(_without_dust(rows[name].to_numpy(float)), from_pandas=True)
            case _:
                text = pa.array(rows[name], pa.string())
                columns[name] = pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)
    return pa.table(columns)


def _without_dust(values: np.ndarray) -> np.ndarray:
    """Return numbers as `plain` gives them, with fifteen digits."""
    cleaned = values.copy()
    fractions = ~np.isnan(values) & (values != np.trunc(values))
    cleaned[fractions] = [plain(value) for value in values[fractions].tolist()]
    return cleaned


def _parquet(table: "pa.Table") -> bytes:
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(table, file, compression="zstd", row_group_size=ROW_GROUP, store_schema=False)
    return file.getvalue()


def packed_csv(table: "pa.Table") -> bytes:
    """Return a table as CSV, packed without a time or a name; cells are those of `gcr indicators`."""
    file = io.BytesIO()
    with (
        gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0) as packed,
        io.TextIOWrapper(packed, encoding="utf-8", newline="") as text,
    ):
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(table.column_names)
        for batch in table.to_batches(ROW_GROUP):
            cells = [_cells(column) for column in batch.columns]
            writer.writerows(zip(*cells, strict=True))
    return file.getvalue()


def _cells(column: "pa.Array") -> list[object]:
    """Return the cells of a column as CSV has them: each text that there is is looked at once."""
    encoded = column.dictionary_encode()
    shown = [inert(plain(value)) for value in encoded.dictionary.to_pylist()]
    return ["" if at is None else shown[at] for at in encoded.indices.to_pylist()]
