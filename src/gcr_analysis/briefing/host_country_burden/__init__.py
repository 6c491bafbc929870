"""The note on panel one, pressure on host countries, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Table, Words
from gcr_analysis.briefing.findings import found
from gcr_analysis.briefing.host_country_burden.atlas import map_of_hosts, map_of_origins
from gcr_analysis.briefing.host_country_burden.burden import Burden
from gcr_analysis.briefing.host_country_burden.challenges import challenges
from gcr_analysis.briefing.host_country_burden.exhibits import hosted, hosts, moved, origins
from gcr_analysis.briefing.host_country_burden.limits import limits
from gcr_analysis.briefing.host_country_burden.progress import progress
from gcr_analysis.briefing.host_country_burden.support import support
from gcr_analysis.briefing.host_country_burden.table import table
from gcr_analysis.briefing.host_country_burden.titles import headline, lead, title
from gcr_analysis.briefing.note import Note
from gcr_analysis.geography import Region

RULES = (title, progress, challenges, support, limits)


class HostCountryBurden:
    """A region as host of refugees: figures, table and note, each made when it is first looked at.

    Parameters
    ----------
    region
        A region set, its name, or the path of a YAML file with a set of the user's own.
    year
        The year whose end is described.
    baseline_year
        The earlier year to compare with.

    Raises
    ------
    GcrError
        When there is no such region, a year is none of the data's, or the baseline is not before the year.

    Examples
    --------
    >>> burden = HostCountryBurden("ssar", 2024, 2016)
    >>> [figure.id for figure in burden.figures]
    ['hosted', 'hosts', 'moved', 'map']
    """

    def __init__(self, region: str | Region, year: int, baseline_year: int) -> None:
        self.evidence = Burden(region, year, baseline_year)

    @cached_property
    def hosted(self) -> Figure | Words:
        """Refugees hosted since 2000."""
        return hosted(self.evidence)

    @cached_property
    def hosts(self) -> Figure | Words:
        """The largest hosts; for a single country, where its refugees come from."""
        return origins(self.evidence) if self.evidence.is_country else hosts(self.evidence)

    @cached_property
    def moved(self) -> Figure | Words:
        """What made the change since the baseline."""
        return moved(self.evidence)

    @cached_property
    def map(self) -> Figure | Words:
        """Refugees per inhabitant on a map; for a single country, the origins of its refugees."""
        return map_of_origins(self.evidence) if self.evidence.is_country else map_of_hosts(self.evidence)

    @cached_property
    def table(self) -> Table:
        """The measures of the panel, and every indicator of the Global Compact under its objective."""
        return table(self.evidence)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that there are: none is ever empty."""
        exhibits = (self.hosted, self.hosts, self.moved, self.map)
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
