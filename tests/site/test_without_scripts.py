"""Where scripts are off a page keeps its text, its figures and a navigation that works."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

LOADED = "pictures => pictures.every(picture => picture.complete && picture.naturalWidth > 0)"


def test_text_and_figures(visit: Callable[..., Any], address: str) -> None:
    page = visit(address, java_script_enabled=False)
    main = page.locator("main")
    assert page.locator("h1").is_visible()
    assert len(main.inner_text()) > 300
    assert main.locator("img:not([loading=lazy])").evaluate_all(LOADED)


@pytest.mark.parametrize("width", [390, 1280])
def test_navigation_leads_on(visit: Callable[..., Any], width: int) -> None:
    page = visit("index.html", width, java_script_enabled=False)
    names = page.locator("#quarto-header .nav-link").all_inner_texts()
    assert len(names) == 8
    for name in names:
        page.locator("#quarto-header").get_by_role("link", name=name, exact=True).click()
        assert page.locator("h1").is_visible()
    page.locator("#quarto-header .navbar-toggler").wait_for(
        state="hidden", timeout=5000
    )  # once styles are there


def test_data_of_a_figure_opens(visit: Callable[..., Any]) -> None:
    page = visit("regions/world/host-country-burden/index.html", java_script_enabled=False)
    page.locator("details.gcr-data summary").first.click()
    assert page.locator("details.gcr-data table").first.is_visible()
