"""A map."""

from typing import Literal

from gcr_analysis.figures.kinds.declared import Declared


class Map(Declared):
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
    none: str | None = None
    missing: str | None = None
