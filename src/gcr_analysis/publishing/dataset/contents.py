"""What every description of the file for everybody describes."""

from collections.abc import Mapping
from dataclasses import dataclass

from gcr_analysis.framework import Source
from gcr_analysis.publishing.dataset.dictionary import Rows
from gcr_analysis.publishing.kept import NOTHING, Kept
from gcr_analysis.snapshot.describe import licence_of


@dataclass(frozen=True)
class Contents:
    """Files with what they hold.

    Attributes
    ----------
    files
        The figures and the tables that explain them, by name of the file.
    tables
        Rows of the tables that explain the figures, by id.
    sources
        The sources of the figures.
    rows
        How many rows of figures there are.
    years
        First and last year of the figures.
    address
        Address of the site that has the files; empty where there is none.
    kept
        What earlier publishings made.
    """

    files: Mapping[str, bytes]
    tables: Mapping[str, Rows]
    sources: tuple[Source, ...]
    rows: int
    years: tuple[int, int]
    address: str = ""
    kept: Kept = NOTHING

    @property
    def licences(self) -> list[str]:
        """Addresses of the terms of all sources, each once."""
        return [*dict.fromkeys(licence_of(source)["path"] for source in self.sources)]
