"""Pages fit the screen, however narrow or enlarged, and weigh little."""

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from gcr_analysis.framework import panels

pytestmark = pytest.mark.browser

MOST = 200_000
TEXT = {".html", ".css", ".js", ".json", ".svg"}
OVERHANG = """() => {
  const {clientWidth, scrollWidth} = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter(box => box.getBoundingClientRect().right > clientWidth + 1)
    .map(box => `${scrollWidth} px: ${box.tagName}.${box.className}`);
}"""
# A drawing's own margin may lie outside; nothing else, but for what stands in a box that scrolls.
CUT_OFF = """() => [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, summary), header a")]
  .filter(box => !box.closest(".gcr-scroll, .gcr-skip") && box.checkVisibility())
  .filter(box => !box.querySelector(":scope > img"))
  .filter(box => {
    const {left, right} = box.getBoundingClientRect();
    return left < 0 || right > document.documentElement.clientWidth + 1;
  })
  .map(box => `${box.tagName}: ${box.textContent.trim().slice(0, 40)}`)"""
SMALL = """() => [...document.querySelectorAll("body *")]
  .filter(box => [...box.childNodes].some(part => part.nodeType === 3 && part.textContent.trim()))
  .filter(box => box.checkVisibility())
  .filter(box => parseFloat(getComputedStyle(box).fontSize) < 12)
  .map(box => `${box.tagName}, ${getComputedStyle(box).fontSize}: ${box.textContent.trim().slice(0, 40)}`)"""


def test_no_sideways_scrolling(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, 320)
    for width in (320, 390, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(OVERHANG) == [], f"{width} px"
        assert page.evaluate(CUT_OFF) == [], f"{width} px"


def test_no_sideways_scrolling_at_twice_the_size(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, 640, 400, device_scale_factor=2)  # a screen of 1280 px, enlarged to 200 %
    assert page.evaluate(OVERHANG) == []
    assert page.evaluate(CUT_OFF) == []


def test_a_page_and_what_it_loads_at_once_weigh_little(
    visit: Callable[..., Any], served: str, site: Path, address: str
) -> None:
    page = visit(
        "reports/cite.html"
    )  # a page of the site, so that the next one can be watched from its start
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    page.goto(served + address, wait_until="load")
    lazy = page.locator("img[loading=lazy]").evaluate_all(
        "pictures => pictures.map(p => new URL(p.src).pathname)"
    )
    at_once = {path for path in asked if path not in lazy and not path.startswith("/favicon")}
    sizes = {path: sent(site / unquote(path).lstrip("/")) for path in at_once}
    assert any(path.endswith(".css") for path in sizes)
    assert sum(sizes.values()) <= MOST, sizes


BELOW = """() => [...document.images].filter(image => image.getBoundingClientRect().top >= innerHeight)
  .map(image => image.currentSrc)"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_view_of_a_note_is_light(visit: Callable[..., Any], served: str, width: int) -> None:
    page = visit("reports/cite.html", width)
    page.context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    for place in ("world", "mirps", "tcd"):
        for panel in panels():
            sizes: dict[str, int] = {}
            watch = partial(note_size, sizes)
            page.on("response", watch)
            page.goto(f"{served}regions/{place}/{panel}/index.html", wait_until="load")
            page.remove_listener("response", watch)
            below = set(page.evaluate(BELOW))
            first = {url: size for url, size in sizes.items() if url not in below}
            assert sum(first.values()) < 200_000, first
            assert len(first) <= 12, first


def note_size(sizes: dict[str, int], answer: Any) -> None:
    """Keep the size of a file as it lies on the disk: the server of the tests compresses nothing."""
    sizes[answer.url] = int(answer.headers["content-length"])


def sent(file: Path) -> int:
    """Bytes of a file as web servers send it: text is compressed."""
    content = file.read_bytes()
    return len(gzip.compress(content) if file.suffix in TEXT else content)


def test_no_letter_on_a_phone_is_under_twelve_pixels(visit: Callable[..., Any], address: str) -> None:
    assert visit(address, 390).evaluate(SMALL) == []


def test_home_shows_all_objectives_of_a_region_on_a_phone(visit: Callable[..., Any]) -> None:
    tables = visit("index.html", 390).locator(".gcr-find")
    hidden = tables.evaluate_all("boxes => boxes.map(box => box.scrollWidth - box.clientWidth)")
    assert hidden
    assert max(hidden) <= 0


# The letters of the typeface have room above and below, which may reach into the line beside.
OVERLAPPING = """() => [...document.querySelectorAll(".gcr-carded tr")].flatMap(row => {
  const boxes = [...row.children].filter(part => part.checkVisibility()).map(part => {
    const range = document.createRange();
    range.selectNodeContents(part);
    const {left, right, top, bottom} = (part.querySelector("svg") ?? range).getBoundingClientRect();
    const room = (bottom - top) / 3;
    return {name: part.textContent.trim() || "series", left, right, top: top + room, bottom: bottom - room};
  });
  return boxes.flatMap((one, n) => boxes.slice(n + 1).filter(other =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1,
  ).map(other => `${one.name} over ${other.name}`));
})"""


@pytest.mark.parametrize("place", ["mirps", "tcd", "lbn", "bureau-southern-africa"])
def test_parts_of_a_card_lie_apart(visit: Callable[..., Any], place: str) -> None:
    page = visit(f"regions/{place}/index.html", 390)
    for width in (320, 390, 700):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(OVERLAPPING) == [], f"{width} px"
