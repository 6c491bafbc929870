"""A figure's drawing without the words around it: on paper these are text."""

import io
from dataclasses import dataclass

from PIL import Image

from gcr_analysis.briefing.style import DPI, WIDTH, margins
from gcr_analysis.publishing.outputs import Figure

FULL_WIDTH = round(WIDTH * DPI)


@dataclass(frozen=True)
class Picture:
    """A PNG, and how many rows of pixels its own words take above and below the drawing."""

    png: bytes
    top: int = 0
    foot: int = 0

    def drawing(self) -> bytes:
        """Return the drawing alone, as PNG; the whole picture where it has no words."""
        if not (self.top or self.foot):
            return self.png
        with Image.open(io.BytesIO(self.png)) as image:
            kept = image.crop((0, self.top, image.width, image.height - self.foot))
            packed = io.BytesIO()
            kept.save(packed, format="PNG", compress_level=4)
        return packed.getvalue()


def picture(figure: Figure, png: bytes) -> Picture:
    """Return a figure's picture, with the place of its drawing in it.

    Parameters
    ----------
    figure
        The figure, whose words say how much room they take.
    png
        Its picture. One that is not in the house style (another width, or no room for a drawing between its
        words) is shown whole.
    """
    with Image.open(io.BytesIO(png)) as image:
        width, height = image.size
    top, foot = (
        round(inches * DPI) for inches in margins(figure.title, figure.subtitle, figure.source, figure.breaks)
    )
    if width != FULL_WIDTH or top + foot >= height:
        return Picture(png)
    return Picture(png, top, foot)
