"""What a measure hands to the engine: figures by year, and what there is to say about them.

A compute function is called as ``f(region, years, **parameters)``, with every year since 2000, and with
those of the parameters that it names (``baseline_year``, ``stock``). It returns a Series or a *Measured*
table, indexed by year:

- a year that the source has not reached, or that is before the series begins, is **not in the index**; the
  engine decides whether an earlier figure may stand in for it;
- a year in the index without a value is one that the source covers and that has no figure for this
  region: ``reason`` says why, ``status`` is ``not applicable`` where there cannot be a figure, else
  ``not collected``.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
import pandas as pd

from gcr_analysis.framework import tables
from gcr_analysis.framework.models import Status
from gcr_analysis.snapshot import load

Measured: TypeAlias = pd.DataFrame

COLUMNS = ("value", "low", "high", "coverage", "status", "reason", "value_year", "source")
_EMPTY = {"status": "", "reason": "", "source": ""}
Years: TypeAlias = tuple[int, ...]


def measured(value: pd.Series, **columns: object) -> Measured:
    """Put figures and what there is to say about them into one table.

    Parameters
    ----------
    value
        Figures indexed by year; missing where there is none.
    **columns
        Any of the other columns, as a Series by year or as one value for all years: ``low`` and ``high``
        bound the value, ``coverage`` is the share (0 to 1) of the region's refugees in the countries that
        it rests on, ``status`` and ``source`` (ids, joined by "; ") override what the indicator declares,
        ``reason`` says why there is no figure or what to know of it, ``value_year`` is the figure's own year.

    Examples
    --------
    >>> measured(pd.Series({2024: 0.5}), coverage=0.9)[["value", "coverage"]]
          value  coverage
    2024    0.5       0.9
    """
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise ValueError(f"a measured table has no column {', '.join(sorted(unknown))}")
    table = pd.DataFrame({"value": value.astype(float)})
    for name, column in columns.items():
        table[name] = column
    return table


def completed(result: pd.Series | Measured) -> Measured:
    """Give a compute function's result every column of a measured table."""
    table = measured(result) if isinstance(result, pd.Series) else result.copy()
    for name in COLUMNS:
        if name not in table:
            table[name] = _EMPTY.get(name, float("nan"))
    table["reason"] = table["reason"].fillna("")
    table["status"] = table["status"].fillna("")
    table["source"] = table["source"].fillna("")
    table["coverage"] = table["coverage"].fillna(1.0).where(table["value"].notna())
    table["value_year"] = table["value_year"].fillna(pd.Series(table.index, table.index)).astype(int)
    return table[list(COLUMNS)]


def without_figure(
    table: Measured, where: pd.Series, reason: str, status: Status = "not applicable"
) -> Measured:
    """Take the figure away from the years in *where*, and say why.

    Examples
    --------
    >>> table = measured(pd.Series({2023: 3.0, 2024: 4.0}))
    >>> without_figure(table, table["value"] > 3, "No refugees hosted")["reason"].tolist()
    ['', 'No refugees hosted']
    """
    gone = where.reindex(table.index).to_numpy(bool)
    figures = {
        name: np.where(gone, np.nan, table[name].to_numpy("float64", na_value=np.nan))
        for name in ("value", "low", "high", "coverage")
        if name in table
    }
    words = {
        name: [word if out else said for out, said in zip(gone, _words(table, name), strict=True)]
        for name, word in (("status", status), ("reason", reason))
    }
    return table.assign(**figures, **words)


def _words(table: Measured, name: str) -> list[str]:
    return table[name].fillna("").tolist() if name in table else [""] * len(table)


def reached(years: Iterable[int], table: str, column: str) -> Years:
    """Those of *years* in which a column of the snapshot has any figure at all.

    Examples
    --------
    >>> reached(range(2023, 2027), "economy", "gdp_per_capita_ppp")
    (2023, 2024)
    """
    year = next(c.name for c in tables()[table].columns if c.type == "year")
    frame = load(table, [year, column])
    known = set(frame[year][frame[column].notna()])
    return tuple(y for y in years if y in known)
