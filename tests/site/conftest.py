"""The published site on this machine, in the system's Chromium: one site and one browser for all tests.

Whatever a page asks for is watched: a test that uses `visit` fails when anything came from outside the site.
"""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from gcr_analysis.framework.languages import ENGLISH, languages
from gcr_analysis.publishing import publish
from gcr_analysis.running import plan_runs, run

REPOSITORY = Path(__file__).resolve().parents[2]
REGIONS = ["world", "mirps", "TCD", "GTM", "LBN"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PAGES = {
    "home": "index.html",
    "not-found": "404.html",
    "country": "regions/tcd/index.html",
    "set": "regions/mirps/index.html",
    "country-without-notes": "regions/col/index.html",
    "set-without-notes": "regions/bureau-southern-africa/index.html",
    "hosts": "regions/world/host-country-burden/index.html",
    "self-reliance": "regions/tcd/self-reliance/index.html",
    "third-countries": "regions/mirps/third-country-solutions/index.html",
    "return": "regions/world/return-conditions/index.html",
    "annex": "regions/world/host-country-burden/annex.html",
    "derivation": "regions/world/host-country-burden/derivations/refugees_hosted.html",
    "indicators": "indicators/index.html",
    "indicator": "indicators/1-1-1/index.html",
    "indicator-in-words": "indicators/2-2-1/index.html",
    "dataset": "dataset/index.html",
    "explore": "explore/index.html",
    "gallery": "gallery/index.html",
    "gallery-panel": "gallery/self-reliance.html",
    "french-home": "fr/index.html",
    "french-note": "fr/regions/tcd/self-reliance/index.html",
    "spanish-country": "es/regions/gtm/index.html",
    "arabic-note": "ar/regions/lbn/host-country-burden/index.html",
    "arabic-country": "ar/regions/col/index.html",
    **{page: f"reports/{page}.html" for page in ("comparison", "support", "covid", "pledges", "initiatives")},
    **{page: f"reports/{page}.html" for page in ("timeline", "context", "about", "methods", "data")},
    **{page: f"reports/{page}.html" for page in ("validation", "glossary", "cite", "rerun", "releases")},
    **{page: f"reports/{page}.html" for page in ("how-to-read-a-figure", "your-own-region")},
}
"""A page of every kind, by what it is."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for an `address` one page of every kind."""
    if "address" in metafunc.fixturenames:
        metafunc.parametrize("address", PAGES.values(), ids=PAGES.keys())


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the system's browser; without one these tests, which run only when asked for, fail."""
    pytest.importorskip("playwright", reason="no Playwright: `make test-browser` installs it")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail(f"no browser on the PATH: install Chromium or Chrome ({', '.join(BROWSERS)})")
    return found


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the site: every panel for the world, a platform and a country, by the embedded publisher."""
    project = tmp_path_factory.mktemp("project")
    for name in ("_quarto.yml", "index.qmd", "start.qmd", "404.qmd"):
        shutil.copy(REPOSITORY / name, project)
    for name in ("reports", "theme"):
        shutil.copytree(REPOSITORY / name, project / name)
    planned = plan_runs(region_names=REGIONS)
    assert {outcome.state for outcome in run(planned, project / "outputs", quiet=True)} == {"done"}
    others = [code for code in languages() if code != ENGLISH]
    publish(project / "outputs", project / "_site", "embedded", project, languages=others)
    return project / "_site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Address at which the site is served, with a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser(chromium: str, served: str) -> Iterator[Any]:
    """The browser, started after the notebooks ran: those are forked from this process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, served: str) -> Iterator[Callable[..., Any]]:
    """Open a page of the site: `visit("index.html", 390, color_scheme="dark")`.

    At the end the test fails if a page asked for an address outside the site, or for one that is not there.
    """
    opened, outside, missing = [], [], []

    def watch(route: Any) -> None:
        if route.request.url.startswith((served, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def visit(address: str, width: int = 1280, height: int = 800, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        context.route("**/*", watch)
        context.on("response", lambda answer: missing.append(answer.url) if answer.status >= 400 else None)
        page = context.new_page()
        page.goto(served + address)
        return page

    yield visit
    for context in opened:
        context.close()
    assert not outside, f"asked for addresses outside the site: {outside}"
    assert not missing, f"asked for addresses that are not there: {missing}"
