"""Everything can be reached by the keyboard, and nothing moves for a reader who asked for no motion."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

UNREACHABLE = """() => [...document.querySelectorAll("body *")].filter(box => {
    const style = getComputedStyle(box);
    const scrolls = (how, more) => ["auto", "scroll"].includes(how) && more > 1;
    return scrolls(style.overflowX, box.scrollWidth - box.clientWidth)
        || scrolls(style.overflowY, box.scrollHeight - box.clientHeight);
  })
  .filter(box => box !== document.scrollingElement && box.checkVisibility() && box.tabIndex < 0)
  .map(box => `${box.tagName}.${box.className}`)"""
MOVING = """() => {
  const seconds = times => times.split(",").some(time => parseFloat(time) > 0.01);
  const boxes = [document.documentElement, ...document.querySelectorAll("body *")];
  return boxes.filter(box => {
    const style = getComputedStyle(box);
    return seconds(style.animationDuration) && style.animationName !== "none"
        || seconds(style.transitionDuration) && style.transitionProperty !== "none"
        || style.scrollBehavior === "smooth";
  }).map(box => `${box.tagName}.${box.className}`);
}"""


def test_the_first_stop_leads_to_the_text(visit: Callable[..., Any], address: str) -> None:
    page = visit(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "gcr-skip"
    box = page.locator(".gcr-skip").bounding_box()
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('main').matches(location.hash)")
    page.keyboard.press("Tab")
    assert not page.evaluate("document.querySelector('header').contains(document.activeElement)")


@pytest.mark.parametrize("width", [390, 1280])
def test_every_scrolling_box_can_be_focused(visit: Callable[..., Any], address: str, width: int) -> None:
    page = visit(address, width)
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    assert page.evaluate(UNREACHABLE) == []


def test_the_menu_opens_by_the_keyboard(visit: Callable[..., Any]) -> None:
    page = visit("index.html", 390)
    menu = page.locator(".navbar-toggler")
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Comparison", exact=True).wait_for()
    assert menu.get_attribute("aria-expanded") == "true"


def test_focus_is_seen(visit: Callable[..., Any]) -> None:
    page = visit("regions/world/host-country-burden/index.html")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(
            "(({outlineStyle, outlineWidth, boxShadow}) => [outlineStyle, outlineWidth, boxShadow])"
            "(getComputedStyle(document.activeElement))"
        )
        assert (style[0] != "none" and style[1] != "0px") or style[2] != "none", page.evaluate(
            "document.activeElement.outerHTML"
        )


def test_nothing_moves_where_motion_is_unwanted(visit: Callable[..., Any], address: str) -> None:
    assert visit(address, reduced_motion="reduce").evaluate(MOVING) == []
