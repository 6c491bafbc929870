"""`datapackage.json`: what every file and column holds, as a Data Package of the Frictionless standard."""

import json
from typing import Any

from gcr_analysis import framework
from gcr_analysis.framework import DatasetColumn, DatasetTable
from gcr_analysis.publishing.citation import AUTHOR
from gcr_analysis.publishing.dataset.citing import DESCRIPTION, NAME, TITLE, homepage, release
from gcr_analysis.publishing.dataset.contents import Contents
from gcr_analysis.publishing.dataset.figures import CSV, PARQUET
from gcr_analysis.snapshot.describe import field_of, licence_of, source_of, unique
from gcr_analysis.snapshot.store import digest

STANDARD = "https://datapackage.org/profiles/2.0"


def descriptor(contents: Contents) -> bytes:
    """Return the description of the package.

    Parameters
    ----------
    contents
        What is described. It names no address where its site has none.
    """
    files, tables, count = contents.files, contents.tables, contents.rows
    declared = framework.dataset_tables()
    resources = [
        _resource(declared["figures"], CSV, files[CSV], count)
        | {"type": "table", "format": "csv", "compression": "gz", "encoding": "utf-8"},
        # A file, not a table: readers of the standard need a further library for Parquet.
        _resource(declared["figures"], PARQUET, files[PARQUET], count)
        | {"name": "figures-parquet", "type": "file", "format": "parquet"},
    ]
    for id, rows in tables.items():
        found = _resource(declared[id], f"{id}.csv", files[f"{id}.csv"], len(rows))
        resources.append(found | {"type": "table", "format": "csv", "encoding": "utf-8"})
    package = {
        "$schema": f"{STANDARD}/datapackage.json",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": release(),
        **({"homepage": homepage(contents.address)} if contents.address else {}),
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "licenses": unique([licence_of(source) for source in contents.sources]),
        "sources": [source_of(source) | {"licence": source.terms} for source in contents.sources],
        "resources": resources,
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(table: DatasetTable, name: str, content: bytes, count: int) -> dict[str, Any]:
    return {
        "name": table.id,
        "title": table.title,
        "description": table.description,
        "path": name,
        "bytes": len(content),
        "hash": digest(content),
        "rowCount": count,
        "schema": _schema(table),
    }


def _schema(table: DatasetTable) -> dict[str, Any]:
    references = [
        {
            "fields": [column.name],
            "reference": {
                "resource": column.refers_to,
                "fields": [*framework.dataset_tables()[column.refers_to].key],
            },
        }
        for column in table.columns
        if column.refers_to
    ]
    return {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
        **({"foreignKeys": references} if references else {}),
    }


def _field(column: DatasetColumn) -> dict[str, Any]:
    """A column with the values that it can have, where there are few of them."""
    field = field_of(column)
    bounds = {"enum": [*_VALUES[column.name]()]} if column.name in _VALUES else {}
    if column.most is not None:
        bounds |= {"minimum": 0, "maximum": column.most}
    return field | ({"constraints": field.get("constraints", {}) | bounds} if bounds else {})


_VALUES = {"panel": framework.panels, "status": framework.statuses}
"""What declares the values of columns that can have few."""
