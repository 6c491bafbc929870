"""Media types of the files, which every description names."""

from pathlib import PurePosixPath

_TYPES = {
    ".parquet": "application/vnd.apache.parquet",
    ".csv": "text/csv",
    ".gz": "application/gzip",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".xml": "application/xml",
    ".md": "text/markdown",
    ".bib": "application/x-bibtex",
    ".cff": "application/yaml",
    ".ipynb": "application/x-ipynb+json",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".lock": "text/plain",
}


def media_type(name: str) -> str:
    """Return the media type of a file.

    >>> media_type("figures.csv.gz"), media_type("measures.csv")
    ('application/gzip', 'text/csv')
    """
    return _TYPES[PurePosixPath(name).suffix]
