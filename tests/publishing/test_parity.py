"""Both publishers make one and the same site: what docs/architecture.md lists is all that differs."""

import re
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from reading import read

from gcr_analysis.publishing import publish

PANEL = "host-country-burden"
AWKWARD = "Chad <b>\"x\"</b> & *co* {{< meta title >}} [a](b) `c` $5 isn't 5 % – 'y'"
OWN = ("site_libs", ".nojekyll", "sitemap.xml", "robots.txt")
"""What each publisher makes in its own way: scripts and styles, what crawlers read."""


RENDERED = b'id="quarto-document-content"'
"""Stands in every page that is made of Markdown; others, such as a figure on its own, are copied."""


def addresses(site: Path) -> list[str]:
    pages = [page for page in site.rglob("*.html") if RENDERED in page.read_bytes()]
    return sorted(page.relative_to(site).as_posix() for page in pages)


def mapped(site: Path) -> list[str]:
    """The addresses in a sitemap."""
    return sorted(re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8")))


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site that is neither a rendered page nor of the publisher's own."""
    found = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    pages = {*addresses(site)}
    return {
        name: file.read_bytes()
        for name, file in found.items()
        if name not in pages and not name.startswith(OWN)
    }


@pytest.mark.site
@pytest.mark.skipif(
    shutil.which("quarto") is None,
    reason="Quarto is not installed: its site is not compared with that of the embedded publisher",
)
def test_a_page_of_every_kind_reads_the_same_from_both_publishers(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    settings = project / "_quarto.yml"
    told = settings.read_text(encoding="utf-8").replace(
        "website:", "website:\n  site-url: https://example.org/gcr", 1
    )
    settings.write_text(told, encoding="utf-8")  # preview pictures need an address
    write("mirps", "MIRPS countries", 2024)
    write("mirps", "MIRPS countries", 2025)
    write("mirps", "MIRPS countries", baseline_year=2020)
    write("own", AWKWARD, lead=AWKWARD)
    outputs = write("world", "World")
    sites = {engine: tmp_path / engine for engine in ("quarto", "embedded")}
    for engine, site in sites.items():
        assert publish(outputs, site, engine, project).engine == engine

    pages = addresses(sites["quarto"])
    assert pages == addresses(sites["embedded"])
    kinds = (
        f"regions/own/{PANEL}/annex",
        "regions/mirps/index",
        "regions/since-2020/support",
        "indicators/2-1-1/index",
    )
    assert {f"{kind}.html" for kind in kinds} < {*pages}
    assert "indicators/1-1-1/series.html" in files(sites["quarto"])
    differences = []
    for address in pages:
        said = {engine: asdict(read(site, address)) for engine, site in sites.items()}
        assert said["quarto"]["words"], address
        assert said["quarto"]["skip"] == (("Skip to the text", f"{address}#quarto-document-content"),)
        differences += [
            (address, part, text, said["embedded"][part])
            for part, text in said["quarto"].items()
            if text != said["embedded"][part]
        ]
    assert differences == []
    assert mapped(sites["quarto"]) == mapped(sites["embedded"])
    assert files(sites["quarto"]) == files(sites["embedded"])
