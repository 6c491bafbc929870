"""From a specification to a drawing, on a sheet of any size."""

from collections.abc import Callable
from typing import Any

import matplotlib as mpl
import pandas as pd

from gcr_analysis.figures.cells import cells
from gcr_analysis.figures.letters import register
from gcr_analysis.figures.map import map_
from gcr_analysis.figures.panels import panels
from gcr_analysis.figures.rows import rows
from gcr_analysis.figures.shares import shares
from gcr_analysis.figures.sheet import STYLE, Sheet
from gcr_analysis.figures.size import PAGE, Size
from gcr_analysis.figures.specification import Specification
from gcr_analysis.figures.years import years
from gcr_analysis.framework.languages import written_in

KINDS: dict[str, Callable[[Any, pd.DataFrame, Sheet], None]] = {
    "rows": rows,
    "years": years,
    "cells": cells,
    "map": map_,
    "panels": panels,
    "shares": shares,
}
"""What draws each kind of figure."""


def drawn(figure: Specification, size: Size = PAGE, *, words: bool = False) -> Sheet:
    """Draw a figure.

    Parameters
    ----------
    figure
        The figure.
    size
        Width and letters.
    words
        Whether title, subtitle, breaks and source stand around the drawing: not where a page has them.
    """
    register()
    with mpl.rc_context(STYLE), written_in(figure.language):
        sheet = Sheet(size, figure.words if words else None)
        KINDS[figure.drawing.kind](figure.drawing, figure.data, sheet)
    return sheet
