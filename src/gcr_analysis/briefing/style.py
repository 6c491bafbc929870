"""The house style of every figure, and the one way that a figure becomes bytes."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.ft2font import FT2Font, LoadFlags
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gcr_analysis.errors import GcrError

# Every pair of colours that meets in a chart differs in lightness, so that grey print and any kind of colour
# vision keep them apart.
INK = "#1b2a3a"
QUIET = "#5b6875"
FAINT = "#c9d0d6"
PAPER = "#ffffff"
MAIN = "#0b5394"
LIGHT = "#7fb8e6"
ACCENT = "#d9822b"
LAND = "#f4f3f0"
NONE = "#e6e3dc"
SEQUENTIAL = ("#b9d5ed", "#84b8df", "#4a94cc", "#1c68aa", "#08335f")

WIDTH = 7.0
DPI = 160
LEFT = 0.02
FAMILY = "DejaVu Sans"
TITLE, BODY, LABEL, SMALL, SMALLEST = 13.0, 9.5, 8.5, 8.0, 7.2

STYLE: dict[Any, Any] = {
    "font.family": FAMILY,
    "font.size": BODY,
    "text.color": INK,
    "axes.edgecolor": QUIET,
    "axes.labelcolor": QUIET,
    "axes.linewidth": 0.8,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.unicode_minus": True,
    "axes.facecolor": "none",
    "figure.facecolor": PAPER,
    "hatch.color": FAINT,
    "hatch.linewidth": 0.6,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.labelsize": BODY,
    "ytick.labelsize": BODY,
    "xtick.major.size": 3,
    "ytick.major.size": 0,
    "path.simplify": True,
    "svg.hashsalt": "gcr",
    "text.hinting": "none",
}


def sheet(title: str, subtitle: str, source: str, *, body: float, notes: tuple[str, ...] = ()) -> "Sheet":
    """Return an empty sheet with its title, subtitle, notes and source in place.

    Parameters
    ----------
    title, subtitle, source
        As in `gcr_analysis.briefing.display.Figure`; each is wrapped to the width of the sheet.
    body
        Height left for the drawing, in inches.
    notes
        Lines in small print above the source, such as breaks in the series.
    """
    heading, under, small = _words(title, subtitle, source, notes)
    top, foot = _heights(heading, under, small)
    page = Sheet(top, body, foot)
    page.write(heading, 0.12, 0.235, size=TITLE, weight="bold")
    page.write(under, 0.15 + 0.235 * len(heading), 0.175, size=BODY, color=QUIET)
    page.write(small, page.height - foot + 0.08, 0.145, size=SMALLEST, color=QUIET)
    return page


def margins(title: str, subtitle: str, source: str, notes: tuple[str, ...] = ()) -> tuple[float, float]:
    """Return the heights in inches that a sheet's words take above and below its drawing.

    Who shows the words as text beside a picture cuts them off it by these.

    Parameters
    ----------
    title, subtitle, source, notes
        As in `sheet`.

    Examples
    --------
    >>> top, foot = margins("Five countries host most refugees", "Refugees, end of year", "Source: UNHCR")
    >>> 0.6 < top < 0.7, 0.2 < foot < 0.3
    (True, True)
    """
    return _heights(*_words(title, subtitle, source, notes))


def _words(
    title: str, subtitle: str, source: str, notes: tuple[str, ...]
) -> tuple[list[str], list[str], list[str]]:
    """Break the words of a sheet into lines: heading, subtitle, small print."""
    small = [line for note in (*notes, source) for line in wrapped(note, SMALLEST)]
    return wrapped(title, TITLE, bold=True), wrapped(subtitle, BODY), small


def _heights(heading: list[str], under: list[str], small: list[str]) -> tuple[float, float]:
    return 0.12 + 0.235 * len(heading) + 0.175 * len(under) + 0.12, 0.12 + 0.145 * len(small)


def wrapped(
    text: str, size: float, *, bold: bool = False, width: float = WIDTH * (1 - 2 * LEFT)
) -> list[str]:
    """Break a text into lines that fit a width.

    Parameters
    ----------
    text
        Words, broken at plain spaces only: a number and its unit stay together.
    size
        Size of the letters in points.
    bold
        Whether the text is bold.
    width
        Room in inches.

    Examples
    --------
    >>> wrapped("Refugees hosted in the world", BODY, width=1.0)
    ['Refugees', 'hosted in the', 'world']
    """
    first, *others = text.split(" ")
    lines, about = [first], text_width(first, size, bold=bold)
    for word in others:
        about += text_width(f" {word}", size, bold=bold)
        if about > width:
            lines, about = [*lines, word], text_width(word, size, bold=bold)
        else:
            lines[-1] = f"{lines[-1]} {word}"
    return lines


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line of text in inches: of its letters, each as far as the next would stand from it.

    Parameters
    ----------
    text, size, bold
        As in `wrapped`.

    Examples
    --------
    >>> 1.1 < text_width("Refugees hosted", BODY) < 1.2
    True
    """
    return size * sum(_advance(letter, bold) for letter in text) / 72


