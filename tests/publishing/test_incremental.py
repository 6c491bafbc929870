"""Publishing what changed leaves the same bytes as publishing all of it for the first time."""

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from smalldocs.site import Page, Site

from gcr_analysis.errors import GcrError
from gcr_analysis.publishing import note_page, publish
from gcr_analysis.publishing.note_page import NotePage
from gcr_analysis.publishing.prepare import KEPT

pytestmark = pytest.mark.site

PANEL = "host-country-burden"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def pages_of(names: Iterable[str]) -> list[str]:
    """Pages, without those of single figures, which stand beside their drawings."""
    there = set(names)
    return [name for name in there if name.endswith(".html") and f"{name[:-5]}.svg" not in there]


class Worked:
    """The notes that were prepared and the pages that were rendered."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.notes: list[str] = []
        self.pages: list[str] = []
        made, rendered = note_page.made_note, Site.render_page

        def make(asked: NotePage, *others: Any) -> Mapping[str, bytes]:
            self.notes.append(asked.published.slug)
            return made(asked, *others)

        def render(site: Site, page: Page) -> None:
            self.pages.append(str(page.src))
            rendered(site, page)

        monkeypatch.setattr(note_page, "made_note", make)
        monkeypatch.setattr(Site, "render_page", render)

    def again(self, *arguments: Any) -> tuple[list[str], list[str]]:
        """Publish, and return what was done."""
        self.notes.clear()
        self.pages.clear()
        publish(*arguments)
        return sorted(self.notes), sorted(self.pages)


def test_only_what_changed_is_prepared_and_rendered_and_the_bytes_are_those_of_a_first_publishing(
    write: Callable[..., Path], project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked, site = Worked(monkeypatch), tmp_path / "_site"
    fresh = shutil.copytree(project, tmp_path / "fresh")
    for slug in ("world", "mirps"):
        write(slug, slug.upper())
    outputs = write("lbn", "Lebanon")
    notes, pages = worked.again(outputs, site, "embedded", project)
    assert notes == ["lbn", "mirps", "world"]
    assert len(pages) == len(set(pages)) == len(pages_of(contents(site)))

    assert worked.again(outputs, site, "embedded", project) == ([], [])

    write("lbn", "Lebanon", lead="Lebanon hosts more than before.")
    notes, pages = worked.again(outputs, site, "embedded", project)
    assert notes == ["lbn"]
    assert f"regions/lbn/{PANEL}/index.qmd" in pages
    assert not [page for page in pages if page.startswith(("regions/world", "regions/mirps", "reports/me"))]

    shutil.rmtree(outputs / "mirps")
    write("tcd", "Chad")
    write("lbn", "Lebanon", 2024)
    assert worked.again(outputs, site, "embedded", project)[0] == ["lbn", "tcd"]
    assert not [name for name in contents(site) if "mirps" in name]
    publish(outputs, tmp_path / "fresh_site", "embedded", fresh)
    assert contents(site) == contents(tmp_path / "fresh_site")


@pytest.mark.long
def test_what_is_kept_and_damaged_is_made_again_and_settings_and_style_are_new_each_time(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    outputs, site = write(), tmp_path / "_site"
    publish(outputs, site, "embedded", project)
    first = contents(site)

    for file in (project / KEPT).iterdir():
        file.write_bytes(file.read_bytes()[:-1])
    publish(outputs, site, "embedded", project)
    assert contents(site) == first

    settings = project / "_quarto.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("Words and code are", "Words, code and data are"), encoding="utf-8")
    with (project / "theme" / "site.css").open("a", encoding="utf-8") as style:
        style.write("\nbody { color: black; }\n")
    publish(outputs, site, "embedded", project)
    styled = contents(site)
    assert styled != first
    shutil.rmtree(project / KEPT)
    publish(outputs, site, "embedded", project)
    assert contents(site) == styled


def test_a_kept_page_whose_link_leads_nowhere_any_more_stops_publishing(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    outputs, site = write(), tmp_path / "_site"
    publish(outputs, site, "embedded", project)
    before = contents(site)
    (project / "reports" / "glossary.qmd").unlink()
    with pytest.raises(GcrError, match=r"broken link .*glossary\.qmd"):
        publish(outputs, site, "embedded", project)
    assert contents(site) == before


def test_a_page_that_is_refused_is_refused_each_time(
    write: Callable[..., Path], project: Path, tmp_path: Path
) -> None:
    outputs = write()
    with (project / "reports" / "cite.qmd").open("a", encoding="utf-8") as page:
        page.write("\n```{python}\n1 + 1\n```\n")
    for _ in range(2):
        with pytest.raises(GcrError, match="cite"):
            publish(outputs, tmp_path / "_site", "embedded", project)


@pytest.mark.long
def test_a_footnote_is_the_same_each_time(write: Callable[..., Path], project: Path, tmp_path: Path) -> None:
    outputs, site = write(), tmp_path / "_site"
    with (project / "reports" / "cite.qmd").open("a", encoding="utf-8") as page:
        page.write("\nA claim.[^1]\n\n[^1]: Its ground.\n")
    made = []
    for _ in range(2):
        publish(outputs, site, "embedded", project)
        made.append(contents(site))
    assert made[0] == made[1]
    assert b"Its ground" in made[0]["reports/cite.html"]
