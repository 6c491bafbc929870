"""A claim about the countries of a region that meet a condition, and how much of its refugees they host."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from gcr_analysis.briefing.claims.claim import Claim, UnfoundedError
from gcr_analysis.briefing.claims.members import Member
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.geography import NO_PLACE

Kind = Literal["sum", "none"]


@dataclass(frozen=True)
class Group(Claim):
    """Countries that meet a condition, the largest host first.

    Parameters
    ----------
    kind
        ``sum`` of what they host; ``none`` where the condition is that they report nothing.
    places
        The countries named, each with its figure.
    number
        How many there are.
    share
        What they host of the region's refugees, in percent.
    detail
        The condition.
    """

    kind: Kind  # type: ignore[misc]
    places: tuple[Member, ...]
    number: Quantity
    share: Quantity
    detail: str

    @property
    def parts(self) -> tuple[Claim, ...]:
        """The countries' figures."""
        return self.places

    @property
    def key(self) -> tuple[Any, ...]:
        """What it states."""
        return (*super().key, self.detail)

    @property
    def more(self) -> bool:
        """Whether there are more than those named."""
        return self.number.number > len(self.places)

    @property
    def bound(self) -> str:
        """``least`` where other countries may belong to it that report nothing."""
        return "least" if "whole" in self.beside else ""


def group(
    evidence: Evidence,
    shares: pd.Series,
    detail: str,
    *,
    figures: Mapping[str, Quantity] | None = None,
    kind: Kind = "sum",
    whole: bool = True,
    most: int = 4,
) -> Group:
    """Claim which countries meet a condition, and how much of the region's refugees they host.

    Parameters
    ----------
    evidence
        Figures of a region.
    shares
        Percent of the region's refugees in each of these countries, by ISO3.
    detail
        The condition, in words for the ledger.
    figures
        What is said of each country, by ISO3; its share of the refugees when None.
    kind
        ``none`` where the condition is that they report nothing.
    whole
        Whether no other country can meet the condition; otherwise the share is at least so much.
    most
        How many countries are named at most.

    Raises
    ------
    UnfoundedError
        When no country meets the condition.

    Examples
    --------
    >>> large = pd.Series({"ETH": 22.0, "UGA": 38.0})
    >>> found = group(Evidence("host-country-burden", "igad", 2025, 2016), large, "large hosts")
    >>> [str(each.place) for each in found.places], str(found.share), found.bound
    (['Uganda', 'Ethiopia'], '60\\xa0%', '')
    """
    shares = shares.sort_index().sort_values(ascending=False, kind="stable")
    if shares.empty or not shares.sum():
        raise UnfoundedError(
            kind, "disjoint" if kind == "sum" else "asked-of-all", "No country meets the condition"
        )
    total = replace(evidence.at("refugees_hosted"), unit="percent", low=None, high=None)
    each = figures or {
        str(iso3): replace(total, value=float(share), region=str(iso3), detail=detail)
        for iso3, share in shares.items()
    }
    named = [str(iso3) for iso3 in shares.index if iso3 not in NO_PLACE][:most]
    return Group(
        beside=() if whole else ("whole",),
        kind=kind,
        places=tuple(Member(beside=(), place=Place.of(iso3), figure=each[iso3]) for iso3 in named),
        number=given(len(shares), "hosts"),
        share=replace(total, value=float(shares.sum()), detail=detail, bound="" if whole else "least"),
        detail=detail,
    )
