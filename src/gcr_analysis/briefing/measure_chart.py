"""One measure as a chart for a slide: regions over the years, or side by side in one year.

`chart` returns the drawing; `figure_of` declares it, with words for what is on it.
"""

from collections.abc import Iterable, Sequence
from inspect import signature

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as Canvas

from gcr_analysis import framework, geography
from gcr_analysis.briefing.display import Figure, source_line
from gcr_analysis.errors import GcrError
from gcr_analysis.figures.draw import drawn
from gcr_analysis.figures.size import SLIDE
from gcr_analysis.figures.specification import Column, Mark, Rows, Series, Upright, Years
from gcr_analysis.figures.tokens import LIGHT
from gcr_analysis.framework import Indicator, units
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.asked import Place, check_years
from gcr_analysis.indicators.breaks import SMALLEST_TOLD, breaks_for
from gcr_analysis.indicators.engine import BASELINE_YEAR, indicator
from gcr_analysis.indicators.measures import compute_function
from gcr_analysis.indicators.status import LEAST_COVERAGE
from gcr_analysis.numbers import number
from gcr_analysis.snapshot import latest_year

MOST_LINES, MOST_BARS = 8, 16
NAMED = 4
"""Regions that a title names; of more it says how many."""
COMPLETE = 0.9
"""Share of a region's refugees from which the coverage of a figure needs no mark."""
LOOKS = tuple((colour, square) for square in (False, True) for colour in ("main", "accent", "ink", "light"))
"""Colour of each line, and whether its points are square: four colours that differ in lightness, twice."""


def chart(
    id: str,
    region: Place | Iterable[Place],
    years: int | Iterable[int] | None = None,
    baseline_year: int = BASELINE_YEAR,
) -> Canvas:
    """Draw a measure of one or several regions over the years, or regions side by side in one year.

    Statuses, coverage, intervals and breaks in the series are marked, and small print says what each mark
    means. A year without a figure is a gap.

    Parameters
    ----------
    id
        Id of an indicator: see ``gcr_analysis.framework.indicators()``.
    region
        A region set or its name, a country's name or code, or the path of a region file; up to 8 of them
        over several years, up to 16 in one.
    years
        Years since 2000; all of them when not given.
    baseline_year
        What measures of change compare with.

    Returns
    -------
    matplotlib.figure.Figure
        As wide as 7 inches and, where the words leave room, as high as a slide of 16:9.

    Raises
    ------
    UnknownNameError
        When there is no such indicator or region.
    GcrError
        When a year is none of the data's, or there are more regions than fit.

    Examples
    --------
    >>> figure = chart("refugees_hosted", ["Colombia", "Peru"], years=range(2015, 2026))
    >>> "Refugees hosted: Colombia and Peru" in [text.get_text() for text in figure.axes[0].texts]
    True
    """
    one = isinstance(region, Place) or not isinstance(region, Iterable)
    places = [geography.region(each) for each in ([region] if one else region)]  # type: ignore[list-item]
    asked = check_years(years)
    require_room(len(places), asked)
    canvas = drawn(figure_of(id, places, asked, baseline_year).specification, SLIDE, words=True).canvas
    canvas.patch.set_facecolor(LIGHT["paper"])
    return canvas


def require_room(regions: int, years: Sequence[int]) -> None:
    """Refuse more regions than one chart holds.

    Raises
    ------
    GcrError
        When there are more.

    Examples
    --------
    >>> require_room(16, [2025])
    >>> require_room(16, [2024, 2025])
    Traceback (most recent call last):
    gcr_analysis.errors.GcrError: a chart of several years has room for 8 regions and these are 16: give fewer
    """
    most, kind = (MOST_LINES, "several years") if len(years) > 1 else (MOST_BARS, "one year")
    if regions > most:
        raise GcrError(f"a chart of {kind} has room for {most} regions and these are {regions}: give fewer")


