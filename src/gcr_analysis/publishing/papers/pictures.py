"""A figure's drawing without the words around it: on paper these are text."""

import io
from dataclasses import dataclass
from functools import cache
from threading import Lock

from PIL import Image

from gcr_analysis.briefing.style import DPI, WIDTH, margins
from gcr_analysis.publishing.outputs import Figure

FULL_WIDTH = round(WIDTH * DPI)
_ONE_AT_A_TIME = Lock()  # Matplotlib measures every text with one font object


@dataclass(frozen=True)
class Picture:
    """A figure's PNG, and its words as they stand in it.

    Attributes
    ----------
    png
        The whole picture.
    title, subtitle, source, notes
        The words, which say how much room they take above and below the drawing.
    """

    png: bytes
    title: str
    subtitle: str
    source: str
    notes: tuple[str, ...]

    def drawing(self) -> bytes:
        """Return the drawing alone, as PNG.

        A picture that is not in the house style (another width, or no room for a drawing between its words)
        is returned whole.
        """
        with _ONE_AT_A_TIME:
            top, foot = _rows(self.title, self.subtitle, self.source, self.notes)
        with Image.open(io.BytesIO(self.png)) as image:
            if image.width != FULL_WIDTH or top + foot >= image.height:
                return self.png
            packed = io.BytesIO()
            image.crop((0, top, image.width, image.height - foot)).save(
                packed, format="PNG", compress_level=4
            )
        return packed.getvalue()


def picture(figure: Figure, png: bytes) -> Picture:
    """Return the picture of a figure."""
    return Picture(png, figure.title, figure.subtitle, figure.source, figure.breaks)


@cache
def _rows(title: str, subtitle: str, source: str, notes: tuple[str, ...]) -> tuple[int, int]:
    """Rows of pixels that words take above and below the drawing. Measuring takes longer than cutting."""
    top, foot = margins(title, subtitle, source, notes)
    return round(top * DPI), round(foot * DPI)
