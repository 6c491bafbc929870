"""A claim that nobody reported a figure, and who could have."""

import math
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.indicators import counterparts as by_place
from gcr_analysis.numbers import missing_to_none


@dataclass(frozen=True)
class Unreported(Claim):
    """A measure without a figure for a region in a year: none on record, or not reported.

    Parameters
    ----------
    measure, region
        Ids of the measure and of the region.
    year
        The year.
    hosts, of_hosts
        Of a flow between countries: countries of asylum of people from the region that report it for any
        origin, and how many there are in all.
    reporting
        Share of the people from the region who are in these countries, in percent.
    """

    kind: ClassVar[str] = "none"
    measure: str
    region: str
    year: Quantity
    hosts: Quantity
    of_hosts: Quantity
    reporting: Quantity

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (self.kind, self.measure, self.region, self.year.value)


def unreported(evidence: Evidence, id: str, people: str = "people_from_origin") -> Unreported:
    """Claim that a measure has no figure for a region; of a flow, whoever could have reported it.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a measure.
    people
        Id of the stock of people who would be in the flow, by pairs of places.

    Raises
    ------
    UnfoundedError
        When there is a figure.

    Examples
    --------
    >>> none = unreported(Evidence("return-conditions", "VEN", 2025, 2016), "refugee_returns")
    >>> none.hosts.number < none.of_hosts.number
    True
    """
    if evidence.at(id).known:
        raise UnfoundedError("none", "asked-of-all", "There is a figure")
    asked = _asked(evidence, id, people)
    hosts, of_hosts, share = (math.nan,) * 3 if asked is None else asked
    return Unreported(
        beside=(),
        measure=id,
        region=evidence.region.id,
        year=given(evidence.year, "year"),
        hosts=_known(hosts),
        of_hosts=_known(of_hosts),
        reporting=_share(evidence, people, share) if asked else Quantity(value=None, unit="percent"),
    )


def _asked(evidence: Evidence, id: str, people: str) -> tuple[float, float, float] | None:
    """Countries of asylum that report a flow, all of them, and the share of people in the first."""
    pairs = framework.indicators()[id].pairs
    if pairs is None:
        return None
    stock = by_place.counterparts(people, evidence.region, evidence.year)
    asked = stock[stock["place"].isin(by_place.reporting(id, evidence.year))]
    return len(asked), len(stock), float(asked["share"].sum())


def _known(number: float) -> Quantity:
    return replace(given(0, "countries"), value=missing_to_none(number))


def _share(evidence: Evidence, people: str, value: float) -> Quantity:
    whole = evidence.at(people)
    return Quantity(
        value=missing_to_none(value),
        unit="percent",
        region=evidence.region.id,
        indicator=people,
        year=evidence.year,
        value_year=evidence.year,
        status="computed",
        source=whole.source,
        vintage=whole.vintage,
        detail="share in countries that report",
    )
