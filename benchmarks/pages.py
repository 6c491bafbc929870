"""What a reader on a slow line waits for: weight, requests and first paint of ten pages of a published site.

    python benchmarks/pages.py --site _site
    python benchmarks/pages.py --site _site --against _site.before

Needs Playwright (requirements-browser.lock) and a Chromium on the PATH. Pages are served as they lie on the
disk, without compression, to a browser that has nothing kept, at 50 kB a second and 600 ms a request. Weight
and requests are those of the first view: pictures that lie below it are left out.
"""

import argparse
import shutil
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

PAGES = (
    "index.html",
    "regions/tcd/index.html",
    "regions/mirps/index.html",
    "regions/world/host-country-burden/index.html",
    "regions/tcd/self-reliance/index.html",
    "regions/mirps/third-country-solutions/index.html",
    "regions/world/return-conditions/index.html",
    "indicators/2-1-1/index.html",
    "reports/support.html",
    "reports/methods.html",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BYTES_A_SECOND, LATENCY = 50_000, 600
BELOW = """() => [...document.images].filter(image => image.getBoundingClientRect().top >= innerHeight)
  .map(image => image.currentSrc)"""
FIRST_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN"


class _Server(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def measure(browser: Any, site: Path) -> dict[str, tuple[int, int, float]]:
    """Return bytes, requests and seconds to the first paint of each page.

    Parameters
    ----------
    browser
        A browser of Playwright's.
    site
        Folder of the site.
    """
    found = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        for address in PAGES:
            found[address] = _page(browser, f"http://127.0.0.1:{server.server_port}/{address}")
        server.shutdown()
    return found


def _page(browser: Any, address: str) -> tuple[int, int, float]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES_A_SECOND}
    line.send("Network.emulateNetworkConditions", slow | {"uploadThroughput": BYTES_A_SECOND})
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers["content-length"])}))
    page.goto(address, wait_until="load", timeout=120_000)
    below = set(page.evaluate(BELOW))
    first = {url: size for url, size in sizes.items() if url not in below}
    paint = page.evaluate(FIRST_PAINT) / 1000
    context.close()
    return sum(first.values()), len(first), paint


def main() -> None:
    """Measure one site, or two in turn, and print a line a page."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=Path("_site"))
    parser.add_argument("--against", type=Path, help="a site published before, to compare with")
    asked = parser.parse_args()
    sites = [site for site in (asked.against, asked.site) if site]
    with sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=found)
        measured = [measure(browser, site) for site in sites]
        browser.close()
    print(f"{'':52}" + "".join(f"{str(site)[-26:]:>28}" for site in sites))
    print(f"{'':52}" + f"{'kB':>12}{'asked':>7}{'paint':>9}" * len(sites))
    for address in PAGES:
        told = "".join(
            f"{each[0] / 1000:12.0f}{each[1]:7}{each[2]:7.1f} s" for each in (m[address] for m in measured)
        )
        print(f"{address:52}{told}")


if __name__ == "__main__":
    main()
