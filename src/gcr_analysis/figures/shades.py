"""The key of shades: a row of colours with the bounds between them, or a name beside each."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from gcr_analysis.figures.key import Entry, draw_key, key_height
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.sheet import Sheet
from gcr_analysis.figures.size import Size
from gcr_analysis.figures.tokens import STEPS
from gcr_analysis.framework.languages import spoken

HIGH, LEAST, APART = 0.13, 0.3, 0.1
"""Inches: a colour, the least width of one, the room between two bounds."""


def steps(number: int) -> tuple[str, ...]:
    """Name colours from light to dark, as far from each other as they can be.

    >>> steps(1), steps(2), steps(5) == STEPS
    (('step4',), ('step1', 'step5'), True)
    """
    if number == 1:
        return (STEPS[3],)
    return tuple(STEPS[round(index * (len(STEPS) - 1) / (number - 1))] for index in range(number))


def swatch(colour: str, *, hatch: bool = False, edge: str | None = None) -> Callable[..., None]:
    """Return what draws a colour as the sample of a key."""

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.rect(x - 0.1, y - 0.06, 0.2, 0.12, colour, hatch=hatch, edge=edge)

    return draw


def draw_shades(
    sheet: Sheet,
    heading: str,
    shades: tuple[Sequence[str], Sequence[str]],
    others: list[Entry],
    top: float = 0.0,
) -> float:
    """Draw the key of classes with bounds, and what is no class beside it or below; return where it ends.

    Parameters
    ----------
    sheet
        What it is drawn on.
    heading
        What the shades mean.
    shades
        Colours from few to many, and the bounds between them.
    others
        Entries of what is no class.
    top
        Where it begins.
    """
    size, width = sheet.size, sheet.width
    for line in wrapped(heading, size.small, width=width) if heading else []:
        sheet.text(0, top + size.small_line / 2, line, points=size.small, colour="quiet")
        top += size.small_line
    widths = _widths(shades[1], size)
    if not shades[1] or sum(widths) > width:
        entries = [*_in_words(*shades), *others]
        draw_key(sheet, entries, top, width)
        return top + key_height(entries, size, width)
    left = 0.0
    for index, (colour, wide) in enumerate(zip(shades[0], widths, strict=True)):
        sheet.rect(left, top + 0.04, wide - 0.02, HIGH, colour)
        left += wide
        if index < len(shades[1]):
            look = {"points": size.small, "colour": "quiet", "ha": "center"}
            sheet.text(left - 0.01, top + 0.1 + HIGH + size.small_line / 2, shades[1][index], **look)
    high = 0.1 + HIGH + size.small_line
    beside = width - left - 0.3
    if others and max(text_width(entry.text, size.small) for entry in others) + 0.3 < beside:
        draw_key(sheet, others, top, beside, left + 0.3)
        return top + max(high, key_height(others, size, beside)) + 0.06
    draw_key(sheet, others, top + high + 0.04, width)
    return top + high + (0.04 + key_height(others, size, width) if others else 0.0) + 0.06


def _widths(bounds: Sequence[str], size: Size) -> list[float]:
    """Widths of colours that keep the bounds between them apart."""
    if not bounds:
        return []
    halves = [text_width(bound, size.small) / 2 for bound in bounds]
    inner = [one + other + APART for one, other in pairwise(halves)]
    return [max(LEAST, wide) for wide in (halves[0], *inner, halves[-1])]


def _in_words(colours: Sequence[str], bounds: Sequence[str]) -> list[Entry]:
    """Name each class by its bounds, where they do not fit below the colours."""
    if not bounds:
        return []
    said = spoken().drawn
    texts = [said.up_to.format(high=bounds[0])]
    texts += [said.between.format(low=low, high=high) for low, high in pairwise(bounds)]
    texts.append(said.over.format(low=bounds[-1]))
    return [Entry(text, swatch(colour)) for text, colour in zip(texts, colours, strict=True)]
