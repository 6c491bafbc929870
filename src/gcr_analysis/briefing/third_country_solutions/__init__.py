"""The note on panel three, third-country solutions, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.study import Page, Study
from gcr_analysis.briefing.third_country_solutions import departures, exhibits, reach
from gcr_analysis.briefing.third_country_solutions.atlas import map_of
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.rules import rules


class ThirdCountrySolutions(Study[SolutionsEvidence]):
    """A region as destination, origin and host of resettlement, in the view in which it matters most.

    Examples
    --------
    >>> solutions = ThirdCountrySolutions("ssar", 2024, 2016)
    >>> [figure.id for figure in solutions.figures]
    ['arrivals', 'destinations', 'origins', 'map']
    >>> [figure.id for figure in ThirdCountrySolutions("TUR", 2024, 2016).figures]
    ['departures', 'hosts', 'hosted', 'map']
    """

    page = Page(
        evidence=SolutionsEvidence,
        figures=("many", "where", "reach", "map"),
        rules=rules,
    )

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
