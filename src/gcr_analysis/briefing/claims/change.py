"""A claim about a change between two years, with what has to stand beside it."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.claims.made_by import other_side, side_name, side_of
from gcr_analysis.briefing.claims.mover import Mover
from gcr_analysis.briefing.evidence import MULTIPLE
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity

FLOWS = ("arrivals", "returns", "resettled", "naturalised")
ALIKE = 0.1  # of the larger figure: closer ones are about the same
NEARLY_ALL = 90.0  # percent: so much of a change is nearly all of it


@dataclass(frozen=True)
class Change(Claim):
    """A change of a measure between two years, on the same places at both ends.

    Parameters
    ----------
    start, end
        Both figures.
    by, percent
        The difference in the measure's unit, and in percent of the start; without a value where a ground
        fails that forbids it.
    decisive
        The place that turns the direction, makes half of the change or, in a region of few members, moved
        most; None where no place has to be named.
    start_without, end_without
        Both figures without it.
    part
        Its part of the change, in percent; without a value where others moved so much against the change
        that no place has a part of it, or where parts do not add up to it.
    by_decisive
        What it adds to the change, in the measure's unit.
    second, second_role, second_part, by_second
        The place on the other side of the pairs that made half of the change too, its part, and what it adds.
    second_start, second_end
        Both figures without it.
    against, by_against
        The place that moved most against the change, where that was much.
    before
        The figure of the year before, where the last year went against the years before it.
    unrecorded_start, unrecorded_end
        People without a recorded country on the other side of the pairs, where they moved by a large part of
        the change.
    numerator_start, numerator_end
        The count that a rate is made of, where it moved the other way.
    last
        Change of the last year, where it went against the years before.
    residual
        Part of a stock's change for which no flow is on record, where that is large.
    arrivals, returns, resettled, naturalised
        Recorded flows behind the change of a stock; without a value for a measure that is none.
    broken
        What changed in the counting between the two years, in words; empty where nothing did.
    same_places
        Whether places without a figure at both ends were left out.
    covered
        What the places compared hold of what is measured, in percent: the smaller share of both ends.
    of_hosts
        Whether that is a share of the refugees hosted.
    """

    kind: ClassVar[str] = "change"
    start: Quantity
    end: Quantity
    by: Quantity
    percent: Quantity
    decisive: Place | None
    role: str
    start_without: Quantity
    end_without: Quantity
    part: Quantity
    by_decisive: Quantity
    second: Place | None
    second_role: str
    second_part: Quantity
    by_second: Quantity
    second_start: Quantity
    second_end: Quantity
    against: Place | None
    by_against: Quantity
    numerator: str
    numerator_start: Quantity
    numerator_end: Quantity
    last: Quantity
    before: Quantity
    unrecorded_start: Quantity
    unrecorded_end: Quantity
    residual: Quantity
    arrivals: Quantity
    returns: Quantity
    resettled: Quantity
    naturalised: Quantity
    broken: str
    same_places: bool
    covered: Quantity
    of_hosts: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: a measure and region between two years."""
        return (*super().key, self.end.indicator, self.end.region, self.end.value_year)

    @property
    def facts(self) -> dict[str, Quantity]:
        """Both figures, what made the change, and the years."""
        more = {"recorded": self.recorded} if self.recorded.known else {}
        more |= {"before_year": self.before.own_year} if self.before.known else {}
        more |= {"gone": self.gone} if self.is_gone else {}
        return super().facts | more | {"from_year": self.start.own_year, "to_year": self.end.own_year}

    @property
    def number(self) -> float:
        """The change in percent of the start or, of a rate, in its unit; NaN where it is not stated."""
        by_percent = framework.units()[self.end.unit].changes_by == "percent"
        return self.percent.number if by_percent else self.by.number

    @property
    def signed(self) -> Quantity:
        """The change as a table shows it: in percent, in points, or in its unit where it is a multiple."""
        if self.percent.known and self.percent.number < MULTIPLE:
            return self.percent
        return replace(self.by, unit="points") if self.by.unit == "percentage points" else self.by

    @property
    def direction(self) -> int:
        """1 for a rise, -1 for a fall, 0 for neither."""
        moved = (self.end.value or 0) - (self.start.value or 0)
        return (moved > 0) - (moved < 0)

    @property
    def is_still(self) -> bool:
        """Whether both figures read alike, or too few people lie between them."""
        return self.direction == 0 or "difference" in self.beside or self.start.written == self.end.written

    @property
    def _is_few(self) -> bool:
        """Whether both figures can be told apart although too few people lie between them."""
        apart = abs(self.end.number - self.start.number)
        return self.is_still and apart > ALIKE * max(self.start.number, self.end.number)

    @property
    def is_plain(self) -> bool:
        """Whether nothing has to stand beside it but the change of the last year."""
        return set(self.beside) <= {"turn"}

    @property
    def same_weights(self) -> bool:
        """Whether a mean differs by its weights alone, since no place was left out."""
        is_count = framework.units()[self.end.unit].written == "count"
        return self.same_places and not is_count and self.covered.number >= 99.95

    @property
    def hangs_on_one(self) -> bool:
        """Whether one place turns it or makes half of it."""
        return "one-place" in self.beside

    @property
    def recorded(self) -> Quantity:
        """What the recorded flows alone would have made of a stock, where they do not explain its change."""
        known = self.residual.known and self.by.known
        value = self.by.number - self.residual.number if known else None
        return replace(self.by, value=value, detail="recorded flows")

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The places of which its words say that it was largest there, and what each adds."""
        made = []
        if self.decisive and not self.part.known and self.by_decisive.known and not self._turns:
            made.append(Mover(beside=(), place=self.decisive, by=self.by_decisive, part=self.part))
        if self.second and not self._names_both and not self._second_turns:
            made.append(Mover(beside=(), place=self.second, by=self.by_second, part=self.second_part))
        return tuple(made)

    def naming(self, place: Place) -> "Change":
        """The same for a sentence that names a place by itself: beside it only what turns the change."""
        none = replace(self.part, value=None)
        if place == self.decisive and not self._turns:
            return replace(self, decisive=None, part=none)
        return replace(self, second=None) if place == self.second and not self._second_turns else self

    @property
    def _turns(self) -> bool:
        return (self.end_without.number - self.start_without.number) * self.direction <= 0

    @property
    def is_gone(self) -> bool:
        """Whether none are on record any more of the place that made most of a count."""
        same = self.decisive is not None and self.end.value == self.end_without.value
        return same and bool(self.end.value) and self.end.unit == "persons" and self.by_decisive.number < 0

    @property
    def gone(self) -> Quantity:
        """How many were on record of that place at the start."""
        value = self.start.number - self.start_without.number
        return replace(self.start, value=value, detail=self.by_decisive.detail.partition(";")[0])

    @property
    def _second_turns(self) -> bool:
        return (self.second_end.number - self.second_start.number) * self.direction <= 0

    @property
    def _names_both(self) -> bool:
        """Whether one clause gives the parts of both sides of the pairs."""
        gone = self.end.unit == "persons" and 0 in (self.start_without.value, self.end_without.value)
        told = self.part.number >= NEARLY_ALL or not self._turns
        return self.part.known and self.second_part.known and told and not gone and not self.is_gone

    @property
    def words(self) -> dict[str, Any]:
        """What its messages take."""
        counted = self.end.unit == "persons"
        return super().words | {
            "by": self.by.size if self.by.known else None,
            "percent": self.percent.size if self.percent.known and self.percent.number < MULTIPLE else None,
            "signed": self.signed,
            "by_signed": self.by.signed,
            "by_points": framework.units()[self.end.unit].changes_by == "points",
            "up": self.direction > 0,
            "same_weights": self.same_weights,
            "still": self.is_still and not self._is_few,
            "few": self._is_few,
            "from_year": self.start.own_year,
            "to_year": self.end.own_year,
            "last_up": self.last.number > 0,
            "numerator_up": self.numerator_end.number > self.numerator_start.number,
            "without_up": self.end_without.number > self.start_without.number,
            "none_without_end": counted and self.end_without.value == 0,
            "none_without_start": counted and self.start_without.value == 0,
            "without_still": are_alike(self.start_without, self.end_without),
            "without_same": self.start_without.written == self.end_without.written,
            "second_same": self.second_start.written == self.second_end.written,
            "gone_at_end": self.is_gone,
            "gone": self.gone if self.is_gone else None,
            "by_side": side_name(self.end.indicator, self.role),
            "is_part": self.part.known,
            "is_nearly_all": self.part.number >= NEARLY_ALL,
            "side": side_of(self.end.indicator, self.role),
            "second_side": side_of(self.end.indicator, self.second_role),
            "by_second_side": side_name(self.end.indicator, self.second_role),
            "second_beside": self.second is not None and self.part.known and self.second_part.known,
            "second_apart": self.second is not None and not self._names_both,
            "second_still": are_alike(self.second_start, self.second_end),
            "second_nearly_all": self.second_part.number >= NEARLY_ALL,
            "turns": self._turns,
            "second_turns": self._second_turns,
            "second_up": self.second_end.number > self.second_start.number,
            "recorded": self.recorded,
            "more_left": self.residual.number > 0,
            "recorded_up": self.recorded.number > 0,
            "unknown": other_side(self.end.indicator) or "origin",
            "covers_nearly_all": not self.covered.number < NEARLY_ALL,
        }


def are_alike(start: Quantity, end: Quantity) -> bool:
    """Whether two figures read alike, or too few people lie between them."""
    near = abs(end.number - start.number) < framework.claims().thresholds.least_people
    return start.written == end.written or (near and start.unit == "persons")
