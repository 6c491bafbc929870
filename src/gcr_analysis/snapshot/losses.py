"""What a new table lacks that the one which it is to replace has: years, rows, countries, figures."""

from collections.abc import Iterator

import pandas as pd

from gcr_analysis.framework import Table
from gcr_analysis.snapshot.doubt import (
    LEAST_ROWS,
    Doubt,
    amounts_of,
    by_country,
    by_year,
    year_of,
)

LOST_ROWS = 0.1  # of a year's rows: no release has dropped so many
COUNTRY_SIZE = 10_000  # persons: a country of so many does not go without a word


def lost_years(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find years that the old table has and the new one has not."""
    gone = sorted(set(year_of(table, old)) - set(year_of(table, new)))
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
    before, after = (year_of(table, frame).value_counts() for frame in (old, new))
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
    if not amounts_of(table) or any(lost_places(table, new, old)):
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


def lost_countries(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find countries with many people in a year that have none in the new table, while others have."""
    for column, side, before, after in by_country(table, new, old, ("stock", "flow")):
        totals = by_year(table, new, column.name)["sum"]
        of_years = before.index.get_level_values(0).isin(totals.index[totals > 0])
        gone = before[of_years & (before >= COUNTRY_SIZE) & (after == 0)]
        for code, lost in gone.groupby(level=1, observed=True):
            yield Doubt(
                "lost country",
                column.name,
                tuple(sorted(int(year) for year in lost.index.get_level_values(0))),
                f"{code} as {side} has no figure, after {lost.max():,.0f} {column.unit or ''}".rstrip(),
                "ask for this country alone, and look whether its code has changed",
            )


def emptied(table: Table, new: pd.DataFrame, old: pd.DataFrame) -> Iterator[Doubt]:
    """Find columns that had figures in a year and have none, or only zeros."""
    for column in amounts_of(table):
        before, after = (by_year(table, frame, column.name) for frame in (old, new))
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
