"""A claim about returns between two countries, and what they explain of the number of people there."""

from dataclasses import dataclass, replace
from math import isnan
from typing import Any, ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.indicators.arrays import people_of_pair
from gcr_analysis.indicators.corridors import NONE_ON_RECORD, corridors
from gcr_analysis.indicators.pair_flows import ARRIVALS, flows_of_pair

NO_ASYLUM = "UNK"


@dataclass(frozen=True)
class PairStock(Claim):
    """People from one country in another at both ends of a year, beside the flows on record.

    Parameters
    ----------
    origin, asylum
        The two countries.
    start, end
        Refugees and other people in need of international protection at both ends of the year.
    fell
        How far their number fell; negative when it rose.
    part
        Returns in percent of the fall, where it fell.
    arrived
        People newly recognised or counted as a group.
    residual
        Change for which no flow is on record, without its sign.
    more_left
        Whether the number fell by more, or rose by less, than the recorded flows explain.
    still
        Refugees, asylum-seekers and others of concern at the end of the year.
    more_still
        How many more these were than a year before; negative when there were fewer.
    explained
        Whether recorded flows explain the change, up to the share of them that the contract declares.
    broken
        Whether the counting changed in the year.
    """

    kind: ClassVar[str] = "cause"
    origin: Place
    asylum: Place
    start: Quantity
    end: Quantity
    fell: Quantity
    part: Quantity
    arrived: Quantity
    residual: Quantity
    more_left: bool
    still: Quantity
    more_still: Quantity
    explained: bool
    broken: bool

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: two countries in a year."""
        return (self.kind, self.origin.code, self.asylum.code, self.end.year)


@dataclass(frozen=True)
class BothYears(Claim):
    """Returns between two countries in a year, beside those of the year before."""

    kind: ClassVar[str] = "change"
    start: Quantity
    end: Quantity


@dataclass(frozen=True)
class ReturnPair(Claim):
    """Returns from one country of asylum to one country of origin.

    Parameters
    ----------
    origin, asylum
        The two countries.
    returned, before
        Refugees who returned in the year, and in the year before; no figure there when none are on record or
        none were reported.
    none_before
        Whether none are on record for the year before, although the country of asylum reported returns.
    stock
        The people in the country of asylum.
    """

    kind: ClassVar[str] = "level"
    origin: Place
    asylum: Place
    returned: Quantity
    before: Quantity
    none_before: bool
    stock: PairStock

    @property
    def parts(self) -> tuple[Claim, ...]:
        """Both years, where both are on record."""
        return (BothYears((), self.before, self.returned),) if self.before.known else ()

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states: two countries in a year."""
        return (self.kind, self.origin.code, self.asylum.code, self.returned.year)


def return_pairs(evidence: Evidence, *, most: int = 3) -> tuple[ReturnPair, ...]:
    """Claim between which countries most people returned, and what returns explain of the numbers there.

    Parameters
    ----------
    evidence
        Figures of a region as origin.
    most
        How many pairs at most: as few as hold four fifths of the returns.

    Raises
    ------
    UnfoundedError
        When no returns are on record.

    Examples
    --------
    >>> iran, pakistan = return_pairs(Evidence("return-conditions", "AFG", 2025, 2016))
    >>> str(iran.returned), str(iran.before), str(iran.stock.part), str(iran.stock.residual)
    ('1.39\\xa0million', '237,452', '75\\xa0%', '452,273')
    """
    year, panel = evidence.year, evidence.panel
    table = corridors(evidence.region, panel, year, "returns")
    table = table[table["figure"] > 0].sort_values("figure", ascending=False, kind="stable")
    if table.empty:
        raise UnfoundedError("cause", "adds-up", "No returns are on record")
    enough = int((table["figure"].cumsum() < 0.8 * table["figure"].sum()).sum()) + 1
    changed = corridors(evidence.region, panel, year, "refugees").set_index(["origin", "asylum"])["break"]
    return tuple(
        _pair(evidence, row, bool(changed.get((row["origin"], row["asylum"]), "")))
        for row in table.head(min(most, enough)).to_dict("records")
    )


def _pair(evidence: Evidence, row: dict[str, Any], broken: bool) -> ReturnPair:
    origin, asylum, year = str(row["origin"]), str(row["asylum"]), evidence.year
    flows = flows_of_pair(origin, asylum, year)

    def people(value: float, name: str, of: str = "refugees_from_origin", unit: str = "persons") -> Quantity:
        detail = f"{name}: {origin} and {asylum}"
        known = None if isnan(value) else float(value)
        return replace(
            evidence.at(of), value=known, unit=unit, low=None, high=None, status="computed", detail=detail
        )

    still, was = (people_of_pair(origin, asylum, each) for each in (year, year - 1))
    if asylum == NO_ASYLUM:  # nobody is counted in an unknown country
        still = was = float("nan")
    fell, returned = float(flows["start"] - flows["end"]), float(row["figure"])
    limit = framework.claims().thresholds.residual_share
    explained = bool(abs(flows["residual"]) <= limit * flows["recorded"])
    places = {"origin": Place.of(origin), "asylum": Place.of(asylum, "asylum")}
    earlier = people(row["earlier"], "returned", "refugee_returns")
    return ReturnPair(
        beside=(),
        **places,
        returned=people(returned, "returned", "refugee_returns"),
        before=replace(earlier, year=year - 1, value_year=year - 1),
        none_before=row["earlier_status"] == NONE_ON_RECORD,
        stock=PairStock(
            beside=() if explained else ("adds-up",),
            **places,
            start=people(flows["start"], "at the start"),
            end=people(flows["end"], "at the end"),
            fell=people(fell, "fall"),
            part=people(100 * returned / fell if fell > 0 else float("nan"), "returns", unit="percent"),
            arrived=people(sum(flows[name] for name in ARRIVALS), "arrived"),
            residual=people(abs(flows["residual"]), "residual", "refugees_unaccounted_for"),
            more_left=bool(flows["residual"] < 0),
            still=people(still, "still there", "people_from_origin"),
            more_still=people(still - was, "more there", "people_from_origin"),
            explained=explained,
            broken=broken,
        ),
    )
