"""Refugees beside the people among whom they live, in the hosts where both are known."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from gcr_analysis.briefing.claims import Claim, UnfoundedError
from gcr_analysis.briefing.evidence import difference
from gcr_analysis.briefing.place import Place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.rules import said
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.words import HALF, PANEL
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.framework import thresholds
from gcr_analysis.indicators.arrays import excerpt
from gcr_analysis.indicators.self_reliance.context import latest_known, latest_years

AROUND = {
    "gcr_2_2_1_primary": ("host_primary_enrolment", "primary_enrolment"),
    "gcr_2_2_1_secondary": ("host_secondary_enrolment", "secondary_enrolment"),
    "gcr_2_2_2": ("host_poverty", "poverty_national_line"),
    "unemployed": ("host_unemployment", "unemployment"),
}
"""Measures of refugees, with that of all people and its name in the table ``development``."""
FEW = 3


@dataclass(frozen=True)
class BesideInhabitants(Claim):
    """A measure of refugees and of all people in the same hosts, both weighted by the refugees hosted.

    Parameters
    ----------
    refugees, inhabitants
        Both figures.
    gap
        The second less the first.
    hosts
        How many hosts have both.
    few
        These hosts, the largest first, where they are few.
    covered
        What they host of the region's refugees, in percent.
    first, last
        Years of the inhabitants' figures: a survey of up to three years before stands for the year's own.
    """

    kind: ClassVar[str] = "places"
    refugees: Quantity
    inhabitants: Quantity
    gap: Quantity
    hosts: Quantity
    few: tuple[Place, ...]
    covered: Quantity
    first: Quantity
    last: Quantity

    @property
    def is_partial(self) -> bool:
        """Whether the hosts with both hold less than half of the refugees."""
        return "comparable" in self.beside


def beside_inhabitants(evidence: SelfRelianceEvidence, id: str) -> BesideInhabitants:
    """Claim how refugees fare beside the people among whom they live.

    Parameters
    ----------
    evidence
        Figures of a region.
    id
        A measure of `AROUND`.

    Raises
    ------
    UnfoundedError
        When the hosts with both figures hold less than a quarter of the region's refugees.

    Examples
    --------
    >>> found = beside_inhabitants(SelfRelianceEvidence("PAK", 2024, 2016), "gcr_2_2_1_secondary")
    >>> str(found.refugees), str(found.inhabitants), str(found.last)
    ('17\\xa0%', '48\\xa0%', '2024')
    """
    context, slug = AROUND[id]
    figure = evidence.at(id)
    year = figure.value_year or evidence.year
    both = evidence.hosts(id)
    both = both.assign(**of_everyone(slug, year, both.index)).dropna()
    whole = float(evidence.at("refugees_hosted", year).value or 1)
    covered = 100 * both["refugees"].sum() / whole
    if both.empty or covered < thresholds()["least_told"].value:
        raise UnfoundedError(
            "places", "comparable", "Too few hosts have a figure of refugees and of all people"
        )
    weight = both["refugees"] / both["refugees"].sum()
    detail = f"{len(both)} hosts with figures of refugees and of all people"
    part = {"low": None, "high": None, "detail": detail, "coverage": covered / 100, "reason": ""}
    ours = replace(figure, value=float((both["value"] * weight).sum()), **part)
    around = evidence.at(context, year)
    theirs = replace(around, value=float((both["everyone"] * weight).sum()), **part)
    return BesideInhabitants(
        beside=("comparable",) if covered < HALF else (),
        refugees=ours,
        inhabitants=theirs,
        gap=replace(difference(theirs, ours), detail=f"{detail}; all people less refugees"),
        hosts=given(len(both), "hosts"),
        few=tuple(Place.of(str(iso3)) for iso3 in both.index) if len(both) <= FEW else (),
        covered=replace(ours, value=float(covered), detail="share of refugees in these hosts"),
        first=given(int(both["of_year"].min()), "year"),
        last=given(int(both["of_year"].max()), "year"),
    )


def hosts_of(evidence: SelfRelianceEvidence, pair: BesideInhabitants) -> Sentence:
    """Name the hosts of a comparison within a sentence, or count them."""
    placed = pair.covered.number >= thresholds()["nearly_all"].value
    facts = {"places": pair.few, "number": pair.hosts, "placed": placed, "where": evidence.where}
    facts["covered"] = pair.covered
    return said(PANEL, "in_hosts", **facts)


def of_everyone(slug: str, year: int, countries: pd.Index) -> dict[str, pd.Series]:
    """Figures of all people in some countries (``everyone``), and the year of each (``of_year``)."""
    known = {
        "everyone": excerpt(latest_known, slug, of=countries),
        "of_year": excerpt(latest_years, slug, of=countries),
    }
    return {name: each.loc[min(year, each.index[-1])].reindex(countries) for name, each in known.items()}
