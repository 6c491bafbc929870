"""What a release of UNHCR's figures changes against an earlier one, as an analyst would write it down."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from gcr_analysis.briefing.memo_text import named, text_template
from gcr_analysis.geography import country_name
from gcr_analysis.numbers import number
from gcr_analysis.snapshot.releases import (
    GONE,
    NEW,
    NEW_YEAR,
    OTHER_DATE,
    REVISED,
    differences,
    totals,
)

TOP = 5
"""Countries, pairs and years that are named; of more, their number is said."""
ROUNDED_TO = 5
"""UNHCR rounds small numbers to multiples of this, so that an unchanged number may move by as much."""


@dataclass(frozen=True)
class Series:
    """How a series is told: its title, whether it is of a year and not of a day, what its sides are called.

    ``origin`` is empty where both sides are one country; ``back`` says that people go from asylum to origin.
    """

    title: str
    flow: bool = False
    asylum: str = "country of asylum"
    origin: str = "country of origin"
    back: bool = False


SERIES = {
    "refugees": Series("Refugees under UNHCR's mandate"),
    "oip": Series("Other people in need of international protection"),
    "asylum_seekers": Series("Asylum-seekers"),
    "idps": Series("Internally displaced people", asylum="country", origin=""),
    "stateless": Series("Stateless people", asylum="country", origin=""),
    "others_of_concern": Series("Others of concern"),
    "host_community": Series("Host community", asylum="country", origin=""),
    "refugee_returns": Series("Returned refugees", flow=True, asylum="country returned from", back=True),
    "idp_returns": Series("Returned internally displaced people", flow=True, asylum="country", origin=""),
    "resettlement_arrivals": Series("Resettlement arrivals", flow=True, asylum="country of resettlement"),
    "naturalisations": Series("Naturalised refugees", flow=True, asylum="country of naturalisation"),
}


@dataclass(frozen=True)
class Year:
    """A year of a series: its totals in words, how many figures differ and why, the size of it."""

    when: str
    before: str
    after: str
    change: str
    why: str
    size: float


@dataclass(frozen=True)
class Side:
    """What one side of a series is called, and the countries whose sum moved most; the rest is counted."""

    title: str
    moves: tuple[tuple[str, str], ...]
    more: int


@dataclass(frozen=True)
class Pair:
    """A single figure in both releases: where, in which year, in words."""

    where: str
    year: int
    before: str
    after: str


@dataclass(frozen=True)
class Chapter:
    """What changed in a series: its years, the countries and the pairs behind the change, and warnings.

    ``rounding`` tells that no figure moved by more than `ROUNDED_TO`.
    """

    title: str
    years: tuple[Year, ...]
    more_years: int
    sides: tuple[Side, ...]
    pairs: tuple[Pair, ...]
    lost: tuple[str, ...]
    rounding: bool


First = tuple[str, str, str]
"""The first figure of a year: the title of its series, the figure, and what there was for another day, if
anything."""


@dataclass(frozen=True)
class Told:
    """What a release changes against an earlier one.

    Attributes
    ----------
    before, after
        The releases, with their dates.
    figures
        How many figures of years that both have differ.
    revised
        The series in which they do.
    unchanged
        Titles of the others.
    fresh, other_day
        Years that the earlier release did not reach, and years that one of them gives for their middle: each
        with a `First` a series.
    """

    before: str
    after: str
    figures: int
    revised: tuple[Chapter, ...]
    unchanged: tuple[str, ...]
    fresh: tuple[tuple[str, list[First]], ...]
    other_day: tuple[tuple[str, list[First]], ...]


def told(before: str, after: str) -> Told:
    """Tell what a release changes against an earlier one.

    Figures of years that the earlier release did not reach, and figures of another day of the year, are told
    apart from revisions.

    Parameters
    ----------
    before, after
        Releases, as for `gcr_analysis.snapshot.releases.release`.

    Raises
    ------
    GcrError
        As `gcr_analysis.snapshot.releases.differences`.

    Examples
    --------
    >>> told("GT2025", "GT2025r1").revised[0].sides[0].moves
    (('Canada', '+6'),)
    """
    found, sums = differences(before, after), totals(before, after)
    revisions = found[found["kind"].isin((REVISED, NEW, GONE))]
    return Told(
        before=named(before),
        after=named(after),
        figures=len(revisions),
        revised=_chapters(revisions, sums),
        unchanged=tuple(s.title for name, s in SERIES.items() if name not in set(revisions["series"])),
        fresh=_firsts(found[found["kind"] == NEW_YEAR], sums),
        other_day=_firsts(found[found["kind"] == OTHER_DATE], sums),
    )


def memo(before: str, after: str) -> str:
    """Write down what a release changes against an earlier one, in plain text.

    Parameters
    ----------
    before, after
        As for `told`.

    Examples
    --------
    >>> print(memo("GT2025", "GT2025r1").splitlines()[0])
    GT2025r1 (published 25 June 2026) against GT2025 (published 12 June 2026)
    """
    return text_template("release_memo.txt").render(vars(told(before, after)), rounded_to=ROUNDED_TO).strip()


def by_series(before: str, after: str) -> pd.DataFrame:
    """Return what changed, a row a series, year and kind of difference.

    Returns
    -------
    DataFrame
        ``series``, ``year``, ``kind``, ``figures`` (how many differ), ``change`` (persons), and the totals
        ``total_before`` and ``total_after`` of the series and year.

    Examples
    --------
    >>> by_series("GT2025", "GT2025r1")[["kind", "figures", "change"]].to_numpy().tolist()
    [['new', 1, 5], ['revised', 24, 1]]
    """
    found = differences(before, after)
    table = (
        found.groupby(["series", "year", "kind"])["change"].agg(figures="size", change="sum").reset_index()
    )
    sums = totals(before, after).add_prefix("total_").reset_index()
    return table.merge(sums, on=["series", "year"], how="left")


def by_country(before: str, after: str) -> pd.DataFrame:
    """Return what changed, a row a series, year, side and country, the largest changes first.

    Returns
    -------
    DataFrame
        ``series``, ``year``, ``side`` (``asylum`` or ``origin``), ``country`` (ISO3), ``name``, ``kind``,
        ``figures`` and ``change`` (persons).

    Examples
    --------
    >>> by_country("GT2025", "GT2025r1").loc[:, ["side", "country", "change"]].to_numpy()[0].tolist()
    ['asylum', 'CAN', 5]
    """
    found = differences(before, after)
    sides = [
        found.groupby(["series", "year", "kind", side])["change"]
        .agg(figures="size", change="sum")
        .reset_index()
        .rename(columns={side: "country"})
        .assign(side=side)
        for side in ("asylum", "origin")
    ]
    table = pd.concat(sides, ignore_index=True)
    table["name"] = [country_name(code) for code in table["country"]]
    order = table["change"].abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, ["series", "year", "side", "country", "name", "kind", "figures", "change"]]


def _chapters(revisions: pd.DataFrame, sums: pd.DataFrame) -> tuple[Chapter, ...]:
    """Report each series that changed, the one that moved most first."""
    chapters = [
        _chapter(series, revisions[revisions["series"] == name], sums.loc[name])
        for name, series in SERIES.items()
        if name in set(revisions["series"])
    ]
    return tuple(sorted(chapters, key=lambda chapter: -chapter.years[0].size))


def _chapter(series: Series, rows: pd.DataFrame, sums: pd.DataFrame) -> Chapter:
    years = sorted(
        (_year(series, int(str(year)), of, sums.loc[year]) for year, of in rows.groupby("year")),
        key=lambda year: -year.size,
    )
    lost = [
        f"{year}: no figure is left of {number(float(row['before']), 'persons')}"
        for year, row in sums.iterrows()
        if row["before"] > 0 and row["after"] == 0
    ]
    sides = [_side(series.asylum, rows, "asylum"), _side(series.origin, rows, "origin")]
    largest = rows.loc[rows["change"].abs().sort_values(ascending=False, kind="stable").index].head(TOP)
    return Chapter(
        series.title,
        tuple(years[:TOP]),
        max(0, len(years) - TOP),
        tuple(side for side in sides if side.title and side.moves),
        tuple(_pair(series, row) for row in largest.to_dict("records")),
        tuple(lost),
        bool(rows["change"].abs().max() <= ROUNDED_TO),
    )


def _year(series: Series, year: int, rows: pd.DataFrame, sums: pd.Series) -> Year:
    change = float(sums["after"] - sums["before"])
    counts = rows["kind"].value_counts()
    words = {REVISED: "revised", NEW: "added", GONE: "withdrawn"}
    why = ", ".join(f"{counts[kind]:,} {word}" for kind, word in words.items() if kind in counts)
    gross = float(rows["change"].abs().sum())
    return Year(
        f"in {year}" if series.flow else f"at the end of {year}",
        f"{sums['before']:,.0f}",
        f"{sums['after']:,.0f}",
        _signed(change),
        f"{why}; {gross:,.0f} in all, up or down" if gross > abs(change) else why,
        gross,
    )


def _side(title: str, rows: pd.DataFrame, side: str) -> Side:
    moved = rows.groupby(side)["change"].sum()
    moved = moved[moved != 0]
    order = moved.abs().sort_values(ascending=False, kind="stable").index
    moves = tuple((country_name(str(code)), _signed(float(moved[code]))) for code in order[:TOP])
    return Side(title, moves, max(0, len(moved) - TOP))


def _pair(series: Series, row: dict[str, Any]) -> Pair:
    ways = (
        [str(row["asylum"]), str(row["origin"])] if series.back else [str(row["origin"]), str(row["asylum"])]
    )
    where = " to ".join(country_name(code) for code in (dict.fromkeys(ways) if series.origin else ways[1:]))
    return Pair(where, int(row["year"]), _persons(row["before"]), _persons(row["after"]))


def _persons(value: float) -> str:
    return "no figure" if pd.isna(value) else f"{value:,.0f}"


def _firsts(rows: pd.DataFrame, sums: pd.DataFrame) -> tuple[tuple[str, list[First]], ...]:
    """Tell the totals of years that are new, or of another day, series by series."""
    firsts = []
    for year in sorted(set(rows["year"])):
        lines = []
        for name in (name for name in SERIES if name in set(rows.loc[rows["year"] == year, "series"])):
            before, after = (float(sums.loc[(name, year), side]) for side in ("before", "after"))
            lines.append((SERIES[name].title, f"{after:,.0f}", f"{before:,.0f}" if before else ""))
        firsts.append((str(year), lines))
    return tuple(firsts)


def _signed(change: float) -> str:
    return "no change in the sum" if change == 0 else f"{'+' if change > 0 else '−'}{abs(change):,.0f}"
