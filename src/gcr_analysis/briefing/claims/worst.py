"""A claim that a country is among the worst of the world in some conditions."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pandas as pd

from gcr_analysis.briefing.claims.claim import Claim
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given


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
        How many they are, and of how many there is a figure.
    first, last
        The earliest and the latest year of the figures; of years that differ, the ground of one year stands
        beside the claim.
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


def worst(iso3: str, profile: pd.DataFrame, part: float) -> Worst:
    """Claim in which conditions a country is among the worst *part* of the world's countries, in percent.

    Parameters
    ----------
    iso3
        The country.
    profile
        Its conditions that have a figure, as `gcr_analysis.indicators.return_conditions.profile` gives them.
    part
        The share of the world's countries, in percent, below which a place is among the worst.

    Examples
    --------
    >>> from gcr_analysis.indicators.return_conditions import profile
    >>> found = worst("AFG", profile(["AFG"], 2025).dropna(subset=["percentile"]), 10)
    >>> found.number.word, found.known.word, found.conditions[0], str(found.last)
    ('six', 'seven', 'political_stability', '2025')
    """
    low = profile[profile["percentile"] < part].sort_values("percentile", kind="stable")
    years = low["value_year"].astype(int)
    first, last = (int(years.min()), int(years.max())) if len(low) else (0, 0)
    return Worst(
        beside=() if first == last else ("one-year",),
        place=Place.of(iso3),
        conditions=tuple(low["condition"].astype(str)),
        number=given(len(low), "conditions"),
        known=given(len(profile), "conditions"),
        first=given(first, "year"),
        last=given(last, "year"),
    )
