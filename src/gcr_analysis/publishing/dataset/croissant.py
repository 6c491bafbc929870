"""`croissant.json`: the figures as records of typed fields, as the Croissant standard of MLCommons says."""

import json
from typing import Any

from gcr_analysis import framework
from gcr_analysis.framework import DatasetColumn, DatasetTable
from gcr_analysis.publishing.citation import AUTHOR, released
from gcr_analysis.publishing.dataset import citing
from gcr_analysis.publishing.dataset.contents import Contents
from gcr_analysis.publishing.dataset.figures import PARQUET
from gcr_analysis.publishing.media import media_type
from gcr_analysis.snapshot.store import digest

STANDARD = "http://mlcommons.org/croissant/1.0"
HERE = "./"
"""The folder of the description, for a dataset without a site: the standard demands an address."""
_TYPES = {"year": "Integer", "count": "Integer", "number": "Float", "flag": "Boolean"}
# The context that the standard demands of every description.
_TERMS = (
    "citeAs column equivalentProperty extract field fileProperty fileObject fileSet format includes "
    "isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace "
    "samplingRate separator source subField transform"
)
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _TERMS.split()},
}


def croissant(contents: Contents) -> bytes:
    """Return the description: files with their digests, and a set of records for each table.

    Parameters
    ----------
    contents
        What is described.
    """
    declared = framework.dataset_tables()
    told = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": STANDARD,
        "name": citing.NAME,
        "alternateName": citing.TITLE,
        "description": citing.DESCRIPTION,
        "version": citing.release(),
        "datePublished": released(),
        "license": contents.licences,
        "url": citing.homepage(contents.address) or HERE,
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "citeAs": citing.bibtex(contents.sources, contents.address),
        "isLiveDataset": False,
        "keywords": citing.keywords(),
        "distribution": [_file(name, content) for name, content in contents.files.items()],
        "recordSet": [
            _records(declared["figures"], PARQUET),
            *(_records(declared[id], f"{id}.csv") for id in contents.tables),
        ],
    }
    return (json.dumps(told, indent=2, ensure_ascii=False) + "\n").encode()


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{len(content)} B",
        # Croissant knows Parquet by the name that it had before it was registered.
        "encodingFormat": "application/x-parquet" if name == PARQUET else media_type(name),
        "sha256": digest(content).removeprefix("sha256:"),
    }


def _records(table: DatasetTable, file: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.id,
        "name": table.id,
        "description": f"{table.title}. {table.description}",
        "key": [{"@id": f"{table.id}/{name}"} for name in table.key],
        "field": [_field(table, column, file) for column in table.columns],
    }


def _field(table: DatasetTable, column: DatasetColumn, file: str) -> dict[str, Any]:
    extracted = {"fileObject": {"@id": file}, "extract": {"column": column.name}}
    field = {
        "@type": "cr:Field",
        "@id": f"{table.id}/{column.name}",
        "name": column.name,
        "description": column.description,
        "dataType": f"sc:{_TYPES.get(column.type, 'Text')}",
        "source": extracted,
    }
    # mlcroissant reads no records of a table with a single reference, so only the figures refer to others.
    if column.refers_to and file == PARQUET:
        (key,) = framework.dataset_tables()[column.refers_to].key
        field["references"] = {"field": {"@id": f"{column.refers_to}/{key}"}}
    return field
