"""Executed notebooks as a run leaves them, small and made by hand."""

import base64
import importlib.resources
import importlib.util
import shutil
import socket
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import pytest
import requests
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from gcr_analysis import framework
from gcr_analysis.indicators.engine import BASELINE_YEAR, indicators
from gcr_analysis.publishing import drawings, known, parts, releases
from gcr_analysis.publishing.dataset import figures
from gcr_analysis.publishing.explore import files, library
from gcr_analysis.running.addresses import Variant

# Test modules are no package, and a folder more on the path would reach the kernels that tests fork.
_FOUND = importlib.util.spec_from_file_location("reading", Path(__file__).with_name("reading.py"))
assert _FOUND is not None
assert _FOUND.loader is not None
sys.modules["reading"] = importlib.util.module_from_spec(_FOUND)
_FOUND.loader.exec_module(sys.modules["reading"])

REPOSITORY = Path(__file__).resolve().parents[2]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what needs Quarto where it is not: no package brings it."""
    if shutil.which("quarto") is None:
        for item in items:
            if item.get_closest_marker("quarto"):
                item.add_marker(pytest.mark.skip(reason="Quarto is not installed"))


PANEL = "host-country-burden"
SERIES = {"field": "refugees", "label": "Refugees", "shape": "area"}


def png(width: int = 4, height: int = 3) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + b"\xcc" * width for _ in range(height)))
    parts = chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def figure(name: str, **changes: Any) -> dict[str, Any]:
    """The mime bundle of a figure."""
    data = {
        "id": name,
        "title": f"What {name} says",
        "subtitle": "Refugees, end-year",
        "source": "UNHCR, end-2025 figures",
        "alt": f"The line of {name} rises from 12 to 30 million.",
        "columns": ["year", "refugees"],
        "rows": [[2024, 12.5], [2025, None]],
        "breaks": [],
        "drawing": {"kind": "years", "unit": "million", "series": [SERIES]},
    } | changes
    return {
        "text/plain": f"{data['alt']} [data 0123456789ab]",
        "image/png": base64.b64encode(png()).decode(),
        "application/vnd.gcr.figure+json": data,
    }


def table(**changes: Any) -> dict[str, Any]:
    """The mime bundle of a table."""
    data = {
        "id": "hosts",
        "title": "The largest hosts",
        "source": "UNHCR, end-2025 figures",
        "columns": ["Country", "Refugees", "Per 1,000 inhabitants"],
        "rows": [["Chad", "1,500,000", "75.1"], ["Mali", "no figure", ""]],
    } | changes
    return {
        "text/plain": "The largest hosts",
        "text/html": "<table></table>",
        "application/vnd.gcr.table+json": data,
    }


def measures(region: str, year: int) -> dict[str, Any]:
    """The measures that a note carries: a figure, one of an earlier year, one that there is not."""
    columns = "region panel indicator gcr_code year value_year value low high unit status coverage source"
    told = [
        ("refugees_hosted", "", year, 35_638_779, "persons", "computed", "", "35.6\u00a0million"),
        ("gcr_1_2_1", "1.2.1", year - 1, 58.2, "percent", "proxy", "", "58\u00a0%"),
        ("gcr_1_2_2", "1.2.2", year, None, "partners", "not collected", "=Nobody counts them", "no figure"),
    ]
    rows = [
        [
            region,
            PANEL,
            *(id, code, year, own, value, None, None, unit),
            *(status, 1, "unhcr-population", "2026"),
            *said,
        ]
        for id, code, own, value, unit, status, *said in told
    ]
    judged = {
        "gcr_1_2_1": (2016, 46.0, "progress", "holds", ""),
        "gcr_1_2_2": (2016, None, "insufficient data", "", "No figure for 2016"),
        "protracted_share": (2016, 60.0, "regress", "holds", ""),
    }
    share = ("percent", "computed", 1, "unhcr-population", "2026", "", "63\u00a0%")
    rows.append([region, PANEL, "protracted_share", "", year, year, 63.1, None, None, *share])
    rows = [[*row, *judged.get(str(row[2]), [None] * 5)] for row in rows]
    progress = ("baseline_value_year", "baseline", "progress", "certainty", "why_insufficient")
    return {"columns": [*columns.split(), "vintage", "reason", "text", *progress], "rows": rows}


def note(region: str, title: str, **changes: Any) -> dict[str, Any]:
    """The mime bundle of a note."""
    data = {
        "measures": measures(region, changes.get("year", 2025)),
        "panel": PANEL,
        "region": region,
        "region_title": title,
        "year": 2025,
        "baseline_year": 2016,
        "title": f"{title}: 35.6 million refugees, 71 % in low- and middle-income countries",
        "headline": {"value": "35.6 million", "label": "refugees hosted", "change": "up by 72 % since 2016"},
        "lead": "Five countries host 35 % of them.",
        "figures": ["hosted", "map"],
        "table": "hosts",
        "sections": [
            {
                "id": "progress",
                "title": "Progress",
                "items": [{"id": "p", "text": "The share of the five largest hosts fell."}],
            },
            {
                "id": "challenges",
                "title": "Challenges",
                "items": [{"id": "c", "text": "Most situations last."}],
            },
            {
                "id": "support",
                "title": "Areas in need of support",
                "items": [{"id": "s", "text": "Chad hosts most."}],
            },
            {
                "id": "limits",
                "title": "What the data cannot say",
                "items": [{"id": "l", "text": "Who left."}],
            },
        ],
        "sources": [
            {
                "producer": "UNHCR",
                "title": "Refugee Population Statistics Database",
                "vintage": "end-2025 figures, June 2026",
                "licence": "CC-BY-4.0",
                "url": "https://www.unhcr.org/refugee-statistics/",
            }
        ],
        "ledger": [
            {
                "text": "35.6 million",
                "value": 35_638_779,
                "unit": "persons",
                "region": region,
                "indicator": "refugees_hosted",
            },
            {"text": "=71 %", "value": -71.0, "unit": "percent", "region": region, "indicator": ""},
        ],
    } | changes
    return {"text/plain": data["title"], "text/html": "<p></p>", "application/vnd.gcr.note+json": data}


def shown(bundle: dict[str, Any], source: str = "show()") -> Any:
    """A code cell that shows one thing."""
    return new_code_cell(
        source, outputs=[new_output("execute_result", bundle, execution_count=1)], execution_count=1
    )


def cells(region: str, title: str, **changes: Any) -> list[Any]:
    """The cells of an executed notebook: a title, two figures, a table, plain output, the note."""
    return [
        new_markdown_cell("# Pressure on host countries\n\nWho hosts, and since when."),
        new_code_cell('region = "world"', metadata={"tags": ["parameters"]}),
        new_markdown_cell("## Refugees hosted"),
        shown(figure("hosted"), "panel.hosted()"),
        shown(figure("map"), "panel.map()"),
        shown(table(), "panel.table()"),
        shown(
            {"text/plain": "1 2 3", "text/html": "<table><tr><th></th><td>1</td></tr></table>"},
            "frame.head()",
        ),
        shown(note(region, title, **changes), "panel.note()"),
    ]


def writing_below(folder: Path) -> Callable[..., Path]:
    """Return a function that writes executed notebooks to ``outputs`` below a folder."""

    def write(
        slug: str = "world", title: str = "World", year: int = 2025, own: Any = None, **changes: Any
    ) -> Path:
        below = Variant(changes.get("baseline_year", BASELINE_YEAR), changes.get("as_of", "")).folder
        path = folder / "outputs" / slug / PANEL / below / f"{year}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        notebook = new_notebook(cells=own if own is not None else cells(slug, title, year=year, **changes))
        for number, cell in enumerate(notebook.cells):
            cell["id"] = f"cell-{number}"
        nbformat.write(notebook, path)
        return folder / "outputs"

    return write


LARGE = cache(releases.last_large_revision)
KNOWN = cache(known.known)
LIBRARY = cache(library.bundle)
DRAWN = cache(drawings._draw)
VERDICTS = cache(parts.verdicts)


@pytest.fixture(scope="module", autouse=True)
def few_rows() -> Iterator[None]:
    """Publish a dataset of two regions, and make once what takes a while and is the same for all sites."""
    ids = [id for id in figures.published() if framework.indicators()[id].panel == PANEL]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(releases, "last_large_revision", LARGE)
        patch.setattr(known, "known", KNOWN)
        patch.setattr(files, "bundle", LIBRARY)
        patch.setattr(drawings, "_draw", DRAWN)
        patch.setattr(parts, "verdicts", VERDICTS)
        patch.setattr(figures, "every_row", cache(lambda: indicators(["world", "LBN"], 2024, indicator=ids)))
        yield


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write executed notebooks under ``outputs``; return that folder."""
    return writing_below(tmp_path)


