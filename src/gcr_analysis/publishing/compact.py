"""A page for each indicator of the Global Compact: what it asks, regions side by side, the world's series."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from gcr_analysis import framework, snapshot
from gcr_analysis.briefing import claims
from gcr_analysis.briefing.display import Figure, source_line
from gcr_analysis.briefing.evidence import Evidence
from gcr_analysis.briefing.sentences import in_words
from gcr_analysis.figures.specification import Column, Mark, Rows, Series, Years
from gcr_analysis.framework import CompactIndicator, Indicator
from gcr_analysis.indicators import indicator
from gcr_analysis.indicators.engine import BASELINE_YEAR
from gcr_analysis.numbers import number
from gcr_analysis.publishing import citation
from gcr_analysis.publishing.comparison import Cell, as_file, cell
from gcr_analysis.publishing.context import published_figures
from gcr_analysis.publishing.dataset.figures import published
from gcr_analysis.publishing.drawings import Drawings
from gcr_analysis.publishing.figures import Whereabouts, for_page
from gcr_analysis.publishing.glance import Trend, trend
from gcr_analysis.publishing.measures_alone import in_plain, measures_alone
from gcr_analysis.publishing.order import can_be_ordered, share_countries
from gcr_analysis.publishing.pages import page
from gcr_analysis.publishing.site import GROUPS, Place, Published, of_other_releases

LEAST_BARS, LEAST_YEARS = 3, 8
"""Fewer regions or years than these are no picture: the table tells them."""


@dataclass(frozen=True)
class Line:
    """One region: its note, a cell a measure, and the trend of the main measure."""

    published: Published
    cells: tuple[Cell, ...]
    trend: Trend | None


def indicator_pages(
    gathered: Iterable[Place], drawings: Drawings | None = None, address: str = ""
) -> dict[str, bytes]:
    """Make the pages of the Compact's indicators, their pictures and their files.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.
    drawings
        Draws the figures.
    address
        Address of the site.

    Returns
    -------
    dict of str to bytes
        Contents by path: ``index.qmd`` lists the indicators, each of which has a folder of its own.
    """
    gathered = tuple(gathered)
    world = next((place for place in gathered if place.group == "world"), None)
    lines = [(each, _world(each, world)) for each in framework.compact().values()]
    objectives = {panel.number: panel.objective for panel in framework.panels().values()}
    made = {"index.qmd": page("indicators.qmd", lines=lines, objectives=objectives).encode()}
    for declared in framework.compact().values():
        files = _page(declared, gathered, drawings or Drawings(), address)
        made |= {f"{declared.slug}/{name}": content for name, content in files.items()}
    return made


def measures_of(code: str) -> tuple[Indicator, ...]:
    """Return the measures of an indicator of the Compact, as declared.

    >>> [measure.id for measure in measures_of("2.1.2")]
    ['gcr_2_1_2', 'gcr_2_1_2_published']
    """
    return tuple(measure for measure in framework.indicators().values() if measure.gcr_code == code)


def _world(declared: CompactIndicator, world: Place | None) -> dict[str, Any] | None:
    notes = world.newest if world else ()
    return next((note.measured[declared.main] for note in notes if declared.main in note.measured), None)


def _page(
    declared: CompactIndicator, gathered: tuple[Place, ...], drawings: Drawings, address: str
) -> dict[str, bytes]:
    measures = measures_of(declared.code)
    judged = framework.indicators()[declared.drawn or declared.main]
    panel = framework.panels()[framework.indicators()[declared.main].panel]
    notes = [(place, note) for place in gathered if (note := place.note_on(panel.id))]
    year = max((note.year for _, note in notes), default=0)
    shown = [m for m in measures if any(_known(note, m.id) for _, note in notes) or m.id == declared.main]
    lines = [
        (
            place.group,
            Line(
                note,
                tuple(cell(note.measured.get(m.id), year) for m in shown),
                trend(note.measured.get(judged.id, {})),
            ),
        )
        for place, note in notes
    ]
    groups = [(GROUPS[kind], [line for _, line in own]) for kind, own in groupby(lines, lambda of: of[0])]
    carried = [(note, note.measured[m.id]) for _, note in notes for m in measures if m.id in note.measured]
    rows = [row for _, row in carried]
    others = [note for note in of_other_releases(gathered) if note.panel == panel.id]
    # The line below a figure names one release.
    alike = () if others else measures_alone((place for place, _ in notes), {declared.drawn or ""})
    folder = f"{address.rstrip('/')}/indicators/{declared.slug}/" if address else ""
    where = Whereabouts("../../", "index.html", declared.title, citation.edition_of_site(), folder)
    drawn = [
        *for_page(
            *(drawings, where, "regions", declared.code, in_plain(alike)),
            draw=lambda: [_regions_figure(declared, panel.id, alike)],
        ),
        *for_page(drawings, where, "series", declared.code, draw=lambda: [_series_figure(declared)]),
    ]
    made = {"measures.csv": as_file("csv", carried)}
    for _, files in drawn:
        made |= files
    quoted = [row for row in published_figures().values() if row["gcr_code"] == declared.code]
    used = {name for row in rows for name in str(row["source"] or "").split("; ") if name}
    made["index.qmd"] = page(
        "indicator.qmd",
        indicator=declared,
        panel=panel,
        measures=measures,
        shown=shown,
        groups=groups,
        year=year,
        figures=[figure for figure, _ in drawn],
        baseline_year=notes[0][1].baseline_year if notes else BASELINE_YEAR,
        of_other_releases=others,
        explored=next((m for m in (judged, *measures) if m.id in published()), None),
        judged=None if judged.direction == "neutral" else judged,
        quoted=[row for row in quoted if str(row["id"]).startswith("PV")],
        sources=[source for source in snapshot.sources().values() if source.id in used],
    ).encode()
    return made


def _known(published: Published, id: str) -> bool:
    return id in published.measured and published.measured[id]["value"] is not None


def _regions_figure(declared: CompactIndicator, panel: str, gathered: Iterable[Place]) -> Figure | None:
    """Draw regions that share no country; the largest figure stands first where they can be ordered."""
    if declared.drawn is None:
        return None
    measure = framework.indicators()[declared.drawn]
    rows = _disjoint(tuple(gathered), panel, measure.id)
    if not rows:
        return None
    ordered = can_be_ordered([row for _, row in rows])
    if ordered:
        rows.sort(key=lambda told: -told[1]["value"])
    partial = [row["status"] == "partial" for _, row in rows]
    names = [place.title for place, _ in rows]
    (first, most), (last, least) = rows[0], rows[-1]
    years = " and ".join(map(str, sorted({row["value_year"] for _, row in rows})))
    values = ", ".join(
        f"{place.title} {row['text']}{' (partial)' if part else ''}"
        for (place, row), part in zip(rows, partial, strict=True)
    )
    ends = f"{most['text']} in {_named(first)}, {least['text']} in {_named(last)}"
    return Figure(
        id="regions",
        title=f"{measure.title}: {ends}"
        if ordered
        else f"{measure.title}, {GROUPS[rows[0][0].group]}, {years}",
        subtitle=f"{measure.title}, {measure.unit}, {years}",
        source=source_line(
            tuple(dict.fromkeys(name for _, row in rows for name in row["source"].split("; ")))
        ),
        alt=f"Bars of {measure.title.lower()} ({measure.unit}): {values}.",
        data=pd.DataFrame(
            {
                "Region": names,
                measure.title: [float(row["value"]) for _, row in rows],
                "Low": [row.get("low") for _, row in rows],
                "High": [row.get("high") for _, row in rows],
                "Partial": partial,
            }
        ),
        drawing=bars_of(measure),
    )


def bars_of(measure: Indicator) -> Rows:
    """Declare a bar a region, hollow where its figure is partial, with the bounds within which it could lie.

    Parameters
    ----------
    measure
        What is drawn.
    """
    bar = Mark(
        shape="bar", field=measure.title, hollow="Partial", hollow_label="Rests on a part of the region"
    )
    bounds = Mark(shape="range", field="Low", to="High", colour="ink", label="Where it could lie")
    return Rows(names="Region", columns=(Column(unit=measure.unit, marks=(bar, bounds)),))


def _disjoint(gathered: tuple[Place, ...], panel: str, id: str) -> list[tuple[Place, dict[str, Any]]]:
    """Return the places of the first kind that share no country, with a measure; none where they are few."""
    for kind in GROUPS:
        notes = [(place, place.note_on(panel)) for place in gathered if place.group == kind]
        rows = [(place, note.measured[id]) for place, note in notes if note and _known(note, id)]
        several = kind not in ("country", "own") and len(rows) >= LEAST_BARS
        if several and not share_countries(place for place, _ in rows):
            return rows
    return []


def _named(place: Place) -> str:
    """What a title calls a region."""
    return place.region.in_sentence if place.region else place.title


def _series_figure(declared: CompactIndicator) -> Figure | None:
    """Draw the world's series of the measure that the regions are compared by."""
    if declared.drawn is None:
        return None
    measure = framework.indicators()[declared.drawn]
    rows = indicator(measure.id, "world")
    rows = rows[(rows["value"].notna()) & (rows["value_year"] == rows["year"])]
    if len(rows) < LEAST_YEARS:
        return None
    data = pd.DataFrame({"year": rows["year"].astype(int), "World": rows["value"].astype(float)})
    data = data.reset_index(drop=True)
    peak = data.loc[data["World"].idxmax()]
    ends = (data.iloc[0], data.iloc[-1], peak)
    first, last, most = (number(float(row["World"]), measure.unit) for row in ends)
    since, until = int(ends[0]["year"]), int(ends[1]["year"])
    return Figure(
        id="series",
        title=f"{measure.title} in the world: {_changed(measure, since, until) or f'{last} in {until}'}",
        subtitle=f"{measure.title}, {measure.unit}, {since} to {until}",
        source=source_line(tuple(dict.fromkeys(n for row in rows["source"] for n in row.split("; ")))),
        alt=(
            f"{measure.title} in the world, year by year, from {first} in {since} to {last} in {until}; "
            f"the highest is {most} in {int(peak['year'])}."
        ),
        data=data,
        drawing=Years(series=(Series(field="World", label="World", shape="area"),), unit=measure.unit),
    )


def _changed(measure: Indicator, since: int, until: int) -> str:
    """Write the change of the world's figure with what has to stand beside it; nothing where none may be."""
    evidence = Evidence(measure.panel, "world", until, since)
    change = claims.if_founded(claims.change, evidence, measure.id)
    return in_words(change) + in_words(change, "beside") if change else ""
