"""Figures as SVG: words stay words, letters come with the file, colours follow the reader's system."""

import io
import re
from xml.sax.saxutils import escape

import matplotlib as mpl

from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.letters import FAMILY, face, wrapped
from gcr_analysis.figures.sheet import MARGIN, PAGE, SMALL, SPACING, STYLE, TITLE, Size
from gcr_analysis.figures.slim import slim
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.tokens import DARK, LIGHT


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
    text = file.getvalue().decode()
    body = slim(text.partition("<svg ")[2].partition(">")[2])
    width, height = sheet.size.width * 96, sheet.height * 96
    box = f"0 0 {sheet.size.width * 72:g} {sheet.height * 72:.6g}"
    style = _faces(body) + ("" if fixed else _dark(body))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'width="{width:g}" height="{height:.6g}" viewBox="{box}">\n'
        f"<title>{escape(figure.title)}</title><desc>{escape(figure.alt)}</desc>\n"
        f"<style>{style}</style>{body}"
    ).encode()


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
    notes = [note for note in (*figure.breaks, figure.source) if note]
    above = [(line, TITLE, True) for line in wrapped(figure.title, TITLE, bold=True, width=width)]
    above += [(line, size.body, False) for line in wrapped(figure.subtitle, size.body, width=width)]
    below = [(line, SMALL, False) for note in notes for line in wrapped(note, SMALL, width=width)]
    text = re.sub(r"<style>.*?</style>", "", drawing.decode(), count=1, flags=re.S)
    height = float(re.findall(r'viewBox="0 0 \S+ (\S+)"', text)[0])
    top, words = 8.0, []
    for part, room in ((above, 10 + height), (below, 8.0)):
        for line, points, bold in part:
            top += points * SPACING * 72
            weight, colour = (700, "ink") if bold else (400, "quiet")
            style = f"font: {weight} {points:g}px '{FAMILY}'; fill: {LIGHT[colour]}"
            words.append(f'<text x="{left:g}" y="{top:.6g}" style="{style}">{escape(line)}</text>')
        top += room
    start = top - 8.0 - len(below) * SMALL * SPACING * 72 - height
    place = f'x="{left:g}" y="{start:.6g}" width="{width * 72:g}" height="{height:g}"'
    wide, ground = width * 72 + 2 * left, f'<rect width="100%" height="100%" style="fill: {LIGHT["paper"]}"/>'
    inside = ground + "".join(words) + re.sub(r'width="\S+" height="\S+"', place, text, count=1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide / 0.75:g}" height="{top / 0.75:.6g}" '
        f'viewBox="0 0 {wide:g} {top:.6g}">\n<style>{_faces(inside)}{_dark(inside)}</style>{inside}</svg>\n'
    ).encode()


def _faces(text: str) -> str:
    """Rules that carry the letters of the words in a drawing, for each weight that is there."""
    letters: dict[bool, set[str]] = {}
    for style, words in re.findall(r'<text[^>]*style="([^"]*)"[^>]*>(.*?)</text>', text, flags=re.S):
        bold = re.search(r"\b(bold|700)\b", style) is not None
        letters.setdefault(bold, set()).update(re.sub(r"<[^>]+>", "", words))
    return "".join(face(own | set("&<>"), bold=bold) for bold, own in sorted(letters.items()))


def _dark(text: str) -> str:
    """Rules that exchange the colours of a drawing where the reader's system is dark."""
    rules = [
        f'[style*="{what}: {light}"]{{{what}:{DARK[name]}!important}}'
        for name, light in LIGHT.items()
        for what in ("fill", "stroke")
        if f"{what}: {light}" in text
    ]
    ink = f"text:not([style*=fill]){{fill:{DARK['ink']}}}"
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}{ink}}}"
