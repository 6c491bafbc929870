"""Series over the years."""

from typing import Literal

from gcr_analysis.figures.kinds.declared import Declared


class Upright(Declared):
    """A year that a series is marked at, or two years between which it breaks.

    Parameters
    ----------
    at
        The year; for a break the first year after it.
    text
        What stands above.
    is_break
        Whether the series breaks before that year.
    of
        Labels of the series that break; all of them when empty.
    """

    at: int
    text: str
    is_break: bool = False
    of: tuple[str, ...] = ()


class Series(Declared):
    """One series over the years.

    Parameters
    ----------
    field
        Its column in the data.
    label
        Its name.
    shape
        ``area`` on top of those before it, ``line``, ``step``, a line that keeps its value until the next
        one, or ``bar``.
    colour
        Name of its colour.
    low, high
        Columns with the ends of an interval.
    fill
        Column that says how each point of a line is filled: ``full``, ``half`` or ``hollow``; a bar is
        ``full`` or ``hollow``.
    carried
        Column that says which points of a line are figures of an earlier year: a dotted line leads to them.
    square
        Whether points are square.
    strong
        Whether it stands out, and each new value is written at its point.
    of
        What column `by` of the figure says in its rows.
    bound
        ``least`` or ``most`` where its last figure is said to be at least or at most so much, and is rounded
        so.
    """

    field: str
    label: str
    shape: Literal["area", "line", "step", "bar"]
    colour: str = "main"
    low: str = ""
    high: str = ""
    fill: str = ""
    carried: str = ""
    square: bool = False
    strong: bool = False
    of: str = ""
    bound: str = ""


class Years(Declared):
    """Series over the years, each with its name and last value at its end.

    Parameters
    ----------
    series
        The series; areas lie on top of each other in this order.
    unit
        Their unit.
    uprights
        Years that are marked, and breaks.
    ends
        Ends of the scale, which otherwise begins at zero.
    ticks
        Figures that are named; round ones when empty.
    names
        Columns whose words stand below each row, in place of years: rows are then steps, such as releases.
    by
        Column that says to which series a row belongs, where the data has a row a series and year.
    hollow, interval
        What the key calls hollow points and bars, and the ends of intervals; not in the key when empty.
    """

    kind: Literal["years"] = "years"
    series: tuple[Series, ...]
    unit: str
    uprights: tuple[Upright, ...] = ()
    ends: tuple[float, float] | None = None
    ticks: tuple[float, ...] = ()
    names: tuple[str, ...] = ()
    by: str = ""
    hollow: str = ""
    interval: str = ""
