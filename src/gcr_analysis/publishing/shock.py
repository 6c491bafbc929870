"""The years of COVID-19 across the panels: shortfalls and recoveries, region by region.

Resettlement and returns are what the notes carry. Asylum is asked of the indicators, since its sums leave out
countries that no measure of a note does.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from gcr_analysis.indicators.host_country_burden.shock import AsylumShock, asylum_shock
from gcr_analysis.numbers import number
from gcr_analysis.publishing.site import GROUPS, Place, Published

HOSTS = "host-country-burden"
NAMED = 4  # countries left out that are named; of more, their number is said
FEWER, USUAL, MORE = "fewer than usual", "within what is usual", "more than usual"
SERIES = {
    "Resettlement, by origin of the refugees": ("covid_shortfall_from_origin", "recovery_year_from_origin"),
    "Resettlement, by destination": ("covid_shortfall", "recovery_year"),
    "Resettlement, by destination, without the largest one": (
        "covid_shortfall_without_largest_destination",
        "recovery_year_without_largest_destination",
    ),
    "Returns of refugees": ("returns_covid_shortfall", "returns_recovery_year"),
}
"""Measures of the shortfall and of the recovery that tell one story, by its title."""


ASYLUM: dict[str, Literal["applications", "decisions"]] = {
    "New asylum applications": "applications",
    "Decisions on asylum": "decisions",
}


@dataclass(frozen=True)
class Line:
    """One region: the shortfall with its interval in words, its reading, the recovery, who is left out."""

    published: Published
    shortfall: str
    interval: str
    reading: str
    recovery: str
    without: str = ""


@dataclass(frozen=True)
class Series:
    """One series, its regions by kind, and how many regions have each reading."""

    title: str
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    counts: dict[str, int]


def shocks(gathered: Iterable[Place]) -> tuple[Series, ...]:
    """Gather shortfalls and recoveries of the notes, a series at a time.

    Parameters
    ----------
    gathered
        The places of the site, in the order of the home page.

    Returns
    -------
    tuple of Series
        A region without a figure for a series has no line in it.
    """
    gathered = tuple(gathered)
    found = []
    for title, (shortfall, recovery) in SERIES.items():
        lines = [
            (place.group, _line(note, note.measured[shortfall], note.measured.get(recovery)))
            for place in gathered
            for note in place.newest
            if shortfall in note.measured and note.measured[shortfall]["value"] is not None
        ]
        found.append(_series(title, lines))
    for title, what in ASYLUM.items():
        asked = [
            (place.group, _asylum_line(note, shock))
            for place in gathered
            if (note := place.note_on(HOSTS)) and place.region and (shock := asylum_shock(place.region, what))
        ]
        found.append(_series(title, asked))
    return tuple(series for series in found if series.groups)


def _series(title: str, lines: list[tuple[str, Line]]) -> Series:
    groups = tuple(
        (GROUPS[kind], tuple(line for _, line in own)) for kind, own in groupby(lines, lambda of: of[0])
    )
    said = [line.reading for _, line in lines]
    return Series(title, groups, {word: said.count(word) for word in (FEWER, USUAL, MORE)})


def reading(low: float | None, high: float | None) -> str:
    """Say what an interval of a shortfall says: its sign where zero lies outside, else that it is usual.

    >>> reading(2_000.0, 90_000.0), reading(-8_000.0, 290_000.0), reading(-90.0, -10.0)
    ('fewer than usual', 'within what is usual', 'more than usual')
    """
    if low is not None and low > 0:
        return FEWER
    return MORE if high is not None and high < 0 else USUAL


def _line(published: Published, row: dict[str, Any], back: dict[str, Any] | None) -> Line:
    ends = [number(row[end], row["unit"]) for end in ("low", "high") if row[end] is not None]
    year = f"{back['value']:.0f}" if back and back["value"] is not None else ""
    recovery = ". ".join(filter(None, (year, back["reason"] if back else "")))
    return Line(published, row["text"], " to ".join(ends), reading(row["low"], row["high"]), recovery)


def _asylum_line(published: Published, shock: AsylumShock) -> Line:
    against, back = shock.against, shock.back
    low, high = against.shortfall_low, against.shortfall_high
    recovery = "Not back yet" if back.year is None else str(back.year)
    if back.until is not None and back.until < published.year:
        recovery += f". Held until {back.until}"
    without, more = ", ".join(shock.left_out[:NAMED]), len(shock.left_out) - NAMED
    return Line(
        published,
        number(against.shortfall, "persons"),
        f"{number(low, 'persons')} to {number(high, 'persons')}",
        reading(low, high),
        recovery,
        f"without {without}{f' and {more} more' if more > 0 else ''}" if without else "",
    )
