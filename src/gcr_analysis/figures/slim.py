"""SVG as matplotlib writes it, made small: only what a browser draws, each look written once."""

import re
from itertools import groupby
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from gcr_analysis.figures.sheet import HALO
from gcr_analysis.figures.tokens import DARK, LIGHT

SVG, LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_HALO = f"paint-order: stroke; stroke: {LIGHT['paper']}; stroke-width: {HALO}px; stroke-linejoin: round"
_SAID_ABOVE = re.compile(r"font-family: [^;]*|text-anchor: start|stroke-linecap: butt|fill-opacity: 1")
"""What the root of the file says, or what holds without it."""
_NAMES = {light: name for name, light in LIGHT.items()}


class Looks:
    """The looks of shapes and words in a drawing, each with the name of a class."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    @classmethod
    def of(cls, drawing: str) -> "Looks":
        """Return the looks of a drawing that is made small, with their names."""
        looks = cls()
        rules = re.sub(r"@media.*?</style>|@font-face.*?</style>", "", drawing, flags=re.S)
        looks.names = {look: name for name, look in re.findall(r"\.(\w+)\{(.*?)\}", rules)}
        return looks

    def name(self, style: str) -> str:
        """Return the class of a look, which is written as in a style sheet.

        >>> looks = Looks()
        >>> looks.name("fill: #0b5394; text-anchor: start"), looks.rules(dark=True)
        ('a', '.a{fill:#0b5394}@media(prefers-color-scheme:dark){.a{fill:#7db8ee}}')
        """
        said = (each.strip() for each in style.split(";"))
        look = ";".join(
            re.sub(r"(\w): ", r"\1:", each) for each in said if each and not _SAID_ABOVE.match(each)
        )
        return self.names.setdefault(look, _letters(len(self.names)))

    def rules(self, *, dark: bool) -> str:
        """Return the style sheet, with other colours where the reader's system is dark."""
        light = "".join(f".{name}{{{look}}}" for look, name in self.names.items())
        exchanged = "".join(
            f".{name}{{{changes}}}" for look, name in self.names.items() if (changes := _changed(look))
        )
        return light + (f"@media(prefers-color-scheme:dark){{{exchanged}}}" if dark else "")


def _letters(number: int) -> str:
    """Name a class: a to z, then aa to az, and so on."""
    return (_letters(number // 26 - 1) if number >= 26 else "") + chr(97 + number % 26)


def _changed(look: str) -> str:
    """Return the colours of a look that are others in the dark."""
    said = (each.partition(":") for each in look.split(";"))
    named = ((what, _NAMES[colour]) for what, _, colour in said if colour in _NAMES)
    return ";".join(f"{what}:{DARK[name]}" for what, name in named if DARK[name] != LIGHT[name])


def slim(file: str, looks: Looks) -> str:
    """Return what stands between the tags of a file that matplotlib wrote, without what nobody needs.

    Parameters
    ----------
    file
        The file.
    looks
        Takes the looks that are used.
    """
    root = ElementTree.fromstring(file)
    return "".join(_written(shape, looks) for shape in _shapes(root, looks))


def _shapes(group: ElementTree.Element, looks: Looks, halo: str = "") -> list[ElementTree.Element]:
    """Return shapes, words and definitions without their groups; shapes of one look that follow are one."""
    found = []
    for child in group:
        tag = child.tag.removeprefix(SVG)
        if tag == "g":
            found += _shapes(child, looks, _HALO if child.get("id", "").startswith("halo") else halo)
        elif tag == "defs":
            kept = [each for each in child if each.tag not in (f"{SVG}style", f"{SVG}clipPath")]
            child[:] = kept
            found += [child] * bool(kept)
        elif tag != "metadata" and child.get("style") != "fill: none":
            child.set("style", f"{halo}; {child.get('style', '')}")
            found.append(child)
    return [shape for _, alike in groupby(found, _kind) for shape in _joined([*alike])]


def _kind(shape: ElementTree.Element) -> tuple[object, ...]:
    """What shapes must share to be drawn as one; where half transparent ones overlap, two are seen."""
    style = shape.get("style", "")
    one = shape.tag == f"{SVG}path" and not shape.get("id") and "opacity" not in style
    return ("path", style) if one else (id(shape),)


def _joined(shapes: list[ElementTree.Element]) -> list[ElementTree.Element]:
    """Draw paths of one look as one."""
    if len(shapes) > 1:
        shapes[0].set("d", "".join(shape.get("d", "") for shape in shapes))
    return shapes[:1]


def _written(shape: ElementTree.Element, looks: Looks) -> str:
    """Write a shape or words as text."""
    said = {}
    for name, value in shape.attrib.items():
        if name in ("x", "y"):
            said[name] = f"{float(value):.1f}".removesuffix(".0")
        elif name == "style":
            said["class"] = looks.name(value)
        elif name == "fill":
            said["class"] = looks.name(f"fill: {value}")
        elif name == "transform" and not value.startswith("rotate(-0"):
            said[name] = re.sub(r"(\.\d\d)\d+", r"\1", value)
        elif name == "d":
            said[name] = _short(value)
        elif name == LINK:
            said["href"] = value
        elif name not in ("clip-path", "transform", "type"):
            said[name] = value
    tag = shape.tag.removeprefix(SVG)
    inside = escape(shape.text or "") + "".join(_written(each, looks) for each in shape)
    start = tag + "".join(f' {name}="{value}"' for name, value in said.items())
    return f"<{start}>{inside}</{tag}>" if inside.strip() else f"<{start}/>"


def _short(path: str) -> str:
    """Write a path of straight lines from place to place, in tenths of a point.

    >>> _short("M 10.04 20 \\nL 12.06 20.5 \\nL 12.06 19 \\nz \\n")
    'M10 20l2.1 .5 0-1.5z'
    """
    strokes = re.findall(r"([A-Za-z])([^A-Za-z]*)", path)
    if {letter for letter, _ in strokes} - set("MLz"):
        return re.sub(r"-?\d+\.\d+", lambda number: f"{round(float(number[0]), 2):g}", path)
    short, before, at = [], "", (0, 0)
    for letter, place in strokes:
        if letter == "z":
            short.append("z")
        else:
            x, y = (round(10 * float(each)) for each in place.split())
            if letter == "M":
                short.append(f"M{_pair(x, y)}")
            elif (x, y) != at:
                pair = _pair(x - at[0], y - at[1])
                short.append(f"l{pair}" if before != "L" else pair if pair[0] == "-" else f" {pair}")
            else:
                continue
            at = x, y
        before = letter
    return "".join(short)


def _pair(x: int, y: int) -> str:
    first, second = (f"{each / 10:g}".replace("0.", ".", abs(each) < 10) for each in (x, y))
    return first + ("" if second[0] == "-" else " ") + second
