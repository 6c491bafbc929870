"""From the search to a region, its note, annex, papers and data, and back, as a reader goes."""

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def search(page: Any, words: str) -> Any:
    """Type words into the search and return the results."""
    page.get_by_role("searchbox").press_sequentially(words)
    results = page.locator("#gcr-search li a")
    results.first.wait_for()
    return results


def taken(page: Any, name: str) -> bytes:
    """What a link that the reader sees leads to."""
    link = page.locator("main").get_by_role("link", name=name).first
    assert link.is_visible()
    answer = page.request.get(link.evaluate("link => link.href"))
    assert answer.ok, answer.url
    return answer.body()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(("words", "slug"), [("MIRPS", "mirps"), ("Tchad", "tcd")])
def test_search_region_note_annex_files_and_back(
    visit: Callable[..., Any], width: int, words: str, slug: str
) -> None:
    page = visit("index.html", width)
    results = search(page, words)
    results.first.click()
    page.wait_for_url(f"**/regions/{slug}/index.html")

    with zipfile.ZipFile(io.BytesIO(taken(page, "(ZIP)"))) as data:
        assert any(name.endswith(".csv") for name in data.namelist())
    assert taken(page, "PDF").startswith(b"%PDF-")

    page.get_by_role("link", name="Read the note").first.click()
    page.wait_for_url(f"**/regions/{slug}/host-country-burden/index.html")
    note = page.locator("h1").inner_text()
    assert taken(page, "(PDF)").startswith(b"%PDF-")
    assert zipfile.is_zipfile(io.BytesIO(taken(page, "(DOCX)")))
    numbers = list(csv.DictReader(io.StringIO(taken(page, "Every number of this note").decode())))
    assert len(numbers) > 10
    assert {"value", "status", "source"} <= set(numbers[0])

    page.get_by_role("link", name="Annex").click()
    page.wait_for_url("**/annex.html")
    assert page.locator("main pre").count() > 3
    page.get_by_role("link", name="Back to the note").click()
    assert page.locator("h1").inner_text() == note
    page.get_by_role("link", name="All notes on this region").click()
    page.wait_for_url(f"**/regions/{slug}/index.html")
    page.get_by_role("link", name="All regions", exact=True).click()
    page.wait_for_url("**/index.html#regions")


def test_the_gallery_shows_one_region_when_asked(visit: Callable[..., Any]) -> None:
    page = visit("gallery/self-reliance.html")
    page.get_by_label("Region").select_option("tcd")
    assert page.locator(".gcr-of-region:visible").evaluate_all(
        "boxes => boxes.map(box => box.dataset.region)"
    ) == ["tcd"]
