"""A claim about a measure's figures in the countries of a region, in order."""

from dataclasses import dataclass
from typing import ClassVar

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.claims.level import kind_of_part
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.indicators.engine import columns_of


@dataclass(frozen=True)
class Member(Claim):
    """The figure of one country."""

    place: Place
    figure: Quantity

    @property
    def kind(self) -> str:  # type: ignore[override]
        """A level or, in percent, a share."""
        return kind_of_part(self.figure)


@dataclass(frozen=True)
class Members(Claim):
    """The countries with the largest, or the smallest, figures of one year.

    Parameters
    ----------
    places
        The countries named, in their order; countries with equal figures all stand or none does.
    number, of
        How many have a figure of that year, and how many countries the region has.
    covered
        Share of what is measured in those with a figure, in percent.
    complete
        Whether they may be ranked: at least nine tenths are covered.
    """

    kind: ClassVar[str] = "rank"
    places: tuple[Member, ...]
    number: Quantity
    of: Quantity
    covered: Quantity
    complete: bool
    year: Quantity

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The countries' figures."""
        return self.places


def members(
    evidence: Evidence,
    id: str,
    *,
    lowest: bool = False,
    most: int = 3,
    least_hosted: float = 0.0,
) -> Members:
    """Claim which countries have the largest or smallest figures of a measure, of one year.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a measure.
    lowest
        Whether the smallest figures stand first.
    most
        How many countries are named at most.
    least_hosted
        Share of the region's refugees (0 to 1) below which a country is left out.

    Raises
    ------
    UnfoundedError
        When the region is a single country, fewer than two countries have a figure, or all are equal.
    """
    if evidence.is_country:
        raise UnfoundedError("rank", "one-year", "A single country has no order")
    declared = framework.indicators()[id]
    sets = evidence.countries
    cells = columns_of(declared, sets, (evidence.year,), evidence.baseline_year)
    table = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    weights = evidence.hosted_shares
    figures = [Quantity.of(row) for row in table]
    known = [each for each in figures if each.known and each.status not in ("partial", "not applicable")]
    years = [each.value_year for each in known if each.value_year]
    if not years:
        raise UnfoundedError("rank", "complete", "No country of the region has a figure")
    year = max(set(years), key=lambda each: (years.count(each), each))
    ranked = [
        each for each in known if each.value_year == year and weights.get(each.region, 0.0) >= least_hosted
    ]
    ranked.sort(key=lambda each: each.number if lowest else -each.number)
    covered = evidence.at(id).coverage
    if covered is None:
        covered = 1.0
    named = _named(ranked, most)
    if len(ranked) < 2 or not named:
        raise UnfoundedError("rank", "ties", "No country stands apart from the others")
    rule = framework.claims().thresholds.rank_coverage
    return Members(
        beside=() if covered >= rule else ("complete",),
        places=tuple(Member(beside=(), place=Place.of(each.region), figure=each) for each in named),
        number=given(len(ranked), "countries"),
        of=given(len(figures), "countries"),
        covered=given(100 * covered, "percent"),
        complete=covered >= rule,
        year=given(year, "year"),
    )


def _named(ranked: list[Quantity], most: int) -> list[Quantity]:
    """The first figures, without those that tie with one that is left out."""
    if len(ranked) <= most:
        return ranked if len({each.value for each in ranked}) > 1 else []
    bound = ranked[most].value
    return [each for each in ranked[:most] if each.value != bound]
