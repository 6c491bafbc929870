"""The widths that figures are drawn for, with their letters and spaces."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A width that figures are drawn for.

    Parameters
    ----------
    name
        Its name in addresses.
    width
        Inches; a browser shows 96 pixels for each.
    body, small
        Sizes of letters in points: of names and numbers, and of headings, ticks and keys.
    narrow
        Whether names stand above their marks, and keys above the drawing.
    shape
        Height as a share of the width that a picture has at least.
    """

    name: str
    width: float
    body: float
    small: float
    narrow: bool = False
    shape: float = 0.0

    @property
    def line(self) -> float:
        """Height of a line of words in inches."""
        return self.body * SPACING

    @property
    def small_line(self) -> float:
        """Height of a line of small words in inches."""
        return self.small * SPACING


PAGE = Size("page", 7.0, 10.0, 9.2)


PHONE = Size("phone", 2.86, 9.8, 9.2, narrow=True)


PAPER = Size("paper", 6.69, 9.6, 9.0)


SLIDE = Size("slide", 7.0, 10.0, 9.2, shape=9 / 16)


SIZES = {size.name: size for size in (PAGE, PHONE, PAPER)}
"""A phone of 320 pixels leaves 278 to a figure: no letter is below twelve of them."""


TITLE, SMALL, MARGIN = 13.0, 9.0, 0.14
"""Points of the title and of small print around a picture; inches beside them."""


SPACING = 1.32 / 72
"""Inches from line to line, for each point of the letters."""
