"""What a new table holds in the wrong place, or too far from the one that it is to replace."""

from collections.abc import Iterator

import pandas as pd

from gcr_analysis.framework import Table
from gcr_analysis.snapshot.doubt import (
    LEAST_MOVED,
    LEAST_ROWS,
    Doubt,
    amounts_of,
    by_country,
    by_year,
    year_of,
)
from gcr_analysis.snapshot.schemas import year_column

MOVED = {"recent": 0.15, "older": 0.03}  # of a year's total: more than that a release moved hardly ever
RECENT = 3  # years before the newest one
COUNTRY_MOVED, HALF = 50_000, 0.5  # persons, and share of those before: no release moved a stock so far
MOVED_PLACE = {"percent": 10.0, "score": 1.0}  # points: an edition moves a country by no more
JUMP = 3.0  # times the year before
SIDES = ("asylum", "destination", "country")


def moved_places(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find figures of a table without years that are far from those before, in the same place."""
    key = list(table.key)
    both = old.merge(new, on=key, suffixes=("", " new"))
    for column in amounts_of(table):
        was, now = (both[name].astype("float64") for name in (column.name, f"{column.name} new"))
        moved, limit = (now - was).abs(), MOVED_PLACE.get(column.unit or "")
        far = moved > limit if limit else (moved > HALF * was) & (moved > LEAST_MOVED)
        if far.any():
            named = ", ".join(both.loc[far, key].astype(str).agg(" ".join, axis=1))
            first = far.idxmax()
            yield Doubt(
                "moved figure",
                column.name,
                (),
                f"{now[first]:,.6g} after {was[first]:,.6g} {column.unit or ''}, of {named}",
                "look for a reason in the source's notes; if it holds, accept it in the ledger",
            )


def moved_countries(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find countries with by far more or fewer people in a year than before, as no release has had it."""
    for column, side, before, after in by_country(table, new, old, ("stock",)):
        moved = (after - before).abs()
        far = moved[(moved > COUNTRY_MOVED) & (moved > HALF * before) & (after > 0) & (before > 0)]
        for code, of in far.groupby(level=1, observed=True):
            worst = of.idxmax()
            yield Doubt(
                "moved country",
                column.name,
                tuple(sorted(int(year) for year in of.index.get_level_values(0))),
                f"{code} as {side} has {after[worst]:,.0f} after {before[worst]:,.0f} in {worst[0]}",
                "look for pairs of this country that are lost or were added to others",
            )


def zeros_for_missing(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find years in which zeros stand where figures were missing."""
    key, year = list(table.key), year_column(table)
    blank = old[[column.name for column in amounts_of(table)]].isna()
    columns = [column for column in amounts_of(table) if blank[column.name].any()]
    if not columns:
        return
    names = [column.name for column in columns]
    met = pd.concat([old[key], blank[names].add_prefix("no ")], axis=1)[blank.any(axis=1)]
    met = met.merge(new[[*key, *names]], on=key)
    for column in columns:
        here = met[met[f"no {column.name}"]]
        filled = (here[column.name] == 0).groupby(here[year]).agg(["mean", "size"])
        years = filled.index[(filled["size"] >= LEAST_ROWS) & (filled["mean"] > 0.5)]
        if len(years):
            yield Doubt(
                "zeros for missing",
                column.name,
                tuple(map(int, years)),
                "zeros stand where there was no figure",
                "read '-' and empty fields as missing",
            )


def swapped_sides(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find tables whose pairs are those of the old one, the other way round."""
    other = next((side for side in SIDES if side in table.key), None)
    if "origin" not in table.key or other is None:
        return
    for column in amounts_of(table, ("stock", "flow")):
        (here, there), (was_here, was_there) = (
            [
                frame.groupby(side, observed=True)[column.name].sum().astype(float)
                for side in ("origin", other)
            ]
            for frame in (new, old)
        )
        straight = _apart(here, was_here) + _apart(there, was_there)
        turned = _apart(here, was_there) + _apart(there, was_here)
        if turned < straight / 2:
            yield Doubt(
                "swapped sides",
                column.name,
                (),
                f"countries have as origin what they had as {other}, and the other way round",
                f"exchange origin and {other}",
            )


def shifted_years(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find years whose figures are those that another year had."""
    for column in amounts_of(table, ("stock", "flow")):
        before, after = (by_year(table, frame, column.name)["sum"] for frame in (old, new))
        for step in (1, -1):
            was = before[before > 0].rename(lambda year, step=step: year + step)
            shared = after.index.intersection(was.index).intersection(before.index)
            same = shared[(after[shared] == was[shared]) & (after[shared] != before[shared])]
            if len(same) >= 3:  # by chance one year may equal another
                yield Doubt(
                    "shifted years",
                    column.name,
                    tuple(map(int, same)),
                    f"totals are those of the year {'before' if step == 1 else 'after'}",
                    "check which year the answer was for",
                )


def moved_totals(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find totals of a year that moved by more than releases move them."""
    for column in amounts_of(table, ("stock", "flow")):
        before, after = (by_year(table, frame, column.name)["sum"] for frame in (old, new))
        shared = after.index.intersection(before.index)
        change = (after[shared] - before[shared]).abs()
        newest = int(before.index.max())
        share = pd.Series(MOVED["older"], shared).where(shared <= newest - RECENT, MOVED["recent"])
        far = shared[(change > share * before[shared]) & (change >= LEAST_MOVED) & (after[shared] > 0)]
        for year in far:
            yield Doubt(
                "moved total",
                column.name,
                (int(year),),
                f"{after[year]:,.0f} {column.unit or ''}, after {before[year]:,.0f}",
                "look for a reason in the source's notes; if it holds, accept it in the ledger",
            )


def jumps(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find totals of new years that are many times, or a small part of, those of the year before."""
    last = int(year_of(table, old).max())
    for column in amounts_of(table, ("stock", "flow")):
        totals = by_year(table, new, column.name)["sum"]
        for year in (year for year in totals.index if year > last and year - 1 in totals.index):
            now, was = totals[year], totals[year - 1]
            if max(now, was) >= LEAST_MOVED and not was / JUMP < now < was * JUMP:
                yield Doubt(
                    "jump",
                    column.name,
                    (int(year),),
                    f"{now:,.0f} {column.unit or ''}, after {was:,.0f} in the year before",
                    "look whether the year is whole, and whether its unit is the same",
                )


def cases_as_persons(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find countries whose cases went away while as many persons came."""
    if "unit" not in table.key or "asylum" not in table.key:
        return
    for column in amounts_of(table, ("flow",)):
        before, after = (
            frame.groupby([year_of(table, frame), frame["asylum"].astype(str), frame["unit"].astype(str)])[
                column.name
            ]
            .sum()
            .astype(float)
            .unstack()
            .reindex(columns=["persons", "cases"])
            .fillna(0.0)
            for frame in (old, new)
        )
        shared = after.index.intersection(before.index)
        before, after = before.loc[shared], after.loc[shared]
        came, went = after["persons"] - before["persons"], before["cases"] - after["cases"]
        added = shared[(before["cases"] >= LEAST_MOVED) & (went > 0.5 * before["cases"]) & (came >= went)]
        if len(added):
            yield Doubt(
                "cases as persons",
                column.name,
                tuple(sorted({int(year) for year, _ in added})),
                f"cases of {', '.join(sorted({str(code) for _, code in added}))} stand among persons",
                "keep the unit of each row: persons and cases never add",
            )


def formulas(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find texts that a spreadsheet would run as a formula."""
    for column in (column for column in table.columns if column.type == "text"):
        texts = new[column.name].dropna().astype(str)
        if (odd := texts[texts.str.startswith(("=", "+", "-", "@"))]).size:
            yield Doubt(
                "formula",
                column.name,
                (),
                f"{odd.iloc[0]!r} begins like a formula",
                "take the text from the source again; a name does not begin so",
            )


def _apart(one: pd.Series, other: pd.Series) -> float:
    """How far two sums by country lie apart, in all."""
    return float(one.sub(other, fill_value=0.0).abs().sum())
