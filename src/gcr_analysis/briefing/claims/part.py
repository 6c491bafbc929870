"""A claim that so many of a number of things are alike."""

from dataclasses import dataclass
from typing import ClassVar

from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.quantity import Quantity, given


@dataclass(frozen=True)
class Part(Claim):
    """A part of a number of things, such as figures, and the whole."""

    kind: ClassVar[str] = "share"
    part: Quantity
    whole: Quantity


def part(number: int, whole: int, unit: str) -> Part:
    """Claim that *number* of *whole* things are alike.

    >>> found = part(78, 371, "figures")
    >>> str(found.part), str(found.whole)
    ('78', '371')
    """
    return Part((), given(number, unit), given(whole, unit))
