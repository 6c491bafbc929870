"""The note on panel two, self-reliance of refugees, and what stands in it."""

from functools import cached_property

from gcr_analysis.briefing.display import Figure, Words
from gcr_analysis.briefing.self_reliance.atlas import map_of_hosts
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.exhibits import aged, ages, changes, citizens, profile, words
from gcr_analysis.briefing.self_reliance.rules import rules
from gcr_analysis.briefing.self_reliance.school import school
from gcr_analysis.briefing.self_reliance.work import work
from gcr_analysis.briefing.study import Page, Study


class SelfReliance(Study[SelfRelianceEvidence]):
    """A region as host: what its refugees may do and have.

    Examples
    --------
    >>> reliance = SelfReliance("igad", 2025, 2016)
    >>> [figure.id for figure in reliance.figures]
    ['profile', 'work', 'school', 'changes', 'map']
    """

    page = Page(
        evidence=SelfRelianceEvidence,
        figures=("profile", "work", "school", "changes", "map"),
        rules=rules,
    )

    @cached_property
    def profile(self) -> Figure | Words:
        """What share of refugees has what; where operations report nothing, who the refugees are."""
        if self.evidence.empty:
            return words("nobody_none", self.evidence.common)
        shown = profile(self.evidence)
        return ages(self.evidence) if isinstance(shown, Words) else shown

    @cached_property
    def work(self) -> Figure | Words:
        """The right to work in law against practice, host by host; for a country, right by right."""
        return work(self.evidence)

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
