"""The note on panel two, self-reliance of refugees, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Table, Words
from gcr_analysis.briefing.findings import found
from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.self_reliance.atlas import map_of_hosts
from gcr_analysis.briefing.self_reliance.challenges import challenges
from gcr_analysis.briefing.self_reliance.exhibits import aged, ages, changes, citizens, profile, words
from gcr_analysis.briefing.self_reliance.limits import limits
from gcr_analysis.briefing.self_reliance.progress import progress
from gcr_analysis.briefing.self_reliance.reliance import Reliance
from gcr_analysis.briefing.self_reliance.school import school
from gcr_analysis.briefing.self_reliance.support import support
from gcr_analysis.briefing.self_reliance.table import table
from gcr_analysis.briefing.self_reliance.titles import headline, lead, title
from gcr_analysis.geography import Region

RULES = (title, progress, challenges, support, limits)


class SelfReliance:
    """A region as host: what its refugees may do and have, figures, table and note.

    Parameters
    ----------
    region
        A region set, its name, or the path of a YAML file with a set of the user's own.
    year
        The year whose end is described; figures of an earlier year say so.
    baseline_year
        The earlier year to compare with, or the first year of figures where that is later.

    Raises
    ------
    GcrError
        When there is no such region, a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> reliance = SelfReliance("igad", 2025, 2016)
    >>> [figure.id for figure in reliance.figures]
    ['profile', 'school', 'changes', 'map']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        self.evidence = Reliance(region, year, baseline_year)

    @cached_property
    def profile(self) -> Figure | Words:
        """What share of refugees has what; where operations report nothing, who the refugees are."""
        if self.evidence.empty:
            return words("nobody_none", self.evidence.common)
        shown = profile(self.evidence)
        return ages(self.evidence) if isinstance(shown, Words) else shown

    @cached_property
    def school(self) -> Figure | Words:
        """Refugees and all children in secondary school, host by host; for a country, level by level."""
        return school(self.evidence)

    @cached_property
    def changes(self) -> Figure | Words:
        """Each measure's change on the hosts that report at both ends; else, new citizens or ages by year."""
        made = (draw(self.evidence) for draw in (changes, citizens, aged))
        return next((shown for shown in made if isinstance(shown, Figure)), changes(self.evidence))

    @cached_property
    def map(self) -> Figure | Words:
        """The right to work, or the first right with figures, in each host."""
        return map_of_hosts(self.evidence)

    @cached_property
    def table(self) -> Table:
        """The measures of the panel, and every indicator of the Global Compact under its objective."""
        return table(self.evidence)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that there are: none is ever empty."""
        exhibits = (self.profile, self.school, self.changes, self.map)
        return tuple(exhibit for exhibit in exhibits if isinstance(exhibit, Figure))

    @cached_property
    def note(self) -> Note:
        """The briefing note."""
        return Note(
            evidence=self.evidence,
            headline=headline(self.evidence),
            lead=lead(self.evidence),
            findings=tuple(found(RULES, self.evidence)),
            exhibits=(*self.figures, self.table),
        )
