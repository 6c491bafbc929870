"""From the list of places to the data behind a figure, in each language, and from one language to another."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from gcr_analysis.briefing.place import title_of
from gcr_analysis.framework.languages import languages, spoken, written_in
from gcr_analysis.geography import region
from gcr_analysis.publishing.pages import said

pytestmark = pytest.mark.browser

READERS = [("fr", "TCD"), ("es", "GTM"), ("ar", "LBN")]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("code", "country"), READERS)
def test_from_find_a_place_to_the_data_behind_a_figure(
    visit: Callable[..., Any], width: int, code: str, country: str
) -> None:
    with written_in(code):
        title, read, data = title_of(region(country)), said("read_note"), said("data_csv")
        direction = spoken().marks.direction
    page = visit(f"{code}/index.html", width)
    assert page.locator("html").get_attribute("lang") == code
    assert (page.locator("html").get_attribute("dir") or "ltr") == direction
    page.get_by_role("searchbox").press_sequentially(title)
    page.locator("#gcr-search li a").first.click()
    page.wait_for_url(f"**/{code}/regions/{country.lower()}/index.html")
    page.get_by_role("link", name=read).first.click()
    page.wait_for_url(f"**/{code}/regions/{country.lower()}/host-country-burden/index.html")
    link = page.locator("main").get_by_role("link", name=data).first
    answer = page.request.get(link.evaluate("link => link.href"))
    rows = list(csv.DictReader(io.StringIO(answer.body().decode())))
    assert rows
    assert {"source", "unit"} <= set(rows[0])


@pytest.mark.parametrize(("code", "country"), READERS)
def test_the_switch_leads_to_the_same_page(visit: Callable[..., Any], code: str, country: str) -> None:
    address = f"regions/{country.lower()}/self-reliance/index.html"
    page = visit(address)
    ways = page.locator(".gcr-languages a")
    assert {way.get_attribute("hreflang") for way in ways.all()} == set(languages()) - {"en"}
    page.locator(f".gcr-languages a[hreflang={code}]").click()
    page.wait_for_url(f"**/{code}/{address}")
    page.locator(".gcr-languages a[hreflang=en]").click()
    page.wait_for_url(lambda url: url.endswith(address) and f"/{code}/" not in url)


@pytest.mark.parametrize(("code", "country"), READERS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_page_is_wider_than_its_screen(
    visit: Callable[..., Any], code: str, country: str, width: int
) -> None:
    for address in ("index.html", f"regions/{country.lower()}/index.html"):
        page = visit(f"{code}/{address}", width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
