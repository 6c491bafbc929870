"""A claim that a country is among the worst of the world in some conditions."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.indicators.return_conditions import profile


@dataclass(frozen=True)
class Worst(Claim):
    """The conditions in which a country is among the worst part of the world's countries.

    Parameters
    ----------
    place
        The country.
    conditions
        Ids of these conditions, the worst first.
    number, known
        How many they are, and in how many the country has a place among the world's.
    first, last
        The earliest and the latest year of the figures; those of one condition are of one year.
    """

    kind: ClassVar[str] = "rank"
    place: Place
    conditions: tuple[str, ...]
    number: Quantity
    known: Quantity
    first: Quantity
    last: Quantity

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: the conditions of a country."""
        return (self.kind, self.place.code, self.conditions)


def worst(iso3: str, year: int, part: float) -> Worst:
    """Claim in which conditions a country is among the worst *part* of the world's countries, in percent.

    Parameters
    ----------
    iso3
        The country.
    year
        The year asked for; each condition is of the latest one with figures.
    part
        The share of the world's countries, in percent, below which a place is among the worst.

    Examples
    --------
    >>> found = worst("AFG", 2025, 10)
    >>> found.number.word, found.known.word, found.conditions[0], str(found.last)
    ('five', 'six', 'political_stability', '2025')
    """
    known = profile([iso3], year).dropna(subset=["percentile"])
    low = known[known["percentile"] < part].sort_values("percentile", kind="stable")
    years = [int(each) for each in low["value_year"]] or [year]
    return Worst(
        beside=(),
        place=Place.of(iso3),
        conditions=tuple(low["condition"].astype(str)),
        number=given(len(low), "conditions"),
        known=given(len(known), "conditions"),
        first=given(min(years), "year"),
        last=given(max(years), "year"),
    )
