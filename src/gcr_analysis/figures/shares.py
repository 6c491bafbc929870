"""Bars of a hundred percent: the shares that are known, the rest empty, each named below its bar."""

import pandas as pd

from gcr_analysis.figures.key import Entry, draw_key, key_height
from gcr_analysis.figures.letters import text_width, wrapped
from gcr_analysis.figures.shades import swatch
from gcr_analysis.figures.sheet import Sheet, say_nothing
from gcr_analysis.figures.specification import Shares
from gcr_analysis.figures.tokens import on
from gcr_analysis.framework.languages import spoken

BAR, GAP = 0.26, 0.2
"""Inches: height of a bar, the gap between two."""
COLOURS = ("main", "light", "quiet", "accent", "step5", "step1")
"""Colours of parts, in the order in which they come up."""


def shares(drawing: Shares, data: pd.DataFrame, sheet: Sheet) -> None:
    """Draw a bar of a hundred percent for each name.

    Parameters
    ----------
    drawing
        What is drawn.
    data
        A row a part.
    sheet
        What it is drawn on.
    """
    shown = data[data[drawing.share].notna()][drawing.parts].astype(str)
    colours = {part: COLOURS[index % len(COLOURS)] for index, part in enumerate(dict.fromkeys(shown))}
    if data.empty:
        say_nothing(sheet)
        return
    at = 0.0
    for name, own in data.groupby(drawing.names, sort=False):
        at = _name(sheet, str(name), str(own[drawing.whole].iloc[0]) if drawing.whole else "", at)
        at = _bar(sheet, drawing, own, colours, at)
        entries = [
            Entry(
                f"{part}{spoken().marks.colon}{said}", swatch(colours[part]) if known else _no_sample, "ink"
            )
            for part, said, known in zip(
                own[drawing.parts].astype(str), own[drawing.written], own[drawing.share].notna(), strict=True
            )
        ]
        draw_key(sheet, entries, at, sheet.width)
        at += key_height(entries, sheet.size, sheet.width) + GAP
    sheet.close(at - GAP)


def _no_sample(sheet: Sheet, x: float, y: float) -> None:
    """Draw nothing: what is named has no place on the bar."""


def _name(sheet: Sheet, name: str, whole: str, at: float) -> float:
    """Write a name, and of what its parts are shares beside it, or below; return where they end."""
    size = sheet.size
    lines = wrapped(name, size.body, bold=True, width=sheet.width)
    sheet.lines(0, at + len(lines) * size.line / 2, lines, bold=True)
    left = text_width(lines[-1], size.body, bold=True) + 0.12
    beside = left + text_width(whole, size.small) <= sheet.width
    at += len(lines) * size.line
    if whole and beside:
        sheet.text(left, at - size.line / 2, whole, points=size.small, colour="quiet")
    elif whole:
        below = wrapped(whole, size.small, width=sheet.width)
        high = len(below) * size.small_line
        sheet.lines(0, at + high / 2, below, points=size.small, colour="quiet")
        at += high
    return at + 0.04


def _bar(sheet: Sheet, drawing: Shares, own: pd.DataFrame, colours: dict[str, str], at: float) -> float:
    sheet.rect(0, at, sheet.width, BAR, "none")
    left = 0.0
    for part, share, said in own[[drawing.parts, drawing.share, drawing.written]].itertuples(index=False):
        if pd.isna(share):
            continue
        colour, width = colours[str(part)], sheet.width * float(share) / 100
        sheet.rect(left, at, width, BAR, colour)
        if left:
            sheet.line((left, at), (left, at + BAR), "paper", points=1.2)
        if text_width(str(said), sheet.size.body) + 0.12 <= width:
            sheet.text(left + width / 2, at + BAR / 2, str(said), colour=on(colour), ha="center")
        left += width
    return at + BAR + 0.06
