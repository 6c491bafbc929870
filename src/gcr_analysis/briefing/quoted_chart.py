"""Figures that others published, drawn with the words in which they were published."""

from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.display import Figure
from gcr_analysis.briefing.style import BODY, INK, LABEL, LEFT, LIGHT, MAIN, NONE, PAPER, QUIET, WIDTH, sheet

ROW, HEAD, GAP = 0.36, 0.34, 0.16
"""Inches: a bar, the heading of a block, the gap above it."""
NAMES, SAID = 1.5, 1.3
"""Inches: dates before the bars, words behind them."""
DATE = 0.72
"""Inches: a date with its shares."""


def blocks(figure: Figure) -> Canvas:
    """Draw bars in blocks, each with a heading, so that what counts different things makes no series.

    Parameters
    ----------
    figure
        Its data: what is counted, when, the number, and the number in words. What is counted alike makes one
        block.
    """
    rows = figure.data.itertuples(index=False, name=None)
    parts = [(str(what), list(own)) for what, own in groupby(rows, lambda row: row[0])]
    body = sum(GAP + HEAD + ROW * len(own) for _, own in parts)
    page = sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)
    axes = page.axes(0, 0)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(body, 0)
    axes.axis("off")
    scale = (WIDTH - LEFT * WIDTH - NAMES - SAID) / (float(figure.data.iloc[:, 2].max()) or 1.0)
    top = 0.0
    for what, own in parts:
        top += GAP
        axes.text(LEFT * WIDTH, top + HEAD / 2, what, fontsize=BODY + 0.5, fontweight="bold", va="center")
        top += HEAD
        for _, when, value, text in own:
            middle = top + ROW / 2
            axes.text(LEFT * WIDTH, middle, when, fontsize=BODY, color=QUIET, va="center")
            axes.barh(middle, value * scale, left=NAMES, height=0.7 * ROW, color=MAIN)
            axes.text(NAMES + value * scale + 0.07, middle, text, fontsize=BODY, va="center")
            top += ROW
    return page.canvas


def stages(figure: Figure) -> Canvas:
    """Draw a bar of a hundred percent a date, with the shares that were published; the rest stays empty.

    Parameters
    ----------
    figure
        Its data: when, of what it is a share, the stage, the percentage, and the number in words. A stage
        without a percentage is written behind the bar.
    """
    dates = [own for _, own in figure.data.groupby(figure.data.columns[0], sort=False)]
    body = DATE * len(dates) + 0.1
    page = sheet(figure.title, figure.subtitle, figure.source, body=body, notes=figure.breaks)
    axes = page.axes(LEFT * WIDTH + NAMES, LEFT * WIDTH + SAID, top=0.1)
    axes.set_xlim(0, 100)
    axes.set_ylim(len(dates) - 0.5, -0.5)
    axes.axis("off")
    for row, own in enumerate(dates):
        _date(axes, row, own)
    return page.canvas


def _date(axes: Axes, row: int, own: pd.DataFrame) -> None:
    when, whole = own.iloc[0, 0], own.iloc[0, 1]
    place = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "annotation_clip": False}
    axes.annotate(
        when, (0, row), (-NAMES * 72, 7), fontsize=BODY + 0.5, fontweight="bold", va="center", **place
    )
    axes.annotate(
        f"of {whole}", (0, row), (-NAMES * 72, -7), fontsize=LABEL, color=QUIET, va="center", **place
    )
    axes.barh(row, 100, height=0.72, color=NONE)
    drawn = own[own.iloc[:, 3].notna()]
    start = 0.0
    for index, (_, _, stage, percent, text) in enumerate(drawn.itertuples(index=False, name=None)):
        back, front = ((MAIN, PAPER), (LIGHT, INK))[index % 2]
        axes.barh(row, percent, left=start, height=0.72, color=back, edgecolor=PAPER, linewidth=0.8)
        words = f"{stage}\n{text}"
        label = axes.text(
            start + percent / 2, row, words, fontsize=BODY, color=front, ha="center", va="center"
        )
        room = axes.get_window_extent().width * percent / 100
        if label.get_window_extent().width > 0.94 * room:
            label.set_text(text)
        start += percent
    counted = own[own.iloc[:, 3].isna()]
    said = "\n".join(
        f"{text}\n{stage}" for stage, text in zip(counted.iloc[:, 2], counted.iloc[:, 4], strict=True)
    )
    axes.annotate(said, (1, row), (8, 0), fontsize=BODY, va="center", **place)
