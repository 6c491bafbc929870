"""A claim about the pairs of countries behind a flow or a stock of people."""

from dataclasses import dataclass
from typing import Any, ClassVar

from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.framework import sources, tables
from gcr_analysis.indicators.corridors import FIGURES, NOT_REPORTED
from gcr_analysis.indicators.corridors import corridors as found_corridors

MEASURES = {
    "refugees": ("refugees_hosted", "refugees_from_origin"),
    "asylum_seekers": ("asylum_seekers_hosted", "asylum_seekers_from_origin"),
    "refugees_and_asylum_seekers": ("refugees_hosted", "refugees_from_origin"),
    "newly_recorded": ("new_displacement", "new_displacement_from_origin"),
    "asylum_applications": ("asylum_applications", "asylum_applications"),
    "returns": ("refugee_returns", "refugee_returns"),
    "resettlement": ("resettlement_arrivals", "resettlement_from_origin"),
    "naturalisations": ("naturalisations", "naturalisations_from_origin"),
}
"""The measures that pairs are part of, where a region is read as host or destination, and as origin."""


@dataclass(frozen=True)
class Corridor(Claim):
    """People between two countries in two years; none on record in a year has no figure there."""

    kind: ClassVar[str] = "level"
    origin: Place
    asylum: Place
    figure: Quantity
    before: Quantity
    change: Quantity
    residual: Quantity

    @property
    def none_before(self) -> bool:
        """Whether none are on record for the year before."""
        return not self.before.known


@dataclass(frozen=True)
class Corridors(Claim):
    """The pairs with the largest figures, or the largest changes, of a year.

    Parameters
    ----------
    pairs
        The pairs named, the largest first.
    share
        What they hold of the whole, in percent.
    """

    kind: ClassVar[str] = "cause"
    pairs: tuple[Corridor, ...]
    share: Quantity

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The pairs."""
        return self.pairs


def corridors(
    evidence: Evidence, what: str, since: int | None = None, *, by_change: bool = False, most: int = 3
) -> Corridors:
    """Claim which pairs of countries hold, or moved, most of a flow or stock.

    Parameters
    ----------
    evidence
        Figures of a region.
    what
        A key of `gcr_analysis.indicators.corridors.FIGURES`.
    since
        The earlier year; the year before the note's when None.
    by_change
        Order by the change instead of the figure.
    most
        How many pairs are named at most.

    Raises
    ------
    UnfoundedError
        When none are on record.
    """
    earlier = evidence.year - 1 if since is None else since
    table = found_corridors(evidence.region, evidence.panel, evidence.year, what, earlier=earlier)
    table = table[table["figure_status"] != NOT_REPORTED]
    table = (
        table[table["change"].notna() & (table["change"] != 0)] if by_change else table[table["figure"] > 0]
    )
    if table.empty:
        raise UnfoundedError("cause", "adds-up", "None are on record")
    column = "change" if by_change else "figure"
    order = table[column].abs().sort_values(ascending=False, kind="stable").index
    table = table.loc[order]
    shares = 100 * table[column].abs() / table[column].abs().sum()
    enough = int((shares.cumsum() < 80).sum()) + 1
    chosen = table.head(min(most, enough))
    pairs = tuple(_pair(evidence, what, row, earlier) for row in chosen.to_dict("records"))
    share = _people(
        evidence, what, float(shares.loc[chosen.index].sum()), "share of the pairs named", unit="percent"
    )
    return Corridors(beside=(), pairs=pairs, share=share)


def _pair(evidence: Evidence, what: str, row: dict[str, Any], earlier: int) -> Corridor:
    origin, asylum = str(row["origin"]), str(row["asylum"])
    about = f"{origin} to {asylum}"
    return Corridor(
        beside=(),
        origin=Place.of(origin),
        asylum=Place.of(asylum, "asylum"),
        figure=_people(evidence, what, row["figure"], about),
        before=_people(evidence, what, row["earlier"], about, year=earlier),
        change=_people(evidence, what, row["change"], f"{about}; change since {earlier}"),
        residual=_people(evidence, what, row["residual"], f"{about}; residual"),
    )


def _people(
    evidence: Evidence,
    what: str,
    value: float,
    detail: str,
    *,
    unit: str = "persons",
    year: int | None = None,
) -> Quantity:
    source = sources()[tables()[FIGURES[what].table].source]
    return Quantity.of(
        {"value": value, "unit": unit},
        region=evidence.region.id,
        indicator=MEASURES[what][evidence.is_read_as_origin],
        year=year or evidence.year,
        value_year=year or evidence.year,
        status="computed",
        coverage=1.0,
        source=source.id,
        vintage=source.vintage,
        detail=f"{what.replace('_', ' ')}: {detail}",
    )
