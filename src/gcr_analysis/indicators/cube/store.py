"""The file of the cube: where it is, how its rows are read, and how it is put in its place.

A region is a row group: its measures in the order of declaration, each with its years. So reading a region
reads a thousandth of the file, and the place of a row follows from its measure and its year.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gcr_analysis import folders, temporary
from gcr_analysis.indicators.cube.key import cube_key

VARIABLE = "GCR_CUBE"
"""Variable that names another folder for the cube."""
KEPT = 8
"""Cubes that stay: that of the snapshot, and some of other releases."""
_INDEX = b"gcr"
_DIGEST = 16
_END = 8  # of a Parquet file: the length of its footer, and four letters


@dataclass(frozen=True)
class Cube:
    """A cube that can be read.

    Attributes
    ----------
    path
        Its file.
    regions, measures
        Place of each region among the row groups, and of each measure in a row group.
    years
        Years of a measure, in order.
    """

    path: Path
    metadata: pq.FileMetaData
    regions: Mapping[str, int]
    measures: Mapping[str, int]
    years: Sequence[int]

    def rows(self, regions: Sequence[str], columns: Sequence[str] | None = None) -> pa.Table | None:
        """Return all rows of some regions, one after the other; None where the file is damaged."""
        groups = [self.regions[region] for region in regions]
        try:
            # A process that may be forked has no threads.
            checked = {"page_checksum_verification": True, "pre_buffer": False}
            with pq.ParquetFile(self.path, metadata=self.metadata, **checked) as file:
                return file.read_row_groups(groups, columns=columns, use_threads=False)
        except FileNotFoundError:
            return None
        except (OSError, pa.ArrowException):
            _discard(self.path)
            return None


def cube_folder() -> Path:
    """Return the folder of the cube: the variable `GCR_CUBE`, or `.cube` in the project."""
    named = os.environ.get(VARIABLE)
    return Path(named).absolute() if named else folders.caches() / ".cube"


def cube_path() -> Path:
    """Return the path of the cube of this snapshot and this code, whether it is there or not."""
    return cube_folder() / f"{cube_key()}.parquet"


def opened() -> Cube | None:
    """Return the cube of this snapshot and this code; None where there is none.

    One that is damaged is removed, so that it is made again.
    """
    path = cube_path()
    found = _opened(path)
    if found is None:
        _opened.cache_clear()  # another process may make it while this one goes on
    return found


@lru_cache(KEPT)
def _opened(path: Path) -> Cube | None:
    try:
        metadata = pq.read_metadata(pa.BufferReader(_checked(path)))
        index = json.loads(metadata.metadata[_INDEX])
    except FileNotFoundError:
        return None
    except (OSError, pa.ArrowException, TypeError, KeyError, ValueError):
        _discard(path)
        return None
    regions, measures = ({name: n for n, name in enumerate(index[kind])} for kind in ("regions", "measures"))
    return Cube(path, metadata, regions, measures, index["years"])


def put(rows: pa.Table, regions: Sequence[str], measures: Sequence[str], years: Sequence[int]) -> None:
    """Write the cube whole, and remove the oldest cubes of other snapshots and versions.

    Parameters
    ----------
    rows
        Its rows: by region, then by measure, then by year.
    regions, measures, years
        What the rows are of, in their order.

    Raises
    ------
    OSError
        When it cannot be written. What was there stays.
    """
    path = cube_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary.remove_leftovers(path.parent)
    index = {"regions": list(regions), "measures": list(measures), "years": list(years)}
    size = len(measures) * len(years)
    with temporary.replacing(path) as fresh:
        pq.write_table(
            rows.replace_schema_metadata({_INDEX: json.dumps(index)}),
            fresh,
            row_group_size=size,
            compression="zstd",
            write_page_checksum=True,
        )
        content = fresh.read_bytes()
        footer = _footer(content)
        fresh.write_bytes(content[:footer] + _digest(content) + content[footer:])
    _remove_older(path)


def _checked(path: Path) -> bytes:
    """Return a file that is as it was put: Parquet has checksums of pages, and none of where they are."""
    content = path.read_bytes()
    footer = _footer(content)
    at = footer - _DIGEST
    if at <= 0 or content[at:footer] != _digest(content[:at] + content[footer:]):
        raise ValueError("damaged")
    return content


def _footer(content: bytes) -> int:
    """Where the footer of a Parquet file begins. What stands right before it is read by nobody."""
    return len(content) - _END - int.from_bytes(content[-_END:][:4], "little")


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_DIGEST).digest()


def _remove_older(newest: Path) -> None:
    with suppress(OSError):
        others = [file for file in newest.parent.glob("*.parquet") if file != newest]
        for file in sorted(others, key=lambda file: file.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            file.unlink(missing_ok=True)


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
