"""A claim about where a count lies on its other side: by origin, host or destination."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError, if_founded
from gcr_analysis.briefing.claims.level import Level, level
from gcr_analysis.briefing.claims.order import Order, order
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.geography import NO_PLACE
from gcr_analysis.indicators import counterparts as by_place
from gcr_analysis.indicators.engine import columns_of


@dataclass(frozen=True)
class Counterpart(Claim):
    """The people of one place, and their share of the count in percent."""

    kind: ClassVar[str] = "share"
    place: Place
    figure: Quantity
    share: Quantity


@dataclass(frozen=True)
class Counterparts(Claim):
    """The places that hold most of a count, the largest first.

    Parameters
    ----------
    of
        The whole count.
    places
        The places named: as few as hold four fifths of it.
    number
        How many places there are in all.
    share
        What the places named hold together, in percent.
    """

    kind: ClassVar[str] = "share"
    of: Level
    places: tuple[Counterpart, ...]
    number: Quantity
    share: Quantity

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The whole, the places named, and their order where there are others."""
        order = self.order if self.number.number > 1 else None
        return (self.of, *self.places, *([order] if order else []))

    @property
    def order(self) -> Order | None:
        """The order of the places named; None where their figures carry none."""
        return if_founded(
            order, [each.place.code for each in self.places], [each.share for each in self.places]
        )

    @property
    def largest(self) -> Counterpart:
        """The largest of them."""
        return self.places[0]


def counterparts(evidence: Evidence, id: str, *, most: int = 3, role: str = "") -> Counterparts:
    """Claim where a measure's count lies: on its other side, or among the countries of the region.

    People whose country nobody recorded are in the count, and are no place of it.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a count that declares pairs of places.
    most
        How many places are named at most.
    role
        ``member`` for the countries of the region; the other side when empty.

    Raises
    ------
    UnfoundedError
        When there is nobody to split, or a place counted in another unit.

    Examples
    --------
    >>> origins = counterparts(Evidence("host-country-burden", "IRN", 2025, 2016), "refugees_hosted")
    >>> str(origins.largest.place), str(origins.largest.share)
    ('Afghanistan', '99.3\\xa0%')
    """
    whole = level(evidence, id)
    members = role == "member"
    table = _members(evidence, id) if members else by_place.counterparts(id, evidence.region, evidence.year)
    table = table[~table["place"].isin(NO_PLACE)].reset_index(drop=True)
    if table.empty or not whole.value:
        raise UnfoundedError("share", "one-population", "Nobody is counted")
    enough = int((table["share"].cumsum() < 80).sum()) + 1
    chosen = table.head(min(most, enough))
    counted = replace(whole.figure, low=None, high=None, bound="")
    places = tuple(
        Counterpart(
            beside=(),
            place=Place.of(row["place"], row["role"]),
            figure=replace(counted, value=row["persons"], detail=f"{row['role']} {row['place']}"),
            share=replace(counted, value=row["share"], unit="percent", detail=f"share of {row['place']}"),
        )
        for row in chosen.to_dict("records")
    )
    return Counterparts(
        beside=(),
        of=whole,
        places=places,
        number=given(len(table), "countries"),
        share=replace(
            counted, value=float(chosen["share"].sum()), unit="percent", detail="share of those named"
        ),
    )


def _members(evidence: Evidence, id: str) -> pd.DataFrame:
    """The countries of the region with a count of their own, the largest first."""
    cells = columns_of(
        framework.indicators()[id], evidence.countries, (evidence.year,), evidence.baseline_year
    )
    table = pd.DataFrame({"place": cells["region"], "role": "member", "persons": cells["value"]})
    table = table[table["persons"] > 0].sort_values("persons", ascending=False, kind="stable")
    table["share"] = 100 * table["persons"] / (evidence.at(id).value or float("nan"))
    return table.reset_index(drop=True)
