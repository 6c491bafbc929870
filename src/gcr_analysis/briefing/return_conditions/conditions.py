"""The figure of conditions: a profile of each country against the world, and no index of them all."""

import numpy as np
import pandas as pd

from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.return_conditions.evidence import ReturnEvidence
from gcr_analysis.briefing.return_conditions.exhibits import words
from gcr_analysis.briefing.return_conditions.words import label, place, say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.figures.specification import Cells, Column, Drawing, Mark, Rows
from gcr_analysis.framework import indicators, tables
from gcr_analysis.indicators.return_conditions.conditions import VALUES
from gcr_analysis.indicators.return_conditions.profile import SPAN
from gcr_analysis.numbers import brief, round_number
from gcr_analysis.snapshot import sources

PLACES = (5.0, 10.0, 25.0, 50.0)
"""Upper bounds, in percent, of the classes of places among the world's countries, the worst first."""
WORST = (0.0, PLACES[1])
# So many conditions among the worst tenth of the world make a country one of those that the title counts.
MANY = 3


def conditions(evidence: ReturnEvidence) -> Figure | Words:
    """Draw the conditions that people would return to."""
    if evidence.conditions["percentile"].isna().all():
        return words("conditions_none", evidence.common)
    return _of_country(evidence) if evidence.is_country else _of_region(evidence)


def _of_region(evidence: ReturnEvidence) -> Figure:
    bad = {iso3: len(evidence.worst(iso3)) for iso3 in evidence.places}
    many = [iso3 for iso3, count in bad.items() if count >= MANY]
    facts = (
        evidence.common
        | {
            "places": given(len(evidence.places), "countries"),
            "bad": given(len(many), "countries"),
            "many": given(MANY, "conditions"),
            "conditions": given(len(VALUES), "conditions"),
            "all": len(evidence.origins) == len(evidence.places),
            "rows": [_row(evidence, iso3, count) for iso3, count in bad.items()],
            "first_place": place(evidence.places[0]),
        }
        | {f"first_{name}": count for name, count in _counts(evidence, *next(iter(bad.items()))).items()}
        | _years(evidence.conditions)
    )
    title = say("conditions_title" if many else "conditions_title_no", **facts)
    subtitle, alt = say("conditions_subtitle", **facts), say("conditions_alt", **facts)
    cells = Cells(
        names="country",
        heads="condition",
        written="written",
        shade="class",
        classes=tuple(round_number(place, "percent") for place in reversed(PLACES)),
        between=True,
        key=say("conditions_key").text,
        unshaded=say("conditions_unshaded").text,
    )
    return _figure(evidence, title, subtitle, alt, cells)


def _row(evidence: ReturnEvidence, iso3: str, count: int) -> Sentence:
    counts = _counts(evidence, iso3, count)
    return say("conditions_row", name=place(iso3), count=counts["bad"], known=counts["known"])


def _counts(evidence: ReturnEvidence, iso3: str, bad: int) -> dict[str, Quantity]:
    """In how many conditions a country is among the worst, and how many have a figure."""
    rows = evidence.conditions
    known = int(rows.loc[rows["origin"] == iso3, "percentile"].notna().sum())
    return {"bad": given(bad, "conditions"), "known": given(known, "conditions")}


def _years(rows: pd.DataFrame) -> dict[str, Quantity]:
    """The first and the last year of the figures."""
    years = rows.dropna(subset=["percentile"])["value_year"]
    return {"first": given(int(years.min()), "year"), "last": given(int(years.max()), "year")}


def _of_country(evidence: ReturnEvidence) -> Figure:
    worst, rows = evidence.worst(evidence.region.id), evidence.conditions
    known = rows.dropna(subset=["percentile"])
    facts = (
        evidence.common
        | {
            "bad": given(len(worst), "conditions"),
            "known": given(len(known), "conditions"),
            "names": [name_of(str(id)) for id in worst["condition"]],
            "rows": [_told(evidence, row) for _, row in known.iterrows()],
        }
        | _years(known)
    )
    title = say("profile_title" if len(worst) else "profile_title_no", **facts)
    subtitle, alt = say("profile_subtitle", **facts), say("profile_alt", **facts)
    dot = Mark(shape="dot", field="percentile", by="worst_tenth", colours={"True": "accent"})
    places = Column(
        title=say("conditions_key").text,
        unit="percent",
        silent=True,
        marks=(dot,),
        ends=(0, 100),
        ticks=(0, 50, 100),
        ends_said=(say("profile_worst").text, say("profile_best").text),
        band=WORST,
        band_label=say("profile_band").text,
    )
    figures = Column(field="percentile", written="reading")
    return _figure(evidence, title, subtitle, alt, Rows(names="condition", columns=(places, figures)))


def _told(evidence: ReturnEvidence, row: pd.Series) -> Sentence:
    value = evidence.condition(row)
    worse = place_of(evidence, row)
    own_year = given(int(row["value_year"]), "year")
    return say(
        "profile_row", name=name_of(str(row["condition"])), value=value, worse=worse, own_year=own_year
    )


def place_of(evidence: ReturnEvidence, row: pd.Series) -> Quantity:
    """Return the place of a country's condition among the world's, as the share that fares worse."""
    return evidence.condition(row, "percentile", "percent")


def name_of(id: str) -> str:
    """What a sentence calls a condition."""
    return say(f"name_{id}").text


def _figure(
    evidence: ReturnEvidence, title: Sentence, subtitle: Sentence, alt: Sentence, drawing: Drawing
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
            "written": [_written(row) for _, row in rows.iterrows()],
            "class": _classes(rows["percentile"].to_numpy(float)),
            "worst_tenth": rows["percentile"] < WORST[1],
        }
    )
    return Figure(
        id="conditions",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(tuple(id for id in sources() if id in used)),
        alt=alt.text,
        data=data,
        drawing=drawing,
        said=(title, subtitle, alt),
    )


def _written(row: pd.Series) -> str | None:
    """Write a figure as briefly as a cell needs it; None where there is none."""
    if pd.isna(row["value"]):
        return None
    return brief(row["value"], indicators()[row["condition"]].unit)


def _classes(percentiles: np.ndarray) -> np.ndarray:
    """Classes of places, 0 for the best; missing without a place.

    >>> _classes(np.array([3.0, 5.0, 60.0, np.nan]))
    array([ 4.,  3.,  0., nan])
    """
    classes = len(PLACES) - np.searchsorted(PLACES, percentiles, side="right")
    return np.where(np.isnan(percentiles), np.nan, classes)


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
