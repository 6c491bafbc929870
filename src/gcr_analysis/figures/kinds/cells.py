"""A table of shaded cells."""

from typing import Literal

from gcr_analysis.figures.kinds.declared import Declared


class Cells(Declared):
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
    missing: str | None = None
    unshaded: str = ""
