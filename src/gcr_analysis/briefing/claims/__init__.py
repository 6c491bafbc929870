"""Claims: statements of known kinds, each made only where the grounds of its kind hold.

A sentence of a note states claims. `framework/claims.yaml` says which kinds there are, on which grounds each
stands, and what is said where a ground fails. The functions of this package build them from the evidence of a
region; where a ground fails they raise `UnfoundedError`, which names it.
"""

from gcr_analysis.briefing.claims.absence import Absence, absence
from gcr_analysis.briefing.claims.bounds import Bounds, bounds
from gcr_analysis.briefing.claims.broken import Broken, broken
from gcr_analysis.briefing.claims.change import Change
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError, if_founded
from gcr_analysis.briefing.claims.compare import change
from gcr_analysis.briefing.claims.corridors import Corridor, Corridors, corridors
from gcr_analysis.briefing.claims.counterparts import Counterpart, Counterparts, counterparts
from gcr_analysis.briefing.claims.drawing import Drawing, drawing, orders
from gcr_analysis.briefing.claims.elsewhere import Elsewhere, elsewhere
from gcr_analysis.briefing.claims.expectation import Expectation, expectation
from gcr_analysis.briefing.claims.flows import Flow, Flows, flows
from gcr_analysis.briefing.claims.group import Group, group
from gcr_analysis.briefing.claims.level import Level, level
from gcr_analysis.briefing.claims.members import Member, Members, members
from gcr_analysis.briefing.claims.movers import Mover, Movers, movers
from gcr_analysis.briefing.claims.order import Order, order
from gcr_analysis.briefing.claims.part import Part, part
from gcr_analysis.briefing.claims.return_pairs import BothYears, ReturnPair, return_pairs
from gcr_analysis.briefing.claims.situations import Situation, Situations, situations
from gcr_analysis.briefing.claims.unreported import Unreported, unreported
from gcr_analysis.briefing.claims.worst import Worst, worst

__all__ = [
    "Absence",
    "BothYears",
    "Bounds",
    "Broken",
    "Change",
    "Claim",
    "Corridor",
    "Corridors",
    "Counterpart",
    "Counterparts",
    "Drawing",
    "Elsewhere",
    "Expectation",
    "Flow",
    "Flows",
    "Group",
    "Level",
    "Member",
    "Members",
    "Mover",
    "Movers",
    "Order",
    "Part",
    "ReturnPair",
    "Situation",
    "Situations",
    "UnfoundedError",
    "Unreported",
    "Worst",
    "absence",
    "bounds",
    "broken",
    "change",
    "corridors",
    "counterparts",
    "drawing",
    "elsewhere",
    "expectation",
    "flows",
    "group",
    "if_founded",
    "level",
    "members",
    "movers",
    "order",
    "orders",
    "part",
    "return_pairs",
    "situations",
    "unreported",
    "worst",
]
