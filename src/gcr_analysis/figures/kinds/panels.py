"""Small panels: some years of several series against what was expected of them."""

from typing import Literal

from gcr_analysis.figures.kinds.declared import Declared


class Panel(Declared):
    """A small panel with one series, and what was expected of some years of it.

    Parameters
    ----------
    field
        Its column in the data.
    title
        Its name.
    lines
        What is said above it: the finding first.
    expected, low, high, outcome
        Of a year, on the mean of the years in question: expected, its interval, and what came.
    back
        Year in which the series came back.
    stressed
        Whether the second line stands out: the years were not as usual.
    """

    field: str
    title: str
    lines: tuple[str, str]
    expected: float
    low: float
    high: float
    outcome: float
    back: int | None = None
    stressed: bool = False


class Panels(Declared):
    """Some years of several series against what the years before let one expect: a small panel a series.

    Parameters
    ----------
    panels
        The panels. The data has a row a year, in column ``year``; other rows are not drawn.
    years
        First and last of the years in question, which are tinted.
    unit
        Unit of all series.
    expected, came, back
        What the key says of what was expected, of what came, and of the year in which a series came back.
    """

    kind: Literal["panels"] = "panels"
    panels: tuple[Panel, ...]
    years: tuple[int, int]
    unit: str
    expected: str
    came: str
    back: str
