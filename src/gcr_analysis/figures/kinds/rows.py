"""Rows of marks: a name, and beside it bars, dots and numbers."""

from typing import Literal

from pydantic import Field

from gcr_analysis.figures.kinds.declared import Declared


class Mark(Declared):
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
    colours: dict[str, str] = Field(default_factory=dict)
    labels: dict[str, str] = Field(default_factory=dict)
    hollow: str = ""
    hollow_label: str = ""
    broken: str = ""


class Column(Declared):
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


class Rows(Declared):
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
    missing: str | None = None

    @property
    def units(self) -> tuple[str, ...]:
        """Units of its figures, each once."""
        return tuple(dict.fromkeys(column.unit for column in self.columns if column.unit))
