"""What releases of UNHCR's figures changed, as a page tells it: releases, memos, what was accepted, bands."""

from dataclasses import dataclass
from functools import cache

from gcr_analysis import framework
from gcr_analysis.briefing.numbers import number
from gcr_analysis.briefing.release_memo import day, told
from gcr_analysis.indicators.revisions import revision_bands
from gcr_analysis.publishing.outputs import Figure
from gcr_analysis.publishing.pages import page
from gcr_analysis.snapshot.as_released import last_end_year
from gcr_analysis.snapshot.ledger import corrections
from gcr_analysis.snapshot.releases import releases

_told = cache(told)  # it takes a second, and a process may publish more than once
STILL = "none"
"""What a band says that is lost in the rounding of a sentence."""


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
        names=newest,
        accepted=accepted(),
        bands=bands(),
        ages=ages(),
        level=framework.revisions().level,
        largest=framework.revisions().sizes[-1],
    )


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
    from one to the other. None where all releases tell of one year.

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


def ages() -> tuple[str, ...]:
    """Return the heads of the table of bands: how many end-years later releases knew after a figure's own."""
    oldest = framework.revisions().oldest
    return tuple(f"Age {age}{' or more' if age == oldest else ''}" for age in range(oldest + 1))


def bands() -> list[tuple[str, tuple[str, ...]]]:
    """Return the revision bands of large figures: each series with a band in words for each age.

    >>> [cells for name, cells in bands() if name == "Returned refugees, by country of origin"][0][1]
    '−35\\xa0% to +23\\xa0%'
    """
    rule, table = framework.revisions(), revision_bands()
    large = table[table["size"] == len(rule.sizes)].set_index(["series", "age"])[["low", "high"]]
    return [
        (
            series.title,
            tuple(
                _band(*large.loc[(name, age)]) if (name, age) in large.index else ""
                for age in range(rule.oldest + 1)
            ),
        )
        for name, series in rule.series.items()
    ]


def _band(low: float, high: float) -> str:
    """Write a band as what it leaves of a figure and what it adds."""
    if high - low <= framework.revisions().narrowest:
        return STILL
    ends = [number(100 * (end - 1), "percent", signed=True) for end in (low, high)]
    return " to ".join("0" if end == "0\u00a0%" else end for end in ends)
