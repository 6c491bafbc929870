"""Bars of a hundred percent."""

from typing import Literal

from gcr_analysis.figures.kinds.declared import Declared


class Shares(Declared):
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
