"""What releases of UNHCR's figures changed, as a page tells it: releases, memos, what was accepted, bands."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from gcr_analysis import framework
from gcr_analysis.briefing.memo_text import day, named, plural
from gcr_analysis.briefing.release_memo import ROUNDED_TO, SERIES, told
from gcr_analysis.geography import region
from gcr_analysis.indicators.revisions import furthest_moves, revision_bands
from gcr_analysis.numbers import number, word
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.pages import page
from gcr_analysis.snapshot.as_released import last_end_year
from gcr_analysis.snapshot.ledger import corrections
from gcr_analysis.snapshot.releases import releases, totals

_told = cache(told)  # it takes a second, and a process may publish more than once
STILL = "none"
"""What is said of a band that is lost in the rounding of a sentence."""


@dataclass(frozen=True)
class Release:
    """A release in words: its name, when it was published, and of which day its last figures are."""

    name: str
    published: str
    last_figures: str
    kind: str


@dataclass(frozen=True)
class Accepted:
    """Findings that somebody accepted for one reason: the years and totals for which that holds."""

    table: str
    finding: str
    reason: str
    by: str
    totals: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Revision:
    """What a release made of a total: the release with its date, the series and year, figures, change."""

    release: str
    what: str
    before: str
    after: str
    change: str


@dataclass(frozen=True)
class Bands:
    """Revision bands of large figures.

    Attributes
    ----------
    moving
        Series that have a band at some age: title, and a row an age with the age in words, the band, and the
        furthest that a figure moved.
    still
        Titles of series that have none at any age.
    unknown
        Titles of series without a past figure of this size.
    furthest
        The furthest that a figure of the series in ``still`` moved; None where there is no such series.
    """

    moving: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]
    still: tuple[str, ...]
    unknown: tuple[str, ...]
    furthest: Revision | None


def releases_page(figures: list[Figure]) -> str:
    """Make the part of the page on releases.

    Parameters
    ----------
    figures
        The figures to show on it.
    """
    newest, yearly = newest_pair(), yearly_pair()
    return page(
        "_releases.qmd",
        figures=figures,
        releases=in_order(),
        newest=_told(*newest),
        yearly=_told(*yearly) if yearly and yearly != newest else None,
        large=last_large_revision(),
        accepted=accepted(),
        bands=bands(),
        rule=framework.revisions(),
        largest=framework.revisions().sizes[-1],
        rounded_to=ROUNDED_TO,
        plural=plural,
        inside=inside,
    )


def inside(title: str) -> str:
    """Return a title as it stands inside a sentence.

    >>> inside("Refugees under UNHCR's mandate")
    "refugees under UNHCR's mandate"
    """
    return title[0].lower() + title[1:]


def in_order() -> list[Release]:
    """Return the releases in order of publication.

    >>> in_order()[-1].name, in_order()[-1].published, in_order()[-1].kind
    ('GT2025r1', '25 June 2026', 'end of the year')
    """
    return [
        Release(
            row["name"],
            day(row["published"]),
            day(row["reference_date"]),
            "end of the year"
            if int(row["reference_date"][:4]) == last_end_year(str(id))
            else "middle of the year",
        )
        for id, row in releases().iterrows()
    ]


def newest_pair() -> tuple[str, str]:
    """Return the release before the newest, and the newest.

    >>> newest_pair()
    ('GT2025', 'GT2025r1')
    """
    before, after = releases()["name"].iloc[-2:]
    return before, after


def yearly_pair() -> tuple[str, str] | None:
    """Return the last release of the end of an earlier year, and the first of that of the latest.

    Releases of the middle of a year between the two are passed over: what they revised is in what changed
    from one to the other. None where all releases end in one year.

    Examples
    --------
    >>> yearly_pair()
    ('GT2024', 'GT2025')
    """
    table = releases()
    of_year_end = table[table["reference_date"].str[5:7] == "12"]
    ends = of_year_end["reference_date"].str[:4]
    earlier, latest = of_year_end[ends < ends.max()], of_year_end[ends == ends.max()]
    if earlier.empty:
        return None
    return str(earlier["name"].iloc[-1]), str(latest["name"].iloc[0])


def accepted() -> list[Accepted]:
    """Return the findings of the ledger, those of one table and reason together.

    >>> [len(each.totals) for each in accepted()]
    [1, 1, 1, 7]
    """
    alike: dict[tuple[str, str, str, str], list[tuple[str, int]]] = {}
    for entry in corrections():
        title = framework.tables()[entry.entity].title
        line = (", ".join(map(str, entry.years)), entry.expected)
        alike.setdefault((title, entry.finding, entry.reason, entry.by), []).append(line)
    return [Accepted(*what, tuple(totals)) for what, totals in alike.items()]


def last_large_revision() -> Revision | None:
    """Return what the last release to move a large total made of it, the largest where it moved several.

    A total is large when its figures have revision bands of the largest class, and moved when it did by more
    than is lost in the rounding of a sentence. Years that a release does not tell the end of take no part.

    Examples
    --------
    >>> last_large_revision().release, last_large_revision().what
    ('MYT2025r1 (published 30 March 2026)', 'returned refugees in 2022')
    """
    rule, names = framework.revisions(), list(releases()["name"])
    for before, after in reversed(list(pairwise(names))):
        sums = totals(before, after)
        year = sums.index.get_level_values("year")
        ended = min(last_end_year(before), last_end_year(after))
        sums = sums[(year <= ended) & (sums["before"] >= rule.sizes[-1])]
        change = (sums["after"] - sums["before"]).abs()
        moved = change[change > rule.narrowest * sums["before"]]
        if len(moved):
            series, of = moved.idxmax()  # type: ignore[misc]
            told_as = SERIES[series]
            when = f"in {of}" if told_as.flow else f"at the end of {of}"
            then, now = (float(sums.loc[(series, of), side]) for side in ("before", "after"))
            return Revision(named(after), f"{inside(told_as.title)} {when}", *_move(then, now))
    return None


def bands() -> Bands:
    """Return the revision bands of large figures, and the furthest that one moved.

    >>> bands().moving[0][1][1]
    ('one year older', '−35\\xa0% to +23\\xa0%', '−35\\xa0%: Eastern Europe (M49), 2022')
    """
    rule, table = framework.revisions(), revision_bands()
    large = table[table["size"] == len(rule.sizes)].set_index(["series", "age"])[["low", "high"]]
    cells = {
        name: [
            _band(*large.loc[(name, age)]) if (name, age) in large.index else ""
            for age in range(rule.oldest + 1)
        ]
        for name in rule.series
    }
    still = [name for name, own in cells.items() if set(own) == {STILL}]
    unknown = [name for name, own in cells.items() if set(own) == {""}]
    return Bands(
        moving=tuple(
            (
                rule.series[name].title,
                tuple((_age(age), band, _furthest(name, age)) for age, band in enumerate(own)),
            )
            for name, own in cells.items()
            if name not in {*still, *unknown}
        ),
        still=tuple(rule.series[name].title for name in still),
        unknown=tuple(rule.series[name].title for name in unknown),
        furthest=_furthest_of(still),
    )


def _age(age: int) -> str:
    """Say how old a figure is in a release: by how many years its last year-end is later."""
    if age == 0:
        return "the newest year"
    more = " or more" if age == framework.revisions().oldest else ""
    return f"{word(age) or age}{more} {'year' if age == 1 and not more else 'years'} older"


def _furthest(series: str, age: int) -> str:
    moves = furthest_moves()
    if (series, age) not in moves.index:
        return ""
    move = moves.loc[(series, age)]
    if move["factor"] == 1:
        return "none moved"
    return f"{_percent(move['factor'])}: {region(str(move['place'])).title}, {move['year']}"


def _furthest_of(series: list[str]) -> Revision | None:
    """The furthest that a figure of some series moved, in proportion."""
    moves = furthest_moves().reset_index()
    moves = moves[moves["series"].isin(series)]
    if moves.empty:
        return None
    move = moves.loc[np.log(moves["factor"]).abs().idxmax()]
    title = framework.revisions().series[move["series"]].title
    what = f"{inside(title)}, {region(str(move['place'])).title}, {move['year']}"
    return Revision("", what, *_move(float(move["then"]), float(move["now"])))


def _move(then: float, now: float) -> tuple[str, str, str]:
    """Write both figures and the change in percent."""
    return f"{then:,.0f}", f"{now:,.0f}", _percent(now / then)


def _band(low: float, high: float) -> str:
    """Write a band as what it leaves of a figure and what it adds."""
    if high - low <= framework.revisions().narrowest:
        return STILL
    return " to ".join("0" if end == 1 else _percent(end) for end in (low, high))


def _percent(factor: float) -> str:
    return number(100 * (factor - 1), "percent", signed=True)
