"""What the studies of all panels share: a region, its figures, its table and its note."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from gcr_analysis.briefing import shared
from gcr_analysis.briefing.added import added
from gcr_analysis.briefing.display import Figure, Table
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.findings import Finding, found
from gcr_analysis.briefing.measures_table import measures_table
from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.rules import declared
from gcr_analysis.geography import Region

E = TypeVar("E", bound=Evidence)


@dataclass(frozen=True)
class Page(Generic[E]):
    """What a panel's note is made of.

    Parameters
    ----------
    evidence
        Makes the evidence of a region, a year and a baseline year.
    figures
        Names of the study's figures, in the order of the note.
    rules
        Makes findings beside those of the declared rules and of all panels.
    """

    evidence: Callable[[str | Region, int, int], E]
    figures: tuple[str, ...]
    rules: Callable[[E], Iterable[Finding]]


class Study(Generic[E]):
    """One panel's study of a region: figures, table and note, each made when it is first looked at.

    Parameters
    ----------
    region
        A region set, its name, or the path of a YAML file with a set of the user's own.
    year
        The year that is described; figures of an earlier year say so.
    baseline_year
        The earlier year to compare with.

    Raises
    ------
    GcrError
        When there is no such region, a year is none of the data's, or the baseline is not before the year.
    """

    page: ClassVar[Page[Any]]

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        self.evidence: E = self.page.evidence(region, year, baseline_year)

    @cached_property
    def table(self) -> Table:
        """The measures of the panel, and every indicator of the Global Compact under its objective."""
        return measures_table(self.evidence)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that there are: none is ever empty."""
        exhibits = (getattr(self, name) for name in self.page.figures)
        return tuple(exhibit for exhibit in exhibits if isinstance(exhibit, Figure))

    @cached_property
    def note(self) -> Note:
        """The briefing note."""
        rules = (declared, self.page.rules, shared.verdicts, shared.limits)
        return Note(
            evidence=self.evidence,
            findings=tuple(found(rules, self.evidence)),
            exhibits=(*self.figures, self.table),
            added=added(self.evidence),
        )
