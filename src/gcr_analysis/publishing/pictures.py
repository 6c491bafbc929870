"""A figure's drawing without the words around it: on a page and on paper these are text."""

import io
from functools import cache

from PIL import Image

from gcr_analysis.briefing.style import DPI, WIDTH, margins

FULL_WIDTH = round(WIDTH * DPI)


def drawing(png: bytes, title: str, subtitle: str, source: str, notes: tuple[str, ...] = ()) -> bytes:
    """Return what lies between the words of a figure's picture, as PNG.

    A picture that is not in the house style (another width, or no room for a drawing between its words) is
    returned whole.

    Parameters
    ----------
    png
        The whole picture.
    title, subtitle, source, notes
        The words in it, which say how much room they take above and below the drawing.
    """
    top, foot = _rows(title, subtitle, source, notes)
    with Image.open(io.BytesIO(png)) as image:
        if image.width != FULL_WIDTH or top + foot >= image.height:
            return png
        packed = io.BytesIO()
        image.crop((0, top, image.width, image.height - foot)).save(packed, format="PNG", compress_level=6)
    return packed.getvalue()


@cache
def _rows(title: str, subtitle: str, source: str, notes: tuple[str, ...]) -> tuple[int, int]:
    """Rows of pixels that words take above and below the drawing."""
    top, foot = margins(title, subtitle, source, notes)
    return round(top * DPI), round(foot * DPI)
