"""The embedded publisher: smalldocs, spared the text of pages that it rendered before, with light pages."""

import json
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

import smalldocs
import yaml
from smalldocs.config import PAGE_EXTS, Project, as_list, glob_regex
from smalldocs.layout import SiteNav
from smalldocs.site import ASSETS, Page, Site

from gcr_analysis.framework.languages import ENGLISH, language
from gcr_analysis.publishing.direction import in_language
from gcr_analysis.publishing.kept import Kept
from gcr_analysis.publishing.light import from_root, lighten

_LINKS, _PAGE = "links.json", "page.json"
_IN_LANGUAGE = ("format.html.dir is ignored", "format.html.language is ignored")
"""What smalldocs says of settings for Quarto, in whose place `in_language` stands."""
_ONLY_FOR_RENDERING = ("link", "meta", "symbols", "_ids")


class KeepingSite(Site):
    """A site that renders the text of a page when the text, its settings or where its links lead has changed.

    What stands around the text (head, navigation, footer) and all other files are made each time.

    Parameters
    ----------
    project
        The project: see `as_quarto_reads`.
    into
        Folder of the site.
    kept
        What earlier publishings rendered.
    """

    def __init__(self, project: Project, into: Path, kept: Kept) -> None:
        super().__init__(project, quiet=True)
        self.out = into
        self._kept = kept
        self._links: list[str] = []
        self._rendered: dict[PurePosixPath, _Rendered] = {}

    def render_page(self, page: Page) -> None:
        """Render the text of a page, or take it as it was rendered."""
        told = repr((smalldocs.__version__, str(page.src), page.front, page.meta, page.body, self.symbols))
        found = self._kept.files("links", told, make=lambda: {_LINKS: _in_json(self._now(page).links)})
        # Asked each time, since the answers name files to copy and links that lead nowhere.
        leads = [self.resolve(href, page) for href in json.loads(found[_LINKS])]
        made = self._kept.files("page", told, leads, make=lambda: self._now(page).files())
        if made:
            rendered = json.loads(made[_PAGE])
            page.html, page.env = rendered["html"], rendered["env"] | {"meta": page.meta}
            for warning in rendered["warnings"]:
                self.warn(warning)
        elif page.src not in self._rendered:
            super().render_page(page)

    def resolve(self, href: str, page: Page | None, record: bool = True) -> str:
        """Return the link to write in the HTML, and remember that it was asked for."""
        self._links.append(href)
        return super().resolve(href, page, record)

    def walk(self) -> list[Path]:
        """List the files that can be pages: no pattern has to be tried on any other."""
        found = []
        for name, folders, files in os.walk(self.root):
            folder = Path(name)
            folders[:] = sorted(each for each in folders if not self.ignored(folder / each))
            paths = [folder / each for each in sorted(files) if each.endswith(PAGE_EXTS)]
            found += [path for path in paths if not self.ignored(path)]
        return found

    def copy_resources(self) -> None:
        """Copy what pages link to and what the project names, with each pattern read once.

        smalldocs reads every pattern again for every file.
        """
        named = [str(pattern).lstrip("/") for pattern in as_list(self.project.project.pop("resources", None))]
        anywhere = [pattern if "/" in pattern or pattern == "**" else f"**/{pattern}" for pattern in named]
        patterns = [glob_regex(each) for name in anywhere for each in (name, name.rstrip("/") + "/**")]
        paths = (file.relative_to(self.root).as_posix() for file in self.walk_all())
        self.resources |= {
            PurePosixPath(path) for path in paths if any(pattern.match(path) for pattern in patterns)
        }
        super().copy_resources()

    def copy_assets(self, nav: SiteNav) -> None:
        """Write the one style sheet and the script of all pages, which have just been written."""
        in_language(self.out)
        own = as_list(self.project.html_options().get("css"))
        styles = [(theme.src, f"site_libs/{theme.href}") for theme in self.theme_files()]
        styles += [(ASSETS / "smalldocs.css", "site_libs/smalldocs.css")]
        styles += [(self.root / name, name) for name in own]
        favicon = self.project.website.get("favicon")
        self.resources |= {PurePosixPath(name) for name in (*own, favicon) if name}
        pages = [self.out / page.out for page in self.pages.values()]
        lighten(self.out, pages, styles, sorted(self.root.glob("theme/**/*.js")), self._kept)
        if (lost := self.out / "404.html").is_file():
            # It is shown at any address that leads nowhere, so its links begin at the root, as Quarto's do.
            root = urlsplit(str(self.project.website.get("site-url", ""))).path.rstrip("/") + "/"
            lost.write_text(from_root(lost.read_text(encoding="utf-8"), root), encoding="utf-8")

    def write_search(self) -> None:
        """Write nothing: the site has an index of its own (`gcr_analysis.publishing.search`)."""

    def _now(self, page: Page) -> "_Rendered":
        """Render a page, once."""
        if page.src not in self._rendered:
            self._links, before = [], len(self.warnings)
            super().render_page(page)
            env = {name: value for name, value in page.env.items() if name not in _ONLY_FOR_RENDERING}
            links = list(dict.fromkeys(self._links))
            self._rendered[page.src] = _Rendered(page.html, env, self.warnings[before:], links)
        return self._rendered[page.src]


@dataclass(frozen=True)
class _Rendered:
    """The text of a page, what the layout takes from it, what was said, and the links that were asked for."""

    html: str
    env: dict[str, Any]
    warnings: list[str]
    links: list[str]

    def files(self) -> dict[str, bytes]:
        """Return what is kept: nothing where something cannot be written down, such as a footnote."""
        try:
            return {_PAGE: _in_json({"html": self.html, "env": self.env, "warnings": self.warnings})}
        except TypeError:
            return {}


def _in_json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()


def as_quarto_reads(settings: Project) -> Project:
    """Add the pages that metadata files list, as Quarto does: smalldocs reads the nearer list alone.

    Settings of another language that only Quarto reads are none to be warned of.
    """
    if language() != ENGLISH:
        settings.warnings = [told for told in settings.warnings if told not in _IN_LANGUAGE]
    for name in settings.config.get("metadata-files", ()):
        file = settings.root / name
        more = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
        settings.project["render"] += more.get("project", {}).get("render", [])
    return settings
