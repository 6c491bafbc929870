"""All files of the package, and the page of the site that offers them."""

import io
from dataclasses import dataclass
from typing import Any

from gcr_analysis import framework, geography, snapshot
from gcr_analysis.publishing.annex import fence
from gcr_analysis.publishing.citation import FILE as BIBTEX
from gcr_analysis.publishing.dataset import citing, figures
from gcr_analysis.publishing.dataset.descriptor import descriptor
from gcr_analysis.publishing.dataset.dictionary import SEVERAL, dictionary, dictionary_files
from gcr_analysis.publishing.dataset.examples import QUESTION, answer, examples
from gcr_analysis.publishing.kept import NOTHING, Kept
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import PEOPLE
from gcr_analysis.snapshot.store import PACKAGE

CFF, README, PAGE = "CITATION.cff", "README.md", "index.qmd"
NAMES = (
    *(figures.PARQUET, figures.CSV, "measures.csv", "regions.csv", "statuses.csv", "sources.csv"),
    *(PACKAGE, CFF, BIBTEX, README),
)
"""Names of the files."""


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


def package_files(kept: Kept = NOTHING, address: str = "") -> dict[str, bytes]:
    """Return all files of the package, by name.

    Parameters
    ----------
    kept
        What earlier publishings made: figures are computed when their files are not kept.
    address
        Address of the site that offers the files, where there is one.
    """
    return _made(kept, address)[0]


def site_files(kept: Kept = NOTHING, address: str = "") -> dict[str, bytes]:
    """Return the files of the package, by name, and in place of the README the page that offers them.

    Parameters
    ----------
    kept, address
        As for `package_files`.
    """
    files, told = _made(kept, address)
    del files[README]
    return files | {PAGE: page("dataset.qmd", **told).encode()}


def _made(kept: Kept, address: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Make the files, and what the page says of them."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    files = figures.kept_figures(kept)
    columns = ["region", "indicator", "year", "value", "status", "source"]
    table = pq.read_table(io.BytesIO(files[figures.PARQUET]), columns=columns)
    named = {id for text in pc.unique(table["source"]).to_pylist() for id in (text or "").split(SEVERAL)}
    tables = dictionary(named)
    cited = [snapshot.sources()[str(row[0])] for row in tables["sources"]]
    files |= dictionary_files(tables)
    files[PACKAGE] = descriptor(files, tables, table.num_rows, address)
    files[CFF] = citing.cff(cited, address).encode()
    files[BIBTEX] = citing.bibtex(cited, address).encode()
    countries = len(geography.regions("country"))
    told = {
        "files": [File(name, len(content), _holds(name)) for name, content in files.items()],
        "release": citing.release(),
        "people": snapshot.sources()[PEOPLE],
        "rows": table.num_rows,
        "measures": len(tables["measures"]),
        "sets": len(tables["regions"]) - countries,
        "countries": countries,
        "years": pc.min_max(table["year"]).as_py(),
        "tables": [*framework.dataset_tables().values()],
        "question": QUESTION,
        "examples": examples(),
        "answer": answer(table),
        "entry": files[BIBTEX].decode(),
        "sources": cited,
        "unverified": [each for each in snapshot.sources().values() if not each.verified],
        "fence": fence,
    }
    named = {"title": citing.TITLE, "description": citing.DESCRIPTION}
    files[README] = page("dataset-readme.md", **named, **told).encode()
    return files, told


def _holds(name: str) -> str:
    return _OTHERS.get(name) or framework.dataset_tables()[name.partition(".")[0]].description


_OTHERS = {
    PACKAGE: "What every file and column holds, for programs",
    CFF: "How to cite the figures, for programs",
    BIBTEX: "How to cite the figures, as BibTeX",
}
