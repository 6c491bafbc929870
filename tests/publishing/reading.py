"""What a published page says and holds, whichever publisher wrote it."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag


@dataclass(frozen=True)
class Figure:
    """A picture: its file, its alternative text, the size that is kept for it, and its caption."""

    file: str
    alternative_text: str
    size: tuple[str, str]
    caption: str


@dataclass(frozen=True)
class Table:
    """A table: its caption, and its rows of cells, each with its tag and its scope."""

    caption: str
    rows: tuple[tuple[tuple[str, str, str], ...], ...]


@dataclass(frozen=True)
class Page:
    """What a reader, a screen reader and a search engine find on a page.

    Addresses are those of files in the site, so that they can be compared wherever a publisher writes
    them; of the publisher's own files (scripts, styles) nothing is read. The language stands with its
    direction, what is foreign with its language or that of the page that it leads to; names are those that
    only a screen reader says or a pointer shows.
    """

    language: tuple[str, str]
    foreign: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    skip: tuple[tuple[str, str], ...]
    title: str
    description: str
    preview: str
    headings: tuple[tuple[int, str], ...]
    words: str
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...]
    links: tuple[tuple[str, str], ...]
    downloads: tuple[tuple[str, str], ...]
    navigation: tuple[tuple[str, str], ...]
    footer: str


def read(site: Path, address: str) -> Page:
    """Read the page at an address of a published site."""
    soup = BeautifulSoup((site / address).read_text(encoding="utf-8"), "html.parser")
    assert soup.html is not None
    assert soup.main is not None
    skip = _links(site, address, soup.select_one("a.gcr-skip"))
    for apart in soup.select("script, style, a.gcr-skip"):
        apart.decompose()
    for code in soup("pre"):
        code.string = code.get_text()  # the colours of code are each publisher's own
    described = soup.find("meta", attrs={"name": "description"})
    preview = soup.find("meta", property="og:image")
    main = soup.main
    links = _links(site, address, main)
    return Page(
        language=(str(soup.html.get("lang", "")), str(soup.html.get("dir", "ltr"))),
        foreign=tuple(
            (str(tag.get("lang") or tag["hreflang"]), _text(tag))
            for tag in soup.select("body [lang], body [hreflang]")
        ),
        names=tuple(
            str(tag.get("aria-label") or tag["title"])
            for tag in soup.select("body [aria-label], body button[title]")
        ),
        skip=tuple(skip),
        title=_text(soup.title),
        description=_flat(str(described["content"])) if described else "",
        preview=str(preview["content"]) if preview else "",
        headings=tuple((int(tag.name[1]), _text(tag)) for tag in main(re.compile("^h[1-6]$"))),
        words=_text(main),
        figures=tuple(_figure(site, address, image) for image in main("img")),
        tables=tuple(_table(table) for table in main("table")),
        links=tuple(link for link in links if not _is_file(link[1])),
        downloads=tuple(link for link in links if _is_file(link[1])),
        navigation=tuple(
            link for bar in soup.select(".navbar-brand, .navbar-nav") for link in _links(site, address, bar)
        ),
        footer=" ".join(_text(soup.footer).split()),  # the place between left and right may hold a space
    )


def _flat(text: str) -> str:
    """Text with single spaces: a line break of a page's source means nothing, a no-break space does."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def _text(tag: Tag | None) -> str:
    return _flat(tag.get_text(" ")) if tag else ""


def _place(site: Path, address: str, reference: str) -> str:
    """Where a reference leads: a file of the site, with its fragment, or an address elsewhere."""
    parts = urlsplit(reference)
    if parts.scheme:
        return reference
    here = site / address
    path = unquote(parts.path)
    if path.startswith("/"):  # from the root: the folder that the site is served in stands before it
        path = next(p for p in (path[1:], path[1:].partition("/")[2]) if (site / p).exists())
        here = site / "index.html"
    target = (here.parent / path).resolve() if path else here.resolve()
    if target.is_dir():
        target = target / "index.html"
    fragment = f"#{unquote(parts.fragment)}" if parts.fragment else ""
    return f"{target.relative_to(site.resolve()).as_posix()}{fragment}"


def _is_file(place: str) -> bool:
    parts = urlsplit(place)
    return not parts.scheme and not parts.path.endswith(".html")


def _links(site: Path, address: str, part: Tag | None) -> list[tuple[str, str]]:
    if part is None:
        return []
    own = [part] if part.name == "a" else []
    return [(_text(a), _place(site, address, str(a["href"]))) for a in [*own, *part("a", href=True)]]


def _figure(site: Path, address: str, image: Tag) -> Figure:
    figure = image.find_parent("figure")
    return Figure(
        _place(site, address, str(image["src"])),
        _flat(str(image.get("alt", ""))),
        (str(image.get("width", "")), str(image.get("height", ""))),
        _text(figure.figcaption) if figure else "",
    )


def _table(table: Tag) -> Table:
    rows = [
        tuple((cell.name, str(cell.get("scope", "")), _text(cell)) for cell in row(["th", "td"]))
        for row in table("tr")
    ]
    return Table(_text(table.caption), tuple(rows))
