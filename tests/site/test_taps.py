"""Ways through the site on a phone: how many taps, and how many screens are scrolled for them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 390, 844
LEBANON, CHAD, MIRPS = (f"regions/{slug}/index.html" for slug in ("lbn", "tcd", "mirps"))
NOTE = "regions/tcd/self-reliance/index.html"
HOSTS = "regions/mirps/host-country-burden/index.html"


@dataclass
class Walk:
    """A reader on a page: `tap` counts, and scrolls to what is tapped as far as it must."""

    page: Any
    taps: int = 0
    screens: float = 0

    def tap(self, target: Any) -> None:
        """Scroll until a box can be seen, and tap it."""
        box = target.bounding_box()
        self.screens += max(0, box["y"] + box["height"] - HEIGHT) / HEIGHT
        self.taps += 1
        target.tap()

    def link(self, name: str, within: str = "body") -> None:
        """Tap the first link of this name that can be seen."""
        self.tap(self.page.locator(within).get_by_role("link", name=name, exact=True).first)

    def reaches(self, address: str) -> None:
        """Wait for a page of the site."""
        self.page.wait_for_url(f"**/{address}**")


def to_a_country_by_its_letter(walk: Walk) -> None:
    walk.tap(walk.page.locator(".gcr-letters summary").get_by_text("L", exact=True))
    walk.link("Lebanon")
    walk.reaches(LEBANON)


def to_a_country_by_another_name(walk: Walk) -> None:
    walk.tap(walk.page.get_by_role("searchbox"))
    walk.page.get_by_role("searchbox").press_sequentially("Líbano")
    walk.tap(walk.page.locator("#gcr-search li a").first)
    walk.reaches(LEBANON)


def to_a_set(walk: Walk) -> None:
    walk.tap(walk.page.locator(".gcr-letters summary", has_text="Support platforms"))
    walk.link("MIRPS countries", ".gcr-letters")
    walk.reaches(MIRPS)


def to_a_note_another_panel_and_its_annex(walk: Walk) -> None:
    walk.link("Pressure on host countries", ".gcr-tabs")
    walk.link("Read the note: Pressure on host countries")
    walk.reaches("regions/tcd/host-country-burden/index.html")
    walk.link("Third-country solutions", ".gcr-tabs")
    walk.reaches("regions/tcd/third-country-solutions/index.html")
    walk.link("How each figure was made")
    walk.reaches("regions/tcd/third-country-solutions/annex.html")


def to_an_indicator_and_back(walk: Walk) -> None:
    walk.link("2.1.1")
    walk.reaches("indicators/2-1-1/index.html")
    walk.link("Chad")
    walk.reaches(NOTE)


def to_all_notes_of_a_place(walk: Walk) -> None:
    walk.link("Chad", ".gcr-trail")
    walk.reaches(CHAD)


def to_a_series_as_a_file(walk: Walk) -> None:
    walk.link("Explore Refugees hosted in Chad, year by year")
    walk.reaches("explore/index.html?measure=refugees_hosted&places=tcd")
    with walk.page.expect_download():
        walk.tap(walk.page.get_by_role("link", name="Download what you see"))


def to_terms_and_numbers(walk: Walk) -> None:
    walk.link("Sources and their terms")
    walk.page.wait_for_url("**#sources")
    assert "CC" in walk.page.locator("#sources").locator("xpath=..").inner_text()
    walk.page.go_back()
    with walk.page.expect_download():
        walk.link("Every number (CSV)")


def to_a_set_that_holds_a_country(walk: Walk) -> None:
    walk.link("Sets that it belongs to")
    walk.page.wait_for_url("**#sets")
    walk.link("Low-income countries")
    walk.reaches("regions/income-low/index.html")


def to_another_country_of_a_set(walk: Walk) -> None:
    walk.link("Countries in this set")
    walk.page.wait_for_url("**#members")
    walk.link("Panama", "table")
    walk.reaches("regions/pan/index.html")


def to_an_indicator_by_its_code(walk: Walk) -> None:
    walk.tap(walk.page.get_by_role("button", name="Search"))
    walk.page.get_by_role("searchbox").press_sequentially("2.1.2")
    walk.tap(walk.page.locator("#gcr-search li a").first)
    walk.reaches("indicators/2-1-2/index.html")


HOME = "index.html"
WAYS: list[tuple[str, Callable[[Walk], None], int, float]] = [
    (HOME, to_a_country_by_its_letter, 2, 1.0),
    (HOME, to_a_country_by_another_name, 2, 0.0),
    (HOME, to_a_set, 2, 1.0),
    (CHAD, to_a_note_another_panel_and_its_annex, 4, 2.0),
    (NOTE, to_an_indicator_and_back, 2, 9.0),
    (NOTE, to_all_notes_of_a_place, 1, 0.0),
    (CHAD, to_a_series_as_a_file, 2, 2.5),
    (HOSTS, to_terms_and_numbers, 2, 2.0),
    (MIRPS, to_another_country_of_a_set, 2, 0.5),
    (CHAD, to_a_set_that_holds_a_country, 2, 0.5),
    (HOSTS, to_an_indicator_by_its_code, 2, 0.0),
]
"""Where a reader starts, what is looked for, and the most taps and screens that it may take."""


@pytest.mark.parametrize(("start", "way", "taps", "screens"), WAYS, ids=[way.__name__ for _, way, *_ in WAYS])
def test_ways(
    visit: Callable[..., Any], start: str, way: Callable[[Walk], None], taps: int, screens: float
) -> None:
    walk = Walk(visit(start, WIDTH, HEIGHT, has_touch=True, reduced_motion="reduce"))
    walk.page.set_default_timeout(10_000)
    way(walk)
    assert walk.taps <= taps
    assert walk.screens <= screens, f"{walk.screens:.1f} screens"


def test_an_address_of_an_older_site_leads_on_in_one_tap(
    visit: Callable[..., Any], served: str, site: Path
) -> None:
    walk = Walk(visit(HOME, WIDTH, HEIGHT, has_touch=True))
    walk.page.route(
        "**/countries/chad/resettlement.html", lambda route: route.fulfill(path=site / "404.html")
    )
    walk.page.goto(f"{served}countries/chad/resettlement.html")
    walk.tap(walk.page.locator(".gcr-guesses li a").first)
    walk.reaches("regions/tcd/third-country-solutions/index.html")
    assert walk.screens == 0
