"""Any place is found: by typing, by the keyboard alone, by its letter without scripts, by a wrong address."""

import json
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytestmark = pytest.mark.browser

NOTE = "regions/tcd/third-country-solutions/index.html"
SMALL = """() => [...document.querySelectorAll("a, button, summary, input, select, textarea")]
  .filter(box => box.checkVisibility())
  .filter(box => box.matches(".gcr-letters a, #gcr-search a")
    || !box.matches("main :is(p, li, dd, td, th, figcaption) a, .gcr-skip"))
  .map(box => [box, (box.matches("[type=radio]") ? box.closest("label") : box).getBoundingClientRect()])
  .filter(([box, {width, height}]) => width && (width < 24 || height < 24))
  .map(([box, {width, height}]) => `${box.outerHTML.slice(0, 90)}: ${width} x ${height}`)"""
EQUAL = """() => {
  const named = new Map();
  for (const link of document.querySelectorAll("main .gcr-letters a, main .gcr-find a, header a")) {
    const name = link.getAttribute("aria-label") ?? link.textContent.trim();
    named.set(name, (named.get(name) ?? new Set()).add(link.href));
  }
  return [...named].filter(([, links]) => links.size > 1).map(([name]) => name);
}"""


def field(page: Any, width: int) -> Any:
    opener = page.get_by_role("button", name="Search")
    if opener.is_visible():
        opener.click()
    return page.get_by_role("searchbox")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
@pytest.mark.parametrize("start", ["index.html", "reports/cite.html"])
def test_two_taps_to_a_note_by_search(visit: Callable[..., Any], width: int, start: str) -> None:
    page = visit(start, width)
    field(page, width).press_sequentially("chad resettlement")
    first = page.locator("#gcr-search li a").first
    first.wait_for()
    assert page.get_by_role("status").inner_text()
    box = first.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    first.click()
    page.wait_for_url(f"**/{NOTE}")


@pytest.mark.parametrize("scripts", [True, False])
def test_two_taps_to_a_note_by_its_letter(visit: Callable[..., Any], scripts: bool) -> None:
    page = visit("index.html", 390, 844, java_script_enabled=scripts)
    letter = page.locator("summary", has_text="C").and_(page.get_by_text("C", exact=True))
    assert letter.bounding_box()["y"] < 2 * 844
    letter.click()
    page.get_by_role("link", name="Chad: Third-country solutions").first.click()
    page.wait_for_url(f"**/{NOTE}")


def test_the_keyboard_alone_is_enough(visit: Callable[..., Any]) -> None:
    page = visit("reports/cite.html")
    page.get_by_role("searchbox").wait_for()
    page.keyboard.press("/")
    focused = partial(page.evaluate, "document.activeElement.tagName + document.activeElement.textContent")
    assert focused() == "INPUT"
    page.keyboard.type("Tchad")
    page.locator("#gcr-search li a").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert focused().startswith("AChad")
    page.keyboard.press("ArrowUp")
    assert focused() == "INPUT"
    page.keyboard.press("ArrowUp")
    assert focused().startswith("A")
    page.keyboard.press("Escape")
    assert focused() == "INPUT"
    assert page.locator("#gcr-search li").count() == 0
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Lebannon")
    page.keyboard.press("Escape")
    assert page.get_by_role("searchbox").input_value() == ""
    page.keyboard.type("tcd")
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/tcd/index.html")


def test_what_is_found_is_said_and_nothing_found_too(visit: Callable[..., Any]) -> None:
    page = visit("index.html")
    page.get_by_role("searchbox").fill("xyzzy")
    page.get_by_text("Nothing is called “xyzzy” here").wait_for()
    page.get_by_role("searchbox").fill("<b>Chad</b>")
    page.locator("#gcr-search li a").first.wait_for()
    assert page.locator("#gcr-search b").count() == 0


def test_the_index_is_loaded_when_the_field_is_used(visit: Callable[..., Any]) -> None:
    page = visit("reports/cite.html")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.get_by_role("searchbox").focus()
    page.wait_for_timeout(500)
    assert [url.rpartition("/")[2] for url in sorted(asked)] == ["en.json", "match.js"]


@pytest.mark.parametrize("answer", ["", '{"entries": [[0,"Cha', "gone"])
def test_a_missing_or_torn_index_is_a_sentence(browser: Any, served: str, answer: str) -> None:
    page = browser.new_page()
    page.route(
        "**/search/en.json", lambda route: route.fulfill(status=404 if answer == "gone" else 200, body=answer)
    )
    page.goto(served + "index.html")
    page.get_by_role("searchbox").fill("Chad")
    page.get_by_text("The search could not be loaded.").wait_for()
    page.close()


def test_opened_as_a_file_the_page_says_what_does_not_work(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_text("The search works where this site is opened from a web address").wait_for()
    assert not page.locator("#gcr-search").is_visible()
    page.close()


@pytest.fixture
def strict(site: Path) -> Any:
    """Address of a server that answers an unknown address with the site's own page."""

    class Strict(SimpleHTTPRequestHandler):
        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            content = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing of each request."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.mark.parametrize(
    ("wrong", "guess"),
    [
        ("regions/TCD/resettlement/", NOTE),
        ("regions/tchad/index.html", "regions/tcd/index.html"),
        ("countries/chad.html?year=1066", "regions/tcd/index.html"),
        ("indicators/2.1.2/", "indicators/2-1-2/index.html"),
    ],
)
def test_an_unknown_address_leads_on(browser: Any, strict: str, wrong: str, guess: str) -> None:
    page = browser.new_page()
    page.goto(strict + wrong)
    first = page.locator(".gcr-guesses li a").first
    first.wait_for()
    assert first.evaluate("link => link.href") == strict + guess
    assert page.locator("h1").inner_text() == "This address leads to no page"
    page.close()


def test_an_unknown_address_reads_without_scripts(browser: Any, strict: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for wrong in ("regions/atlantis/self-reliance/index.html", "%F0%9F", "a/b/c/d?measure=none"):
        page.goto(strict + wrong)
        assert "Nothing stands at this address" in page.locator("main").inner_text()
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
        page.locator("main").get_by_role("link", name="Find a place").click()
        assert page.locator("#find").is_visible()
    context.close()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_what_is_tapped_is_large_enough(visit: Callable[..., Any], address: str, width: int) -> None:
    page = visit(address, width)
    if (menu := page.locator(".navbar-toggler")).is_visible():
        menu.click()
    assert page.evaluate(SMALL) == []


def test_links_with_the_same_words_lead_to_the_same_page(visit: Callable[..., Any]) -> None:
    assert visit("index.html").evaluate(EQUAL) == []


def test_the_index_lists_no_page_that_is_not_there(site: Path) -> None:
    told = json.loads((site / "search" / "en.json").read_text(encoding="utf-8"))
    addresses = {address for _, _, address, *_ in told["entries"]}
    addresses |= {
        address.replace("index.html", f"{told['panels'][int(number)]['id']}/index.html")
        for kind, _, address, _, notes in told["entries"]
        if kind == 0
        for number in notes
    }
    assert [address for address in sorted(addresses) if not (site / address).is_file()] == []
