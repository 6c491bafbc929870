"""Figures that repeat the year before, and the ledger of those that somebody has judged, held against tables.

Who reports a figure of thousands twice to its last digit has most likely copied it. Such a figure carries no
change until somebody has judged it: `repeated` lists the candidates, and `framework/ledger.yaml` the
judgements. A judgement holds for the figure as it stood; `mended` tells which figures have changed since.
"""

from collections.abc import Callable, Collection, Hashable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from gcr_analysis.framework import Judgement, ledger, tables
from gcr_analysis.snapshot.store import load

LEAST_DIGITS = {"unhcr_results": 3, "population": 5, "conflict_idps": 5, "unrwa_refugees": 5}
"""Tables that are searched, each with the digits from which a repeated value is no accident.

Trailing zeros are no digits. Stocks in persons hardly move where few people live, and are rounded: they need
more digits than what operations report.
"""

NAMED = 3
Load = Callable[[str], pd.DataFrame]


def digits(values: pd.Series) -> pd.Series:
    """Count the digits of values from the first to the last one that is not zero.

    >>> digits(pd.Series([3257.0, 36.07, 1200.0, 11.4, 0.0])).tolist()
    [4, 4, 2, 3, 0]
    """
    texts = (f"{value:.10g}".replace(".", "").replace("-", "").strip("0") for value in values)
    return pd.Series([len(text) for text in texts], values.index, dtype=int)


def repeated(
    table: str, least: int | None = None, year: int | None = None, load: Load = load
) -> pd.DataFrame:
    """List the values of a table that are those of the year before to the last digit, and not judged yet.

    Parameters
    ----------
    table
        A table with a year in its key.
    least
        Fewest digits of such a value; by default those of `LEAST_DIGITS`.
    year
        Only values of this year.
    load
        Reads a table by its id; the snapshot's by default.

    Returns
    -------
    DataFrame
        A row a value: the table's columns of text, ``year``, ``column`` and ``figure``.

    Examples
    --------
    >>> repeated("unhcr_results").empty
    True
    >>> found = repeated("population", year=2025)
    >>> found.loc[found["column"] == "idps", "asylum"].tolist()
    ['BFA', 'BIH', 'LBY', 'MEX', 'YEM']
    """
    declared, frame = tables()[table], load(table)
    least = LEAST_DIGITS[table] if least is None else least
    amounts = [
        c.name for c in declared.columns if c.type in ("count", "number") and c.name not in declared.key
    ]
    texts = [c.name for c in declared.columns if c.name not in (*amounts, "year")]
    keys = [name for name in declared.key if name != "year"]
    long = frame.melt([*texts, "year"], amounts, "column", "figure").dropna(subset=["figure"])
    long = long.astype({"figure": float} | dict.fromkeys(texts, "str"))
    before = long[[*keys, "year", "column", "figure"]].assign(year=long["year"] + 1)
    both = long.merge(before, on=[*keys, "year", "column"], suffixes=("", "_before"))
    same = both[(both["figure"] == both["figure_before"]) & (year is None or both["year"] == year)]
    same = same[digits(same["figure"]) >= least].drop(columns="figure_before")
    judged = [entry for entry in ledger() if entry.table == table]
    new = [not any(_is_about(entry, each) for entry in judged) for each in same.to_dict("records")]
    return same[np.array(new, dtype=bool)].reset_index(drop=True)


def _is_about(entry: Judgement, row: Mapping[Hashable, Any]) -> bool:
    cells = {"year": entry.year, "column": entry.column, **entry.where}
    return all(row[column] == cell for column, cell in cells.items())


def current(entry: Judgement, load: Load = load) -> float | None:
    """Return the figure that a judgement is about, as the table has it now; none where its row is gone.

    Of several figures that are judged together it is the sum.
    """
    frame = load(entry.table)
    found = frame.loc[_rows(entry, frame), entry.column].dropna()
    return float(found.sum()) if len(found) else None


def without_judged(table: str, load: Load = load) -> pd.DataFrame:
    """Return a table without the figures that the ledger takes out: they are missing there.

    Examples
    --------
    >>> plans = without_judged("response_plan_hosts").set_index(["plan", "year", "country"])
    >>> plans.loc[("venezuela", 2020, "COL"), ["required_usd", "funded_usd"]].tolist()
    [nan, 353653191.0]
    """
    rows = load(table).copy()
    for entry in ledger():
        if entry.table == table and entry.kind != "stands" and holds(entry, load):
            rows.loc[_rows(entry, rows), entry.column] = np.nan
    return rows


def _rows(entry: Judgement, frame: pd.DataFrame) -> pd.Series:
    """Flags of the rows that a judgement is about."""
    chosen = frame["year"] == entry.year
    for column, cell in entry.where.items():
        chosen &= frame[column] == cell
    return chosen


def holds(entry: Judgement, load: Load = load) -> bool:
    """Whether the table still has the figure as it stood when it was judged."""
    now = current(entry, load)
    return now is not None and bool(np.isclose(now, entry.figure, rtol=1e-9, atol=0))


def mended(load: Load = load, there: Collection[str] | None = None) -> Iterator[str]:
    """Tell in one line each which judged figures the source has changed since.

    Parameters
    ----------
    load
        Reads a table by its id; the snapshot's by default.
    there
        Tables that there are; all when left out.

    Examples
    --------
    >>> list(mended())
    []
    """
    for entry in ledger():
        if (there is not None and entry.table not in there) or holds(entry, load):
            continue
        now = current(entry, load)
        stands = "has no figure" if now is None else f"has {now:,.10g}"
        yield (
            f"ledger entry {entry.id}: {entry.table} {stands} where {entry.figure:,.10g} stood in "
            f"{entry.year}; it counts again: judge it anew or take the entry out"
        )


def unjudged(load: Load = load, there: Collection[str] | None = None) -> Iterator[str]:
    """Tell in one line a table how many figures of its last year repeat the year before and are not judged.

    Parameters
    ----------
    load, there
        As for `mended`.

    Examples
    --------
    >>> [line.split(":")[0] for line in unjudged()]
    ['population']
    """
    for table in LEAST_DIGITS:
        if there is not None and table not in there:
            continue
        found = repeated(table, year=int(load(table)["year"].max()), load=load)
        if found.empty:
            continue
        texts = [name for name in tables()[table].key if name not in ("year", "kind", "code")]
        named = [
            f"{each['column']} {' '.join(dict.fromkeys(each[name] for name in texts))} {each['figure']:,.10g}"
            for each in found.sort_values("figure", ascending=False, kind="stable").to_dict("records")
        ]
        more = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
        yield (
            f"{table}: {len(named)} figures of {found['year'].iloc[0]} repeat the year before to the last "
            f"digit and are not judged: {', '.join(named[:NAMED])}{more}"
        )
