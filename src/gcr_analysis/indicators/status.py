"""Which figure stands for each year, and with which status: the same rules for every measure."""

from dataclasses import dataclass, replace

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Indicator
from gcr_analysis.indicators.arrays import EARLIEST, FIRST_YEAR, year_column, years
from gcr_analysis.indicators.measured import Measured, Texts, Words
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import bands_of
from gcr_analysis.methods.types import Array, Flags

OLDEST_YEARS = 3  # a figure this many years older than the year asked for may still stand
LEAST_COVERAGE = 0.5


@dataclass(frozen=True)
class Figures:
    """The figures of a measure with their statuses: arrays of shape (years, sets).

    Rows are the years from `FIRST_YEAR` on. ``value`` is missing where there is no figure, and ``words`` then
    say why; ``value_year`` is the figure's own year; ``coverage`` the share (0 to 1) of the region's refugees
    in the countries that it rests on. What is here is shared and cannot be written to.
    """

    value: Array
    low: Array
    high: Array
    coverage: Array
    value_year: np.ndarray
    status: Texts
    source: Texts
    words: Words

    @property
    def known(self) -> Flags:
        """Where there is a figure."""
        return ~np.isnan(self.value)


def figures_of(measured: Measured, declared: Indicator) -> Figures:
    """Decide which figure stands for each year, with its status.

    For years that the source has not reached, its latest figure stands, where that is not too old. A year
    without a figure is *not collected*, unless the measure says otherwise, with the reason; a figure on hosts
    of less than half of the refugees is *partial*.

    Parameters
    ----------
    measured
        What a measure returned, on the axis `gcr_analysis.indicators.arrays.years`.
    declared
        The measure.

    Examples
    --------
    >>> values = np.full((len(years()), 1), np.nan)
    >>> values[2021 - EARLIEST] = 5.0
    >>> declared = framework.indicators()["refugees_hosted"]
    >>> found = figures_of(Measured(values, covered=~np.isnan(values)), declared)
    >>> found.value[[20, 21, 24], 0].tolist(), found.value_year[[20, 21, 24], 0].tolist()
    ([nan, 5.0, 5.0], [2020, 2021, 2021])
    >>> found.status[[20, 21, 24], 0].tolist()
    ['not collected', 'computed', 'computed']
    >>> found.words(20, 0), found.words(25, 0)
    ('The source has figures for 2021 only', 'The source ends in 2021')
    """
    before = FIRST_YEAR - EARLIEST
    value = measured.value[before:]
    shape = value.shape
    covered = _cells(True if measured.covered is None else measured.covered, before, shape)
    known = ~np.isnan(value) & covered
    place = np.arange(shape[0])[:, None]
    first, last = _first(covered), _last(covered)
    latest = _last(known)
    stands_in = (place > last) & (latest >= 0) & (place <= latest + OLDEST_YEARS)
    origin = np.where(covered, place, np.where(stands_in, latest, -1))
    found = origin >= 0
    picked = np.where(found, origin, 0)

    def at(array: Array | Texts | str | None, otherwise: float | str) -> np.ndarray:
        if array is None:
            return np.full(shape, otherwise)
        cells = _cells(array, before, shape)
        return np.where(found, np.take_along_axis(cells, picked, axis=0), otherwise)

    value = at(np.where(known, value, np.nan), np.nan)
    has = ~np.isnan(value)
    coverage = at(measured.coverage, np.nan)
    coverage = np.where(has, np.where(np.isnan(coverage), 1.0, coverage), np.nan)
    status = at(measured.status, "")
    status = np.where(status != "", status, np.where(has, declared.status, "not collected"))
    status = np.where(has & (status == "computed") & (coverage < LEAST_COVERAGE), "partial", status)
    at_end = _cells("" if measured.status is None else measured.status, before, shape)
    after, end = (origin < 0) & (place > last) & (last >= 0), np.broadcast_to(np.maximum(last, 0), shape)
    status = np.where(
        after & (np.take_along_axis(at_end, end, axis=0) == "not applicable"), "not applicable", status
    )
    asked = year_column()[before:]
    own = at(measured.value_year, np.nan)
    of_year = np.where(found, picked + float(FIRST_YEAR), asked)

    def words(year: int, column: int) -> str:
        from_row = int(origin[year, column])
        said = measured.words(from_row + before, column) if from_row >= 0 else ""
        if has[year, column] or said:
            return said
        begin, end = int(first[0, column]), int(last[0, column])
        if begin < 0 or begin <= year <= end:
            return "No figure in the source"
        if year < begin and begin == end:
            return f"The source has figures for {FIRST_YEAR + begin} only"
        if year < begin:
            return f"The series begins in {FIRST_YEAR + begin}"
        why = "" if known[end, column] else measured.words(end + before, column)
        return why or f"The source ends in {FIRST_YEAR + end}"

    return Figures(
        value=value,
        low=at(measured.low, np.nan),
        high=at(measured.high, np.nan),
        coverage=coverage,
        value_year=np.where(np.isnan(own), of_year, own).astype(int),
        status=status,
        source=at(measured.source, ""),
        words=words,
    )


