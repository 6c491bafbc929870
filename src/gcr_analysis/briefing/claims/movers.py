"""A claim about the places that made a change."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.change import FLOWS, Change
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.claims.compare import change
from gcr_analysis.briefing.claims.mover import Mover
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators import comparisons
from gcr_analysis.indicators.comparisons.decisive import PEOPLE


@dataclass(frozen=True)
class Movers(Claim):
    """The places that made most of a change the way it went, the largest contribution first.

    Parameters
    ----------
    of
        The change.
    places
        What each adds to it.
    part
        What they add together, in percent of the change.
    role
        ``member``, ``origin``, ``asylum`` or ``destination``.
    """

    kind: ClassVar[str] = "cause"
    of: Change
    places: tuple[Mover, ...]
    part: Quantity
    role: str

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The contributions."""
        return self.places

    @property
    def largest(self) -> Mover:
        """The largest contribution."""
        return self.places[0]

    @property
    def up(self) -> bool:
        """Whether the change is a rise."""
        return self.of.direction > 0

    @property
    def facts(self) -> dict[str, Quantity]:
        """What they add together, and the last year of the change where it went against the years before."""
        before = {"before": self.of.before} if self.of.before.known else {}
        return super().facts | before

    @property
    def words(self) -> dict[str, Any]:
        """What its messages take."""
        return super().words | {"up": self.up}


def movers(evidence: Evidence, id: str, since: int | None = None, *, role: str = "", most: int = 3) -> Movers:
    """Claim which places made a change.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a count: contributions add up to the change of a sum, not to that of a rate.
    since
        The earlier year; the note's baseline year when None.
    role
        Whose contributions; those of members where there are several, else of the other side.
    most
        How many places are named at most: as few as make four fifths of the change.

    Raises
    ------
    UnfoundedError
        When the change cannot be claimed, or no place moved by enough people the way that it went.
    """
    whole = change(evidence, id, since)
    span = whole.start.value_year or evidence.baseline_year, whole.end.value_year or evidence.year
    found = comparisons.movers(id, evidence.region, span[1], span[0])
    roles = list(dict.fromkeys(found["role"])) if len(found) else []
    wanted = role or ("member" if "member" in roles and not evidence.is_country else "")
    wanted = wanted or next((each for each in roles if each != "member"), "")
    found = found[found["role"] == wanted]
    nowhere = found["place"].isin(NO_PLACE)
    if wanted != "member" and "recorded" in whole.beside:
        raise UnfoundedError("cause", "adds-up", "People without a recorded country made a large part of it")
    found = found[(found["share"] > 0) & ~nowhere]
    if whole.end.unit in PEOPLE:
        found = found[found["contribution"].abs() >= framework.claims().thresholds.least_people]
    if found.empty or not whole.direction:
        raise UnfoundedError("cause", "adds-up", "No place moved the way that the total did")
    enough = int((found["share"].cumsum() < 80).sum()) + 1
    chosen = found.head(min(most, enough))
    is_stock = wanted == "member" and any(getattr(whole, name).known for name in FLOWS)
    none, since_then = replace(whole.by, value=None), f"change since {span[0]}"
    places = tuple(
        Mover(
            beside=(),
            place=Place.of(str(row["place"])),
            by=replace(
                none, value=float(row["contribution"]), detail=f"{wanted} {row['place']}; {since_then}"
            ),
            part=replace(none, unit="percent", value=float(row["share"]), detail=f"part of {row['place']}"),
            before=_leapt_from(evidence, id, span, str(row["place"])) if is_stock else none,
        )
        for row in chosen.to_dict("records")
    )
    together = replace(
        none, unit="percent", value=float(chosen["share"].sum()), detail=f"part by {wanted}; {since_then}"
    )
    return Movers(beside=(), of=whole, places=places, part=together, role=wanted)


def _leapt_from(evidence: Evidence, id: str, span: tuple[int, int], place: str) -> Quantity:
    """What a host had before a leap; without a value where its number moved as people do."""
    before, now = (evidence.at(id, year, of=place) for year in span)
    many, times = (framework.thresholds()[name].value for name in ("many_people", "leap"))
    leapt = span[1] - span[0] == 1 and now.number >= max(many, times * before.number)
    return before if leapt else replace(before, value=None)
