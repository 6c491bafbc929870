"""The note on panel four, conditions for return, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Table, Words
from gcr_analysis.briefing.findings import found
from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.return_conditions.atlas import map_of_homes, map_of_hosts
from gcr_analysis.briefing.return_conditions.challenges import challenges
from gcr_analysis.briefing.return_conditions.conditions import conditions
from gcr_analysis.briefing.return_conditions.exhibits import hosts, returned
from gcr_analysis.briefing.return_conditions.home import Home
from gcr_analysis.briefing.return_conditions.limits import limits
from gcr_analysis.briefing.return_conditions.progress import progress
from gcr_analysis.briefing.return_conditions.support import support
from gcr_analysis.briefing.return_conditions.table import table
from gcr_analysis.briefing.return_conditions.titles import headline, lead, title
from gcr_analysis.geography import Region

RULES = (title, progress, challenges, support, limits)


class ReturnConditions:
    """A region as the home that refugees left: figures, table and note, each made when first looked at.

    Parameters
    ----------
    region
        A region set, its name, or the path of a YAML file with a set of the user's own.
    year
        The year that is described.
    baseline_year
        The earlier year to compare with.

    Raises
    ------
    GcrError
        When there is no such region, a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> conditions = ReturnConditions("ssar", 2025, 2016)
    >>> [figure.id for figure in conditions.figures]
    ['returned', 'hosts', 'conditions', 'map']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        self.evidence = Home(region, year, baseline_year)

    @cached_property
    def returned(self) -> Figure | Words:
        """Refugees who returned in each year since 2000, beside people newly displaced."""
        return returned(self.evidence)

    @cached_property
    def hosts(self) -> Figure | Words:
        """From where people returned to where; where none did, the hosts of those who have not."""
        return hosts(self.evidence)

    @cached_property
    def conditions(self) -> Figure | Words:
        """The conditions that people would return to, set against the world's."""
        return conditions(self.evidence)

    @cached_property
    def map(self) -> Figure | Words:
        """Returns on a map, with the countries in conflict; for a single country, where people came from."""
        return map_of_hosts(self.evidence) if self.evidence.is_country else map_of_homes(self.evidence)

    @cached_property
    def table(self) -> Table:
        """The measures of the panel, and every indicator of the Global Compact under its objective."""
        return table(self.evidence)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that there are: none is ever empty."""
        exhibits = (self.returned, self.hosts, self.conditions, self.map)
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
