"""A claim that none of something are on record, which is not the same as none."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, Unfounded
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.indicators import counterparts as by_place
from gcr_analysis.snapshot import load


@dataclass(frozen=True)
class Absence(Claim):
    """A flow between countries of which none is on record for a region in a year.

    Parameters
    ----------
    measure, region
        Ids of the measure and of the region.
    year
        The year.
    hosts
        Countries of asylum of people from the region that report the flow for any origin, and how many there
        are in all.
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


def absence(evidence: Evidence, id: str, people: str = "people_from_origin") -> Absence:
    """Claim that none of a flow are on record for a region, whoever could have reported it.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a flow that declares pairs of places.
    people
        Id of the stock of people who would be in the flow, by the same pairs.

    Raises
    ------
    Unfounded
        When there is a figure.

    Examples
    --------
    >>> none = absence(Evidence("return-conditions", "VEN", 2025, 2016), "refugee_returns")
    >>> none.hosts.number < none.of_hosts.number
    True
    """
    if evidence.at(id).known:
        raise Unfounded("none", "asked-of-all", "There is a figure")
    pairs = framework.indicators()[id].pairs
    if pairs is None:
        raise Unfounded("none", "asked-of-all", "The measure is not counted by pairs of places")
    rows = load(pairs.table, ["year", pairs.other])
    reporting = set(rows.loc[rows["year"] == evidence.year, pairs.other].astype("str"))
    stock = by_place.counterparts(people, evidence.region, evidence.year)
    asked = stock[stock["place"].isin(reporting)]
    return Absence(
        beside=(),
        measure=id,
        region=evidence.region.id,
        year=given(evidence.year, "year"),
        hosts=given(len(asked), "countries"),
        of_hosts=given(len(stock), "countries"),
        reporting=_share(evidence, people, float(asked["share"].sum())),
    )


def _share(evidence: Evidence, people: str, value: float) -> Quantity:
    whole = evidence.at(people)
    return Quantity(
        value=value,
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
