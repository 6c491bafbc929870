"""Describe a snapshot from its declarations: `datapackage.json`, the data dictionary, the terms of use."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from gcr_analysis.framework import Column, Source, Table, sources, tables
from gcr_analysis.snapshot import schemas, store

FIELD_TYPES = {
    "year": "integer",
    "iso3": "string",
    "code": "string",
    "text": "string",
    "count": "integer",
    "number": "number",
    "flag": "boolean",
    "geometry": "any",
}
Taken = Mapping[str, Mapping[str, str]]
"""``vintage`` and ``vintage_label`` by table."""

OPEN_LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}
TITLE = "Figures on refugees and their hosts for the Global Compact on Refugees"


def write(folder: Path, frames: Mapping[str, pd.DataFrame], taken: Taken | None = None) -> None:
    """Write the three descriptions into *folder*, beside the tables that *frames* holds.

    Parameters
    ----------
    folder
        Folder with one Parquet file a table.
    frames
        The tables by id.
    taken
        Vintages, by table, of figures that were taken from a service since their source was declared.
    """
    taken = taken or {}
    newer = {tables()[table].source: vintage for table, vintage in taken.items()}
    there = [table for table in tables().values() if table.id in frames]
    carried = {table.source for table in there}  # and none of the user's own
    named = {
        id: source.model_copy(update=newer.get(id, {})) for id, source in sources().items() if id in carried
    }
    described = [_resource(table, folder, frames[table.id], taken.get(table.id, {})) for table in there]
    package = {
        "name": "gcr-snapshot",
        "title": TITLE,
        "description": "Tables of the project's own design, keyed by ISO3 and year. Missing is not zero.",
        "profile": "data-package",
        "licenses": unique([licence_of(source) for source in named.values()]),
        "sources": [source_of(source) for source in named.values()],
        "seal": store.seal(described),
        "resources": described,
    }
    text = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    (folder / store.PACKAGE).write_text(text, encoding="utf-8")
    (folder / "README.md").write_text(dictionary(described), encoding="utf-8")
    (folder / "LICENSE.md").write_text(terms(named), encoding="utf-8")


def write_exchanged(
    folder: Path, package: Mapping[str, Any], frames: Mapping[str, pd.DataFrame], changed: Mapping[str, Any]
) -> None:
    """Write the description of a snapshot in *folder* that differs from another one in some tables.

    Parameters
    ----------
    folder
        Folder with one Parquet file a table.
    package
        The other snapshot's description.
    frames
        The tables that differ, by id.
    changed
        What else is stated of the snapshot that differs.
    """
    described = [
        stated | _file(tables()[stated["name"]], folder, frames[stated["name"]])
        if stated["name"] in frames
        else stated
        for stated in package["resources"]
    ]
    written = {**package, **changed, "seal": store.seal(described), "resources": described}
    text = json.dumps(written, ensure_ascii=False)
    (folder / store.PACKAGE).write_text(text, encoding="utf-8")


def dictionary(described: list[dict[str, Any]]) -> str:
    """Return the data dictionary in Markdown: one section a table.

    Parameters
    ----------
    described
        The resources of `datapackage.json`.
    """
    parts = [
        "# Data dictionary",
        f"{TITLE}. Written by `gcr data build` from `framework/tables.yaml`, `framework/sources.yaml` and "
        "the folders beside them: change these, not this file.",
        "A missing figure is empty, never zero. Before the year in *since* a series was not collected. "
        "Country codes are ISO 3166-1 alpha-3, with UNK (unknown), XXA (stateless), TIB (Tibetans) and "
        "AB9 (Abyei); Serbia (SRB) includes Kosovo.",
        _markdown(
            ["Table", "Rows", "Years", "Source"],
            [
                [f"[`{r['name']}`](#{r['name']})", f"{r['rowCount']:,}", years(r), _producer(r)]
                for r in described
            ],
        ),
    ]
    for resource in described:
        parts += _section(tables()[resource["name"]], resource)
    return "\n\n".join(parts) + "\n"


def terms(named: Mapping[str, Source]) -> str:
    """Return the terms on which each source's figures may be used, in Markdown."""
    rows = [
        [source.producer, source.title, source.vintage_label, source.terms, f"<{source.url}>"]
        for source in named.values()
    ]
    return (
        "\n\n".join(
            [
                "# Terms of use of the data",
                "The tables are this project's own selection and arrangement of figures; the figures belong "
                "to their producers, on the terms below. Name producer and vintage when you use them.",
                _markdown(["Producer", "Figures", "Vintage", "Terms", "Address"], rows),
                "Maps: the boundaries and names shown and the designations used do not imply official "
                "endorsement or acceptance by the United Nations.",
            ]
        )
        + "\n"
    )


