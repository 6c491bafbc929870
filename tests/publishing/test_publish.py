"""The published site: links lead somewhere, pictures say what they show, nothing comes from outside."""

import json
import os
import re
import shutil
import stat
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from filelock import FileLock
from pypdf import PdfReader

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing import choose_engine, publish
from gcr_analysis.publishing.prepare import KEPT
from gcr_analysis.publishing.publish import LOCK, Report
from gcr_analysis.snapshot import sources

pytestmark = pytest.mark.site

PANEL = "host-country-burden"
AWKWARD = 'Chad <script>alert("x")</script> & *co* {{< meta title >}} [a](b) `c` $5'


@pytest.fixture(scope="module")
def published(
    write_below: Callable[[Path], Callable[..., Path]],
    own_pages: Path,
    tmp_path_factory: pytest.TempPathFactory,
    unknown_names: Callable[..., set[str]],
) -> Path:
    """A folder with outputs, project and site: published once, copied for each test.

    The world, two years and two baseline years of a platform, a country, a title full of markup.
    """
    folder = tmp_path_factory.mktemp("published")
    project = Path(shutil.copytree(own_pages, folder / "project"))
    write = write_below(folder)
    write("world", "World")
    write("mirps", "MIRPS countries", 2024)
    write("mirps", "MIRPS countries", 2025)
    write("mirps", "MIRPS countries", baseline_year=2020)
    write("own", AWKWARD, lead=AWKWARD)
    outputs = write("lbn", "Lebanon")
    reports: list[Report] = []
    names = unknown_names(lambda: reports.append(publish(outputs, folder / "_site", "embedded", project)))
    assert names == set()  # a kill at any moment leaves nothing that the next command does not know
    (report,) = reports
    assert report.notes == 6
    own = (
        len(list((project / "reports").glob("*.qmd"))) + 2
    )  # and the home page, and that of unknown addresses
    # notes, regions, indicators, gallery, since 2020, dataset, Explore
    assert report.pages == 6 * 2 + 4 + own + 16 + 2 + 4 + 1 + 1
    return folder


@pytest.fixture
def project(published: Path, project: Path) -> Path:
    """The site's own pages, with what was kept when they were first published."""
    shutil.copytree(published / "project" / KEPT, project / KEPT)
    return project


@pytest.fixture
def site(published: Path, project: Path, tmp_path: Path) -> Path:
    """A copy of the site, with the outputs and the project that it was made of beside it."""
    shutil.copytree(published / "project", project, dirs_exist_ok=True)
    shutil.copytree(published / "outputs", tmp_path / "outputs")
    return Path(shutil.copytree(published / "_site", tmp_path / "_site"))


def pages(site: Path) -> dict[Path, BeautifulSoup]:
    """The pages of a site, without those of single figures, which stand beside their drawings."""
    found = [path for path in site.rglob("*.html") if not path.with_suffix(".svg").is_file()]
    return {path: parsed(path.read_text(encoding="utf-8")) for path in found}


@cache
def parsed(page: str) -> BeautifulSoup:
    """A page that no test changes, read once."""
    return BeautifulSoup(page, "html.parser")


def references(page: BeautifulSoup) -> list[tuple[str, str]]:
    return [(tag.name, tag[name]) for name in ("href", "src") for tag in page.find_all(attrs={name: True})]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_every_address_that_the_design_promises_is_there(site: Path) -> None:
    for address in (
        "index.html",
        "regions/mirps/index.html",
        f"regions/mirps/{PANEL}/index.html",
        f"regions/mirps/{PANEL}/annex.html",
        f"regions/mirps/{PANEL}/figures.csv",
        f"regions/mirps/{PANEL}/hosted.csv",
        f"regions/mirps/{PANEL}/2024/index.html",
        f"regions/mirps/{PANEL}/since-2020/index.html",
        f"regions/mirps/{PANEL}/since-2020/note.pdf",
        "regions/mirps/since-2020/index.html",
        "regions/mirps/since-2020/data.zip",
        "regions/since-2020/index.html",
        "regions/since-2020/comparison.xlsx",
        "regions/since-2020/support.html",
        "reports/comparison.html",
        "reports/methods.html",
        "reports/validation.html",
        f"regions/mirps/{PANEL}/note.pdf",
        f"regions/mirps/{PANEL}/note.docx",
        f"regions/mirps/{PANEL}/2024/note.pdf",
        "regions/mirps/background-paper.pdf",
        "regions/mirps/background-paper.docx",
        "regions/mirps/data.zip",
        "regions/comparison.csv",
        "regions/comparison.xlsx",
        "regions/comparison.parquet",
        "dataset/index.html",
        "dataset/figures.parquet",
        "dataset/figures.csv.gz",
        "dataset/datapackage.json",
        "explore/index.html",
        "explore/measures.json",
        "explore/places.json",
        "explore/world.json",
        "explore/data/refugees_hosted.json",
        "explore/vega.js",
        "explore/vega-licences.txt",
        "theme/explore/main.js",
        "reports/data.html",
        "reports/support.html",
        "reports/timeline.html",
        "reports/pledges.html",
        "reports/initiatives.html",
        "reports/covid.html",
        "reports/releases.html",
        "regions/releases.csv",
        "reports/glossary.html",
        "reports/rerun.html",
        "reports/how-to-read-a-figure.html",
        "reports/your-own-region.html",
        "regions/how-to-read-a-figure-1.png",
        "regions/feed.xml",
        "indicators/index.html",
        "indicators/2-1-1/index.html",
        "indicators/2-1-1/measures.csv",
        "gallery/index.html",
        f"gallery/{PANEL}.html",
        "reports/cite.html",
    ):
        assert (site / address).is_file(), address


