"""A claim that places stand in an order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.quantity import Quantity


@dataclass(frozen=True)
class Order(Claim):
    """The places that come first by a figure of one year, in their order.

    Parameters
    ----------
    names
        Codes of the places, or of pairs of places.
    figures
        What each has.
    """

    kind: ClassVar[str] = "rank"
    names: tuple[str, ...]
    figures: tuple[Quantity, ...]

    @property
    def facts(self) -> dict[str, Quantity]:
        """The figure of each place."""
        return dict(zip(self.names, self.figures, strict=True))

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (*super().key, self.names)


def order(names: Sequence[str], figures: Sequence[Quantity], *, lowest: bool = False) -> Order:
    """Claim that places come first by a figure, out of figures that are complete.

    Parameters
    ----------
    names
        Codes of the places, or of pairs of places, in their order.
    figures
        What each has.
    lowest
        Whether the smallest comes first.

    Raises
    ------
    UnfoundedError
        When the figures are of several years, one is partial, or they are not in this order.

    Examples
    --------
    >>> most, next = (Quantity(value=value, unit="persons", value_year=2025) for value in (9.0, 4.0))
    >>> order(["COL", "DEU"], [most, next]).kind
    'rank'
    >>> order(["DEU", "COL"], [next, most])
    Traceback (most recent call last):
        ...
    gcr_analysis.briefing.claims.claim.UnfoundedError: rank: complete: The figures are not in this order
    """
    if len({each.value_year for each in figures}) > 1:
        raise UnfoundedError("rank", "one-year", "The figures are of several years")
    if any(each.status == "partial" for each in figures):
        raise UnfoundedError("rank", "complete", "A figure is partial")
    way = -1 if lowest else 1
    if any(way * first.number < way * second.number for first, second in pairwise(figures)):
        raise UnfoundedError("rank", "complete", "The figures are not in this order")
    return Order(beside=(), names=tuple(names), figures=tuple(figures))
