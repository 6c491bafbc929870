"""What a figure is, apart from how it is drawn: its words, its data, and what of the data is drawn how."""

from typing import Annotated, Any, Literal

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from gcr_analysis.figures.sheet import Caption


class _Declared(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @property
    def units(self) -> tuple[str, ...]:
        """Units of its figures, each once; none where they are words."""
        unit = getattr(self, "unit", "")
        return (unit,) if unit else ()


class Mark(_Declared):
    """A mark in every row of a column.

    Parameters
    ----------
    shape
        ``bar`` from zero, ``inner`` (a thinner bar in it), ``dot``, ``ring``, ``tick``, ``link`` from one
        figure to another, or ``range``, a thin line between the two ends of an interval.
    field
        Column of the data that it shows.
    to
        Column with the other end of a link or a range.
    colour
        Name of its colour.
    label
        What the key calls it; not in the key when empty.
    by
        Column whose words choose the colour, as ``colours`` says.
    colours
        Colours by these words.
    labels
        What the key calls the mark by these words, in place of ``label``.
    hollow
        Column that says where the mark is hollow: a partial figure, or one that nobody could judge.
    hollow_label
        What the key calls it where it is hollow.
    broken
        Column that says where a link is broken.
    """

    shape: Literal["bar", "inner", "dot", "ring", "tick", "link", "range"]
    field: str
    to: str = ""
    colour: str = "main"
    label: str = ""
    by: str = ""
    colours: dict[str, str] = {}
    labels: dict[str, str] = {}
    hollow: str = ""
    hollow_label: str = ""
    broken: str = ""


class Column(_Declared):
    """A column of a figure with rows: marks on one scale, or numbers alone.

    Parameters
    ----------
    title
        Its heading.
    unit
        Unit of its figures. Columns of one unit without ends of their own share one scale.
    marks
        Marks, the lowest first; none for a column of numbers.
    field
        Column of the data that is written; the first mark's when empty.
    written
        Column of the data with the words to write instead of a number.
    silent
        Whether nothing is written, since other columns hold its numbers.
    head
        What stands bold above the title, such as who counted.
    ends
        Ends of the scale, which otherwise holds zero and every figure.
    ticks
        Figures at which a line is drawn and named.
    ends_said
        What the two ends mean, above the scale.
    band
        A part of the scale that is tinted.
    band_label
        What the key calls it.
    line
        A figure to compare with, drawn as a line through all rows, and its name.
    signed
        Whether numbers carry a plus.
    bound
        ``least`` or ``most`` where numbers are at least or at most so much: they are rounded down or up.
    negative
        Colour of bars below zero.
    missing
        What is written where there is no figure, if not what the other columns write.
    """

    title: str = ""
    unit: str = ""
    marks: tuple[Mark, ...] = ()
    field: str = ""
    written: str = ""
    silent: bool = False
    head: str = ""
    ends: tuple[float, float] | None = None
    ticks: tuple[float, ...] = ()
    ends_said: tuple[str, str] | None = None
    band: tuple[float, float] | None = None
    band_label: str = ""
    line: tuple[float, str] | None = None
    signed: bool = False
    bound: str = ""
    negative: str = ""
    missing: str = ""


class Rows(_Declared):
    """A row a place or measure, with marks on scales beside its name.

    Parameters
    ----------
    names
        Column of the data with the names.
    columns
        What stands beside the names, from left to right.
    groups
        Column with the headings under which rows stand.
    sums
        Whether the last row is a sum, which has numbers alone.
    missing
        What is written where there is no figure.
    """

    kind: Literal["rows"] = "rows"
    names: str
    columns: tuple[Column, ...]
    groups: str = ""
    sums: bool = False
    missing: str = "no figure"

    @property
    def units(self) -> tuple[str, ...]:
        """Units of its figures, each once."""
        return tuple(dict.fromkeys(column.unit for column in self.columns if column.unit))


class Upright(_Declared):
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


class Series(_Declared):
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


class Years(_Declared):
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


class Panel(_Declared):
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


class Panels(_Declared):
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


class Shares(_Declared):
    """A bar of a hundred percent a date or place, with the shares that are known; the rest stays empty.

    Parameters
    ----------
    names
        Column of the data with the names of bars: the data has a row a part.
    whole
        Column with the words that say of what they are shares.
    parts
        Column with the names of parts; parts of one name have one colour.
    share
        Column with their percentage; a part without one is named below the bar.
    written
        Column with their figures in words.
    """

    kind: Literal["shares"] = "shares"
    names: str
    parts: str
    share: str
    written: str
    whole: str = ""


class Cells(_Declared):
    """A table of shaded cells.

    Parameters
    ----------
    names, heads
        Columns of the data with the names of rows and of columns: the data has a row a cell.
    written, shade
        Columns with what is written in a cell and with its class, from 0 for the lightest; a cell without a
        class has no shade, one without words is hatched.
    classes
        Names of the classes, from the lightest, or the bounds between them.
    between
        Whether *classes* are bounds: there is one class more than there are bounds.
    colours
        Names of the colours of the classes; steps from light to dark when empty.
    key
        What the shades mean.
    groups
        Column with the headings under which rows stand.
    last
        Heading of a last column, without shades, whose cells have this as their head.
    missing, unshaded
        What the key calls a hatched cell, and one with words and no shade.
    """

    kind: Literal["cells"] = "cells"
    names: str
    heads: str
    written: str
    shade: str
    classes: tuple[str, ...]
    between: bool = False
    colours: tuple[str, ...] = ()
    key: str = ""
    groups: str = ""
    last: str = ""
    missing: str = "no figure"
    unshaded: str = ""


class Map(_Declared):
    """Values by country on a map.

    Parameters
    ----------
    unit
        Unit of the values, column ``value`` of the data by ``iso3``.
    frame
        Codes of the countries that must be in view; none for the world.
    legend
        Heading of the key.
    asked
        Codes of the countries that the map is about; all others are land.
    labelled
        Words on the map by code, the most important first.
    outlined
        Codes of countries with an outline.
    outline
        What the key says of it.
    bounds
        Bounds of the classes; made from the values when None.
    none
        What the key calls a value of zero.
    """

    kind: Literal["map"] = "map"
    unit: str
    frame: tuple[str, ...] | None
    legend: str
    asked: tuple[str, ...]
    labelled: dict[str, str]
    outlined: tuple[str, ...] = ()
    outline: str = ""
    bounds: tuple[float, ...] | None = None
    none: str = "none recorded"
    missing: str = "no figure"


Drawing = Annotated[Rows | Years | Cells | Map | Panels | Shares, Field(discriminator="kind")]


class Specification(BaseModel):
    """A figure without its pixels.

    Parameters
    ----------
    title, subtitle, source, alt
        Its message, its measure and unit, its sources, and what a reader who cannot see it should know.
    columns, rows
        Its data.
    breaks
        Breaks in the series, in words.
    years
        Columns that hold years, whose digits stand together.
    drawing
        What of the data is drawn how.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str
    title: str
    subtitle: str = ""
    source: str = ""
    alt: str = Field(min_length=1)
    breaks: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    drawing: Drawing

    @property
    def data(self) -> pd.DataFrame:
        """The data, missing figures as NaN."""
        data = pd.DataFrame(self.rows, columns=self.columns)
        return data.where(data.notna(), float("nan")).infer_objects()

    @property
    def words(self) -> Caption:
        """What stands around the drawing in a picture of its own."""
        return Caption(self.title, self.subtitle, self.source, self.breaks)
