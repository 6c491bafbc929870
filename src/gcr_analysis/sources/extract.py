"""A folder of the sources' own files, read so that nothing gets lost or made up on the way."""

import csv
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

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

    def has(self, name: str) -> bool:
        """Whether there is a file called *name*."""
        return (self.folder / name).is_file()

    def shown(self, name: str) -> str:
        """Return what messages call the file *name*."""
        return f"extract {name}"

    def parquet(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Read *columns* of a Parquet file; texts without blanks at either end, whole numbers as Int64."""
        path, shown = self.path(name), self.shown(name)
        try:
            _require(shown, columns, pq.read_schema(path).names)
            table = pq.read_table(path, columns=list(columns))
            frame = table.to_pandas(types_mapper=PANDAS_TYPES.get, ignore_metadata=True)
        except (pa.ArrowInvalid, OSError) as error:
            raise _damaged(shown) from error
        return _tidy(shown, frame)

    def csv(self, name: str, columns: Sequence[str]) -> pd.DataFrame:
        """Read *columns* of a CSV file as text: "NA" stays "NA", an empty field is missing.

        A byte order mark at the start, which some tools write, is no part of the first column's name.
        """
        path, shown = self.path(name), self.shown(name)
        try:
            frame = pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8-sig")
        except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeDecodeError) as error:
            raise _damaged(shown) from error
        with path.open(encoding="utf-8-sig", newline="") as lines:
            if len({len(fields) for fields in csv.reader(lines) if fields}) > 1:
                raise _damaged(shown)
        _require(shown, columns, list(frame))
        return _tidy(shown, frame[list(columns)])

    def workbook(self, name: str, sheet: int, columns: Sequence[str]) -> pd.DataFrame:
        """Read *columns* of one sheet of an XLSX file, the first being 0: "N/A" stays "N/A".

        A cell without content is missing; numbers and dates stay what they are in the workbook.
        """
        path, shown = self.path(name), self.shown(name)
        try:
            frame = pd.read_excel(
                path, sheet_name=sheet, keep_default_na=False, na_values=[""], engine="openpyxl"
            )
        except (BadZipFile, KeyError, OSError, ValueError) as error:
            raise _damaged(shown) from error
        _require(shown, columns, list(frame))
        return _tidy(shown, frame[list(columns)].astype(object))

    def json(self, name: str, keys: Sequence[str]) -> dict[str, Any]:
        """Read a JSON file that holds an object with *keys*."""
        path, shown = self.path(name), self.shown(name)
        try:
            read = json.loads(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, json.JSONDecodeError) as error:
            raise _damaged(shown) from error
        if lacking := [key for key in keys if key not in read]:
            raise GcrError(f"{shown} lacks the key {', '.join(lacking)}")
        return read

    def shapes(self, name: str, columns: Sequence[str]) -> gpd.GeoDataFrame:
        """Read a TopoJSON file with the geometry and *columns*, in degrees (WGS 84)."""
        path, shown = self.path(name), self.shown(name)
        try:
            frame = gpd.read_file(path)
        except (OSError, RuntimeError, ValueError) as error:
            raise _damaged(shown) from error
        _require(shown, columns, list(frame))
        return frame[[*columns, "geometry"]].set_crs(4326)


@dataclass(frozen=True)
class SingleFile(Extract):
    """One file in the place of a folder of extracts: the file that a reader asks for, whatever its name.

    Parameters
    ----------
    folder
        The file.
    codes
        As for `Extract`.
    asked
        Names under which readers asked for it.

    Examples
    --------
    >>> SingleFile(Path("hdi.xlsx")).path("context/hdi.csv")
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: hdi.xlsx is not a .csv file, as context/hdi.csv is: save it as one
    """

    asked: set[str] = field(default_factory=set)

    def path(self, name: str) -> Path:
        """Return the file; an error when it is of another kind, or one of several that are needed."""
        self.asked.add(name)
        if len(self.asked) > 1:
            names = " and ".join(sorted(self.asked))
            raise GcrError(f"one file is not enough: give a folder that holds {names}")
        if (suffix := Path(name).suffix) != self.folder.suffix.lower():
            raise GcrError(f"{self.folder} is not a {suffix} file, as {name} is: save it as one")
        return self.folder

    def has(self, name: str) -> bool:
        """Whether there is a file for *name*: this one."""
        return True

    def shown(self, name: str) -> str:
        """Return what messages call the file *name*."""
        return f"file {self.folder}"


def _require(shown: str, wanted: Sequence[str], present: Collection[str]) -> None:
    lacking = [column for column in wanted if column not in present]
    if lacking:
        raise GcrError(f"{shown} lacks the column {', '.join(lacking)}")


def _damaged(shown: str) -> GcrError:
    return GcrError(f"{shown} is cut short or damaged: fetch it again")


def _tidy(shown: str, frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        raise _damaged(shown)
    texts = frame.select_dtypes("str").columns
    stripped = {column: frame[column].str.strip() for column in texts}
    return frame.assign(**{column: text.mask(text == "") for column, text in stripped.items()})
