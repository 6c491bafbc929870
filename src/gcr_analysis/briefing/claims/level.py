"""A claim about one figure: a level in a year, a share, a published total."""

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from gcr_analysis import framework
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.comparisons import compared

Kind = Literal["level", "share", "derived", "quotation", "sum", "people", "expectation"]
_HEDGED = re.compile(r"(about|at least) (?:as|so) many")


@dataclass(frozen=True)
class Level(Claim):
    """A figure of a year. Written in a text, it names its own year where that is not the year asked for.

    Parameters
    ----------
    figure
        The figure.
    kind
        ``level``; ``share`` of a percentage or rate; ``derived`` of a figure made of others; ``quotation``
        of a published one; ``people`` of a share of people of one age or sex; ``expectation`` of a shortfall.
    asked
        The year of the note.
    """

    figure: Quantity
    kind: Kind  # type: ignore[misc]
    asked: int

    @property
    def value(self) -> float | None:
        """The number."""
        return self.figure.value

    @property
    def number(self) -> float:
        """The number for comparisons; NaN where there is none."""
        return self.figure.number

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its number, its year and what it covers."""
        return (*super().quantities, self.own_year, self.covered)

    @property
    def late(self) -> bool:
        """Whether the figure is of another year than the note."""
        return self.figure.value_year not in (None, self.asked)

    @property
    def own_year(self) -> Quantity:
        """The figure's own year."""
        return self.figure.own_year

    @property
    def of_reporting(self) -> bool:
        """Whether it is all or none of those whom hosts report on, where other hosts report nothing."""
        all_or_none = self.figure.unit == "percent" and (self.number < 0.05 or 99.95 <= self.number <= 100)
        return all_or_none and self.covered.number < 99.5

    @property
    def bound(self) -> str:
        """``least`` or ``most`` where the figure is a bound alone."""
        return self.figure.bound

    @property
    def least(self) -> Quantity:
        """The least that the figure could be."""
        return self.figure.at_least

    @property
    def is_above_least(self) -> bool:
        """Whether a reader sees that it could be less."""
        low = self.figure.ends[0]
        return low.number < self.number and low.written != self.figure.written

    @property
    def facts(self) -> dict[str, Quantity]:
        """The figure, what it rests on, its own year, and the ends that words may state."""
        more = {"covered": self.covered, "own_year": self.own_year}
        if self.kind == "share" and self.is_above_least:
            more["low"] = self.least
        if self.kind != "share":
            more |= dict(zip(("low", "high"), self.figure.ends, strict=True))
        return super().facts | {name: each for name, each in more.items() if each.known}

    @property
    def carried(self) -> str:
        """Who carried a published figure, where that is not its publisher; else empty."""
        return self.figure.carried

    @property
    def hedge(self) -> str:
        """``about`` or ``at least`` where a figure was published so; else empty."""
        found = _HEDGED.search(self.figure.reason)
        return found[1] if found else ""

    @property
    def words(self) -> dict[str, Any]:
        """What its message takes."""
        return {
            "figure": self.figure,
            "bound": self.bound,
            "late": self.late,
            "own_year": self.own_year,
            "carried": self.carried,
        }

    @property
    def covered(self) -> Quantity:
        """Share of what is measured that the figure rests on, in percent."""
        share = 100.0 if self.figure.coverage is None else 100 * self.figure.coverage
        part = {"value": share, "unit": "percent", "low": None, "high": None, "reason": "", "bound": ""}
        return replace(self.figure, **part, detail="share that it rests on")


def kind_of(id: str, status: str) -> Kind:
    """Return the kind of claim that a figure of a measure is.

    >>> kind_of("refugees_hosted", "computed"), kind_of("protracted_share", "computed")
    ('level', 'share')
    >>> kind_of("women_share_of_returns", "computed"), kind_of("returns_covid_shortfall", "computed")
    ('people', 'expectation')
    """
    if status == "published":
        return "quotation"
    declared = framework.indicators()[id]
    unit = declared.unit
    if id.endswith("_shortfall"):
        return "expectation"
    if unit == "percent" and "demographics" in declared.tables:
        return "people"
    if unit in ("years", "persons a year", "times"):
        return "derived"
    return "share" if unit == "percent" or " per " in f" {unit}" else "level"


def kind_of_part(figure: Quantity) -> Kind:
    """Return the kind of claim that a figure of a part is: of a count in percent, a share.

    >>> kind_of_part(Quantity(value=13.0, unit="percent", indicator="refugees_hosted", detail="from IRN"))
    'share'
    """
    kind = kind_of(figure.indicator, figure.status)
    rate = figure.unit == "percent" or " per " in f" {figure.unit}"
    return "share" if kind == "level" and rate else kind


def level(
    evidence: Evidence,
    id: str,
    year: int | None = None,
    *,
    of: str = "",
    partial: bool = False,
    latest: bool = False,
) -> Level:
    """Claim a measure's figure.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a measure.
    year
        The year asked for; the note's when None.
    of
        Another region or a country; the note's region when empty.
    partial
        Whether a partial figure will do, since the words say what is missing.
    latest
        Whether the latest known figure will do, however old.

    Raises
    ------
    UnfoundedError
        When there is no figure, or only a partial one.

    Examples
    --------
    >>> hosted = level(Evidence("host-country-burden", "LBN", 2024, 2016), "refugees_hosted")
    >>> hosted.kind, str(hosted.figure), hosted.late
    ('level', '758,642', False)
    """
    found = evidence.last_known(id) if latest else evidence.at(id, year, of=of or None)
    kind = kind_of(id, found.status)
    if not found.known:
        raise UnfoundedError(kind, "both-ends" if kind == "change" else "reported", found.reason)
    if found.status == "partial" and not found.is_bound and not partial:
        raise UnfoundedError(kind, "same-places", found.reason or "The figure is partial")
    beside = ("same-places",) if found.status == "partial" else ()
    if _hides(evidence, id, found, of):
        beside = (*beside, "recorded")
    found = replace(found, bound="least") if "recorded" in beside else found
    made = Level(beside=beside, figure=found, kind=kind, asked=evidence.year if year is None else year)
    return replace(made, beside=(*beside, "own-document")) if made.carried else made


def _hides(evidence: Evidence, id: str, figure: Quantity, of: str) -> bool:
    """Whether many of a count by origin may be among those whose origin is recorded no more."""
    pairs, year = framework.indicators()[id].pairs, figure.value_year
    if pairs is None or pairs.own != "origin" or year is None or year <= FIRST_YEAR:
        return False
    [row] = compared(id, of or evidence.region, year, year - 1)
    return row["change"] < 0 and "recorded" in row["fails"].split("; ")
