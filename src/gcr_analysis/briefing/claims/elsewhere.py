"""A claim about the change of a count outside the place that made most of it."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.change import Change
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.claims.compare import change
from gcr_analysis.briefing.claims.made_by import side_of
from gcr_analysis.briefing.claims.movers import Mover
from gcr_analysis.briefing.evidence import Evidence, relative
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators import comparisons


@dataclass(frozen=True)
class Elsewhere(Claim):
    """What the places other than the decisive one added to a change, where that went the same way.

    Parameters
    ----------
    of
        The change.
    role
        Role of the decisive place; an origin where people from a region are counted by its members.
    start, end, percent
        Both figures without the decisive place, and their change in percent.
    mover
        The place that made half of that remainder or more; None where none did.
    by, part
        What it adds, in the measure's unit and in percent of the remainder.
    """

    kind: ClassVar[str] = "change"
    of: Change
    role: str
    start: Quantity
    end: Quantity
    percent: Quantity
    mover: Place | None
    by: Quantity
    part: Quantity

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: the change without its decisive place."""
        return (*self.of.key, "elsewhere")

    @property
    def parts(self) -> tuple[Claim, ...]:
        """What the place added that made half of it."""
        return (Mover((), self.mover, self.by, self.part),) if self.mover else ()

    @property
    def words(self) -> dict[str, Any]:
        """What its messages take."""
        return super().words | {"up": self.end.number > self.start.number, "size": self.percent.size}


def elsewhere(evidence: Evidence, id: str, since: int | None = None) -> Elsewhere:
    """Claim how a count changed outside the place that made half of its change or more.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a count.
    since
        The earlier year; the note's baseline year when None.

    Raises
    ------
    UnfoundedError
        When the change cannot be claimed, hangs on no place, or the others moved by too few people or the
        other way.

    Examples
    --------
    >>> world = Evidence("third-country-solutions", "world", 2025, 2016)
    >>> rest = elsewhere(world, "resettlement_arrivals", 2024)
    >>> str(rest.percent.size), str(rest.mover), rest.by.signed
    ('16\\xa0%', 'Canada', '−10,490')
    """
    whole = change(evidence, id, since)
    first, last = whole.start_without, whole.end_without
    if not whole.hangs_on_one or whole.decisive is None or not (first.known and last.known):
        raise UnfoundedError("change", "one-place", "No place makes half of the change")
    least = framework.claims().thresholds.least_people
    moved = last.number - first.number
    if moved * whole.direction < least or first.number < least:
        raise UnfoundedError("change", "difference", "The other places hardly moved, or moved the other way")
    span = whole.start.value_year or evidence.baseline_year, whole.end.value_year or evidence.year
    table = comparisons.movers(id, evidence.region, span[1], span[0])
    named = table["place"].isin([whole.decisive.code, *NO_PLACE])
    others = table[(table["role"] == whole.role) & ~named]
    parts = others.set_index("place")["contribution"] / moved
    found = (
        parts.idxmax() if len(parts) and parts.max() >= framework.claims().thresholds.decisive_share else None
    )
    by = replace(whole.by, value=None if found is None else float(parts[found] * moved), detail=f"{found}")
    return Elsewhere(
        beside=(),
        of=whole,
        role=side_of(id, whole.role),
        start=first,
        end=last,
        percent=relative(last, first),
        mover=None if found is None else Place.of(str(found)),
        by=by,
        part=replace(
            by, unit="percent", value=100 * parts[found] if found else None, detail=f"part of {found}"
        ),
    )
