"""What a new table lacks, holds in the wrong place or cannot be, by the table that it is to replace.

Each check takes the table as declared, the new frame and the old one, and yields what it finds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

from gcr_analysis.framework import Column, Table
from gcr_analysis.snapshot.schemas import year_column

LOST_ROWS = 0.1  # of a year's rows: no release has dropped so many
LEAST_ROWS = 20  # fewer rows than these in a year tell nothing
COUNTRY_SIZE = 10_000  # persons: a country of so many does not go without a word
MOVED = {"recent": 0.15, "older": 0.03}  # of a year's total: more than that a release moved hardly ever
RECENT = 3  # years before the newest one
LEAST_MOVED = 5_000
COUNTRY_MOVED, HALF = 50_000, 0.5  # persons, and share of those before: no release moved a stock so far
MOVED_PLACE = {"percent": 10.0, "score": 1.0}  # points: an edition moves a country by no more
JUMP = 3.0  # times the year before
SIDES = ("asylum", "destination", "country")


@dataclass(frozen=True)
class Doubt:
    """One thing that speaks against a new table: check, column, years, what is wrong, what to do."""

    check: str
    column: str
    years: tuple[int, ...]
    message: str
    remedy: str


Check = Callable[[Table, pd.DataFrame, pd.DataFrame], Iterator[Doubt]]


def doubts(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> list[Doubt]:
    """Compare a new table with the one that it is to take the place of.

    Parameters
    ----------
    table
        Declaration of the table.
    new, old
        Both frames, as `gcr_analysis.snapshot.load` returns them.

    Returns
    -------
    list of Doubt
        What speaks against the new one; none where nothing does. Of a table without years, only lost rows and
        the texts are checked; of one of months, or where the old one has no row, the texts alone. A column
        that is declared since has nothing to be compared with.

    Examples
    --------
    >>> from gcr_analysis.framework import tables
    >>> from gcr_analysis.snapshot import load
    >>> old = load("idp_returns")
    >>> doubts(tables()["idp_returns"], old, old)
    []
    >>> found = doubts(tables()["idp_returns"], old[old["year"] != 2015], old)
    >>> found[0].check, found[0].years
    ('lost years', (2015,))
    """
    table = table.model_copy(update={"columns": tuple(each for each in table.columns if each.name in old)})
    yearly = year_column(table) and "month" not in table.key
    undated = (
        (formulas, lost_places, gone_places, moved_places) if year_column(table) is None else (formulas,)
    )
    checks = CHECKS if yearly and len(old) else undated
    return [doubt for check in checks for doubt in check(table, new, old)]


def lost_years(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find years that the old table has and the new one has not."""
    gone = sorted(set(_years(table, old)) - set(_years(table, new)))
    if gone:
        yield Doubt(
            "lost years",
            "",
            tuple(map(int, gone)),
            f"{len(gone)} years are gone",
            "harvest these years again, and check that the question asked for them",
        )


