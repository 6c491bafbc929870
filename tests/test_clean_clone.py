"""What the two commands of the README do, on a copy of nothing but what git tracks."""

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup
from lxml import html

from gcr_analysis.framework import compact, indicators, panels
from gcr_analysis.geography import region

ROOT = Path(__file__).parents[1]
VENV = Path(sys.prefix)
SOME = ("world", "igad", "LBN")
Notes = list[tuple[str, str]]
"""Notes by the folder of their region and their panel."""


def make(clone: Path, *arguments: str) -> str:
    """Call make in the copy, with the packages of this environment and the copy's own code."""
    ready = VENV / ".ready"  # named as old, so that the environment in use is not set up again for the copy
    command = ["make", "-o", str(ready), f"VENV={VENV}", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(clone / "src")}
    run = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    return run.stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, tracked.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module", params=[SOME, pytest.param((), marks=pytest.mark.long)], ids=["some", "all"])
def chosen(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The regions that are asked for: a few, or none, for all that a plain `make site` makes."""
    return request.param


@pytest.fixture(scope="module")
def notes(chosen: tuple[str, ...]) -> Notes:
    """The notes of the site."""
    return [
        (region(name).slug, panel.id)
        for panel in panels().values()
        for name in chosen or panel.default_regions
    ]


@pytest.fixture(scope="module")
def site(clone: Path, chosen: tuple[str, ...]) -> Path:
    make(clone, "clean")
    make(
        clone, "site", " ".join(["ARGS=--quiet --engine embedded", *(f"--region {name}" for name in chosen)])
    )
    return clone / "_site"


@pytest.fixture(scope="module")
def page(site: Path) -> Callable[[Path], BeautifulSoup]:
    """Read a page of the site, once."""
    return cache(lambda path: BeautifulSoup(path.read_text(encoding="utf-8"), "lxml"))


class Links(NamedTuple):
    """Where a page leads, what it loads, and the anchors that it has."""

    hrefs: set[str]
    loads: set[str]
    anchors: set[str]


@pytest.fixture(scope="module")
def links(site: Path) -> dict[Path, Links]:
    """The links of every page of the site."""
    found = {}
    for path in site.rglob("*.html"):
        root = html.document_fromstring(path.read_bytes())
        hrefs, loads = set(root.xpath("//@href")), set(root.xpath("//@src"))
        styles = set(root.xpath('//link[contains(@rel, "stylesheet")]/@href'))
        found[path] = Links(hrefs, loads | styles, set(root.xpath("//@id")))
    return found


def data_of(drawing: Path) -> Path:
    """The data of a figure, which lie beside the folder of drawings."""
    return drawing.parent.parent / f"{drawing.stem}.csv"


def test_make_site_leaves_a_home_page_and_a_page_and_a_note_for_every_default_region(
    site: Path, notes: Notes
) -> None:
    assert (site / "index.html").is_file()
    missing = [
        name
        for slug, panel in notes
        for name in (f"{slug}/index.html", f"{slug}/{panel}/index.html", f"{slug}/{panel}/annex.html")
        if not (site / "regions" / name).is_file()
    ]
    assert missing == []


def test_every_note_has_its_figures_each_with_an_alternative_text_of_its_own_and_a_csv(
    site: Path, notes: Notes, page: Callable[[Path], BeautifulSoup]
) -> None:
    told: list[str] = []
    for slug, panel in notes:
        folder = site / "regions" / slug / panel
        images = page(folder / "index.html").select("main img")
        assert len(images) >= 3, f"{slug}/{panel} has {len(images)} figures"
        for image in images:
            picture = folder / str(image["src"])
            whole = picture.parent.parent / picture.name
            assert whole.stat().st_size > 5_000, f"{whole} is empty"
            assert picture.stat().st_size > 2_500, f"{picture} is empty"  # one bar is little without words
            assert data_of(picture).is_file()
            told.append(str(image["alt"]))
    assert all(len(text) > 40 for text in told)
    assert len(set(told)) == len(told)


def test_the_ledger_of_every_note_has_a_row_for_each_number_with_its_source(site: Path, notes: Notes) -> None:
    for slug, panel in notes:
        with (site / "regions" / slug / panel / "figures.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) > 20, f"{slug}/{panel} tells {len(rows)} numbers"
        measured = [row for row in rows if row["indicator"] and row["value"]]
        assert all(row["source"] and row["vintage"] and row["status"] for row in measured)


def test_every_indicator_of_the_compact_has_a_figure_or_a_status_for_every_region(
    site: Path, notes: Notes
) -> None:
    with (site / "regions" / "comparison.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert all(row["status"] for row in rows)
    told = {(row["region"].lower(), row["gcr_code"]) for row in rows if row["gcr_code"]}
    asked = {
        (slug, measure.gcr_code)
        for slug, panel in notes
        for measure in indicators().values()
        if measure.panel == panel and measure.gcr_code
    }
    assert told == asked


def test_every_indicator_of_the_compact_has_a_page_with_every_region_and_its_data(
    site: Path, notes: Notes, page: Callable[[Path], BeautifulSoup]
) -> None:
    for declared in compact().values():
        folder = site / "indicators" / declared.slug
        soup, panel = page(folder / "index.html"), indicators()[declared.main].panel
        lines = soup.select("#regions-table tbody tr:not(.gcr-group)")
        assert len(lines) == sum(1 for _, own in notes if own == panel)
        with (folder / "measures.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {row["gcr_code"] for row in rows} == {declared.code}
        assert all(row["status"] for row in rows)
        for image in soup.select("main img"):
            assert len(str(image["alt"])) > 40
            assert data_of(folder / str(image["src"])).is_file()


def test_the_gallery_shows_every_figure_of_every_note_and_loads_it_when_it_is_looked_at(
    site: Path, notes: Notes, page: Callable[[Path], BeautifulSoup]
) -> None:
    shown: set[Path] = set()
    for panel in {own for _, own in notes}:
        images = page(site / "gallery" / f"{panel}.html").select("main img")
        assert {str(image["loading"]) for image in images} == {"lazy"}
        shown |= {(site / "gallery" / str(image["src"])).resolve() for image in images}
    drawn = {
        (site / "regions" / slug / panel / str(image["src"])).resolve()
        for slug, panel in notes
        for image in page(site / "regions" / slug / panel / "index.html").select("main img")
    }
    assert drawn <= shown
    assert all(data_of(picture).is_file() for picture in shown)


def test_every_region_has_its_indicators_at_a_glance_with_a_status_in_words(
    site: Path, notes: Notes, page: Callable[[Path], BeautifulSoup]
) -> None:
    for slug in {slug for slug, _ in notes}:
        lines = page(site / "regions" / slug / "index.html").select(".gcr-glance tbody tr")
        assert len(lines) >= 30, slug
        for line in lines:
            *_, status, trend = (cell.get_text(" ", strip=True) for cell in line.select("td"))
            assert status and trend, f"{slug}: {line.th}"


def test_no_page_is_too_heavy_for_a_slow_line(site: Path) -> None:
    heavy = {
        str(path.relative_to(site)): path.stat().st_size
        for path in site.rglob("*.html")
        if path.name != "annex.html" and path.stat().st_size > 600_000
    }
    assert heavy == {}


def test_no_link_of_the_site_is_broken(site: Path, links: dict[Path, Links]) -> None:
    broken = set()
    for path, own in links.items():
        for target in own.hrefs | own.loads:
            if target.startswith(("http:", "https:", "mailto:", "data:", "javascript:")):
                continue
            name, _, anchor = target.partition("#")
            name = name.partition("?")[0]
            there = (
                (site / name.lstrip("/") if name.startswith("/") else path.parent / name) if name else path
            )
            there = there / "index.html" if there.is_dir() else there
            there = there.resolve()
            if not there.is_file() or (
                anchor and there in links and unquote(anchor) not in links[there].anchors
            ):
                broken.add(f"{path.relative_to(site)} → {target}")
    assert broken == set()


def test_no_page_loads_anything_from_elsewhere(links: dict[Path, Links]) -> None:
    loaded = {address for own in links.values() for address in own.loads}
    assert {address for address in loaded if address.startswith(("http:", "https:", "//"))} == set()


def test_no_page_shows_a_missing_value_as_python_writes_it(
    site: Path, page: Callable[[Path], BeautifulSoup]
) -> None:
    unwritten = re.compile(r"\b(nan|NaN|None(?! (?:of|is|are|was|reported)\b))\b|<NA>|\{\{|\}\}")
    odd = {
        f"{path.parent.parent.name}/{path.parent.name}: {found.group()}"
        for path in site.rglob("index.html")
        if (main := page(path).find("main"))
        for found in unwritten.finditer(main.get_text(" "))
    }
    assert odd == set()


def test_make_test_checks_style_types_layers_tests_and_notebooks(clone: Path) -> None:
    said = make(clone, "--dry-run", "test")
    for command in ("ruff check", "ruff format --check", "pyright", "lint-imports", "pytest -n", "--nbval"):
        assert command in said
    assert "--nbval-lax" not in said


def test_both_commands_set_up_the_environment_first() -> None:
    said = subprocess.run(
        ["make", "--dry-run", "VENV=nowhere", "site", "test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.index("-m venv nowhere") < said.index("nowhere/bin/gcr site")
    assert said.count("--require-hashes -r requirements.lock") == 1
