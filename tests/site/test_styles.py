"""The one style sheet of the pages holds every rule that they use: all rules together change no look."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gcr_analysis.publishing import light

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
KINDS = (
    "index.html",
    "regions/tcd/index.html",
    "regions/world/host-country-burden/index.html",
    "regions/world/host-country-burden/annex.html",
    "indicators/1-1-1/index.html",
    "dataset/index.html",
    "gallery/self-reliance.html",
    "reports/comparison.html",
    "reports/timeline.html",
)
# One box of each kind, by what it and the box around it are; addresses and variables do not count.
LOOKS = """() => {
  const kind = box => `${box.tagName}.${[...box.classList].sort().join(".")}#${box.id && "id"}`;
  const found = new Map();
  for (const box of document.querySelectorAll("body, body *")) {
    const told = `${kind(box.parentElement)} > ${kind(box)}`;
    if (!found.has(told)) found.set(told, box);
  }
  return [...found].flatMap(([told, box]) => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(box, part);
    const names = [...style].filter(name => !name.startsWith("--"));
    const values = names.map(name => `${name}: ${style.getPropertyValue(name)}`);
    return `${told}${part} { ${values.filter(value => !value.includes("url(")).join("; ")} }`;
  }));
}"""
SETTLED = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map(image => image.decode().catch(() => {})));
  await document.fonts.ready;
}"""
ALL_RULES = """async css => {
  for (const link of document.querySelectorAll("link[rel=stylesheet]")) link.remove();
  document.head.append(Object.assign(document.createElement("style"), {textContent: css}));
  document.body.getBoundingClientRect();
  await document.fonts.ready;
}"""


def every_rule() -> str:
    """All style sheets that the page's publisher and the project have, in their order."""
    from smalldocs.site import ASSETS

    files = (
        ASSETS / "vendor" / "bootstrap" / "bootstrap.min.css",
        ASSETS / "smalldocs.css",
        *(REPOSITORY / "theme" / name for name in ("fonts.css", "site.css")),
        Path(light.__file__).with_name("embedded.css"),
    )
    told = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return re.sub(r'url\("(?!data:)', 'url("/theme/', told)  # addresses hold from another place


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_no_rule_is_missed(visit: Callable[..., Any], kind: str, width: int, scheme: str) -> None:
    page = visit(kind, width, color_scheme=scheme, reduced_motion="reduce")
    page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    if width < 992:
        page.locator(".navbar-toggler").click()
    page.evaluate(SETTLED)
    light = page.evaluate(LOOKS)
    page.evaluate(ALL_RULES, every_rule())
    full = page.evaluate(LOOKS)
    assert len(light) > 100
    other = [
        sorted(set(one.split("; ")) ^ set(two.split("; ")))
        for one, two in zip(light, full, strict=True)
        if one != two
    ]
    assert other == []


def test_a_missing_rule_would_be_seen(visit: Callable[..., Any]) -> None:
    page = visit("reports/cite.html")
    light = page.evaluate(LOOKS)
    page.evaluate(ALL_RULES, every_rule().replace("#quarto-header .nav-link", ".no-such-link"))
    assert light != page.evaluate(LOOKS)
