"""Where support is needed in one picture: of the measures that could be judged, how many got worse.

Counts are those of `support`: statuses that the notes carry.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pandas as pd

from gcr_analysis import framework, snapshot
from gcr_analysis.briefing.display import Figure, source_line
from gcr_analysis.briefing.sentences import listed, listed_with_semicolons, uncapital
from gcr_analysis.figures.specification import Cells
from gcr_analysis.framework import Panel
from gcr_analysis.numbers import word
from gcr_analysis.publishing.site import Place
from gcr_analysis.publishing.support import DISJOINT, JUDGED, ranking

LEAST_ROWS = 3
"""Fewer places than these are no picture: the table tells them."""
REGIONS, HOSTS, ORIGINS = "UNHCR regions", "Countries that host refugees", "Countries of origin"
"""Headings of the places that are drawn. Those under one heading share no country."""
NOTHING, NONE_JUDGED = "–", "none could be judged"
ALL = "All panels"
COLUMNS = ["group", "region", "panel", "got_worse", "could_be_judged", "said", "class"]
SHADES = (
    (0.0, "none", "none"),
    (1 / 3, "up to a third", "step1"),
    (1 / 2, "up to half", "step2"),
    (1.0, "more than half", "step5"),
)
"""Highest share of a class, its name and its colour."""
Count = tuple[int, int] | None
"""How many got worse, of how many judged; None where no note is."""


def support_figure(gathered: Iterable[Place]) -> Figure | None:
    """Draw a row a UNHCR region and country, in the order of the ranking, and a column a panel.

    Parameters
    ----------
    gathered
        The places of the site.

    Returns
    -------
    Figure or None
        None where there are fewer than `LEAST_ROWS` places.
    """
    panels = tuple(panel for panel in framework.panels().values())
    ranked = [line.place for _, lines in ranking(gathered) for line in lines]
    places = [place for name in (REGIONS, HOSTS, ORIGINS) for place in ranked if heading(place) == name]
    if len(places) < LEAST_ROWS:
        return None
    rows = [(place, tuple(counted(place, panel) for panel in panels)) for place in places]
    data = [
        (heading(place), place.title, *_cell(panel.title, count))
        for place, counts in rows
        for panel, count in zip(panels, counts, strict=True)
    ]
    data += [(heading(place), place.title, *_cell(ALL, _sum(counts))) for place, counts in rows]
    return Figure(
        id="worse-by-panel",
        title=title(rows, panels),
        subtitle=(
            f"Measures that got worse since {places[0].baseline_year}, of those that could be judged, "
            "by panel; the shade is their share"
        ),
        source=source_line(_sources(places)),
        alt=_alt(rows, panels),
        data=pd.DataFrame(data, columns=COLUMNS),
        drawing=Cells(
            names="region",
            heads="panel",
            written="said",
            shade="class",
            classes=tuple(name for _, name, _ in SHADES),
            colours=tuple(colour for _, _, colour in SHADES),
            key="Share that got worse",
            groups="group",
            last=ALL,
            missing="no note",
            unshaded=NONE_JUDGED,
        ),
    )


def _cell(panel: str, count: Count) -> tuple[Any, ...]:
    """Return what a cell holds: its panel, the counts, what is written and its class."""
    if count is None:
        return panel, None, None, None, None
    worse, judged = count
    return (
        (panel, worse, judged, f"{worse} of {judged}", shade(worse, judged))
        if judged
        else (panel, worse, judged, NOTHING, None)
    )


def shade(worse: int, judged: int) -> int:
    """Return the class of a share, 0 for none.

    Parameters
    ----------
    worse, judged
        How many got worse, of how many judged.

    Examples
    --------
    >>> shade(0, 4), shade(1, 3), shade(2, 3)
    (0, 1, 3)
    """
    return next(index for index, (most, _, _) in enumerate(SHADES) if worse / judged <= most)


def heading(place: Place) -> str | None:
    """Say under which heading a place is drawn; None for sets that share countries with others.

    Parameters
    ----------
    place
        The place. A country with notes on the conditions for return alone is told as an origin.
    """
    if place.group == DISJOINT:
        return REGIONS
    if place.group != "country":
        return None
    read_as = {panel.reads_region_as for panel in framework.panels().values() if place.note_on(panel.id)}
    return ORIGINS if read_as == {"origin"} else HOSTS


def counted(place: Place, panel: Panel) -> Count:
    """Count the measures of a panel that got worse in a place, and those that could be judged.

    Parameters
    ----------
    place, panel
        Place and panel.
    """
    note = place.note_on(panel.id)
    if note is None:
        return None
    said = [row.get("progress") for row in note.measured.values()]
    return said.count("regress"), sum(status in JUDGED for status in said)


def title(rows: list[tuple[Place, tuple[Count, ...]]], panels: tuple[Panel, ...]) -> str:
    """Say how much got worse in the first kind of places, and in which panels the largest share did.

    Parameters
    ----------
    rows
        Places with their counts, one a panel.
    panels
        The panels.
    """
    first = heading(rows[0][0])
    own = [counts for place, counts in rows if heading(place) == first]
    sums = _by_panel(own)
    worse, judged = _sum(sums)
    many = f"{word(len(own)) or len(own)} {first if first == REGIONS else uncapital(first)}"
    where = many if len(own) > 1 else rows[0][0].title
    if not worse:
        return f"No measure that could be judged got worse in {where}"
    fewest = framework.claims().thresholds.fewest_judged
    named = [
        f"{uncapital(panel.title)} ({down} of {of})"
        for panel, (down, of) in zip(panels, sums, strict=True)
        if of >= fewest and down
    ]
    by_panel = f": {listed(named)}" if named else ""
    return f"In {where}, {worse} of {judged} measures that could be judged got worse{by_panel}"


def _by_panel(rows: list[tuple[Count, ...]]) -> list[tuple[int, int]]:
    return [_sum(counts) for counts in zip(*rows, strict=True)]


def _sum(counts: Iterable[Count]) -> tuple[int, int]:
    known = [count for count in counts if count]
    return sum(down for down, _ in known), sum(of for _, of in known)


def _alt(rows: list[tuple[Place, tuple[Count, ...]]], panels: tuple[Panel, ...]) -> str:
    """Tell all panels of each place, and all places of each panel: the data of the figure has the rest."""
    told = []
    for name, group in groupby(rows, lambda row: heading(row[0])):
        own = list(group)
        sums = zip(panels, _by_panel([counts for _, counts in own]), strict=True)
        judged = [f"{uncapital(panel.title)} {_of(count)}" for panel, count in sums if count[1]]
        by_place = listed_with_semicolons(f"{place.title} {_of(_sum(counts))}" for place, counts in own)
        told.append(f"{name}: {listed(judged) if judged else NONE_JUDGED}. By place: {by_place}")
    return (
        f"Shaded cells, a row a place and a column a panel: how many measures got worse. {'. '.join(told)}."
    )


def _of(count: tuple[int, int]) -> str:
    return f"{count[0]} of {count[1]}" if count[1] else NONE_JUDGED


def _sources(places: list[Place]) -> tuple[str, ...]:
    """Sources of the measures that could be judged, each once, as declared."""
    used = {
        name
        for place in places
        for note in place.newest
        for row in note.measured.values()
        if row.get("progress") in JUDGED
        for name in str(row["source"] or "").split("; ")
    }
    return tuple(source.id for source in snapshot.sources().values() if source.id in used)
