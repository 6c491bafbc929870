"""The note on panel four, conditions for return, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.return_conditions.atlas import map_of_homes, map_of_hosts
from gcr_analysis.briefing.return_conditions.conditions import conditions
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.exhibits import hosts, returned
from gcr_analysis.briefing.return_conditions.rules import rules
from gcr_analysis.briefing.return_conditions.violence import violence
from gcr_analysis.briefing.study import Page, Study


class ReturnConditions(Study[ReturnEvidence]):
    """A region as the origin of refugees, to which they return.

    Examples
    --------
    >>> conditions = ReturnConditions("ssar", 2025, 2016)
    >>> [figure.id for figure in conditions.figures]
    ['returned', 'hosts', 'violence', 'conditions', 'map']
    """

    page = Page(
        evidence=ReturnEvidence,
        figures=("returned", "hosts", "violence", "conditions", "map"),
        rules=rules,
    )

    @cached_property
    def returned(self) -> Figure | Words:
        """Refugees who returned in each year since 2000, beside people newly displaced."""
        return returned(self.evidence)

    @cached_property
    def hosts(self) -> Figure | Words:
        """From where people returned to where; where none did, the hosts of those who have not."""
        return hosts(self.evidence)

    @cached_property
    def violence(self) -> Figure | Words:
        """Returns beside deaths from organised violence: by country of origin, for a country by year."""
        return violence(self.evidence)

    @cached_property
    def conditions(self) -> Figure | Words:
        """The conditions that people would return to, set against the world's."""
        return conditions(self.evidence)

    @cached_property
    def map(self) -> Figure | Words:
        """Returns on a map, and where many died of violence; for a country, where people came from."""
        return map_of_hosts(self.evidence) if self.evidence.is_country else map_of_homes(self.evidence)