@cache
def _advance(letter: str, bold: bool) -> float:
    """Width of a letter, of one point in size."""
    font = _font(bold)
    if not font.get_char_index(ord(letter)):
        raise GcrError(
            f"the font of figures has no letter {letter!r}: write names in letters such as Latin or Arabic"
        )
    font.set_size(1000, 72)  # large, so that the widths of letters are not rounded to pixels
    return font.load_char(ord(letter), flags=LoadFlags.NO_HINTING).linearHoriAdvance / 65536 / 1000


def _font(bold: bool) -> FT2Font:
    """Return the font. Matplotlib keeps it open, and opens it anew in a forked process: nobody else may."""
    return get_font(findfont(FontProperties(family=FAMILY, weight="bold" if bold else "normal")))


class Sheet:
    """A matplotlib figure with fixed margins for its words, and axes placed in inches.

    Parameters
    ----------
    top, body, foot
        Heights in inches of the heading, of the drawing and of the small print.
    """

    def __init__(self, top: float, body: float, foot: float) -> None:
        self.height, self.body, self.foot = top + body + foot, body, foot
        self.canvas = Canvas(figsize=(WIDTH, self.height), dpi=DPI)
        FigureCanvasAgg(self.canvas)

    def axes(self, left: float, right: float, bottom: float = 0.0, top: float = 0.0) -> Axes:
        """Add axes, with these margins inside the drawing, in inches."""
        box = (left / WIDTH, (self.foot + bottom) / self.height)
        size = ((WIDTH - left - right) / WIDTH, (self.body - bottom - top) / self.height)
        return self.canvas.add_axes((*box, *size))

    def write(self, lines: list[str], start: float, step: float, **look: Any) -> None:
        """Write lines at the left margin, the first so many inches from the top."""
        for index, line in enumerate(lines):
            y = 1 - (start + step * index) / self.height
            self.canvas.text(LEFT, y, line, va="top", ha="left", parse_math=False, **look)


def png(draw: Callable[[], Canvas], *, dpi: int = DPI, title: str = "", alt: str = "") -> bytes:
    """Draw in the house style and return PNG bytes, the same on every run of one set of libraries.

    Colours are brought to a palette, which makes a third of the size and cannot be seen.

    Parameters
    ----------
    draw
        Makes the matplotlib figure.
    dpi
        Pixels an inch.
    title, alt
        Its title and alternative text, which the file carries; nothing of them by default.
    """
    with mpl.rc_context(STYLE):
        figure = draw()
        figure.dpi = dpi
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
    pixels = Image.fromarray(np.asarray(canvas.buffer_rgba()))
    image = pixels.convert("RGB").quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    image.putpalette([255 if level == 254 else level for level in image.getpalette() or ()])  # white is white
    said = PngInfo()
    for name, text in (("Title", title), ("Description", alt)):
        if text:
            said.add_itxt(name, text, lang="en")
    packed = io.BytesIO()
    image.save(packed, format="PNG", compress_level=6, pnginfo=said)
    return packed.getvalue()


def svg(draw: Callable[[], Canvas], *, title: str, alt: str) -> bytes:
    """Draw in the house style and return SVG bytes, the same on every run of one set of libraries.

    Letters are outlines, so that the drawing looks the same where the font is not installed; what it says
    stands in its `title` and `desc`.

    Parameters
    ----------
    draw
        Makes the matplotlib figure.
    title, alt
        Its title and alternative text.
    """
    file = io.BytesIO()
    with mpl.rc_context(STYLE):
        draw().savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Title": title})
    head, opening, rest = file.getvalue().decode().partition("<svg ")
    before, closing, after = rest.partition("</title>")
    described = f"{before}{closing}\n <desc>{escape(alt)}</desc>{after}"
    return f'{head}{opening}role="img" {described}'.encode()
