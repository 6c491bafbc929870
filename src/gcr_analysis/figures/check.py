"""What keeps a reader from reading a figure: words that overlap, leave the frame or are too small."""

import re
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

from gcr_analysis.errors import GcrError
from gcr_analysis.figures.letters import text_width
from gcr_analysis.figures.slim import Looks

LEAST = 9.0
"""Points of the smallest letters: twelve pixels."""
SLACK = 0.4
"""Points by which words may come too near."""
_SVG = "{http://www.w3.org/2000/svg}"
_ABOVE, _BELOW, _DEEP = 0.72, 0.22, frozenset("gjpqyQ,;()[]")
"""Height of letters above their line, and depth of some below it, in parts of their size."""


class Said(NamedTuple):
    """Words in a file with their box, in points."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Said") -> bool:
        """Whether two boxes overlap."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > SLACK and down > SLACK


def faults(svg: bytes) -> list[str]:
    """Return what is wrong with the words of a figure, each in a line.

    Parameters
    ----------
    svg
        The figure as `gcr_analysis.figures.draw.svg` draws it.

    Examples
    --------
    >>> page = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 20">{}</svg>'
    >>> word = '<style>.a{font-size:8px}</style><text class="a" x="90" y="15">Refugees</text>'
    >>> faults(page.format(word).encode())
    ["'Refugees' has letters of 8 points", "'Refugees' leaves the frame"]
    """
    root = ElementTree.fromstring(svg)
    _, _, width, height = map(float, str(root.get("viewBox")).split())
    looks = {name: look for look, name in Looks.of(svg.decode()).names.items()}
    found: list[str] = []
    try:
        said = [
            _said(text, looks[str(text.get("class"))])
            for text in root.iter(f"{_SVG}text")
            if (text.text or "").strip()
        ]
    except GcrError as error:
        return [str(error)]
    if not said:
        return ["no words"]
    found += [f"{each.text!r} has letters of {each.size:g} points" for each in said if each.size < LEAST]
    for each in said:
        inside = each.left >= -SLACK and each.right <= width + SLACK
        if not inside or each.top < -SLACK or each.bottom > height + SLACK:
            found.append(f"{each.text!r} leaves the frame")
    met = [(one, other) for one, other in combinations(said, 2) if one.meets(other)]
    return found + [f"{one.text!r} and {other.text!r} overlap" for one, other in met]


def _said(element: ElementTree.Element, look: str) -> Said:
    text, bold = str(element.text), re.search("font-weight:(bold|700)", look) is not None
    size = float(_first(r"font-size:([\d.]+)px", look))
    x, y = float(element.get("x", 0)), float(element.get("y", 0))
    wide = 72 * text_width(text, size, bold=bold)
    anchor = _first(r"text-anchor:(\w+)", look)
    before = {"middle": wide / 2, "end": wide}.get(anchor, 0.0)
    below = _BELOW * size if _DEEP & set(text) else 0.0
    if "rotate(-90" in str(element.get("transform")):
        return Said(text, size, x - _ABOVE * size, y + before - wide, x + below, y + before)
    return Said(text, size, x - before, y - _ABOVE * size, x - before + wide, y + below)


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
