"""The page of a measure: its numbers in the note, how it is computed, from what, and how sure it is."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from inspect import getdoc
from pathlib import PurePosixPath
from typing import Any

from gcr_analysis import framework, snapshot
from gcr_analysis.briefing.evidence import title_in
from gcr_analysis.briefing.place import name_of, title_of
from gcr_analysis.briefing.quantity import Quantity
from gcr_analysis.framework import Indicator
from gcr_analysis.geography import Region, no_countries, region, regions
from gcr_analysis.indicators.arrays import position
from gcr_analysis.indicators.measures import compute_function
from gcr_analysis.numbers import number, significant
from gcr_analysis.publishing.annex import stated as claimed
from gcr_analysis.publishing.derivations import queries
from gcr_analysis.publishing.derivations.address import anchor
from gcr_analysis.publishing.derivations.figures import Of, figures_of, title_of_series
from gcr_analysis.publishing.derivations.inputs import inputs_of
from gcr_analysis.publishing.outputs import Note
from gcr_analysis.publishing.pages import html_page

_PLACE = re.compile(r"\b([A-Z]{3}|[a-z][a-z0-9-]+)\b")
WHOLE = 1e5
"""From here on a number is shown in whole units, a smaller one with six digits."""
FEW = 5
"""Lists of inputs with no more rows than these stand open."""
DIRECTIONS = {
    "up": "More is progress",
    "down": "Less is progress",
    "neutral": "None: a change is neither progress nor regress",
}


@dataclass(frozen=True)
class Line:
    """A number of the note: its anchor, the forms in which it stands there, what it is."""

    anchor: str
    forms: tuple[str, ...]
    quantity: Quantity
    what: tuple[str, ...]


def measure_page(
    declared: Indicator,
    note: Note,
    where: Region,
    printed: Mapping[Quantity, Sequence[str]],
    folder: PurePosixPath,
    *,
    file: str = "",
) -> bytes:
    """Return the page of one measure of a note.

    Parameters
    ----------
    declared
        The measure.
    note
        The note.
    where
        Its region.
    printed
        The numbers of the measure, each with the forms in which the note prints it; without one where only
        the ledger names it.
    folder
        Folder of the note's page, below ``regions/``.
    file
        File of the region, where it is a user's own.
    """
    places = _places(where, printed)
    found = [figures_of(declared, place, years, note.baseline_year) for place, years in places]
    figures = {(of.where.id, row["value_year"]): row["value"] for of in found for row in of.rows}
    lines = _lines(printed, figures)
    inputs = [
        (of.where, each)
        for of in found
        if of is found[0] or not of.where.is_country  # a country of the region is a row of the region's
        for each in inputs_of(declared, of.where, of.years, note.baseline_year)
    ]
    sources = {name for q in printed for name in q.source.split("; ") if name}
    own = _asked(found, printed)
    latest = own.years[-1] if own.years else note.year
    year = min(latest, snapshot.latest_year())  # a projection is of a year that cannot be asked for
    query, why = queries.sql(declared.id, own.where, year, note.baseline_year)
    is_region = own.where.id == where.id
    return html_page(
        "derivation.html",
        measure=declared,
        title=title_in(where, declared.id),
        place=title_of(where),
        place_of=_title,
        note=note,
        root="../" * (len(folder.parts) + 2),
        panel=framework.panels()[declared.panel],
        direction=DIRECTIONS[declared.direction],
        rule=_rule(declared),
        function=_function(declared),
        parts=[
            framework.indicators()[id] for id in dict.fromkeys((declared.numerator, declared.rests_on)) if id
        ],
        lines=lines,
        found=found,
        inputs=inputs,
        few=FEW,
        series=title_of_series(own.series) if own.series else "",
        claims=claimed(note.model_copy(update={"claims": _claims(note, declared.id)})),
        tables=[framework.tables()[name] for name in declared.tables],
        sources=[
            (source, snapshot.vintages(source.id, declared.tables))
            for source in snapshot.sources().values()
            if source.id in sources
        ],
        python=queries.python(
            declared.id, (is_region and file) or own.where.id, year, note.baseline_year, note.as_of
        ),
        asked=own.where.id,
        latest=latest,
        value=next((row for row in own.rows if is_region and row["value_year"] == latest), None),
        sql=query,
        why_no_sql=why,
        exact=exact,
        written=lambda row: number(row["value"], row["unit"]),
    ).encode()


def exact(value: Any) -> str:
    """Return a number with six significant digits, a large one in whole units, thousands apart.

    >>> exact(535168.0), exact(663257810.87), exact(91.49083), exact(-0.5), exact(None), exact("low")
    ('535,168', '663,257,811', '91.4908', '−0.5', 'no figure', 'low')
    """
    told = significant(value)
    told = round(value) if isinstance(told, float) and abs(told) >= WHOLE else told
    if told is None:
        return "no figure"
    return told if isinstance(told, str) else f"{told:,}".replace("-", "−")


def _asked(found: Sequence[Of], printed: Iterable[Quantity]) -> Of:
    """The place that is asked for again: the note's region, or the first whose figure the note prints."""
    plain = {quantity.region for quantity in printed if not quantity.detail}
    return next((of for of in found if of.where.id in plain), found[0])