def led_to(site: Path, page: Path, reference: str) -> Path:
    """Where a reference leads: it begins at the root on the page that is shown at unknown addresses alone."""
    if page == site / "404.html":
        assert reference.startswith("/"), reference
        return (site / reference[1:]).resolve()
    return (page.parent / reference).resolve()


def test_every_link_leads_to_a_file_and_to_a_place_in_it(site: Path) -> None:
    found = pages(site)
    for path, page in found.items():
        for _, reference in references(page):
            parts = urlsplit(reference)
            if parts.scheme or not (parts.path or parts.fragment):
                continue
            target = led_to(site, path, unquote(parts.path)) if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{path}: {reference}"
            if parts.fragment and target in found:
                assert found[target].find(id=unquote(parts.fragment)) is not None, f"{path}: {reference}"


def test_the_foot_of_every_page_names_the_release_and_leads_to_what_it_changed(site: Path) -> None:
    label = sources()["unhcr-population"].vintage_label
    for path, page in pages(site).items():
        foot = page.find("footer")
        assert foot is not None, path
        assert f"Figures on people: UNHCR, {label}." in foot.get_text(), path
        (link,) = foot.find_all("a")
        assert led_to(site, path, str(link["href"])) == (site / "reports/releases.html").resolve()


def test_no_page_loads_anything_from_outside_the_site(site: Path) -> None:
    for path, page in pages(site).items():
        outside = [
            (tag, ref) for tag, ref in references(page) if urlsplit(ref).scheme or ref.startswith("//")
        ]
        assert {tag for tag, _ in outside} <= {"a"}, path
    for style in site.rglob("*.css"):
        assert not re.search(r"@import|url\(\s*[\"']?(https?:)?//", style.read_text(encoding="utf-8")), style


def test_every_picture_is_a_file_and_says_what_it_shows(site: Path) -> None:
    for path, page in pages(site).items():
        for image in page.find_all("img"):
            assert len(image["alt"]) > 10, f"{path}: {image}"
            assert (path.parent / image["src"]).stat().st_size > 0
        for figure in page.find_all("figure"):
            assert figure.find("img") is not None, f"{path}: an empty figure"


def test_a_note_shows_its_figures_numbered_with_their_sources(site: Path) -> None:
    note = pages(site)[site / "regions" / "lbn" / PANEL / "index.html"]
    captions = [caption.get_text(strip=True) for caption in note.find_all("figcaption")]
    assert captions == ["Figure 1. UNHCR, end-2025 figures", "Figure 2. UNHCR, end-2025 figures"]


def test_every_page_has_a_language_one_title_one_main_part_and_a_way_past_the_navigation(site: Path) -> None:
    for path, page in pages(site).items():
        assert page.html is not None
        assert page.html["lang"] == "en-GB", path
        assert len(page.find_all("h1")) == 1, path
        assert len(page.find_all("main")) == 1, path
        assert page.find("a", class_="gcr-skip") is not None, path


def test_headings_skip_no_level(site: Path) -> None:
    for path, page in pages(site).items():
        levels = [int(heading.name[1]) for heading in page.find_all(re.compile("^h[1-6]$"))]
        steps = [after - before for before, after in pairwise(levels)]
        assert all(step <= 1 for step in steps), f"{path}: {levels}"


def test_markup_in_a_title_is_shown_and_does_nothing(site: Path) -> None:
    for address in (f"regions/own/{PANEL}/index.html", "regions/own/index.html", "index.html"):
        page = pages(site)[site / address]
        for script in page.find_all("script"):
            # What search engines read is text in JSON, which no browser runs.
            inert = script.get("type") == "application/ld+json"
            assert json.loads(script.get_text()) if inert else "alert" not in script.get_text(), address
        assert page.find("a", href="b") is None, address
        assert 'Chad <script>alert("x")</script> & *co*' in page.get_text(), address


def test_the_same_notebooks_make_the_same_site_byte_for_byte(
    site: Path, project: Path, tmp_path: Path
) -> None:
    before = contents(site)
    publish(tmp_path / "outputs", site, "embedded", project)
    assert contents(site) == before


def test_a_broken_link_stops_publishing_and_leaves_the_last_good_site(
    site: Path, project: Path, tmp_path: Path
) -> None:
    before = contents(site)
    with (project / "reports" / "cite.qmd").open("a", encoding="utf-8") as page:
        page.write("\n[gone](gone.qmd)\n")
    with pytest.raises(GcrError, match=r"broken link gone\.qmd"):
        publish(tmp_path / "outputs", site, "embedded", project)
    assert contents(site) == before
    assert not (tmp_path / "_site.gcr-new").exists()


