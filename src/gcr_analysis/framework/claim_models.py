"""The shape of the contract in `framework/claims.yaml`: kinds of claims, grounds, thresholds, verdicts."""

from pydantic import Field

from gcr_analysis.framework.models import Declaration


class Thresholds(Declaration):
    """From which size on grounds of claims hold: see the comments in `framework/claims.yaml`."""

    least_people: int
    least_base: float
    rank_coverage: float
    decisive_share: float
    opposite_share: float
    unrecorded_share: float
    turned_share: float
    least_of_a_rate: int
    few_members: int
    smallest_break: float
    largest_break: float
    residual_share: float
    stalled_below: float
    input_moved: float
    fewest_judged: int


class Ground(Declaration):
    """What must hold before a claim is made, and what is said where it does not."""

    id: str
    text: str
    otherwise: str


class ClaimKind(Declaration):
    """One kind of claim that a sentence, a title or a drawing makes."""

    id: str
    title: str
    example: str
    grounds: tuple[Ground, ...]


class VerdictRule(Declaration):
    """A rule that withholds a verdict."""

    id: str
    text: str


class VerdictRules(Declaration):
    """When a change of a directed measure is progress, and what withholds a verdict."""

    least: dict[str, float] = Field(description="Least change that counts, by unit, in that unit")
    otherwise_percent: float = Field(description="The same for all other units, in percent of the baseline")
    least_years: int = Field(description="Least years between the two figures")
    rules: tuple[VerdictRule, ...]
    since: str = Field(description="Day from which these rules hold")
    before: dict[str, dict[str, int]] = Field(description="Statuses by panel under the rules before these")


class Claims(Declaration):
    """What may be said with a figure."""

    thresholds: Thresholds
    kinds: tuple[ClaimKind, ...]
    verdicts: VerdictRules
