"""A claim about the recorded flows behind the change of a stock of refugees."""

from dataclasses import dataclass, replace
from typing import ClassVar

from gcr_analysis.briefing.claims.change import FLOWS, Change
from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.claims.compare import change
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity

LEAST = 100.0  # persons: a smaller flow explains nothing


@dataclass(frozen=True)
class Flow(Claim):
    """People who entered or left a stock in a recorded way: arrivals, returns, resettled or naturalised."""

    kind: ClassVar[str] = "level"
    name: str
    figure: Quantity


@dataclass(frozen=True)
class Flows(Claim):
    """The recorded flows between two year-ends, the largest first."""

    kind: ClassVar[str] = "cause"
    of: Change
    flows: tuple[Flow, ...]

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The change, beside which its residual stands, and the flows."""
        return (self.of, *self.flows)

    @property
    def net(self) -> Quantity:
        """What all recorded flows come to: arrivals less those who left."""
        known = {name: each.number for name in FLOWS if (each := getattr(self.of, name)).known}
        value = 2 * known.get("arrivals", 0.0) - sum(known.values())
        return replace(self.of.by, value=value, low=None, high=None, detail="all recorded flows")

    @property
    def is_whole(self) -> bool:
        """Whether the flows that are named are all that are on record."""
        return len(self.flows) == sum(getattr(self.of, name).number > 0 for name in FLOWS)

    @property
    def left_over(self) -> Quantity:
        """How many more, or fewer, people are counted than these flows would leave."""
        return replace(self.net, value=self.of.by.number - self.net.number, detail="residual")

    @property
    def facts(self) -> dict[str, Quantity]:
        """What the flows come to."""
        return super().facts | {"net": self.net, "left_over": self.left_over}

    def leaves(self, part: float) -> bool:
        """Whether they leave so large a part of the change unexplained and nothing beside it says so."""
        by = self.of.by.number
        return not self.of.residual.known and abs(by - self.net.number) >= part * abs(by)

    def main(self, part: float) -> tuple[Flow, ...]:
        """Return the flows that are at least so large a part (0 to 1) of the largest."""
        return tuple(flow for flow in self.flows if flow.figure.number >= part * self.flows[0].figure.number)

    @property
    def returns(self) -> float:
        """Persons who returned; NaN where none are on record."""
        return self.of.returns.number


def flows(evidence: Evidence, id: str, since: int | None = None) -> Flows:
    """Claim which flows are on record behind the change of a stock.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        ``refugees_hosted`` or ``refugees_from_origin``.
    since
        The earlier year; the note's baseline year when None.

    Raises
    ------
    UnfoundedError
        When the change cannot be claimed, or no flow of a hundred people is on record.
    """
    whole = change(evidence, id, since)
    found = [Flow((), name, figure) for name in FLOWS if (figure := getattr(whole, name)).number >= LEAST]
    if not found:
        raise UnfoundedError("cause", "adds-up", "No flow is on record")
    return Flows((), whole, tuple(sorted(found, key=lambda flow: -flow.figure.number)))
