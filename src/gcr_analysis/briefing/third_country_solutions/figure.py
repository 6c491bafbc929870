"""What the figures of panel three share: how one is made from its words and data, its rows, its sources."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.briefing.third_country_solutions.evidence import SolutionsEvidence
from gcr_analysis.briefing.third_country_solutions.words import say
from gcr_analysis.figures.specification import Drawing
from gcr_analysis.indicators.third_country_solutions.places import LEAST_SHOWN

ROWS = 10
LEAST_PERCENT = 0.1  # of all; smaller ones are shown together
ARRIVALS = ("unhcr-population",)
PER_INHABITANTS = ("unhcr-population", "world-bank")
RESULTS = ("unhcr-results",)
PER_HOSTED = ("unhcr-results", "unhcr-population")
BOUNDARIES = ("un-geospatial",)
LEAST = given(LEAST_SHOWN, "persons")


def figure(
    id: str,
    words: Sequence[str],
    facts: Mapping[str, Any],
    *,
    source: tuple[str, ...],
    data: pd.DataFrame,
    drawing: Drawing,
) -> Figure:
    """Make a figure from the names of its title, subtitle and alternative text, its data and its drawing."""
    title, subtitle, alt = (say(name, **facts) for name in words)
    return Figure(
        id=id,
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(source),
        alt=alt.text,
        data=data,
        drawing=drawing,
        said=(title, subtitle, alt),
    )


def silent(name: str, facts: Mapping[str, Any]) -> Words:
    """Say in words why there is no figure."""
    said = say(name, **facts)
    return Words(said.text, said.quantities)


def row(name: str, people: Quantity, here: Quantity) -> Sentence:
    """Tell one row of a chart in its alternative text: a name, people and, where known, a ratio."""
    return say("place_row", name=name, people=people, here=here)


def dense(solutions: SolutionsEvidence, iso3: str, value: float) -> Quantity:
    """Make arrivals per inhabitant of one destination into a quantity."""
    whole = solutions.at("arrivals_per_100000_inhabitants", of="world")
    detail = f"of refugees from {solutions.region.id}" if solutions.side == "origin" else ""
    return solutions.part(whole, value, of=iso3, detail=detail)


def reach(solutions: SolutionsEvidence, rows: pd.DataFrame) -> dict[str, Quantity]:
    """Return how many of every thousand refugees from each origin were resettled, where that tells."""
    unknown = Quantity(value=None, unit="per 1,000 refugees")
    return {
        str(iso3): unknown if pd.isna(ratio) else solutions.at("arrivals_per_1000_refugees", of=str(iso3))
        for iso3, ratio in zip(rows["iso3"], rows["per_1000"], strict=True)
    }