def banded(figures: Figures, declared: Indicator, sets: RegionSets) -> Figures:
    """Give figures their revision band, where they have no interval of their own and it can be seen."""
    if not (declared.revises or declared.share_of):
        return figures
    low, high = bands_of(declared, sets, figures.value, figures.value_year)
    bare = figures.known & np.isnan(figures.low) & np.isnan(figures.high)
    with np.errstate(invalid="ignore"):
        wide = bare & (high - low > framework.revisions().narrowest * figures.value)
    return replace(figures, low=np.where(wide, low, figures.low), high=np.where(wide, high, figures.high))


def without_meaning(sets: RegionSets, status: str, reasons: list[str]) -> Figures:
    """Return figures that are none in any year: a status and its reason for each set."""
    shape = (len(years()) - FIRST_YEAR + EARLIEST, len(sets))
    none = np.full(shape, np.nan)
    return Figures(
        *(none, none, none, none),
        value_year=np.broadcast_to(year_column()[FIRST_YEAR - EARLIEST :].astype(int), shape),
        status=np.full(shape, status),
        source=np.full(shape, ""),
        words=lambda year, place: reasons[place],
    )


def side_by_side(parts: list[tuple[Figures, np.ndarray]], sets: int) -> Figures:
    """Put figures of some sets each, and the places of these sets, together in one."""
    [*_, (some, _)] = parts
    columns: dict[str, np.ndarray] = {}
    for name in ("value", "low", "high", "coverage", "value_year", "status", "source"):
        arrays = [getattr(each, name) for each, _ in parts]
        whole = np.empty((len(some.value), sets), dtype=np.result_type(*arrays))
        for array, (_, places) in zip(arrays, parts, strict=True):
            whole[:, places] = array
        columns[name] = whole
    whose = {int(place): (each, n) for each, places in parts for n, place in enumerate(places)}

    def words(year: int, place: int) -> str:
        each, n = whose[place]
        return each.words(year, n)

    return Figures(**columns, words=words)


def _cells(array: np.ndarray | str | float, before: int, shape: tuple[int, ...]) -> np.ndarray:
    """Cells of the years from `FIRST_YEAR` on; an array may have one row or column for all."""
    array = np.asarray(array)
    if array.ndim == 2 and len(array) == before + shape[0]:
        array = array[before:]
    return np.broadcast_to(array, shape)


def _first(flags: Flags) -> np.ndarray:
    """Row of the first flag of each column, -1 where there is none."""
    return np.where(flags.any(axis=0), flags.argmax(axis=0), -1)[None, :]


def _last(flags: Flags) -> np.ndarray:
    """Row of the last flag of each column, -1 where there is none."""
    return np.where(flags.any(axis=0), len(flags) - 1 - flags[::-1].argmax(axis=0), -1)[None, :]
