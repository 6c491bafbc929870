"""The key of a figure: samples with their names, in lines that break where the sheet ends."""

from collections.abc import Callable
from dataclasses import dataclass

from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import Size

SAMPLE, BESIDE, GAP = 0.2, 0.07, 0.24
"""Inches: a sample, the room between it and its name, and between two entries."""


@dataclass(frozen=True)
class Entry:
    """A sample and its name.

    Parameters
    ----------
    text
        The name.
    draw
        Draws the sample with its middle at a place.
    colour
        Colour of the name.
    """

    text: str
    draw: Callable[[Sheet, float, float], None]
    colour: str = "quiet"


def key_height(entries: list[Entry], size: Size, width: float) -> float:
    """Return the height of a key in inches: zero without entries."""
    return sum(_high(line, size, width) for line in _lines(entries, size, width)) + (0.06 if entries else 0)


def draw_key(sheet: Sheet, entries: list[Entry], top: float, width: float, left: float = 0.0) -> None:
    """Draw a key from its upper left corner; a name that is wider than the key is wrapped."""
    size = sheet.size
    for line in _lines(entries, size, width):
        at = left
        for entry in line:
            entry.draw(sheet, at + SAMPLE / 2, top + size.small_line / 2)
            for index, words in enumerate(_words(entry, size, width)):
                y = top + (index + 0.5) * size.small_line
                sheet.text(at + SAMPLE + BESIDE, y, words, points=size.small, colour=entry.colour)
            at += _room(entry, size)
        top += _high(line, size, width)


def _high(line: list[Entry], size: Size, width: float) -> float:
    return max(len(_words(entry, size, width)) for entry in line) * size.small_line + 0.05


def _words(entry: Entry, size: Size, width: float) -> list[str]:
    return wrapped(entry.text, size.small, width=width - SAMPLE - BESIDE)


def _room(entry: Entry, size: Size) -> float:
    return SAMPLE + BESIDE + text_width(entry.text, size.small) + GAP


def _lines(entries: list[Entry], size: Size, width: float) -> list[list[Entry]]:
    lines: list[list[Entry]] = []
    for entry in entries:
        used = sum(_room(each, size) for each in lines[-1]) if lines else 0
        if lines and used + _room(entry, size) - GAP <= width:
            lines[-1].append(entry)
        else:
            lines.append([entry])
    return lines
