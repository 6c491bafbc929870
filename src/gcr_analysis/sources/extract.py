"""A folder of the sources' own files, read so that nothing gets lost or made up on the way."""

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from gcr_analysis.errors import GcrError

# A missing whole number must not turn its column into floating point.
PANDAS_TYPES = {
    pa.int64(): pd.Int64Dtype(),
    pa.string(): pd.StringDtype(na_value=float("nan")),
    pa.large_string(): pd.StringDtype(na_value=float("nan")),
}


@dataclass(frozen=True)
class Extract:
    """A folder of extracts.

    Each method takes a path inside the folder and the columns that the caller needs, and refuses a file
    that is missing, cut short or without one of them.

    Parameters
    ----------
    folder
        Where the files are.
    codes
        Codes of countries, where the folder has no list of them.
    """

    folder: Path
    codes: frozenset[str] = frozenset()

    def path(self, name: str) -> Path:
        """Full path of the file called *name*; an error in one line when it is not there."""
        path = self.folder / name
        if not path.is_file():
            raise GcrError(f"extract {name} is missing in {self.folder}: put the source's file there")
        return path

    def parquet(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Read *columns* of a Parquet file; texts without blanks at either end, whole numbers as Int64."""
        path = self.path(name)
        try:
            _require(name, columns, pq.read_schema(path).names)
            table = pq.read_table(path, columns=list(columns))
            frame = table.to_pandas(types_mapper=PANDAS_TYPES.get, ignore_metadata=True)
        except (pa.ArrowInvalid, OSError) as error:
            raise _damaged(name) from error
        return _tidy(name, frame)

    def csv(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Read *columns* of a CSV file as text: "NA" stays "NA", an empty field is missing.

        A byte order mark at the start, which some tools write, is no part of the first column's name.
        """
        path = self.path(name)
        try:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")
        except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
            raise _damaged(name) from error
        with path.open(encoding="utf-8-sig", newline="") as lines:
            if len({len(fields) for fields in csv.reader(lines) if fields}) > 1:
                raise _damaged(name)
        _require(name, columns, list(frame))
        return _tidy(name, frame[list(columns)])

    def shapes(self, name: str, columns: Sequence[str]) -> gpd.GeoDataFrame:
        """Read a TopoJSON file with the geometry and *columns*, in degrees (WGS 84)."""
        path = self.path(name)
        try:
            frame = gpd.read_file(path)
        except (OSError, RuntimeError, ValueError) as error:
            raise _damaged(name) from error
        _require(name, columns, list(frame))
        return frame[[*columns, "geometry"]].set_crs(4326)


def _require(name: str, wanted: Sequence[str], present: Collection[str]) -> None:
    lacking = [column for column in wanted if column not in present]
    if lacking:
        raise GcrError(f"extract {name} lacks the column {', '.join(lacking)}")


def _damaged(name: str) -> GcrError:
    return GcrError(f"extract {name} is cut short or damaged: fetch it again")


def _tidy(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        raise _damaged(name)
    texts = frame.select_dtypes("str").columns
    stripped = {column: frame[column].str.strip() for column in texts}
    return frame.assign(**{column: text.mask(text == "") for column, text in stripped.items()})
