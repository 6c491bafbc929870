"""A claim that there is none: a reported zero, none on record, not reported, or not asked yet."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given

How = Literal["zero", "none on record", "gap", "not reported", "not asked"]
_BEGINS = re.compile(r"(?:begins in|has figures for) (\d{4})")


@dataclass(frozen=True)
class Absence(Claim):
    """That a measure has none, and in which sense.

    Parameters
    ----------
    how
        ``zero`` where that was reported; ``none on record`` where tables hold rows above zero only; ``gap``
        where years before and after have many; ``not reported``; ``not asked`` in years before the series.
    figure
        The figure, which is zero or none.
    begins
        First year of a series that had not begun; else without a value.
    """

    kind: ClassVar[str] = "none"
    how: How
    figure: Quantity
    begins: Quantity

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: a measure of a region in a year."""
        return (self.kind, self.figure.indicator, self.figure.region, self.figure.year)


def absence(evidence: Evidence, id: str, year: int | None = None) -> Absence:
    """Claim that a measure has none in a year, and in which sense.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a count.
    year
        The year; the note's when None.

    Raises
    ------
    UnfoundedError
        When there is a figure above zero.

    Examples
    --------
    >>> by_year = {year: Evidence("third-country-solutions", "DEU", year, 2016) for year in (2018, 2025)}
    >>> [absence(each, "resettlement_departures").how for each in by_year.values()]
    ['not asked', 'not reported']
    >>> absence(by_year[2025], "resettlement_from_origin").how
    'none on record'
    """
    figure = evidence.at(id, year)
    if figure.value:
        raise UnfoundedError("none", "asked-of-all", "There is a figure")
    begins = None if figure.known else _BEGINS.search(figure.reason)
    none = Quantity(value=None, unit="year")
    return Absence(
        beside=(),
        how=_how(figure, begins is not None),
        figure=figure,
        begins=given(int(begins[1]), "year") if begins else none,
    )


def _how(figure: Quantity, not_begun: bool) -> How:
    if not figure.known:
        return "not asked" if not_begun else "not reported"
    if framework.indicators()[figure.indicator].pairs is None:
        return "zero"
    return "gap" if figure.reason else "none on record"
