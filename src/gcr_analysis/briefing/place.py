"""A place that a sentence names: a country, a region, or where nobody knows from."""

from dataclasses import dataclass

from gcr_analysis.briefing.places import place, place_of_asylum
from gcr_analysis.geography import Region


@dataclass(frozen=True)
class Place:
    """A place by its code, and its name within a sentence.

    >>> str(Place.of("IRN")), Place.of("IRN").code
    ('the Islamic Republic of Iran', 'IRN')
    """

    code: str
    name: str

    def __str__(self) -> str:
        return self.name

    @classmethod
    def of(cls, where: str | Region, role: str = "") -> "Place":
        """Return the place of a code or a region; *role* says as what it is named, such as ``asylum``."""
        if isinstance(where, Region):
            return cls(where.id, where.in_sentence)
        return cls(where, place_of_asylum(where) if role in ("asylum", "destination") else place(where))
