"""The note on panel three, third-country solutions, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Table, Words
from gcr_analysis.briefing.findings import found
from gcr_analysis.briefing.note import Note
from gcr_analysis.briefing.third_country_solutions import departures, exhibits, reach
from gcr_analysis.briefing.third_country_solutions.atlas import map_of
from gcr_analysis.briefing.third_country_solutions.challenges import challenges
from gcr_analysis.briefing.third_country_solutions.limits import limits
from gcr_analysis.briefing.third_country_solutions.progress import progress
from gcr_analysis.briefing.third_country_solutions.solutions import Solutions
from gcr_analysis.briefing.third_country_solutions.support import support
from gcr_analysis.briefing.third_country_solutions.table import table
from gcr_analysis.briefing.third_country_solutions.titles import headline, lead, title
from gcr_analysis.geography import Region

RULES = (title, progress, challenges, support, limits)


class ThirdCountrySolutions:
    """A region as destination, origin and host of resettlement: figures, table and note.

    Each is made when it is first looked at, in the view in which the region matters most.

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
    >>> solutions = ThirdCountrySolutions("ssar", 2024, 2016)
    >>> [figure.id for figure in solutions.figures]
    ['arrivals', 'destinations', 'origins', 'map']
    >>> [figure.id for figure in ThirdCountrySolutions("TUR", 2024, 2016).figures]
    ['departures', 'hosts', 'hosted', 'map']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        self.evidence = Solutions(region, year, baseline_year)

    @cached_property
    def many(self) -> Figure | Words:
        """Arrivals since 2000; for a host, its departures."""
        if self.evidence.view == "host":
            return departures.departed(self.evidence)
        return exhibits.arrived(self.evidence)

    @cached_property
    def where(self) -> Figure | Words:
        """Destinations; for a host, the hosts from which refugees depart."""
        single = self.evidence.region.is_country
        if self.evidence.view == "host":
            return departures.hosts(self.evidence)
        if self.evidence.view == "destination" and single:
            return exhibits.per_inhabitant(self.evidence)
        return exhibits.destinations(self.evidence)

    @cached_property
    def reach(self) -> Figure | Words:
        """Origins, and how far resettlement reaches refugees from there."""
        if self.evidence.view == "host":
            return reach.hosted(self.evidence)
        if self.evidence.view == "origin" and self.evidence.region.is_country:
            return reach.years(self.evidence)
        return reach.origins(self.evidence)

    @cached_property
    def map(self) -> Figure | Words:
        """Destinations, origins or hosts on a map."""
        return map_of(self.evidence)

    @cached_property
    def table(self) -> Table:
        """The measures of the panel, and every indicator of the Global Compact under its objective."""
        return table(self.evidence)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that there are: none is ever empty."""
        exhibits = (self.many, self.where, self.reach, self.map)
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
