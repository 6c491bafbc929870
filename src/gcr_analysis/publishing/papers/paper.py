"""A paper before it is made: its words, its pictures, its date."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a ZIP knows no earlier day


@dataclass(frozen=True)
class Paper:
    """One note, or one region's background paper.

    Attributes
    ----------
    name
        Its address among the prepared pages, without an ending: ``mirps/host-country-burden/note``.
    template
        What lays it out as PDF: ``"note"`` or ``"background-paper"``.
    year
        End-year of its figures.
    words
        All that it says, in plain Python. No text in it is markup.
    pictures
        Its drawings by file name, each as SVG and as PNG.
    """

    name: PurePosixPath
    template: str
    year: int
    words: dict[str, Any] = field(repr=False)
    pictures: dict[str, bytes] = field(repr=False)


def date_of(year: int) -> datetime:
    """Return the date that a file bears: the end of the year of its figures, or ``SOURCE_DATE_EPOCH``.

    A clock would make two builds differ.

    >>> date_of(2025).isoformat()
    '2025-12-31T00:00:00+00:00'
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return max(EARLIEST, datetime.fromtimestamp(int(epoch), UTC))
    return max(EARLIEST, datetime(year, 12, 31, tzinfo=UTC))