def figure_of(
    id: str, regions: Sequence[Region], years: Sequence[int], baseline_year: int = BASELINE_YEAR
) -> Figure:
    """Return the chart of a measure with its words and its data, a row a region and year.

    Parameters
    ----------
    id
        Id of an indicator.
    regions
        No more than fit.
    years
        Years of the data; one alone sets the regions side by side.
    baseline_year
        What measures of change compare with.

    Examples
    --------
    >>> figure = figure_of("refugees_hosted", [geography.region("LBN")], range(2020, 2026))
    >>> figure.title, figure.subtitle
    ('Refugees hosted: Lebanon', 'Persons, 2020 to 2025')
    """
    years = sorted(years)
    data = indicator(id, regions, years, baseline_year)
    measure = framework.indicators()[id]
    data.insert(0, "name", data["region"].map({place.id: place.title for place in regions}))
    data["carried"] = data["value"].notna() & (data["value_year"] != data["year"])
    data["fill"] = np.where(data["coverage"] < COMPLETE, "half", "full")
    data["hollow"] = data["status"] == "partial"
    data.loc[data["hollow"], "fill"] = "hollow"
    data["mark"] = ""
    notes = [*_status_notes(data, measure), *_break_notes(data, measure, regions, years)]
    named = _listed([place.title for place in regions]) if len(regions) <= NAMED else _counted(regions)
    span = f"{years[0]} to {years[-1]}" if list(years) == list(range(years[0], years[-1] + 1)) else ""
    when = str(years[0]) if len(years) == 1 else span or _listed([str(year) for year in years])
    unit = measure.unit[0].upper() + measure.unit[1:]
    since = f", compared with {baseline_year}" if _is_a_change(measure) else ""
    sources = tuple(dict.fromkeys(name for row in data["source"] for name in row.split("; ") if name))
    if len(years) == 1:
        data = data.sort_values("value", ascending=False, kind="stable", na_position="last")
        data["said"] = [_said(row, measure.unit) for _, row in data.iterrows()]
    return Figure(
        id=id,
        title=f"{measure.title}: {named}",
        subtitle=f"{unit}, {when}{since}",
        source=source_line(sources) if sources else "",
        alt=" ".join([f"{measure.title} ({measure.unit}), {when}.", *_told(data, measure), *notes]),
        data=data,
        drawing=_lines(data, measure.unit) if len(years) > 1 else _bars(data, measure.unit),
        breaks=tuple(notes),
    )


def _lines(data: pd.DataFrame, unit: str) -> Years:
    """Declare a line a region; no line is read across a break, which is numbered."""
    names = data.loc[data["value"].notna(), "name"].unique()
    series = [
        Series(
            of=name,
            label=name,
            field="value",
            shape="line",
            colour=colour,
            square=square,
            low="low",
            high="high",
            fill="fill",
            carried="carried",
        )
        for name, (colour, square) in zip(names, LOOKS, strict=False)
    ]
    breaks = []
    for year, own in data[data["mark"] != ""].groupby("year"):
        text = " ".join(f"[{mark}]" for mark in sorted(own["mark"].unique(), key=int))
        breaks.append(Upright(at=int(str(year)), text=text, is_break=True, of=tuple(own["name"])))
    ends = None
    if unit in units() and units()[unit].written == "year" and len(names):
        ends = float(data["value"].min()) - 1, float(data["value"].max()) + 1
    return Years(by="name", unit=unit, series=tuple(series), uprights=tuple(breaks), ends=ends)


def _bars(data: pd.DataFrame, unit: str) -> Rows:
    """Declare a bar a region, the largest first, and regions without a figure below."""
    bar = Mark(shape="bar", field="value", by="fill", colours={"half": "light"}, hollow="hollow")
    marks = (bar, Mark(shape="range", field="low", to="high", colour="ink"))
    return Rows(names="name", columns=(Column(unit=unit, field="value", written="said", marks=marks),))


def _said(row: pd.Series, unit: str) -> str:
    """Write a figure with what to know of it: its own year, and the number of a break."""
    if pd.isna(row["value"]):
        return f"no figure: {row['status']}"
    own_year = f" ({row['value_year']})" if row["carried"] else ""
    return number(float(row["value"]), unit) + own_year + (f" [{row['mark']}]" if row["mark"] else "")


def _is_a_change(measure: Indicator) -> bool:
    """Whether a measure is computed against the baseline year."""
    return bool(measure.compute) and "baseline_year" in signature(compute_function(measure.id)).parameters


