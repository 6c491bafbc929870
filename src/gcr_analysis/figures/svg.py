"""Figures as SVG: words stay words, letters come with the file, colours follow the reader's system."""

import io
import re
from xml.sax.saxutils import escape, unescape

import matplotlib as mpl

from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.letters import FAMILY, face, wrapped
from gcr_analysis.figures.sheet import STYLE
from gcr_analysis.figures.size import MARGIN, PAGE, SMALL, SPACING, TITLE, Size
from gcr_analysis.figures.slim import Looks, slim
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.framework.languages import spoken, written_in


def svg(figure: Specification, size: Size = PAGE, *, words: bool = False, fixed: bool = False) -> bytes:
    """Draw a figure as SVG, with the letters that it needs inside.

    Parameters
    ----------
    figure, size, words
        As in `drawn`.
    fixed
        Whether it is dark on white for every reader, such as on a slide; otherwise it stands on the page's
        own background, and changes its colours where the reader's system is dark.
    """
    file = io.BytesIO()
    with mpl.rc_context(STYLE):
        sheet = drawn(figure, size, words=words)
        for text in sheet.haloed:
            text.set_path_effects([])  # it would turn letters into shapes; the file's own rules draw it
        sheet.canvas.patch.set_facecolor(LIGHT["paper"] if fixed else "none")
        sheet.canvas.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    looks, written = Looks(), file.getvalue().decode()
    body = slim(_turned(written) if sheet.mirrored else written, looks)
    said = f"<title>{escape(figure.title)}</title><desc>{escape(figure.alt)}</desc>"
    box = sheet.size.width * 72, sheet.height * 72
    style = _faces(body, looks) + f"<style>{looks.rules(dark=not fixed)}</style>"
    return _file(box, said, style, body, mirrored=sheet.mirrored)


def _turned(file: str) -> str:
    """Anchor words where they begin in a language that is read from right to left: at their right end."""
    other = {"start": "end", "end": "start"}
    return re.sub(r"text-anchor: (start|end)", lambda found: f"text-anchor: {other[found[1]]}", file)


def framed(figure: Specification, drawing: bytes) -> bytes:
    """Return a drawing as an SVG that can stand alone: with title, subtitle, breaks and source around it.

    Parameters
    ----------
    figure
        The figure.
    drawing
        Its drawing as `svg` makes it, for the width of a page.
    """
    size, width, left = PAGE, PAGE.width, MARGIN * 72
    with written_in(figure.language):
        mirrored = spoken().marks.direction == "rtl"
    begin = left + width * 72 if mirrored else left
    notes = [note for note in (*figure.breaks, figure.source) if note]
    above = [(line, TITLE, True) for line in wrapped(figure.title, TITLE, bold=True, width=width)]
    above += [(line, size.body, False) for line in wrapped(figure.subtitle, size.body, width=width)]
    below = [(line, SMALL, False) for note in notes for line in wrapped(note, SMALL, width=width)]
    text = drawing.decode()
    looks, inside = Looks.of(text), re.sub(r"<style>.*?</style>", "", text, flags=re.S)
    height = float(re.findall(r'viewBox="0 0 \S+ (\S+)"', text)[0])
    top, words = 8.0, []
    for part, room in ((above, 10 + height), (below, 8.0)):
        for line, points, bold in part:
            top += points * SPACING * 72
            weight, colour = ("bold", "ink") if bold else ("normal", "quiet")
            look = looks.name(f"font-size: {points:g}px; font-weight: {weight}; fill: {LIGHT[colour]}")
            words.append(f'<text class="{look}" x="{begin:g}" y="{top:.6g}">{escape(line)}</text>')
        top += room
    start = top - 8.0 - len(below) * SMALL * SPACING * 72 - height
    place = f'x="{left:g}" y="{start:.6g}" width="{width * 72:g}" height="{height:g}"'
    paper = looks.name(f"fill: {LIGHT['paper']}")
    ground = f'<rect class="{paper}" width="100%" height="100%"/>'
    body = ground + "".join(words) + re.sub(r'width="\S+" height="\S+"', place, inside, count=1)
    style = _faces(body, looks) + f"<style>{looks.rules(dark=True)}</style>"
    return _file((width * 72 + 2 * left, top), "", style, body, mirrored=mirrored)


def _file(box: tuple[float, float], said: str, style: str, body: str, *, mirrored: bool) -> bytes:
    """Write a file of some points: a browser shows 96 pixels for 72 of them."""
    wide, high = box
    direction = ' direction="rtl"' if mirrored else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{wide / 0.75:g}" '
        f'height="{high / 0.75:.6g}" viewBox="0 0 {wide:g} {high:.6g}" font-family="{FAMILY}" '
        f'stroke-linejoin="round"{direction}>{said}{style}{body}</svg>\n'
    ).encode()


def _faces(body: str, looks: Looks) -> str:
    """Return a style sheet with the letters of the words in a drawing, for each weight that is there."""
    bold = {name for look, name in looks.names.items() if re.search("font-weight:(bold|700)", look)}
    letters: dict[bool, set[str]] = {}
    for name, words in re.findall(r'<text[^>]*?class="(\w+)"[^>]*>(.*?)</text>', body, flags=re.S):
        letters.setdefault(name in bold, set()).update(unescape(words))
    faces = "".join(face(own, bold=weight) for weight, own in sorted(letters.items()))
    return f"<style>{faces}</style>"