@pytest.fixture(scope="session")
def write_below() -> Callable[[Path], Callable[..., Path]]:
    """The same below any folder, for what is published once for several tests."""
    return writing_below


@pytest.fixture(scope="session")
def own_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site's own pages, to be copied."""
    folder = tmp_path_factory.mktemp("pages")
    for name in ("_quarto.yml", "index.qmd", "start.qmd", "404.qmd"):
        shutil.copy(REPOSITORY / name, folder)
    for name in ("reports", "theme"):
        shutil.copytree(REPOSITORY / name, folder / name)
    return folder


@pytest.fixture
def project(tmp_path: Path, own_pages: Path) -> Path:
    """The site's own pages in a folder of their own."""
    return Path(shutil.copytree(own_pages, tmp_path / "project"))


@pytest.fixture
def bundles() -> dict[str, Callable[..., Any]]:
    """The makers of mime bundles and cells, for tests that change one thing."""
    return {"figure": figure, "table": table, "note": note, "shown": shown, "cells": cells, "png": png}


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: a validator that would look something up fails."""

    def refuse(*asked: object, **_: object) -> None:
        pytest.fail(f"a connection was asked for: {asked[-1]}")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


Faults = Callable[..., list[str]]


@pytest.fixture
def crate_faults(offline: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Faults:
    """What the validator of RO-Crate finds in a folder; the context is that of the package rocrate."""
    from rocrate_validator import services
    from rocrate_validator.models import Severity
    from rocrate_validator.utils.http import HttpRequester

    context = requests.Response()
    context.status_code, context.headers["Content-Type"] = 200, "application/ld+json"
    context._content = (importlib.resources.files("rocrate") / "data" / "ro-crate.jsonld").read_bytes()

    def get(_: object, url: str, **options: object) -> requests.Response:
        assert url == "https://w3id.org/ro/crate/1.1/context", url
        return context

    monkeypatch.setattr(HttpRequester, "get", get, raising=False)

    def faults(folder: Path, profile: str = "ro-crate-1.1") -> list[str]:
        settings = services.ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier=profile,
            requirement_severity=Severity.RECOMMENDED,
            offline=True,
            cache_path=tmp_path / "cache",
        )
        return [issue.message or "" for issue in services.validate(settings).get_issues()]

    return faults
