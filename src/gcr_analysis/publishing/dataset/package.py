"""All files of the package, and the page of the site that offers them."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.publishing.annex import fence
from gcr_analysis.publishing.citation import FILE as BIBTEX
from gcr_analysis.publishing.dataset import citing, figures, sdmx_data
from gcr_analysis.publishing.dataset.contents import Contents
from gcr_analysis.publishing.dataset.described import dataset_entity
from gcr_analysis.publishing.dataset.dictionary import SEVERAL, dictionary, dictionary_files
from gcr_analysis.publishing.dataset.examples import QUESTION, answer, examples
from gcr_analysis.publishing.dataset.formats import Format, described, formats
from gcr_analysis.publishing.jsonld import script
from gcr_analysis.publishing.kept import NOTHING, Kept
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import PEOPLE

CFF, README, PAGE = "CITATION.cff", "README.md", "index.qmd"
DATA = (figures.PARQUET, figures.CSV, "measures.csv", "regions.csv", "statuses.csv", "sources.csv")
"""Names of the files that every standard describes; SDMX has its own in their place."""


@dataclass(frozen=True)
class File:
    """A file as the page lists it."""

    name: str
    bytes: int
    holds: str

    @property
    def size(self) -> str:
        """Its size in words.

        >>> File("figures.parquet", 2_279_832, "").size, File("statuses.csv", 612, "").size
        ('2.3\xa0MB', '1\xa0kB')
        """
        kilobytes = max(1, round(self.bytes / 1000))
        return f"{kilobytes}\u00a0kB" if kilobytes < 1000 else f"{self.bytes / 1e6:.1f}\u00a0MB"


def export_files(format: Format, kept: Kept = NOTHING) -> dict[str, bytes]:
    """Return all files of an export, by name: the figures, their description, how they are cited, a README.

    Parameters
    ----------
    format
        The standard that describes them.
    kept
        What earlier publishings made: figures are computed when their files are not kept.
    """
    contents = _contents(kept)
    files = {**(contents.files if format.data else {}), **described(format, contents), **_citations(contents)}
    named = {"title": citing.TITLE, "description": citing.DESCRIPTION, "format": format}
    return files | {README: page("dataset-readme.md", **named, **_told(contents, files)).encode()}


def site_files(kept: Kept = NOTHING, address: str = "") -> dict[str, bytes]:
    """Return the files of the site's folder, by name: the figures, every description, and their page.

    Parameters
    ----------
    kept
        As for `export_files`.
    address
        Address of the site, where it has one.
    """
    contents = _contents(kept, address)
    files = {**contents.files, **_citations(contents)}
    for format in formats().values():
        files |= described(format, contents)
    told = {"formats": [*formats().values()], "described": script(dataset_entity(contents))}
    return files | {PAGE: page("dataset.qmd", **told, **_told(contents, files)).encode()}


def names_of(format: Format) -> set[str]:
    """Return the names of the files that an export can hold."""
    own = {*DATA} if format.data else {sdmx_data.DATA}
    return {*own, format.file, CFF, BIBTEX, README}


def _contents(kept: Kept, address: str = "") -> Contents:
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    files = figures.kept_figures(kept)
    table = pq.read_table(io.BytesIO(files[figures.PARQUET]), columns=["year", "source"])
    named = {id for text in pc.unique(table["source"]).to_pylist() for id in (text or "").split(SEVERAL)}
    tables = dictionary(named)
    sources = tuple(snapshot.sources()[str(row[0])] for row in tables["sources"])
    years = pc.min_max(table["year"]).as_py()
    return Contents(
        {**files, **dictionary_files(tables)},
        tables=tables,
        sources=sources,
        rows=table.num_rows,
        years=(years["min"], years["max"]),
        address=address,
        kept=kept,
    )


def _citations(contents: Contents) -> dict[str, bytes]:
    about = contents.sources, contents.address
    return {CFF: citing.cff(*about).encode(), BIBTEX: citing.bibtex(*about).encode()}


def _told(contents: Contents, files: Mapping[str, bytes]) -> dict[str, Any]:
    """What page and README say of the files."""
    import pyarrow.parquet as pq

    columns = ["region", "indicator", "year", "value", "status"]
    table = pq.read_table(io.BytesIO(contents.files[figures.PARQUET]), columns=columns)
    countries = len(geography.regions("country"))
    return {
        "files": [File(name, len(content), _holds(name)) for name, content in files.items()],
        "release": citing.release(),
        "people": snapshot.sources()[PEOPLE],
        "rows": contents.rows,
        "measures": len(contents.tables["measures"]),
        "sets": len(contents.tables["regions"]) - countries,
        "countries": countries,
        "years": contents.years,
        "tables": [*framework.dataset_tables().values()],
        "question": QUESTION,
        "examples": examples(),
        "answer": answer(table),
        "entry": files[BIBTEX].decode(),
        "sources": contents.sources,
        "unverified": [each for each in snapshot.sources().values() if not each.verified],
        "fence": fence,
    }


def _holds(name: str) -> str:
    described = {format.file: f"{format.title}: {format.use}" for format in formats().values()}
    if told := _OTHERS.get(name) or described.get(name):
        return told
    return framework.dataset_tables()[name.partition(".")[0]].description


_OTHERS = {
    CFF: "How to cite the figures, for programs",
    BIBTEX: "How to cite the figures, as BibTeX",
    sdmx_data.DATA: "The same as observations, as SDMX-CSV 2.0",
}
