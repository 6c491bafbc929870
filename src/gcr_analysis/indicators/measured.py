"""What a measure hands to the engine: figures by year and region set, and what there is to say about them.

A measure is called as ``f(sets, **parameters)`` with the region sets asked for, and with those of the
parameters that it names (``baseline_year``, ``stock``). It returns a `Measured`, all arrays of shape (years,
sets) on the axis `gcr_analysis.indicators.arrays.years`:

- a year that the source has not reached, or that is before the series begins, is not `covered`; the engine
  decides whether an earlier figure may stand in for it;
- a covered year without a value is one that has no figure for this region: the words say why, and the status
  is ``not applicable`` where there cannot be a figure, else ``not collected``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import pandas as pd

from gcr_analysis.framework.models import Status
from gcr_analysis.indicators.arrays import EARLIEST, row
from gcr_analysis.methods.types import Array, Flags

Words: TypeAlias = Callable[[int, int], str]
"""Words about a cell, made when it is shown: takes the places of the year and of the set."""
Texts: TypeAlias = np.ndarray
"""Words of a fixed vocabulary (statuses, ids of sources), empty where there is nothing to say."""


def nothing(year: int, place: int) -> str:
    """Say nothing about a cell."""
    return ""


@dataclass(frozen=True)
class Measured:
    """Figures of a measure.

    Attributes
    ----------
    value
        In the measure's unit; missing where there is no figure.
    covered
        Years, or cells, that the source covers; all when left out. May have one column for all sets.
    low, high
        Bounds of the value, where there are any.
    coverage
        Share (0 to 1) of the region's refugees in the countries that the value rests on; all when left out.
    value_year
        The figure's own year, where it is an earlier one.
    status, source
        Override what the measure declares, where they are not empty.
    words
        Why there is no figure, or what to know of it.

    Examples
    --------
    >>> found = Measured(np.array([[1.0], [np.nan]]))
    >>> found.value.shape, found.words(0, 0)
    ((2, 1), '')
    """

    value: Array
    covered: Flags | None = None
    low: Array | None = None
    high: Array | None = None
    coverage: Array | None = None
    value_year: Array | None = None
    status: Texts | str = ""
    source: Texts | str = ""
    words: Words = nothing

    def at(self, year: int, place: int = 0) -> float:
        """Return the value of a year, of the first set or of the one at *place*.

        >>> Measured(np.arange(40.0)[:, None]).at(1992)
        2.0
        """
        return float(self.value[row(year), place])

    def saying(self, words: Words) -> "Measured":
        """Return the same figures with other words about them."""
        return replace(self, words=words)

    def frame(self, place: int = 0) -> pd.DataFrame:
        """Return what is known of one set as a table: a row a covered year."""
        covered = np.ones(self.value.shape, bool) if self.covered is None else self.covered
        covered = np.broadcast_to(covered, self.value.shape)[:, place]
        columns = {}
        for name in ("value", "low", "high", "coverage", "value_year", "status", "source"):
            array = getattr(self, name)
            fill = np.nan if array is None else array
            columns[name] = np.broadcast_to(fill, self.value.shape)[:, place]
        table = pd.DataFrame(columns, index=pd.RangeIndex(EARLIEST, EARLIEST + len(self.value), name="year"))
        table["reason"] = [self.words(y, place) for y in range(len(table))]
        return table[covered]


def said(where: Flags, words: str | Words) -> Words:
    """Say something about the cells in *where*, which may have one row or column for all.

    >>> words = said(np.array([[True, False]]), "Income of 2023")
    >>> words(5, 0), words(5, 1)
    ('Income of 2023', '')
    """
    rows, columns = where.shape if where.ndim == 2 else (1, len(where))
    flags = where.reshape(rows, columns)

    def about(year: int, place: int) -> str:
        if not flags[year if rows > 1 else 0, place if columns > 1 else 0]:
            return ""
        return words if isinstance(words, str) else words(year, place)

    return about


def both(*each: Words, between: str = "; ") -> Words:
    """Say several things about a cell, one after the other.

    >>> both(lambda y, s: "One", lambda y, s: "", lambda y, s: "two")(0, 0)
    'One; two'
    """
    return lambda year, place: between.join(filter(None, (words(year, place) for words in each)))


def without_figure(
    measured: Measured, where: Flags, reason: str | Words, status: Status = "not applicable"
) -> Measured:
    """Take the figure away from the cells in *where*, and say why.

    Examples
    --------
    >>> found = Measured(np.array([[3.0], [4.0]]))
    >>> gone = without_figure(found, found.value > 3, "No refugees hosted")
    >>> gone.value[:, 0].tolist(), gone.words(0, 0), gone.words(1, 0)
    ([3.0, nan], '', 'No refugees hosted')
    """
    gone = np.broadcast_to(where, measured.value.shape)

    def cleared(array: Array | None) -> Array | None:
        return None if array is None else np.where(gone, np.nan, array)

    def words(year: int, place: int) -> str:
        if not gone[year, place]:
            return measured.words(year, place)
        return reason if isinstance(reason, str) else reason(year, place)

    return replace(
        measured,
        value=np.where(gone, np.nan, measured.value),
        low=cleared(measured.low),
        high=cleared(measured.high),
        coverage=cleared(measured.coverage),
        status=np.where(gone, status, measured.status),
        words=words,
    )


def either(where: Flags, first: Measured, second: Measured) -> Measured:
    """Take the figures of *first* in the cells of *where*, and those of *second* in the others.

    Parameters
    ----------
    where
        Flags of shape (sets,), such as `RegionSets.is_world`, or of cells.
    first, second
        Figures of all sets.

    Examples
    --------
    >>> published, summed = Measured(np.array([[7.0, 7.0]])), Measured(np.array([[5.0, 2.0]]))
    >>> either(np.array([True, False]), published, summed).value.tolist()
    [[7.0, 2.0]]
    """
    chosen = np.broadcast_to(where, second.value.shape)
    columns: dict[str, Any] = {"value": np.where(chosen, first.value, second.value)}
    for name in ("covered", "low", "high", "coverage", "value_year", "status", "source"):
        one, other = getattr(first, name), getattr(second, name)
        if one is None and other is None:
            continue
        empty = name == "covered" or np.nan
        columns[name] = np.where(chosen, *(empty if each is None else each for each in (one, other)))
    return Measured(
        **columns, words=lambda year, place: (first if chosen[year, place] else second).words(year, place)
    )
