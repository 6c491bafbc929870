"""What a release of UNHCR's figures changes against an earlier one, as an analyst would write it down."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import jinja2
import pandas as pd

from gcr_analysis.briefing.numbers import number
from gcr_analysis.geography import country_name
from gcr_analysis.snapshot.releases import (
    GONE,
    NEW,
    NEW_YEAR,
    OTHER_DATE,
    REVISED,
    differences,
    release,
    releases,
    totals,
)

TOP = 5
"""Countries, pairs and years that are named; of more, their number is said."""


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
class Chapter:
    """What changed in a series: its years, the countries and the pairs behind the change, and warnings."""

    title: str
    years: tuple[Year, ...]
    more_years: int
    sides: tuple[tuple[str, str], ...]
    pairs: tuple[str, ...]
    lost: tuple[str, ...]


def memo(before: str, after: str) -> str:
    """Write down what a release changes against an earlier one.

    Figures of years that the earlier release did not reach, and figures of another day of the year, are told
    apart from revisions.

    Parameters
    ----------
    before, after
        Releases, as for `gcr_analysis.snapshot.releases.release`.

    Returns
    -------
    str
        Plain text.

    Raises
    ------
    GcrError
        As `gcr_analysis.snapshot.releases.differences`.

    Examples
    --------
    >>> print(memo("GT2025", "GT2025r1").splitlines()[0])
    GT2025r1 (published 25 June 2026) against GT2025 (published 12 June 2026)
    """
    found, sums = differences(before, after), totals(before, after)
    revisions = found[found["kind"].isin((REVISED, NEW, GONE))]
    return (
        text_template("release_memo.txt")
        .render(
            before=named(before),
            after=named(after),
            revised=_chapters(revisions, sums),
            unchanged=[told.title for name, told in SERIES.items() if name not in set(revisions["series"])],
            fresh=_firsts(found[found["kind"] == NEW_YEAR], sums),
            other_day=_firsts(found[found["kind"] == OTHER_DATE], sums),
            figures=len(revisions),
        )
        .strip()
    )


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


def _chapters(revisions: pd.DataFrame, sums: pd.DataFrame) -> list[Chapter]:
    return [
        _chapter(told, revisions[revisions["series"] == name], sums.loc[name])
        for name, told in SERIES.items()
        if name in set(revisions["series"])
    ]


def _chapter(told: Series, rows: pd.DataFrame, sums: pd.DataFrame) -> Chapter:
    years = sorted(
        (_year(told, int(str(year)), of, sums.loc[year]) for year, of in rows.groupby("year")),
        key=lambda year: -year.size,
    )
    lost = [
        f"{year}: no figure is left of {number(float(row['before']), 'persons')}"
        for year, row in sums.iterrows()
        if row["before"] > 0 and row["after"] == 0
    ]
    sides = [(told.asylum, _largest(rows, "asylum")), (told.origin, _largest(rows, "origin"))]
    largest = rows.loc[rows["change"].abs().sort_values(ascending=False, kind="stable").index].head(TOP)
    return Chapter(
        told.title,
        tuple(years[:TOP]),
        max(0, len(years) - TOP),
        tuple((side, names) for side, names in sides if side),
        tuple(_pair(told, row) for row in largest.to_dict("records")),
        tuple(lost),
    )


def _year(told: Series, year: int, rows: pd.DataFrame, sums: pd.Series) -> Year:
    change = float(sums["after"] - sums["before"])
    counts = rows["kind"].value_counts()
    words = {REVISED: "revised", NEW: "added", GONE: "withdrawn"}
    why = ", ".join(f"{counts[kind]:,} {word}" for kind, word in words.items() if kind in counts)
    gross = float(rows["change"].abs().sum())
    return Year(
        f"in {year}" if told.flow else f"at the end of {year}",
        f"{sums['before']:,.0f}",
        f"{sums['after']:,.0f}",
        _signed(change),
        f"{why}; {gross:,.0f} in all, up or down" if gross > abs(change) else why,
        gross,
    )


def _largest(rows: pd.DataFrame, side: str) -> str:
    moved = rows.groupby(side)["change"].sum()
    moved = moved[moved != 0]
    order = moved.abs().sort_values(ascending=False, kind="stable").index
    named = [f"{country_name(str(code))} {_signed(float(moved[code]))}" for code in order[:TOP]]
    more = len(moved) - TOP
    return ", ".join(named) + (f", and {more:,} more" if more > 0 else "")


def _pair(told: Series, row: dict[str, object]) -> str:
    ways = [str(row["asylum"]), str(row["origin"])] if told.back else [str(row["origin"]), str(row["asylum"])]
    where = " to ".join(country_name(code) for code in (dict.fromkeys(ways) if told.origin else ways[1:]))
    return f"{where}, {row['year']}: {_persons(row['before'])} → {_persons(row['after'])}"


def _persons(value: object) -> str:
    return "no figure" if pd.isna(value) else f"{value:,.0f}"  # type: ignore[call-overload]


def _firsts(rows: pd.DataFrame, sums: pd.DataFrame) -> list[tuple[str, list[str]]]:
    """Tell the totals of years that are new, or of another day, in a line a series."""
    told = []
    for year in sorted(set(rows["year"])):
        names = [name for name in SERIES if name in set(rows.loc[rows["year"] == year, "series"])]
        lines = []
        for name in names:
            before, after = (float(sums.loc[(name, year), side]) for side in ("before", "after"))
            was = f", after {before:,.0f} for the other day" if before else ""
            lines.append(f"{SERIES[name].title}: {after:,.0f}{was}")
        told.append((str(year), lines))
    return told


def _signed(change: float) -> str:
    return "no change in the sum" if change == 0 else f"{'+' if change > 0 else '−'}{abs(change):,.0f}"


def named(name: str) -> str:
    """Return a release's own name with its date.

    >>> named("latest")
    'GT2025r1 (published 25 June 2026)'
    """
    row = releases().loc[release(name)]
    published = date.fromisoformat(row["published"])
    return f"{row['name']} (published {published.day} {published:%B %Y})"


def plural(count: int, one: str, many: str) -> str:
    """Return a number with its noun.

    >>> plural(1, "figure", "figures"), plural(25, "figure", "figures")
    ('1 figure', '25 figures')
    """
    return f"{count:,} {one if count == 1 else many}"


@cache
def text_template(name: str) -> jinja2.Template:
    """Return a template of plain text by its file name."""
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gcr_analysis.briefing", "templates"),
        autoescape=False,  # plain text for a terminal
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["plural"] = plural
    return environment.get_template(name)
