"""Regions side by side in one picture: a measure a panel that is comparable between regions of any size."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import pandas as pd

from gcr_analysis import framework
from gcr_analysis.briefing.display import Figure, source_line
from gcr_analysis.briefing.sentences import capital, listed, listed_with_semicolons, uncapital
from gcr_analysis.figures.specification import Column, Mark, Rows
from gcr_analysis.framework import Indicator
from gcr_analysis.numbers import number, word
from gcr_analysis.publishing.order import first_of
from gcr_analysis.publishing.site import GROUPS, Place

LEAST_ROWS = 3
"""Fewer places than these are no picture: the table tells them."""
HEADINGS = {
    "unhcr-region": GROUPS["unhcr-region"],
    "platform": GROUPS["platform"],
    "income": "Income and development",
    "development": "Income and development",
}
"""Kinds of places that are drawn, with their headings. Countries have notes of three panels or of one."""
PARTIAL = "partial"
Row = dict[str, Any]


def comparison_figure(gathered: Iterable[Place]) -> Figure | None:
    """Draw the measure that each panel declares as ``drawn``, a row a set of countries.

    Parameters
    ----------
    gathered
        The places of the site.

    Returns
    -------
    Figure or None
        None where there are fewer than `LEAST_ROWS` places with a figure.
    """
    gathered = tuple(gathered)
    world = next((place for place in gathered if place.group == "world"), None)
    declared = framework.indicators()
    panels = [panel for panel in framework.panels().values() if panel.drawn]
    measures = [declared[panel.drawn] for panel in panels if panel.drawn]
    places = [
        place
        for kind in HEADINGS
        for place in gathered
        if place.group == kind and any(known(place, measure) for measure in measures)
    ]
    if len(places) < LEAST_ROWS:
        return None
    shown = [measure for measure in measures if any(known(place, measure) for place in places)]
    told = [row for place in places for measure in shown if (row := known(place, measure))]
    return Figure(
        id="side-by-side",
        title=title(places, shown),
        subtitle=_subtitle(shown, told),
        source=source_line(tuple(dict.fromkeys(name for row in told for name in row["source"].split("; ")))),
        alt=_alt(places, shown, world),
        data=_data(places, shown),
        drawing=Rows(
            names="region", groups="group", columns=tuple(_column(measure, world) for measure in shown)
        ),
    )


def known(place: Place, measure: Indicator) -> Row | None:
    """Return a measure with a figure, as the newest note of its panel carries it.

    Parameters
    ----------
    place, measure
        Place and measure.
    """
    note = place.note_on(measure.panel)
    row = note.measured.get(measure.id) if note else None
    return row if row and row["value"] is not None else None


def title(places: list[Place], measures: list[Indicator]) -> str:
    """Say where each measure is highest among the places of the first kind, where the figures say so.

    Parameters
    ----------
    places
        The places, those of one kind together.
    measures
        The measures, each with a figure in some place.
    """
    kind = places[0].group
    own = [place for place in places if place.group == kind]
    tops = [top for measure in measures if (top := _highest(own, measure))]
    if not tops:
        return f"{capital(listed(measure.title.lower() for measure in measures))}, region by region"
    many, among = word(len(tops)) or str(len(tops)), uncapital(GROUPS[kind])
    if len(tops) > 1 and len(set(tops)) == len(tops):
        where = listed_with_semicolons(tops) if any(" and " in top for top in tops) else listed(tops)
        return f"On each of {many} measures, another of the {among} is highest, from left to right: {where}"
    where = listed(f"{place} ({word(number) or number})" for place, number in Counter(tops).items())
    return f"Highest of the {among} on {many} {'measures' if len(tops) > 1 else 'measure'}: {where}"


def _column(measure: Indicator, world: Place | None) -> Column:
    """Declare dots on a scale of their own, hollow where they are partial, and the world as a line."""
    row = known(world, measure) if world else None
    bounds = Mark(
        shape="range",
        field=f"{measure.title}: low",
        to=f"{measure.title}: high",
        colour="quiet",
        label="Where it could lie",
    )
    dot = Mark(
        shape="dot",
        field=measure.title,
        label="A set of countries",
        hollow=f"{measure.title}: partial",
        hollow_label="Rests on a part of it",
    )
    line = (float(row["value"]), f"World {number(row['value'], measure.unit)}") if row else None
    return Column(head=measure.title, unit=measure.unit, marks=(bounds, dot), field=measure.title, line=line)


def _highest(places: list[Place], measure: Indicator) -> str:
    """Name where a measure is highest; nobody where the figures do not say so for certain."""
    rows = {_name(place): row for place in places if (row := known(place, measure))}
    return first_of(rows)


def _name(place: Place) -> str:
    return place.region.in_sentence if place.region else place.title


def _subtitle(measures: list[Indicator], rows: list[Row]) -> str:
    """Name the measures with their years, and what the marks are."""
    said = []
    for measure in measures:
        years = sorted({row["value_year"] for row in rows if row["indicator"] == measure.id})
        said.append(f"{measure.title} ({' and '.join(map(str, years))})")
    line = "The line is the world; a hollow dot rests on a part of the region and is not ranked"
    return f"{listed_with_semicolons(said)}. {line}"


def _alt(places: list[Place], measures: list[Indicator], world: Place | None) -> str:
    told = []
    for measure in measures:
        rows = [
            f"{place.title} {row['text']}{' (partial)' if row['status'] == PARTIAL else ''}"
            for place in (world, *places)
            if place and (row := known(place, measure))
        ]
        unit = "" if measure.unit in measure.title else f", {measure.unit}"
        told.append(f"{measure.title}{unit}: {', '.join(rows)}")
    return f"Dots, a row a set of countries and a column a measure. {'. '.join(told)}."


def _data(places: list[Place], measures: list[Indicator]) -> pd.DataFrame:
    """A row a place: its group and name, then each measure with its status."""
    columns: dict[str, list[Any]] = {
        "group": [HEADINGS[place.group] for place in places],
        "region": [place.title for place in places],
    }
    for measure in measures:
        rows = [known(place, measure) for place in places]
        columns[measure.title] = [row["value"] if row else None for row in rows]
        columns[f"{measure.title}: status"] = [row["status"] if row else "no figure" for row in rows]
        for end in ("low", "high"):
            columns[f"{measure.title}: {end}"] = [row.get(end) if row else None for row in rows]
        columns[f"{measure.title}: partial"] = [bool(row) and row["status"] == PARTIAL for row in rows]
    return pd.DataFrame(columns)
