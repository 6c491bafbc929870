"""A claim about what a figure could be if every place had reported."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.claims.level import level
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity


@dataclass(frozen=True)
class Bounds(Claim):
    """The least and the most that a figure could be, what it rests on, its year, and whether that is late."""

    kind: ClassVar[str] = "share"
    low: Quantity
    high: Quantity
    covered: Quantity
    own_year: Quantity
    late: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: bounds are no second word of the figure."""
        return (*super().key, "bounds")

    @property
    def width(self) -> float:
        """How far the two are apart, in the measure's unit."""
        return self.high.number - self.low.number


def bounds(evidence: Evidence, id: str, *, of: str = "") -> Bounds:
    """Claim what a measure's figure could be if every place had reported.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a share or ratio.
    of
        Another region or a country; the note's region when empty.

    Raises
    ------
    UnfoundedError
        When there is no figure, only a partial one, or nothing is missing.

    Examples
    --------
    >>> found = bounds(Evidence("self-reliance", "world", 2025, 2016), "gcr_2_2_1_secondary")
    >>> str(found.low), str(found.high), str(found.covered), str(found.own_year)
    ('26\\xa0%', '57\\xa0%', '69\\xa0%', '2024')
    """
    known = level(evidence, id, of=of)
    low, high = known.figure.ends
    if not (low.known and high.known):
        raise UnfoundedError("share", "one-population", "Nothing is missing")
    return Bounds((), low, high, known.covered, known.own_year, known.late)
