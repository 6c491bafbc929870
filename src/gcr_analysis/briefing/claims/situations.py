"""A claim about protracted situations: groups of people from one country in another, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim, if_founded
from gcr_analysis.briefing.claims.level import Level
from gcr_analysis.briefing.claims.order import order
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity


@dataclass(frozen=True)
class Situation(Claim):
    """People from one country in another, and the year in which their situation began."""

    kind: ClassVar[str] = "situation"
    origin: Place
    asylum: Place
    refugees: Quantity
    since: Quantity


@dataclass(frozen=True)
class Situations(Claim):
    """How many people are in protracted situations, in how many, and the largest of these.

    Parameters
    ----------
    people
        The people.
    largest
        The largest situations, in their order.
    """

    kind: ClassVar[str] = "situation"
    people: Level
    largest: tuple[Situation, ...]

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The people, the situations, and their order."""
        names = [f"{each.origin.code} in {each.asylum.code}" for each in self.largest]
        first = if_founded(order, names, [each.refugees for each in self.largest])
        return (self.people, *self.largest, *([first] if first else []))

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (self.kind, *self.people.key)


def situations(people: Level, largest: Iterable[Situation] = ()) -> Situations:
    """Claim how many people are in protracted situations, and which of these are the largest.

    Parameters
    ----------
    people
        The people.
    largest
        The largest situations, in their order.
    """
    return Situations(beside=(), people=people, largest=tuple(largest))
