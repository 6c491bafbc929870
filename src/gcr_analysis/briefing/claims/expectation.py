"""A claim about what years before would have led one to expect, with its interval and its record."""

from dataclasses import dataclass, replace
from typing import ClassVar

from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.indicators.expectations import held_back_record


@dataclass(frozen=True)
class Expectation(Claim):
    """How far some years fell short of an expectation, and what that tells.

    Parameters
    ----------
    short
        The shortfall; below zero where more came than expected.
    low, high
        Ends of its interval.
    half
        Half of its width: a smaller shortfall could not have been told from chance.
    windows, inside
        How many earlier cases were held back to test the interval, and what percent of them it held.
    """

    kind: ClassVar[str] = "expectation"
    short: Quantity
    low: Quantity
    high: Quantity
    half: Quantity
    windows: Quantity
    inside: Quantity

    @property
    def beyond(self) -> bool:
        """Whether the interval leaves no doubt that there was a shortfall, or that there was none."""
        return self.low.number > 0 or self.high.number < 0

    @property
    def fewer(self) -> bool:
        """Whether fewer came than expected."""
        return self.short.number > 0


def expectation(evidence: Evidence, id: str, series: str = "Resettlement") -> Expectation:
    """Claim how far some years fell short of what the years before let one expect.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        Id of a measure that is such a shortfall, with its interval.
    series
        Series of `gcr_analysis.indicators.expectations` on which the interval was tested.

    Raises
    ------
    UnfoundedError
        When there is no figure, no interval, or no earlier case to test it on.

    Examples
    --------
    >>> world = Evidence("third-country-solutions", "world", 2025, 2016)
    >>> short = expectation(world, "covid_shortfall")
    >>> str(short.short), str(short.half), short.beyond, str(short.windows), str(short.inside)
    ('141,213', '148,924', False, '14', '71\\xa0%')
    """
    figure = evidence.at(id)
    windows, inside = held_back_record(series, evidence.region.kind)
    if not figure.known or figure.low is None or figure.high is None or not windows:
        raise UnfoundedError("expectation", "tested", figure.reason or "No interval that was tested")
    low, high = figure.ends
    half = replace(low, value=(figure.high - figure.low) / 2, detail="half of the interval")
    return Expectation(
        beside=(),
        short=replace(figure, low=None, high=None),
        low=low,
        high=high,
        half=half,
        windows=given(windows, "cases"),
        inside=given(100 * inside, "percent"),
    )