def _status_notes(data: pd.DataFrame, measure: Indicator) -> list[str]:
    """Explain the marks of statuses, coverage and intervals that are on the chart, and what is not there."""
    known = data[data["value"].notna()]
    series = data["year"].nunique() > 1
    notes = []
    partial, half = (known[known["fill"] == fill] for fill in ("hollow", "half"))
    if len(partial):
        reasons = partial.drop_duplicates("name", keep="last")["reason"].unique().tolist()
        few = ["the countries with figures hold less than half of the refugees"]
        causes = few * bool((partial["coverage"] < LEAST_COVERAGE).any()) + [r for r in reasons if r]
        sign = "Hollow: partial" if series else "Outlined: partial"
        notes.append(f"{sign}{_of(partial)}: {'; '.join(causes[:2])}.")
    if len(half):
        least = number(100 * float(half["coverage"].min()), "percent")
        sign = "Half filled: coverage" if series else "Pale: coverage"
        below = number(100 * COMPLETE, "percent")
        notes.append(f"{sign} below {below}{_of(half)}: figures on at least {least} of the refugees.")
    if known["carried"].any():
        notes.append(f"{'Dotted' if series else 'In brackets'}: the latest figure, of an earlier year.")
    if known[["low", "high"]].notna().all(axis=1).any():
        notes.append(f"{'Pale bars' if series else 'Thin lines'}: from the low to the high end of a figure.")
    others = [status for status in known["status"].unique() if status not in ("computed", "partial")]
    if others:
        notes.append(f"Status of figures: {_listed(others)}.")
    return notes + _gap_notes(data)


def _of(rows: pd.DataFrame) -> str:
    """Name the regions of some rows in brackets, unless they are many."""
    names = rows["name"].unique().tolist()
    return f" ({_listed(names)})" if len(names) <= NAMED else ""


def _gap_notes(data: pd.DataFrame) -> list[str]:
    """Say which regions have no figure at all, and why; and that gaps are no zeros."""
    notes = []
    empty = data.groupby("name", sort=False)["value"].transform("count") == 0
    last = data[empty].drop_duplicates("name", keep="last")
    for (status, reason), rows in last.groupby(["status", "reason"], sort=False):
        why = f"{status}: {reason}" if reason else status
        notes.append(f"No figure for {_listed(rows['name'].tolist())} ({why.rstrip('.')}).")
    gaps = data[~empty & data["value"].isna()]
    if len(gaps):
        reasons = gaps["reason"].unique().tolist()
        why = f" ({reasons[0].rstrip('.')})" if len(reasons) == 1 and reasons[0] else ""
        notes.append(f"A gap is a year without a figure, not a zero{why}.")
    return notes


def _break_notes(
    data: pd.DataFrame, measure: Indicator, regions: Sequence[Region], years: Sequence[int]
) -> list[str]:
    """Number the figures before which a break lies, alike ones together, and say what broke."""
    found: dict[tuple[int, str], dict[int, list[str]]] = {}
    for place in regions:
        known = data[(data["region"] == place.id) & data["value"].notna()]
        own_years = known["value_year" if len(years) == 1 else "year"]
        for each in breaks_for(place, measure.id, (FIRST_YEAR, latest_year()), SMALLEST_TOLD):
            year, after = each.between[1], own_years[own_years >= each.between[1]]
            if ((own_years < year).any() and len(after)) or (len(years) == 1 and (own_years == year).any()):
                here = found.setdefault((int(after.index[0]), place.title), {})
                here.setdefault(year, []).append(each.text)
    alike: dict[str, list[str]] = {}
    for (row, name), by_year in sorted(found.items()):
        said = "; ".join(f"{year}: {'; '.join(texts)}" for year, texts in by_year.items())
        alike.setdefault(said, []).append(name)
        data.loc[row, "mark"] = str(list(alike).index(said) + 1)
    numbered = [
        f"[{number}] {_in(names, regions)}{text}." for number, (text, names) in enumerate(alike.items(), 1)
    ]
    return [f"Breaks in the series: {' '.join(numbered)}"] if numbered else []


def _in(names: Sequence[str], regions: Sequence[Region]) -> str:
    """Name the regions that something is about, unless it is all of them."""
    return f"{_listed(names)} " if len(names) < len(regions) else ""


def _told(data: pd.DataFrame, measure: Indicator) -> list[str]:
    """Say a region's figures in a sentence: the ends and the highest, or the one of the year."""
    told = []
    for name, rows in data[data["value"].notna()].groupby("name", sort=False):
        ends = [rows.iloc[0], rows.iloc[-1], rows.loc[rows["value"].idxmax()]]
        first, last, most = (f"{number(float(r['value']), measure.unit)} in {r['value_year']}" for r in ends)
        if len(rows) == 1:
            told.append(f"{name}: {first}.")
        else:
            told.append(f"{name}: from {first} to {last}, highest {most}.")
    return told


def _counted(regions: Sequence[Region]) -> str:
    return f"{len(regions)} {'countries' if all(place.is_country for place in regions) else 'regions'}"


def _listed(names: Sequence[str]) -> str:
    """Join names as a sentence does.

    >>> _listed(["Chad"]), _listed(["Chad", "Mali", "Niger"])
    ('Chad', 'Chad, Mali and Niger')
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last
