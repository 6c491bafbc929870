"""Every figure can be read: letters of twelve pixels or more, none over another, none outside its frame."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.browser

MEASURED = Path(__file__).with_name("measured.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("screen", "shown"), [(320, 278), (390, 348)])
def test_every_figure_can_be_read_on_a_phone(
    visit: Callable[..., Any], site: Path, served: str, screen: int, shown: int
) -> None:
    page = visit("theme/mark.svg", screen)
    page.goto(f"{served}regions/world/host-country-burden/hosts.html")
    sources = ["/" + file.relative_to(site).as_posix() for file in sorted(site.rglob("drawings/*-phone.svg"))]
    assert len(sources) > 50
    assert page.evaluate(MEASURED, [sources, shown]) == []


def test_every_figure_can_be_read_on_a_page(visit: Callable[..., Any], site: Path, served: str) -> None:
    page = visit("theme/mark.svg", 1280)
    page.goto(f"{served}regions/world/host-country-burden/hosts.html")
    drawings = sorted(site.rglob("drawings/*.svg"))
    sources = [
        "/" + file.relative_to(site).as_posix() for file in drawings if not file.stem.endswith("-phone")
    ]
    assert page.evaluate(MEASURED, [sources, 672]) == []


@pytest.mark.parametrize(("width", "kind"), [(390, "-phone.svg"), (1280, ".svg")])
def test_a_page_shows_the_drawing_for_its_width(visit: Callable[..., Any], width: int, kind: str) -> None:
    page = visit("regions/world/host-country-burden/index.html", width)
    shown = page.locator(".gcr-figure picture img").evaluate_all("all => all.map(each => each.currentSrc)")
    assert shown
    page.locator(".gcr-figure picture img").last.scroll_into_view_if_needed()
    assert all(source.endswith(kind) and ("-phone" in source) == (width < 720) for source in shown if source)
