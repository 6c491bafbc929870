"""Both publishers make one and the same site: what docs/architecture.md lists is all that differs."""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest
from reading import read

from gcr_analysis.framework.languages import ENGLISH, languages
from gcr_analysis.publishing import publish
from gcr_analysis.running import plan_runs, run

PANEL = "host-country-burden"
AWKWARD = "Chad <b>\"x\"</b> & *co* {{< meta title >}} [a](b) `c` $5 isn't 5 % – 'y'"
OWN = ("site_libs", ".nojekyll", "sitemap.xml", "robots.txt")
"""What each publisher makes in its own way: scripts and styles, what crawlers read."""
OTHERS = [code for code in languages() if code != ENGLISH]

RENDERED = b'id="quarto-document-content"'
"""Stands in every page that is made of Markdown; others, such as a figure on its own, are copied."""


def addresses(site: Path) -> list[str]:
    pages = [page for page in site.rglob("*.html") if RENDERED in page.read_bytes()]
    return sorted(page.relative_to(site).as_posix() for page in pages)


def mapped(site: Path) -> dict[str, list[str]]:
    """The addresses in the sitemap of each language."""
    maps = {each.relative_to(site).as_posix(): each for each in site.rglob("sitemap.xml")}
    return {
        name: sorted(re.findall("<loc>(.*?)</loc>", each.read_text(encoding="utf-8")))
        for name, each in maps.items()
    }


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site that is neither a rendered page nor of the publisher's own."""
    found = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    pages = {*addresses(site)}
    return {
        name: file.read_bytes()
        for name, file in found.items()
        if name not in pages and not name.removeprefix(f"{folder_of(name)}/").startswith(OWN)
    }


def folder_of(address: str) -> str:
    """The folder of the language of an address; nothing for English."""
    folder = address.partition("/")[0]
    return folder if folder in OTHERS else ""


@pytest.fixture
def published(project: Path, tmp_path: Path) -> Callable[..., dict[str, Path]]:
    """Publish notes by both publishers; return their sites. Preview pictures need an address."""
    settings = project / "_quarto.yml"
    told = settings.read_text(encoding="utf-8").replace(
        "website:", "website:\n  site-url: https://example.org/gcr", 1
    )
    settings.write_text(told, encoding="utf-8")

    def published(outputs: Path, languages: Sequence[str] = ()) -> dict[str, Path]:
        sites = {engine: tmp_path / engine for engine in ("quarto", "embedded")}
        for engine, site in sites.items():
            assert publish(outputs, site, engine, project, languages=languages).engine == engine
        return sites

    return published


def require_equal(sites: dict[str, Path]) -> None:
    """Demand that both sites have the same pages, which read the same, and the same files beside them."""
    pages = addresses(sites["quarto"])
    assert pages == addresses(sites["embedded"])
    differences = []
    for address in pages:
        said = {engine: asdict(read(site, address)) for engine, site in sites.items()}
        assert said["quarto"]["words"], address
        assert [place for _, place in said["quarto"]["skip"]] == [f"{address}#quarto-document-content"]
        differences += [
            (address, part, text, said["embedded"][part])
            for part, text in said["quarto"].items()
            if text != said["embedded"][part]
        ]
    assert differences == []
    assert mapped(sites["quarto"]) == mapped(sites["embedded"])
    assert files(sites["quarto"]) == files(sites["embedded"])


@pytest.mark.site
@pytest.mark.quarto
def test_a_page_of_every_kind_reads_the_same_from_both_publishers(
    write: Callable[..., Path], published: Callable[..., dict[str, Path]]
) -> None:
    write("mirps", "MIRPS countries", 2024)
    write("mirps", "MIRPS countries", 2025)
    write("mirps", "MIRPS countries", baseline_year=2020)
    write("own", AWKWARD, lead=AWKWARD)
    sites = published(write("world", "World"))
    kinds = (
        f"regions/own/{PANEL}/annex",
        "regions/mirps/index",
        "regions/since-2020/support",
        "indicators/2-1-1/index",
    )
    assert {f"{kind}.html" for kind in kinds} < {*addresses(sites["quarto"])}
    assert "indicators/1-1-1/series.html" in files(sites["quarto"])
    require_equal(sites)


@pytest.mark.site
@pytest.mark.quarto
def test_each_language_reads_the_same_from_both_publishers(
    published: Callable[..., dict[str, Path]], tmp_path: Path
) -> None:
    (done,) = run(plan_runs([PANEL], ["LBN"]), tmp_path / "outputs", quiet=True)
    assert done.state == "done"
    sites = published(tmp_path / "outputs", OTHERS)
    pages = addresses(sites["quarto"])
    for code in OTHERS:
        own = ["index.html", "regions/lbn/index.html", f"regions/lbn/{PANEL}/index.html"]
        assert {f"{code}/{page}" for page in own} < {*pages}
        assert f"{code}/search/{code}.json" in files(sites["quarto"])
    for address in pages:
        page = read(sites["quarto"], address)
        assert page.language[0] == (folder_of(address) or "en-GB"), address
    require_equal(sites)
