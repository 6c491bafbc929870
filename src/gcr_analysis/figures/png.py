"""Figures as PNG on white, the same bytes on every run of one set of libraries."""

import io

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.sheet import STYLE
from gcr_analysis.figures.size import PAGE, Size
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.tokens import LIGHT

DPI, COLOURS = 144, 24
"""Pixels an inch, and the colours of a picture: those of its marks, and some between them and the ground."""


def png(figure: Specification, size: Size = PAGE, *, words: bool = True, dpi: int = DPI) -> bytes:
    """Draw a figure as PNG, which carries its title and alternative text.

    Parameters
    ----------
    figure, size, words
        As in `gcr_analysis.figures.draw.drawn`.
    dpi
        Pixels an inch.
    """
    with mpl.rc_context(STYLE):
        canvas = drawn(figure, size, words=words).canvas
        return packed(canvas, dpi, {"Title": figure.title, "Description": figure.alt})


def packed(canvas: Canvas, dpi: int, said: dict[str, str]) -> bytes:
    """Paint a drawing in few colours: this makes a quarter of the size and cannot be seen.

    Parameters
    ----------
    canvas
        The drawing.
    dpi
        Pixels an inch.
    said
        Caption that the file carries, by their PNG keyword.
    """
    canvas.patch.set_facecolor(LIGHT["paper"])
    canvas.dpi = dpi
    painted = FigureCanvasAgg(canvas)
    painted.draw()
    pixels = Image.fromarray(np.asarray(painted.buffer_rgba())).convert("RGB")
    image = pixels.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.putpalette([255 if level == 254 else level for level in image.getpalette() or ()])  # white is white
    carried = PngInfo()
    for name, text in said.items():
        carried.add_itxt(name, text, lang="en")
    file = io.BytesIO()
    image.save(file, format="PNG", compress_level=8, pnginfo=carried)
    return file.getvalue()
