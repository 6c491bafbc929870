"""The figures of a measure that a note prints, year by year, with what releases may still do to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from gcr_analysis import framework
from gcr_analysis.framework import Break, Indicator
from gcr_analysis.geography import Region
from gcr_analysis.indicators.arrays import FIRST_YEAR
from gcr_analysis.indicators.breaks import breaks_for
from gcr_analysis.indicators.engine import columns_of
from gcr_analysis.indicators.region_sets import RegionSets
from gcr_analysis.indicators.revisions import bands_of, carried
from gcr_analysis.snapshot import latest_year
from gcr_analysis.snapshot.releases import known_releases, releases

History = tuple[tuple[str, str, tuple[float | None, ...]], ...]
"""Name and day of each release, and the persons that it carried of each year: none, zero or more."""


@dataclass(frozen=True)
class Of:
    """A measure of one place.

    Attributes
    ----------
    rows
        Its figures, a row a year: what `gcr_analysis.indicator` returns, with the revision band as ``band``:
        two ends, or None where no past figure tells.
    years
        The figures' own years, in order.
    breaks
        Breaks in its series, from the year that changes are read from on.
    series, history
        What later releases revise, and persons by release and year: empty where releases do not carry it.
    """

    where: Region
    rows: tuple[dict[str, Any], ...]
    breaks: tuple[Break, ...]
    series: str
    history: History

    @property
    def years(self) -> tuple[int, ...]:
        """The own years of its figures, in order."""
        return tuple(sorted({row["value_year"] for row in self.rows if not np.isnan(row["value"])}))


def figures_of(declared: Indicator, where: Region, years: Sequence[int], baseline_year: int) -> Of:
    """Return what is known of a measure of a place.

    Parameters
    ----------
    declared
        The measure.
    where
        The place.
    years
        The years that the note names; those outside the figures' years are passed over.
    baseline_year
        Year that measures of change compare with.
    """
    sets = RegionSets([where])
    asked = [year for year in sorted(set(years)) if FIRST_YEAR <= year <= latest_year()]
    cells = columns_of(declared, sets, asked, baseline_year)
    rows = [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]
    value, own = (np.array([[row[name]] for row in rows], dtype=float) for name in ("value", "value_year"))
    low, high = bands_of(declared, sets, value, own) if rows else (value, value)
    for row, *ends in zip(rows, low.ravel().tolist(), high.ravel().tolist(), strict=True):
        row["band"] = None if np.isnan(ends).any() else ends
    breaks = breaks_for(where, declared.id, (min(baseline_year, *asked), max(asked)), 0.0) if asked else ()
    series = declared.revises or declared.share_of or ""
    return Of(where, tuple(rows), breaks, series, _history(series, sets, asked) if series else ())


def _history(series: str, sets: RegionSets, years: Sequence[int]) -> History:
    """Persons in each release that the snapshot knows, of its years."""
    known = _known_releases()
    found = []
    for release, published, by_year in carried(series, sets):
        persons = tuple(float(by_year[year][0]) if year in by_year else None for year in years)
        if release in known and any(year in by_year for year in years):
            found.append((release, published, persons))
    return tuple(found)


@cache
def _known_releases() -> frozenset[str]:
    """UNHCR's names of the releases up to the one that the snapshot is as of."""
    return frozenset(releases().loc[known_releases(), "name"])


def title_of_series(series: str) -> str:
    """Return what a revised series counts.

    >>> title_of_series("refugees_by_asylum")
    'Refugees, by country of asylum'
    """
    return framework.revisions().series[series].title
