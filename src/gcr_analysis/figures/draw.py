"""From a specification to a file: SVG whose words stay words, or PNG; the same bytes on every run."""

import io
import re
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gcr_analysis.figures.cells import cells
from gcr_analysis.figures.letters import face, register
from gcr_analysis.figures.map import map_
from gcr_analysis.figures.panels import panels
from gcr_analysis.figures.rows import rows
from gcr_analysis.figures.shares import shares
from gcr_analysis.figures.sheet import PAGE, STYLE, Sheet, Size
from gcr_analysis.figures.slim import slim
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.tokens import DARK, LIGHT
from gcr_analysis.figures.years import years

KINDS: dict[str, Callable[[Any, pd.DataFrame, Sheet], None]] = {
    "rows": rows,
    "years": years,
    "cells": cells,
    "map": map_,
    "panels": panels,
    "shares": shares,
}
"""What draws each kind of figure."""
DPI = 144


def drawn(figure: Specification, size: Size = PAGE, *, words: bool = False) -> Sheet:
    """Draw a figure.

    Parameters
    ----------
    figure
        The figure.
    size
        Width and letters.
    words
        Whether title, subtitle, breaks and source stand around the drawing: not where a page has them.
    """
    register()
    with mpl.rc_context(STYLE):
        sheet = Sheet(size, figure.words if words else None)
        KINDS[figure.drawing.kind](figure.drawing, figure.data, sheet)
    return sheet


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


def png(figure: Specification, size: Size = PAGE, *, words: bool = True, dpi: int = DPI) -> bytes:
    """Draw a figure as PNG on white, in a palette, which makes a third of the size and cannot be seen.

    Parameters
    ----------
    figure, size, words
        As in `drawn`.
    dpi
        Pixels an inch.
    """
    with mpl.rc_context(STYLE):
        canvas = drawn(figure, size, words=words).canvas
        canvas.patch.set_facecolor(LIGHT["paper"])
        canvas.dpi = dpi
        painted = FigureCanvasAgg(canvas)
        painted.draw()
    pixels = Image.fromarray(np.asarray(painted.buffer_rgba())).convert("RGB")
    image = pixels.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.putpalette([255 if level == 254 else level for level in image.getpalette() or ()])  # white is white
    said = PngInfo()
    for name, text in (("Title", figure.title), ("Description", figure.alt)):
        said.add_itxt(name, text, lang="en")
    packed = io.BytesIO()
    image.save(packed, format="PNG", compress_level=6, pnginfo=said)
    return packed.getvalue()
