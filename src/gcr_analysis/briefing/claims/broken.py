"""A claim that the way of counting changed, which a dated document says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.framework import Break
from gcr_analysis.framework.languages import word


@dataclass(frozen=True)
class Broken(Claim):
    """A change in the way of counting, in one step or several.

    Parameters
    ----------
    text
        What changed.
    at
        The first year-end counted in the new way.
    size
        How many people it moved; without a value where that is not known.
    """

    kind: ClassVar[str] = "event"
    text: str
    at: Quantity
    size: Quantity

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (self.kind, self.text, self.at.value)


def broken(region: str, steps: Sequence[Break]) -> Broken:
    """Claim that the way of counting changed, in steps of one kind.

    Parameters
    ----------
    region
        Id of the region in which people moved.
    steps
        Declared breaks with the same text.
    """
    year = max(step.between[1] for step in steps)
    size = sum(step.size or 0 for step in steps)
    return Broken(
        beside=(),
        text=word("breaks", steps[0].id, steps[0].text),
        at=given(year, "year"),
        size=Quantity(
            value=size or None,
            unit="persons",
            region=region,
            value_year=year,
            detail=f"break of {year}",
        ),
    )
