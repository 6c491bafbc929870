"""axe-core finds no violation on a page of any kind: on a phone, a tablet and a desk, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WIDTHS = (320, 390, 768, 1280)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation(visit: Callable[..., Any], address: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(address, color_scheme=scheme)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        results = Axe().run(page)
        if results.violations_count:
            found[width] = results.generate_report()
    assert not found, "\n".join(f"{width} px, {scheme}: {report}" for width, report in found.items())


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_in_what_opens(visit: Callable[..., Any], width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit("regions/world/host-country-burden/index.html", width, color_scheme=scheme)
    page.locator("details.gcr-data summary").first.click()
    if width < 992:
        page.locator(".navbar-toggler").click()
        page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill("Chad")
    page.locator("#gcr-search li a").first.wait_for()
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_violation_in_the_list_of_places(visit: Callable[..., Any], width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit("index.html", width, color_scheme=scheme)
    page.locator(".gcr-letters summary").last.click()
    page.get_by_role("searchbox").fill("Chad")
    page.locator("#gcr-search li a").first.wait_for()
    results = Axe().run(page)
    assert not results.violations_count, results.generate_report()


def test_a_violation_would_be_found(visit: Callable[..., Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit("reports/cite.html")
    page.evaluate("document.querySelector('main p').style.color = '#ddd'")
    assert "color-contrast" in Axe().run(page).generate_snapshot()
