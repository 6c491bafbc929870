"""The note on panel one, pressure on host countries, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.host_country_burden.asked import asked
from gcr_analysis.briefing.host_country_burden.atlas import map_of_hosts, map_of_origins
from gcr_analysis.briefing.host_country_burden.evidence import HostEvidence
from gcr_analysis.briefing.host_country_burden.exhibits import hosted, hosts, moved, origins
from gcr_analysis.briefing.host_country_burden.rules import rules
from gcr_analysis.briefing.study import Page, Study


class HostCountryBurden(Study[HostEvidence]):
    """A region as host of refugees.

    Examples
    --------
    >>> burden = HostCountryBurden("ssar", 2024, 2016)
    >>> [figure.id for figure in burden.figures]
    ['hosted', 'hosts', 'moved', 'asked', 'map']
    """

    page = Page(
        evidence=HostEvidence,
        figures=("hosted", "hosts", "moved", "asked", "map"),
        rules=rules,
    )

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
    def asked(self) -> Figure | Words:
        """What refugee response plans asked for and received: by host, for a single country by year."""
        return asked(self.evidence)

    @cached_property
    def map(self) -> Figure | Words:
        """Refugees per inhabitant on a map; for a single country, the origins of its refugees."""
        return map_of_origins(self.evidence) if self.evidence.is_country else map_of_hosts(self.evidence)
