"""The figures as SDMX-CSV 2.0."""

import io
from typing import TYPE_CHECKING

from gcr_analysis.publishing.dataset.figures import packed_csv
from gcr_analysis.publishing.dataset.sdmx_declared import SdmxComponent, code, sdmx
from gcr_analysis.publishing.kept import NOTHING, Kept

if TYPE_CHECKING:
    import pyarrow as pa

DATA = "figures.sdmx.csv.gz"


def data_file(parquet: bytes, kept: Kept = NOTHING) -> bytes:
    """Return every figure as a line of a dataflow, packed.

    Parameters
    ----------
    parquet
        The figures: the file `PARQUET`.
    kept
        What earlier publishings made of the same figures.

    Returns
    -------
    bytes
        A line for each row of the figures that is an observation: whose status has a code of SDMX. A value
        that is missing is empty: ``OBS_STATUS`` says so, ``FIGURE_STATUS`` and ``COMMENT_OBS`` why.
    """
    return kept.without_own("sdmx", make=lambda: {DATA: _made(parquet)})[DATA]


def _made(parquet: bytes) -> bytes:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    observed = pc.field("status").isin([*sdmx().statuses])
    rows = pq.read_table(io.BytesIO(parquet), filters=observed)
    always = {"STRUCTURE": "dataflow", "STRUCTURE_ID": sdmx().flow, "ACTION": "I"}
    columns = {name: pa.repeat(pa.scalar(text), len(rows)) for name, text in always.items()}
    columns |= {each.id: _cells(each, rows) for each in sdmx().components}
    return packed_csv(pa.table(columns))


def _cells(each: SdmxComponent, rows: "pa.Table") -> "pa.Array | pa.ChunkedArray":
    import pyarrow as pa
    import pyarrow.compute as pc

    if each.always:
        return pa.repeat(pa.scalar(each.always), len(rows))
    cells = rows[each.column].combine_chunks()
    if each.id == "OBS_STATUS":
        codes, broken = sdmx().statuses, rows["series_break"].combine_chunks().is_valid()
        found = _exchanged(cells, codes)
        normal = pc.and_(broken, pc.equal(found, codes["computed"]))
        found = pc.if_else(normal, sdmx().broken, found)
        return pc.if_else(rows["value"].combine_chunks().is_valid(), found, sdmx().missing)
    if each.codes in ("CL_FIGURE_STATUS", "CL_UNIT"):
        return _exchanged(cells, {text: code(text) for text in pc.unique(cells).to_pylist()})
    return cells


def _exchanged(cells: "pa.Array", codes: dict[str, str]) -> "pa.Array":
    """Put a code in the place of each text, which is looked at once."""
    import pyarrow as pa

    found = cells.dictionary_encode()
    return pa.array([codes[text] for text in found.dictionary.to_pylist()]).take(found.indices)
