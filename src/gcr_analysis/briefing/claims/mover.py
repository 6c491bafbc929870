"""A claim about what one place adds to a change."""

from dataclasses import dataclass
from typing import ClassVar

from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity

NONE = Quantity(value=None, unit="persons")


@dataclass(frozen=True)
class Mover(Claim):
    """What one place adds to a change, in the measure's unit, and its part of the change in percent.

    *before* is known where its own number leapt: what it was before.
    """

    kind: ClassVar[str] = "cause"
    place: Place
    by: Quantity
    part: Quantity
    before: Quantity = NONE
