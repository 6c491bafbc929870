"""The corridors that made a year: pairs of countries behind the change of a stock or a flow."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from gcr_analysis.errors import GcrError, UnknownNameError
from gcr_analysis.framework import breaks, panels
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.pair_flows import PAIR, pairs
from gcr_analysis.indicators.residuals import Side
from gcr_analysis.snapshot import latest_year, load
from gcr_analysis.snapshot.questions import question

REPORTED, NONE_ON_RECORD, NOT_REPORTED = "reported", "none on record", "not reported"
By: TypeAlias = Literal["pair", "origin", "asylum"]


@dataclass(frozen=True)
class Figures:
    """Where the figures of a kind of corridor stand.

    Attributes
    ----------
    table, columns
        The table, and its columns that are added.
    second
        Its column with the country other than the origin.
    series
        The series of `framework/breaks.yaml` whose breaks it has.
    where
        Values of other columns that its rows have.
    """

    table: str
    columns: tuple[str, ...]
    second: str = "asylum"
    series: str = ""
    where: dict[str, str] = field(default_factory=dict)


FIGURES = {
    "refugees": Figures("population", ("refugees", "oip"), series="refugees"),
    "asylum_seekers": Figures("population", ("asylum_seekers",)),
    "refugees_and_asylum_seekers": Figures(
        "population", ("refugees", "oip", "asylum_seekers"), series="refugees"
    ),
    "newly_recorded": Figures(
        "displacement_flows", ("refugees", "refugee_like", "oip"), series="new_displacement"
    ),
    "asylum_applications": Figures(
        "asylum_applications",
        ("applications",),
        series="asylum_applications",
        where={"type": "N", "unit": "persons"},
    ),
    "returns": Figures("refugee_returns", ("persons",)),
    "resettlement": Figures("resettlement_arrivals", ("persons",), second="destination"),
    "naturalisations": Figures("naturalisations", ("persons",)),
}
PEOPLE = (
    "refugees",
    "asylum_seekers",
    "refugees_and_asylum_seekers",
    "newly_recorded",
    "asylum_applications",
)
OF_PANEL: dict[str, tuple[str, ...]] = {
    "host-country-burden": PEOPLE,
    "self-reliance": ("naturalisations",),
    "third-country-solutions": ("resettlement",),
    "return-conditions": ("returns", "refugees", "asylum_seekers", "newly_recorded", "naturalisations"),
}


@question
def corridors(
    region: Region,
    panel: str,
    year: int,
    what: str | None = None,
    *,
    earlier: int | None = None,
    by: By = "pair",
) -> pd.DataFrame:
    """Find the pairs of countries that made the change of a region's figures between two years.

    A pair without a row has none on record, which is not zero: its change is told in persons, and it makes no
    percentage and no multiple. Where its country of asylum or destination has no row at all in a year, the
    figure was not reported, and there is no change.

    Parameters
    ----------
    region
        The region, read as the panel reads it: as host or destination, or as origin.
    panel
        Id of a panel.
    year
        The later year.
    what
        One key of `FIGURES`; all those of the panel (`OF_PANEL`) when not given. ``newly_recorded`` are
        people recorded as a group (group recognition, refugee-like situations, OIP), without applications;
        ``asylum_applications`` are new ones, counted in persons.
    earlier
        The earlier year; the year before when not given.
    by
        ``"pair"``, or the sum over all origins or over all countries of asylum.

    Returns
    -------
    DataFrame
        A row for each pair with a figure in either year, in the order of the figures and then the largest
        change first: ``what``, ``origin`` (ISO3, empty for all), ``asylum`` (country of asylum, of return or
        of destination; empty for all), ``earlier`` and ``figure`` (persons; missing where none is on record),
        ``earlier_status`` and ``figure_status``, ``change`` (persons), ``share`` (percent of the absolute
        changes of all rows of the kind), ``break`` (ids of the breaks that lie in it) and, for refugees,
        ``residual`` (persons for whom no flow is on record; missing for other figures).

    Raises
    ------
    UnknownNameError
        When there is no such panel, or no such figures.
    GcrError
        When the years do not follow each other, or lie outside the snapshot.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> found = corridors(region("AFG"), "return-conditions", 2025, "returns")
    >>> found[["asylum", "earlier", "figure", "share"]].head(2).round().values.tolist()
    [['IRN', 237452.0, 1386970.0, 73.0], ['PAK', 126812.0, 558359.0, 27.0]]
    """
    if panel not in panels():
        raise UnknownNameError("panel", panel, panels())
    if what is not None and what not in FIGURES:
        raise UnknownNameError("figures of corridors", what, FIGURES)
    earlier = year - 1 if earlier is None else earlier
    if not FIRST_YEAR <= earlier < year <= latest_year():
        raise GcrError(
            f"no change from {earlier} to {year}: give two different years from {FIRST_YEAR} to "
            f"{latest_year()}, the earlier one first"
        )
    side: Side = "origin" if panels()[panel].reads_region_as == "origin" else "asylum"
    kinds = OF_PANEL[panel] if what is None else (what,)
    return pd.concat([_of_kind(kind, region, side, (earlier, year), by) for kind in kinds], ignore_index=True)


def _of_kind(kind: str, region: Region, side: Side, years: tuple[int, int], by: By) -> pd.DataFrame:
    of_year = [_people(kind, year) for year in years]
    here = [_grouped(people[_inside(people.index, side, region)], by) for people in of_year]
    table = pd.concat(here, axis=1, keys=["earlier", "figure"]).reset_index()
    for name, year in zip(("earlier", "figure"), years, strict=True):
        silent = ~table["asylum"].isin(_reporting(kind, year)) & (table["asylum"] != "")
        states = [table[name].notna(), silent]
        table[f"{name}_status"] = np.select(states, [REPORTED, NOT_REPORTED], NONE_ON_RECORD)
    known = (table[["earlier_status", "figure_status"]] != NOT_REPORTED).all(axis=1)
    moved = table["figure"].fillna(0) - table["earlier"].fillna(0)
    table["change"] = moved.where(known)
    table["share"] = 100 * table["change"].abs() / table["change"].abs().sum()
    each = pd.MultiIndex.from_frame(table[list(PAIR)])
    table["break"] = [_broken(kind, pair, years) for pair in each]
    table["residual"] = np.nan
    if kind == "refugees":
        table["residual"] = _residuals(region, side, years, by).reindex(each).to_numpy()
    table.insert(0, "what", kind)
    order = moved.abs().sort_values(ascending=False, kind="stable").index
    return table.loc[order, _COLUMNS]


_COLUMNS = [
    "what", *PAIR, "earlier", "figure", "earlier_status", "figure_status", "change", "share", "break",
    "residual",
]  # fmt: skip


@lru_cache(32)
def _people(kind: str, year: int) -> pd.Series:
    """People by origin and country of asylum or destination, where there are any on record."""
    figures = FIGURES[kind]
    rows = load(figures.table)
    rows = rows[rows["year"] == year]
    for column, value in figures.where.items():
        rows = rows[rows[column] == value]
    persons = rows[list(figures.columns)].fillna(0).sum(axis=1).astype("float64")
    keys = [rows["origin"].astype("str"), rows[figures.second].astype("str").rename("asylum")]
    found = persons.groupby(keys).sum()
    return found[found > 0]


@lru_cache(32)
def _reporting(kind: str, year: int) -> frozenset[str]:
    """Countries of asylum or destination with any row of the table in the year: these report."""
    figures = FIGURES[kind]
    rows = load(figures.table, ["year", figures.second])
    return frozenset(rows.loc[rows["year"] == year, figures.second].astype("str"))


def _inside(index: pd.Index, side: Side, region: Region) -> np.ndarray:
    return index.get_level_values(side).isin(region.countries)


def _grouped(people: pd.Series, by: By) -> pd.Series:
    """Add up over one side, whose code is then empty."""
    if by == "pair":
        return people
    total = people.groupby(by).sum()
    codes = {side: total.index if side == by else "" for side in PAIR}
    return total.set_axis(pd.MultiIndex.from_frame(pd.DataFrame(codes, index=total.index)))


def _broken(kind: str, pair: Sequence[str], years: tuple[int, int]) -> str:
    """Ids of the breaks of a series that lie in a pair between two years."""
    crossed = [
        declared.id
        for declared in breaks()
        if FIGURES[kind].series in declared.series
        and years[0] <= declared.between[0]
        and declared.between[1] <= years[1]
        and all(
            getattr(declared, side) in (None, code) or code == ""
            for side, code in zip(PAIR, pair, strict=True)
        )
    ]
    return "; ".join(crossed)


def _residuals(region: Region, side: Side, years: tuple[int, int], by: By) -> pd.Series:
    """Persons for whom no flow is on record, by pair, over the years after the first."""
    of_years = [pairs(year)["residual"] for year in range(years[0] + 1, years[1] + 1)]
    here = [_grouped(each[_inside(each.index, side, region)], by) for each in of_years]
    return pd.concat(here, axis=1).fillna(0).sum(axis=1)
