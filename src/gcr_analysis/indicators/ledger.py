"""Which figures a change leaves out: those that the ledger names, and those that repeat the year before.

The level stays as published. A figure that is left out leaves both ends of a change, so that the change rests
on the same places; a real leap, as by a war or a law, stays in.
"""

from functools import cache

import numpy as np
import pandas as pd

from gcr_analysis import framework
from gcr_analysis.framework import Judgement
from gcr_analysis.geography import Region, country_name
from gcr_analysis.indicators.arrays import by_country, codes, frozen, position, row, years
from gcr_analysis.methods.types import Array, Flags
from gcr_analysis.snapshot import load
from gcr_analysis.snapshot.judged import LEAST_DIGITS, digits, holds
from gcr_analysis.snapshot.questions import question

WHY = {
    "copied": "copied from the year before",
    "method": "counted in another way",
    "impossible": "cannot be true",
    "doubled": "stands in several rows",
    "shared": "shared evenly among places",
}
RESULTS = "unhcr_results"
REPEATS = "repeats the year before to the last digit, and nobody has judged it"


@cache
def entries(table: str, **where: str) -> tuple[Judgement, ...]:
    """Judgements about a table that still hold, of rows with some cells.

    >>> [entry.country for entry in entries("unhcr_results", result="complementary_pathways")]
    ['ETH']
    """
    return tuple(
        entry
        for entry in framework.ledger()
        if entry.table == table
        and all(entry.where.get(column, cell) == cell for column, cell in where.items())
        and entry.year in years()
        and holds(entry)
    )


def repeats(values: Array, least: int) -> Flags:
    """Find values that are those of the year before to the last digit.

    Parameters
    ----------
    values
        Figures of shape (years, countries).
    least
        Fewest digits of such a value, trailing zeros left out.

    Examples
    --------
    >>> repeats(np.array([[3257.0, 50.0], [3257.0, 50.0], [3258.0, 50.0]]), least=3)[:, 0].tolist()
    [False, True, False]
    """
    same = np.zeros(values.shape, dtype=bool)
    same[1:] = values[1:] == values[:-1]
    at = np.nonzero(same)
    same[at] = digits(pd.Series(values[at], dtype=float)).to_numpy() >= least
    return same


def left_out(values: Array, table: str, **where: str) -> Flags:
    """Which figures of an array a change leaves out.

    Parameters
    ----------
    values
        Figures of the table by year and country: shape (years, countries).
    table
        The table that they come from.
    where
        Cells of its rows, such as ``result="complementary_pathways"``.

    Returns
    -------
    array of bool, shape (years, countries)
        Those that the ledger names, unless they ``stand``, and those that repeat the year before and are not
        judged.

    Examples
    --------
    >>> from gcr_analysis.indicators.arrays import row
    >>> none = np.full((len(years()), len(codes())), np.nan)
    >>> found = left_out(none, "unhcr_results", result="complementary_pathways")
    >>> bool(found[row(2024), position()["ETH"]])
    True
    """
    flags = repeats(values, LEAST_DIGITS[table])
    for entry in entries(table, **where):
        flags[years().index(entry.year), position()[entry.country]] = entry.kind != "stands"
    return frozen(flags)


@question
def why_left_out(region: Region, first: int, last: int, result: str) -> list[str]:
    """Name the hosts of a region that a change of a result between two years leaves out, with the reason.

    Parameters
    ----------
    region
        The region.
    first, last
        The two years.
    result
        A result of the table ``unhcr_results``.

    Examples
    --------
    >>> from gcr_analysis.geography import region
    >>> why_left_out(region("igad"), 2022, 2024, "complementary_pathways")
    ['Ethiopia 2024: copied from the year before']
    """
    flags = _results_left_out(result)
    judged = {(entry.country, entry.year): WHY.get(entry.kind) for entry in entries(RESULTS, result=result)}
    found = [(codes()[place], year) for year in (first, last) for place in np.flatnonzero(flags[row(year)])]
    return [
        f"{country_name(code)} {year}: {judged.get((code, year), REPEATS)}"
        for code, year in sorted(found)
        if code in region.countries
    ]


@cache
def _results_left_out(result: str) -> Flags:
    rows = load(RESULTS)
    return left_out(by_country(rows[rows["result"] == result], "country", "value"), RESULTS, result=result)
