"""Where the reader's system is dark, drawings are turned over and stay readable."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image

pytestmark = pytest.mark.browser

DRAWINGS = [
    "index.html",
    "regions/world/host-country-burden/index.html",
    "regions/mirps/third-country-solutions/index.html",
    "regions/tcd/self-reliance/index.html",
    "indicators/1-1-1/index.html",
    "gallery/index.html",
    "regions/world/host-country-burden/annex.html",
]
STYLE = "(({filter, mixBlendMode}) => [filter, mixBlendMode])(getComputedStyle(picture))"


def brightness(picture: Any) -> np.ndarray:
    """Of each pixel of what stands on the screen, from 0 to 255."""
    return np.asarray(Image.open(io.BytesIO(picture.screenshot())).convert("L"))


@pytest.mark.parametrize("where", DRAWINGS)
def test_drawings_are_turned_over(visit: Callable[..., Any], where: str) -> None:
    page = visit(where, color_scheme="dark")
    styles = page.locator("main img").evaluate_all(f"pictures => pictures.map(picture => {STYLE})")
    assert styles
    assert all(style == ["invert(1) hue-rotate(180deg)", "screen"] for style in styles), styles


@pytest.mark.parametrize("where", DRAWINGS[:-1])
def test_drawings_lie_on_the_page_and_are_read_on_it(visit: Callable[..., Any], where: str) -> None:
    page = visit(where, color_scheme="dark")
    picture = page.locator("main img").first
    picture.scroll_into_view_if_needed()
    dark = brightness(picture)
    assert np.median(dark) < 60
    assert np.quantile(dark, 0.998) > 150
    page.emulate_media(color_scheme="light")
    assert np.median(brightness(picture)) > 230


def test_paper_and_ink_change_places(visit: Callable[..., Any]) -> None:
    page = visit("reports/methods.html", color_scheme="dark")
    colours = "(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.body))"
    dark = page.evaluate(colours)
    page.emulate_media(color_scheme="light")
    light = page.evaluate(colours)
    assert dark[0] != light[0]
    assert dark[1] != light[1]
