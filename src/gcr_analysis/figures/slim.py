"""SVG as matplotlib writes it, made small: what a browser does not need is left out."""

import re

from gcr_analysis.figures.sheet import HALO
from gcr_analysis.figures.tokens import LIGHT

_HALO = f"paint-order: stroke; stroke: {LIGHT['paper']}; stroke-width: {HALO}px; stroke-linejoin: round; "


def slim(body: str) -> str:
    """Leave out what only matplotlib reads, round places, and write paths short.

    Parameters
    ----------
    body
        What stands between the tags of a file that matplotlib wrote.
    """
    body = re.sub(r"\s*<metadata>.*?</metadata>", "", body, flags=re.S)
    body = re.sub(r"\s*<!--.*?-->", "", body, flags=re.S)
    body = re.sub(r' transform="rotate\(-0 [^"]*"', "", body)
    body = re.sub(r' (x|y)="(-?\d+\.\d+)"', lambda at: f' {at[1]}="{round(float(at[2]), 2):g}"', body)
    body = re.sub(r' d="([^"]+)"', lambda path: f' d="{_short(path[1])}"', body)
    body = re.sub(r' fill="(#\w+)"/>', r' style="fill: \1"/>', body)
    body = re.sub(r'<g id="halo\d+">\s*<text style="', f'<g>\n<text style="{_HALO}', body)
    body = re.sub(r"(<g[^>]*)>\s*((?:<use [^>]*/>\s*)+)</g>", _alike, body)
    return re.sub(r"\n\s+", "\n", body)


def _alike(group: re.Match[str]) -> str:
    """Say once what marks of one look have in common."""
    looks = set(re.findall(r' style="[^"]*"', group[2]))
    if len(looks) != 1:
        return group[0]
    [look] = looks
    return f"{group[1]}{look}>\n{group[2].replace(look, '')}</g>"


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
