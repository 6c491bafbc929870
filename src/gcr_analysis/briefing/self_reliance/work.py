"""The right to work in law and in practice: a survey's scores, with what operations report set apart."""

from typing import Any

import pandas as pd

from gcr_analysis.briefing.claims import drawing, if_founded, order
from gcr_analysis.briefing.display import Figure, Words, source_line
from gcr_analysis.briefing.place import label, place
from gcr_analysis.briefing.quantity import Quantity, given
from gcr_analysis.briefing.reasons import reason_in_words
from gcr_analysis.briefing.self_reliance.evidence import SelfRelianceEvidence
from gcr_analysis.briefing.self_reliance.exhibits import words
from gcr_analysis.briefing.self_reliance.words import say
from gcr_analysis.briefing.sentences import Sentence
from gcr_analysis.figures.specification import Column, Mark, Rows
from gcr_analysis.indicators.self_reliance.work_rights import HIGHEST, LOWEST, law_and_practice

ROWS = 10
SOURCES = ("refugee-work-rights", "unhcr-results", "unhcr-population")
COLUMNS = ("name", "law", "practice", "gap", "reported", "year", "reading", "short")
# Measures of each right: its score in law, its score in practice, and the percent that operations report.
# The survey scored the law on work alone; of school, operations report enrolment, which is no right.
RIGHTS = {
    "work": ("work_in_law", "work_in_practice", "gcr_2_1_1"),
    "movement": ("", "movement_in_practice", "gcr_2_1_2"),
    "primary": ("", "primary_school_in_practice", ""),
    "secondary": ("", "secondary_school_in_practice", ""),
}


def work(reliance: SelfRelianceEvidence) -> Figure | Words:
    """Draw law against practice: by host, the largest first; for a single country right by right."""
    law, practice = reliance.at("work_in_law"), reliance.at("work_in_practice")
    facts = reliance.common | {"law": law, "practice": practice, "own_year": law.own_year}
    facts["reason"] = reason_in_words(law.reason)
    facts |= {"worst": given(int(LOWEST), "score"), "best": given(int(HIGHEST), "score")}
    if not (law.known and practice.known):
        return words("work_none", facts)
    return _by_right(reliance, facts) if reliance.is_country else _by_host(reliance, facts)


def _by_host(reliance: SelfRelianceEvidence, facts: dict[str, Any]) -> Figure:
    hosts = law_and_practice(reliance.region, reliance.year).dropna(subset=["law", "practice"])
    largest = [str(iso3) for iso3 in hosts.index[:ROWS]]
    figures = {iso3: _figures(reliance, "work", iso3) for iso3 in largest}
    people = [reliance.at("refugees_hosted", of=iso3) for iso3 in largest]
    first = if_founded(order, largest, people) if len(largest) > 1 else None
    facts["claims"] = [first] if first else []
    facts |= {
        "scored": given(len(hosts), "hosts"),
        "short": given(int((hosts["gap"].head(ROWS) > 0).sum()), "hosts"),
        "beyond": given(int((hosts["gap"] < 0).sum()), "hosts"),
        "shown": given(len(largest), "hosts"),
        "all": len(largest) == len(hosts),
        "covered": reliance.at("work_in_law").covered,
        "rows": [_row(place(iso3), *each) for iso3, each in figures.items()],
    }
    return _figure("", {label(iso3): each for iso3, each in figures.items()}, facts)


def _by_right(reliance: SelfRelianceEvidence, facts: dict[str, Any]) -> Figure:
    rights = {say(f"work_{right}").text: _figures(reliance, right) for right in RIGHTS}
    rights = {name: each for name, each in rights.items() if each[1].known}
    facts["rows"] = [_row(name, *each) for name, each in rights.items()]
    facts["claims"] = list(drawing((reliance.answers,))) if reliance.answers else []
    return _figure("_here", rights, facts)


def _figures(reliance: SelfRelianceEvidence, right: str, of: str | None = None) -> list[Quantity]:
    """Return the score in law, the score in practice and the percent reported; none where nobody asks."""
    none = Quantity(value=None, unit="percent")
    return [reliance.at(id, of=of) if id else none for id in RIGHTS[right]]


def _row(name: str, law: Quantity, practice: Quantity, reported: Quantity) -> Sentence:
    facts = {"law": law, "practice": practice, "reported": reported, "own_year": reported.own_year}
    return say("work_row", name=name, **facts)


def _cells(name: str, law: Quantity, practice: Quantity, reported: Quantity) -> list[Any]:
    gap = None if law.value is None or practice.value is None else law.value - practice.value
    reading = say("work_reading", reported=reported, own_year=reported.own_year).text
    year = reported.value_year if reported.known else None
    of_reports = [reported.value, year, reading if reported.indicator else ""]
    return [name, law.value, practice.value, gap, *of_reports, gap is not None and gap > 0]


def _figure(kind: str, figures: dict[str, list[Quantity]], facts: dict[str, Any]) -> Figure:
    title, subtitle, alt = (say(f"work_{part}{kind}", **facts) for part in ("title", "subtitle", "alt"))
    columns = [say(f"work_column_{name}").text for name in COLUMNS]
    data = pd.DataFrame([_cells(name, *each) for name, each in figures.items()], columns=columns)
    heads = say("work_head_survey", **facts).text, say("work_head_reported").text
    return Figure(
        id="work",
        title=title.text,
        subtitle=subtitle.text,
        source=source_line(SOURCES),
        alt=alt.text,
        data=data.astype(dict.fromkeys(columns[1:5], float) | {columns[5]: "Int64"}),
        drawing=_drawing(columns, heads),
        years=(columns[5],),
        said=(title, subtitle, alt),
    )


def _drawing(columns: list[str], heads: tuple[str, str]) -> Rows:
    """Declare a ring for the law, a dot for practice, their gap, and apart what another source reports."""
    names, law, practice, gap, reported, _, reading, short = columns
    scores = (
        Mark(shape="link", field=law, to=practice, by=short, colours={"True": "accent"}, colour="light"),
        Mark(shape="ring", field=law, label=law),
        Mark(shape="dot", field=practice, label=practice),
    )
    ends = (LOWEST, HIGHEST)
    ticks = tuple(float(score) for score in range(int(LOWEST), int(HIGHEST) + 1))
    unit = "points of a scale"
    bars = (Mark(shape="bar", field=reported, colour="light"),)
    return Rows(
        names=names,
        columns=(
            Column(head=heads[0], unit=unit, silent=True, marks=scores, ends=ends, ticks=ticks),
            Column(title=gap, unit="index points", field=gap, missing="–"),
            Column(head=heads[1], unit="percent", marks=bars, ends=(0, 100), written=reading),
        ),
    )
