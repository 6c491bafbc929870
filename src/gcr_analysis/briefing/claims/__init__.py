"""Claims: statements of known kinds, each made only where the grounds of its kind hold.

A sentence of a note states claims. `framework/claims.yaml` says which kinds there are, on which grounds each
stands, and what is said where a ground fails. The functions of this package build them from the evidence of a
region; where a ground fails they raise `Unfounded`, which names it.
"""

from gcr_analysis.briefing.claims.absence import Absence, absence
from gcr_analysis.briefing.claims.change import Change, change
from gcr_analysis.briefing.claims.claim import Claim, Unfounded
from gcr_analysis.briefing.claims.corridors import Corridor, Corridors, corridors
from gcr_analysis.briefing.claims.counterparts import Counterpart, Counterparts, counterparts
from gcr_analysis.briefing.claims.flows import Flow, Flows, flows
from gcr_analysis.briefing.claims.level import Level, level
from gcr_analysis.briefing.claims.members import Member, Members, members
from gcr_analysis.briefing.claims.movers import Mover, Movers, movers
from gcr_analysis.briefing.claims.return_pairs import ReturnPair, return_pairs
from gcr_analysis.briefing.claims.worst import Worst, worst

__all__ = [
    "Absence",
    "Change",
    "Claim",
    "Corridor",
    "Corridors",
    "Counterpart",
    "Counterparts",
    "Flow",
    "Flows",
    "Level",
    "Member",
    "Members",
    "Mover",
    "Movers",
    "ReturnPair",
    "Unfounded",
    "Worst",
    "absence",
    "change",
    "corridors",
    "counterparts",
    "flows",
    "level",
    "members",
    "movers",
    "return_pairs",
    "worst",
]