def lost_rows(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find years with far fewer rows than before."""
    before, after = (_years(table, frame).value_counts() for frame in (old, new))
    after = after.reindex(before.index).dropna()
    few = after.index[(before[after.index] >= LEAST_ROWS) & (after < (1 - LOST_ROWS) * before[after.index])]
    if len(few):
        worst = (after[few] / before[few]).idxmin()
        yield Doubt(
            "lost rows",
            "",
            tuple(sorted(map(int, few))),
            f"{int(after[worst]):,} rows are left of {int(before[worst]):,} in {worst}",
            "look for a page that was not read, or an answer that was cut short",
        )


def lost_places(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find a table without years that has far fewer rows than before."""
    if len(old) >= LEAST_ROWS and len(new) < (1 - LOST_ROWS) * len(old):
        yield Doubt(
            "lost rows",
            "",
            (),
            f"{len(new):,} rows are left of {len(old):,}",
            "look for an answer or a file that was cut short",
        )


def gone_places(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find places of a table without years that had figures and have no row."""
    if not _amounts(table) or any(lost_places(table, new, old)):
        return
    places = [column.name for column in table.columns if column.type == "iso3"]
    for place in places[:1]:
        gone = sorted(set(old[place].dropna().astype(str)) - set(new[place].dropna().astype(str)))
        if gone:
            yield Doubt(
                "lost country",
                place,
                (),
                f"{', '.join(gone)} had figures",
                "look whether the code has changed; if the source dropped it, accept it in the ledger",
            )


def moved_places(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find figures of a table without years that are far from those before, in the same place."""
    key = list(table.key)
    both = old.merge(new, on=key, suffixes=("", " new"))
    for column in _amounts(table):
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


def countries(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find countries that lost their figure in a year, then those whose figure moved far."""
    amounts = [column.name for column in _amounts(table, ("stock", "flow"))]
    sides = [each.name for each in table.columns if each.type == "iso3" and each.name in table.key]
    sums = {side: [_sums(table, frame, amounts, side) for frame in (old, new)] for side in sides}
    for find, kinds in ((_lost, ("stock", "flow")), (_moved, ("stock",))):
        for column in _amounts(table, kinds):
            any_ = _with_any(table, new, column.name)
            for side, (before, after) in sums.items():
                here = before[column.name]
                yield from find(column, side, here, after[column.name].reindex(here.index).fillna(0), any_)


def _lost(column: Column, side: str, before: pd.Series, after: pd.Series, years: set[int]) -> Iterator[Doubt]:
    """Find countries with many people in a year that have none in the new table, while others have."""
    of_years = before.index.get_level_values(0).isin(years)
    gone = before[of_years & (before >= COUNTRY_SIZE) & (after == 0)]
    for code, lost in gone.groupby(level=1, observed=True):
        yield Doubt(
            "lost country",
            column.name,
            tuple(sorted(int(year) for year in lost.index.get_level_values(0))),
            f"{code} as {side} has no figure, after {lost.max():,.0f} {column.unit or ''}".rstrip(),
            "ask for this country alone, and look whether its code has changed",
        )


def _moved(
    column: Column, side: str, before: pd.Series, after: pd.Series, years: set[int]
) -> Iterator[Doubt]:
    """Find countries with by far more or fewer people in a year than before, as no release has had it."""
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


def emptied(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find columns that had figures in a year and have none, or only zeros."""
    for column in _amounts(table):
        before, after = (_years_of(table, frame, column.name) for frame in (old, new))
        shared = after.index.intersection(before.index)
        had = before.loc[shared, "sum"] > 0
        for what, there in (
            ("no figure is left", after.loc[shared, "count"] == 0),
            ("only zeros are left", (after.loc[shared, "count"] > 0) & (after.loc[shared, "sum"] == 0)),
        ):
            years = tuple(int(year) for year in shared[had & there])
            if years:
                yield Doubt(
                    "emptied column",
                    column.name,
                    years,
                    what,
                    "wait for the next release, or take this column from the one before",
                )


def zeros_for_missing(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find years in which zeros stand where figures were missing."""
    key, year = list(table.key), year_column(table)
    blank = old[[column.name for column in _amounts(table)]].isna()
    columns = [column for column in _amounts(table) if blank[column.name].any()]
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
    for column in _amounts(table, ("stock", "flow")):
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
    for column in _amounts(table, ("stock", "flow")):
        before, after = (_years_of(table, frame, column.name)["sum"] for frame in (old, new))
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
    for column in _amounts(table, ("stock", "flow")):
        before, after = (_years_of(table, frame, column.name)["sum"] for frame in (old, new))
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
    last = int(_years(table, old).max())
    for column in _amounts(table, ("stock", "flow")):
        totals = _years_of(table, new, column.name)["sum"]
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
    for column in _amounts(table, ("flow",)):
        before, after = (
            frame.groupby([_years(table, frame), frame["asylum"].astype(str), frame["unit"].astype(str)])[
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


CHECKS: tuple[Check, ...] = (
    lost_years,
    lost_rows,
    swapped_sides,
    shifted_years,
    emptied,
    zeros_for_missing,
    cases_as_persons,
    countries,
    moved_totals,
    jumps,
    formulas,
)


def _amounts(table: Table, kinds: tuple[str, ...] = ("stock", "flow", "ratio")) -> list[Column]:
    return [c for c in table.columns if c.type in ("count", "number") and c.kind in kinds]


def _years(table: Table, frame: pd.DataFrame) -> pd.Series:
    return frame[year_column(table)]


def _years_of(table: Table, frame: pd.DataFrame, column: str) -> pd.DataFrame:
    """Sum and number of the figures of each year."""
    return frame.groupby(_years(table, frame))[column].agg(["sum", "count"]).astype(float)


def _sums(table: Table, frame: pd.DataFrame, columns: list[str], side: str) -> pd.DataFrame:
    """Sums of each year and country."""
    return frame.groupby([_years(table, frame), frame[side]], observed=True)[columns].sum().astype(float)


def _apart(one: pd.Series, other: pd.Series) -> float:
    """How far two sums by country lie apart, in all."""
    return float(one.sub(other, fill_value=0.0).abs().sum())


def _with_any(table: Table, frame: pd.DataFrame, column: str) -> set[int]:
    totals = _years_of(table, frame, column)
    return set(totals.index[totals["sum"] > 0])
