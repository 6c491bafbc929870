"""What a figure is, apart from how it is drawn: its words, its data, and what of the data is drawn how."""

from typing import Annotated, Any

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from gcr_analysis.figures.kinds.cells import Cells
from gcr_analysis.figures.kinds.map import Map
from gcr_analysis.figures.kinds.panels import Panel, Panels
from gcr_analysis.figures.kinds.rows import Column, Mark, Rows
from gcr_analysis.figures.kinds.shares import Shares
from gcr_analysis.figures.kinds.years import Series, Upright, Years
from gcr_analysis.figures.sheet import Caption
from gcr_analysis.framework.languages import ENGLISH

__all__ = [
    "Cells",
    "Column",
    "Drawing",
    "Map",
    "Mark",
    "Panel",
    "Panels",
    "Rows",
    "Series",
    "Shares",
    "Specification",
    "Upright",
    "Years",
]

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
    language
        Code of the language of its words.
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
    language: str = ENGLISH

    @property
    def data(self) -> pd.DataFrame:
        """The data, missing figures as NaN."""
        data = pd.DataFrame(self.rows, columns=self.columns)
        return data.where(data.notna(), float("nan")).infer_objects()

    @property
    def words(self) -> Caption:
        """What stands around the drawing in a picture of its own."""
        return Caption(self.title, self.subtitle, self.source, self.breaks)
