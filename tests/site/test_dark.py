"""Where the reader's system is dark, drawings have colours of their own and stay readable."""

import io
import re
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
def test_pictures_are_turned_over_and_drawings_are_not(visit: Callable[..., Any], where: str) -> None:
    page = visit(where, color_scheme="dark")
    told = f"pictures => pictures.map(picture => [picture.src.endsWith('.svg'), ...{STYLE}])"
    styles = page.locator("main img").evaluate_all(told)
    assert styles
    for drawn, *style in styles:
        assert style == (["none", "normal"] if drawn else ["invert(1) hue-rotate(180deg)", "screen"])


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


def luminance(colour: str) -> float:
    """Relative luminance of a colour as a browser writes it, by WCAG 2."""
    parts = np.array([float(part) for part in re.findall(r"[\d.]+", colour)[:3]]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_the_search_asks_for_can_be_read(visit: Callable[..., Any], scheme: str) -> None:
    field = visit("index.html", color_scheme=scheme).get_by_role("searchbox")
    colours = field.evaluate(
        "field => [getComputedStyle(field, '::placeholder').color, getComputedStyle(field).backgroundColor]"
    )
    dark, light = sorted(map(luminance, colours))
    assert (light + 0.05) / (dark + 0.05) >= 4.5, colours  # axe-core passes placeholders over