def _lines(printed: Mapping[Quantity, Sequence[str]], figures: Mapping[tuple[str, int], float]) -> list[Line]:
    """Numbers in the order of the note; those of one place, year and value are one line.

    Parameters
    ----------
    printed
        As for `measure_page`.
    figures
        The figures of the measure, by place and own year.
    """
    by_anchor: dict[str, list[Quantity]] = {}
    for quantity in printed:
        by_anchor.setdefault(anchor(quantity), []).append(quantity)
    return [
        Line(
            name,
            tuple(dict.fromkeys(form for quantity in own for form in printed[quantity])),
            min(own, key=lambda quantity: bool(quantity.detail)),  # with the bounds of the figure itself
            tuple(dict.fromkeys(_what(quantity, figures) for quantity in own)),
        )
        for name, own in by_anchor.items()
    ]


def _places(where: Region, printed: Mapping[Quantity, Any]) -> list[tuple[Region, list[int]]]:
    """The region of the note, then every other place of the numbers, with the years that these name."""
    years: dict[str, set[int]] = {where.id: set()}
    for quantity in printed:
        named = {
            quantity.year,
            quantity.value_year,
            *map(int, re.findall(r"change since (\d{4})", quantity.detail)),
        }
        years.setdefault(quantity.region, set()).update(filter(None, named))
    own = years.pop(where.id)
    others = [(region(id), sorted(named)) for id, named in years.items() if id and id not in no_countries()]
    return [(where, sorted(own)), *others]


def _title(id: str) -> str:
    return title_of(region(id)) if id and id not in no_countries() else id


def _what(quantity: Quantity, figures: Mapping[tuple[str, int], float]) -> str:
    """What a number is: the figure, with its sign or without, or a part of it, with places by their names."""
    if quantity.detail:
        return _PLACE.sub(_named, quantity.detail)
    figure = figures.get((quantity.region, quantity.value_year or quantity.year or 0))
    return "the figure, without its sign" if figure == -quantity.number < 0 else "the figure"


def _named(place: re.Match[str]) -> str:
    """Write the name of a code or of a region set; any other word stays."""
    word = place[1]
    if word in position():
        return name_of(word)
    return title_of(region(word)) if word in _sets() else word


@cache
def _sets() -> frozenset[str]:
    return frozenset(each.id for each in regions() if each.kind not in ("country", "world"))


def _claims(note: Note, id: str) -> tuple[dict[str, Any], ...]:
    return tuple(
        claim for claim in note.claims if any(fact["indicator"] == id for fact in claim["facts"].values())
    )


def _function(declared: Indicator) -> str:
    """Name of the function that computes the measure, as Python finds it; empty where there is none."""
    if declared.own or not declared.compute:
        return ""
    return f"gcr_analysis.indicators.{framework.panels()[declared.panel].indicators}.{declared.compute}"


def _rule(declared: Indicator) -> str:
    """What the function says that it does, in its first paragraph."""
    if not _function(declared):
        return ""
    function = compute_function(declared.id)
    while isinstance(function, partial):
        function = function.func
    first = re.split(r"\n\s*\n|\n*>>>", getdoc(function) or "")[0]
    return " ".join(first.split())