def years(resource: dict[str, Any]) -> str:
    """First and last year with rows, or nothing where rows have no year.

    Examples
    --------
    >>> years({"rowsPerYear": {"2016": 3, "2017": 4}}), years({})
    ('2016-2017', '')
    """
    found = list(resource.get("rowsPerYear", ()))
    return f"{min(found)}-{max(found)}" if found else ""


def _resource(table: Table, folder: Path, frame: pd.DataFrame, taken: Mapping[str, str]) -> dict[str, Any]:
    source = sources()[table.source].model_copy(update=taken)
    described: dict[str, Any] = {
        "name": table.id,
        "title": table.title,
        "path": f"{table.id}.parquet",
        "type": "file",  # as a table, frictionless reads missing whole numbers as errors and skips the hash
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
    return (
        described
        | _file(table, folder, frame)
        | {
            "licenses": [licence_of(source)],
            "sources": [source_of(source)],
            "schema": {
                "fields": [field_of(column) for column in table.columns],
                "primaryKey": list(table.key),
            },
        }
        | ({"taken": dict(taken)} if taken else {})
    )


def _file(table: Table, folder: Path, frame: pd.DataFrame) -> dict[str, Any]:
    """What is stated of a table's file: its bytes, its rows."""
    content, year = (folder / f"{table.id}.parquet").read_bytes(), schemas.year_column(table)
    told: dict[str, Any] = {
        "bytes": len(content),
        "hash": store.digest(content),
        "rowCount": len(frame),
    }
    if year:
        counts = frame[year].value_counts().sort_index()
        told["rowsPerYear"] = {str(y): int(n) for y, n in counts.items()}
    return told


def field_of(column: Column) -> dict[str, Any]:
    """Return a column as a field of a Table Schema."""
    constraints: dict[str, Any] = {}
    if column.required and column.type not in ("count", "number"):
        constraints["required"] = True
    if column.values:
        constraints["enum"] = list(column.values)
    if column.type == "count":
        constraints["minimum"] = 0
    described = {"name": column.name, "type": FIELD_TYPES[column.type], "description": column.description}
    more = {"unit": column.unit, "kind": column.kind, "since": column.since, "constraints": constraints}
    return described | {name: value for name, value in more.items() if value}


def source_of(source: Source) -> dict[str, str]:
    """Return a source as a Data Package names it."""
    return {"title": source.citation, "path": source.url, "vintage": source.vintage}


def licence_of(source: Source) -> dict[str, str]:
    """Return the terms of a source as a Data Package names them."""
    if source.terms in OPEN_LICENCES:
        return {"name": source.terms, "path": OPEN_LICENCES[source.terms]}
    return {"title": source.terms, "path": source.url}


def unique(entries: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return entries, each once."""
    return [entry for i, entry in enumerate(entries) if entry not in entries[:i]]


def _producer(resource: dict[str, Any]) -> str:
    return resource["sources"][0]["title"]


def _section(table: Table, resource: dict[str, Any]) -> list[str]:
    source = sources()[table.source].model_copy(update=resource.get("taken", {}))
    facts = [f"Key {', '.join(f'`{name}`' for name in table.key)}", f"{resource['rowCount']:,} rows"]
    facts += [f"years {years(resource)}"] if years(resource) else []
    rows = [
        [f"`{c.name}`", c.type, c.unit or "", c.kind or "", str(c.since or ""), _explained(c)]
        for c in table.columns
    ]
    return [
        f"## {table.id}",
        f"{table.title}.",
        f"{'; '.join(facts)}. {source.citation}; {source.terms}.",
        _markdown(["Column", "Type", "Unit", "Kind", "Since", "What it holds"], rows),
    ]


def _explained(column: Column) -> str:
    values = f" ({', '.join(column.values)})" if column.values else ""
    optional = "" if column.required or "missing" in column.description else "; may be missing"
    return f"{column.description}{values}{optional}"


def _markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