def test_papers_link_to_the_address_that_the_site_declares(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    settings = project / "_quarto.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("website:\n", "website:\n  site-url: https://example.org/gcr\n"), "utf-8"
    )
    publish(write("lbn", "Lebanon"), tmp_path / "_site", "embedded", project)
    paper = PdfReader(tmp_path / "_site" / "regions" / "lbn" / PANEL / "note.pdf")
    links = [each.get_object()["/A"]["/URI"] for page in paper.pages for each in page.get("/Annots", ())]
    assert f"https://example.org/gcr/regions/lbn/{PANEL}/index.html" in links


def quarto(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a stand-in for Quarto first on the path."""
    program = folder / "quarto"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def test_quarto_is_used_where_it_is_installed(
    write: Callable[..., Path], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quarto(tmp_path, monkeypatch, 'echo page > "$4/index.html"')
    report = publish(write(), tmp_path / "_site", project=project)
    assert (report.engine, report.pages) == ("quarto", 1)
    assert (tmp_path / "_site" / "index.html").read_text() == "page\n"


def test_a_failing_quarto_is_reported_with_its_last_words_and_leaves_the_last_good_site(
    site: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(site)
    quarto(tmp_path, monkeypatch, 'echo half > "$4/index.html"; echo "ERROR: no such filter" >&2; exit 3')
    with pytest.raises(GcrError, match=r"^quarto render stopped with code 3: no such filter$"):
        publish(tmp_path / "outputs", site, "quarto", project)
    assert contents(site) == before


def test_a_link_that_quarto_cannot_resolve_stops_publishing_and_leaves_the_last_good_site(
    site: Path, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(site)
    script = 'echo page > "$4/index.html"; echo "WARN: Unable to resolve link target: gone.qmd" >&2'
    quarto(tmp_path, monkeypatch, script)
    with pytest.raises(GcrError, match=r"as asked: Unable to resolve link target: gone\.qmd$"):
        publish(tmp_path / "outputs", site, "quarto", project)
    assert contents(site) == before


def test_another_warning_of_quarto_is_passed_on(
    write: Callable[..., Path],
    project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    quarto(tmp_path, monkeypatch, 'echo page > "$4/index.html"; echo "WARN: An old setting" >&2')
    publish(write(), tmp_path / "_site", "quarto", project)
    assert capsys.readouterr().err == "quarto: An old setting\n"


def test_an_unknown_publisher_is_answered_with_the_known_ones() -> None:
    with pytest.raises(GcrError, match="unknown publisher 'quatro': did you mean quarto"):
        choose_engine("quatro")


def test_quarto_asked_for_and_not_there_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GcrError, match="Quarto is not installed: use --engine embedded"):
        choose_engine("quarto")
    assert choose_engine() == "embedded"


def test_a_second_publish_waits_for_the_first(
    write: Callable[..., Path], project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = write("world", "World")
    held = FileLock(project / LOCK, thread_local=False)
    held.acquire()
    with ThreadPoolExecutor() as threads:
        second = threads.submit(publish, outputs, tmp_path / "_site", "embedded", project)
        said = ""
        while not said and not second.done():
            time.sleep(
                0.05
            )  # what is written while it is read is lost, and this thread leaves the other no time
            said = capsys.readouterr().err
        assert not second.done()
        assert not (tmp_path / "_site").exists()
        held.release()
        assert second.result().notes == 1
    assert said == "another command is publishing: waiting for it\n"


def test_every_page_has_a_title_and_a_description_for_those_who_share_it(site: Path) -> None:
    for path, page in pages(site).items():
        for name in ("og:title", "og:description"):
            tag = page.find("meta", property=name)
            assert tag is not None, f"{path}: no {name}"
            assert tag["content"].strip(), f"{path}: {name}"


def test_a_site_that_knows_its_address_has_a_sitemap_without_times_and_preview_pictures(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    settings = project / "_quarto.yml"
    told = settings.read_text(encoding="utf-8").replace(
        "website:", "website:\n  site-url: https://example.org/gcr", 1
    )
    settings.write_text(told, encoding="utf-8")
    publish(write(), tmp_path / "_site", "embedded", project)
    sitemap = (tmp_path / "_site" / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/gcr/indicators/2-1-1/index.html" in sitemap
    assert "lastmod" not in sitemap
    note = pages(tmp_path / "_site")[tmp_path / "_site" / "regions" / "world" / PANEL / "index.html"]
    picture = note.find("meta", property="og:image")
    assert picture is not None
    assert picture["content"] == f"https://example.org/gcr/regions/world/{PANEL}/preview.png"


def test_navigation_needs_no_script_and_pictures_of_the_gallery_wait_until_they_are_looked_at(
    site: Path,
) -> None:
    found = pages(site)
    home = found[site / "index.html"]
    assert home.select(".navbar .dropdown-toggle") == []
    images = found[site / "gallery" / f"{PANEL}.html"].select("main img")
    assert len(images) == 4 * 2
    assert {image["loading"] for image in images} == {"lazy"}
