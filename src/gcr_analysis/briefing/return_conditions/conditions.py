"""The figure of conditions: a profile of each country against the world, and no index of them all."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import pandas as pd
from matplotlib.figure import Figure as Canvas

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions import drawing
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.exhibits import words
from gcr_analysis.briefing.return_conditions.words import label, place, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.framework import indicators, tables
from gcr_analysis.indicators.return_conditions.conditions import VALUES
from gcr_analysis.indicators.return_conditions.profile import SPAN
from gcr_analysis.snapshot import sources

Drawing: TypeAlias = Callable[[Figure], Canvas]
# So many conditions among the worst tenth of the world make a country one of those that the title counts.
MANY = 3


def conditions(evidence: ReturnEvidence) -> Figure | Words:
    """Draw the conditions that people would return to."""
    known = evidence.conditions.dropna(subset=["value"])
    if known.empty:
        return words("conditions_none", evidence.common)
    return _of_country(evidence) if evidence.is_country else _of_region(evidence)


def _of_region(evidence: ReturnEvidence) -> Figure:
    bad = {iso3: len(evidence.worst(iso3)) for iso3 in evidence.places}
    many = [iso3 for iso3, count in bad.items() if count >= MANY]
    facts = evidence.common | {
        "places": given(len(evidence.places), "countries"),
        "bad": given(len(many), "countries"),
        "many": given(MANY, "conditions"),
        "conditions": given(len(VALUES), "conditions"),
        "all": len(evidence.origins) == len(evidence.places),
        "rows": [_row(iso3, count) for iso3, count in bad.items()],
    }
    title = say("conditions_title" if many else "conditions_title_no", **facts)
    subtitle, alt = say("conditions_subtitle", **facts), say("conditions_alt", **facts)
    return _figure(evidence, title, subtitle, alt, partial(drawing.grid, key=say("conditions_key").text))


def _row(iso3: str, count: int) -> Sentence:
    return say("conditions_row", name=place(iso3), count=given(count, "conditions"))


def _of_country(evidence: ReturnEvidence) -> Figure:
    worst, rows = evidence.worst(evidence.region.id), evidence.conditions
    known = rows.dropna(subset=["percentile"])
    facts = evidence.common | {
        "bad": given(len(worst), "conditions"),
        "known": given(len(known), "conditions"),
        "names": [name_of(str(id)) for id in worst["condition"]],
        "rows": [_told(evidence, row) for _, row in known.iterrows()],
    }
    title = say("profile_title" if len(worst) else "profile_title_no", **facts)
    subtitle, alt = say("profile_subtitle", **facts), say("profile_alt", **facts)
    ends = {"left": say("profile_worst").text, "right": say("profile_best").text}
    return _figure(evidence, title, subtitle, alt, partial(drawing.strip, **ends, beside="reading"))


def _told(evidence: ReturnEvidence, row: pd.Series) -> Sentence:
    value = evidence.condition(row)
    worse = place_of(evidence, row)
    return say("profile_row", name=name_of(str(row["condition"])), value=value, worse=worse)


def place_of(evidence: ReturnEvidence, row: pd.Series) -> Quantity:
    """Return the place of a country's condition among the world's, as the share that fares worse."""
    return evidence.condition(row, "percentile", "percent")


def name_of(id: str) -> str:
    """What a sentence calls a condition."""
    return say(f"name_{id}").text


def _figure(
    evidence: ReturnEvidence, title: Sentence, subtitle: Sentence, alt: Sentence, draw: Drawing
) -> Figure:
    rows, declared = evidence.conditions, indicators()
    used = {tables()[name].source for id in VALUES for name in declared[id].tables}
    data = pd.DataFrame(
        {
            "country": [label(iso3) for iso3 in rows["origin"]],
            "condition": [say(f"short_{id}", **evidence.common).text for id in rows["condition"]],
            "value": rows["value"],
            "unit": [declared[id].unit for id in rows["condition"]],
            "year": rows["value_year"].astype("Int64"),
            "percentile": rows["percentile"],
            "change": rows["change"],
            "change_to": rows["change_to"].astype("Int64"),
            "reading": [reading(evidence, row).text for _, row in rows.iterrows()],
        }
    )
    return Figure(
        id="conditions",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        alt=alt.text,
        data=data,
        draw=draw,
        said=(title, subtitle, alt),
    )


def reading(evidence: ReturnEvidence, row: pd.Series) -> Sentence:
    """Say the figure of a condition, its year, and its change over five years."""
    value = evidence.condition(row)
    if not value.known:
        return say("reading_none")
    points = value.unit == "percent"
    change = evidence.condition(row, "change", "index points" if points else value.unit)
    facts = {"value": value, "own_year": given(int(row["value_year"]), "year")}
    facts |= {"change": change, "points": points, "to": None, "base": None}
    if change.known:
        facts["base"] = given(int(row["change_to"]) - SPAN, "year")
    if change.known and row["change_to"] != row["value_year"]:
        facts["to"] = given(int(row["change_to"]), "year")
    return say("reading_change" if change.known else "reading", **facts, **evidence.common)
