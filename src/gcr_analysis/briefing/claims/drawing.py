"""A claim about what a figure draws."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.quantity import Quantity


@dataclass(frozen=True)
class Drawing(Claim):
    """The numbers of a figure that its words name: bars, ends of lines, classes of a map.

    Parameters
    ----------
    drawn
        The numbers, in the order in which they are named.
    """

    kind: ClassVar[str] = "drawing"
    drawn: tuple[Quantity, ...]

    @property
    def facts(self) -> dict[str, Quantity]:
        """The numbers, counted."""
        return {f"drawn {n}": each for n, each in enumerate(self.drawn, 1) if each.known}

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (self.kind, self.drawn)


def drawing(drawn: tuple[Quantity, ...]) -> Drawing:
    """Claim that a figure draws the numbers that its words name, on one scale for each unit.

    >>> drawing((Quantity(value=3.0, unit="persons"),)).kind
    'drawing'
    """
    return Drawing(beside=(), drawn=drawn)
